// SPDX-License-Identifier: GPL-3.0-or-later
//
// Part of the module that decodes pictures; the only file that names libjpeg.
#include "data/imaging_decoders.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <vector>

// After <cstdio>, which it does not include itself.
#include <jpeglib.h>
// Its codes depend on the version that the other header defines.
#include <jerror.h>

namespace glassnet {

namespace {

using Text = std::array<char, JMSG_LENGTH_MAX>;

/// The warnings of libjpeg, the first of each kind as text; its errors end in a jump.
struct Complaints {
    jpeg_error_mgr manager{};
    std::jmp_buf escape{};
    Text damage{}, remark{};
};

/// Tells whether a warning leaves every value of the picture as it is.
bool is_harmless(int code) {
    return code == JWRN_JFIF_MAJOR || code == JWRN_EXTRANEOUS_DATA || code == JWRN_ADOBE_XFORM;
}

void note(j_common_ptr decoder) {
    auto* complaints = reinterpret_cast<Complaints*>(decoder->err);
    Text& text = is_harmless(decoder->err->msg_code) ? complaints->remark : complaints->damage;
    if (text[0] == '\0') decoder->err->format_message(decoder, text.data());
}

[[noreturn]] void give_up(j_common_ptr decoder) {
    note(decoder);
    std::longjmp(reinterpret_cast<Complaints*>(decoder->err)->escape, 1);  // NOLINT: libjpeg's interface
}

void warn(j_common_ptr decoder, int level) {
    if (level >= 0) return;  // traces
    ++decoder->err->num_warnings;
    note(decoder);
}

/// A decoder that complains to `complaints`; it goes however its work ends.
struct Jpeg {
    Complaints complaints;
    jpeg_decompress_struct decoder{};

    explicit Jpeg(std::span<const std::byte> file) : bytes(file) {
        decoder.err = jpeg_std_error(&complaints.manager);
        complaints.manager.error_exit = give_up;
        complaints.manager.emit_message = warn;
    }
    ~Jpeg() { jpeg_destroy_decompress(&decoder); }
    Jpeg(const Jpeg&) = delete;
    Jpeg& operator=(const Jpeg&) = delete;

    void read_header() {
        jpeg_create_decompress(&decoder);
        jpeg_mem_src(&decoder, reinterpret_cast<const unsigned char*>(bytes.data()),
                     static_cast<unsigned long>(bytes.size()));
        jpeg_read_header(&decoder, TRUE);
    }
    [[nodiscard]] bool is_damaged() const { return complaints.damage[0] != '\0'; }

    std::span<const std::byte> bytes;
};

/// Runs `work`, which creates nothing that would need a destructor: libjpeg's errors jump out of it. Returns
/// what is damaged; a remark goes to `remarks`.
template <class Work>
std::string outcome(Jpeg& jpeg, std::vector<std::string>& remarks, Work work) {
    if (setjmp(jpeg.complaints.escape) == 0) work();
    if (jpeg.is_damaged()) return std::string("it is damaged (") + jpeg.complaints.damage.data() + ")";
    if (jpeg.complaints.remark[0] != '\0') remarks.emplace_back(jpeg.complaints.remark.data());
    return {};
}

/// Rows that libjpeg fills at once. They lie between the vectors' borders: what its kernels write to such a
/// border goes past the caches, but is read at once here.
class Lines {
public:
    void resize(std::size_t bytes) {
        constexpr std::size_t border = 64;
        const std::size_t stride = (bytes / border + 1) * border;
        memory_.resize(stride * rows_.size() + 2 * border);
        auto* first = memory_.data();
        first += border - reinterpret_cast<std::uintptr_t>(first) % border + border / 8;
        for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i] = first + i * stride;
    }
    unsigned char** rows() { return rows_.data(); }
    static constexpr unsigned count = 4;

private:
    std::vector<unsigned char> memory_;
    std::array<unsigned char*, count> rows_{};
};

/// Calls take(row) for each row of the picture, as long as it is whole.
template <class Take>
void read_rows(Jpeg& jpeg, Lines& lines, Take take) {
    jpeg_decompress_struct& decoder = jpeg.decoder;
    lines.resize(std::size_t{decoder.output_width} * static_cast<std::size_t>(decoder.output_components));
    while (decoder.output_scanline < decoder.output_height && !jpeg.is_damaged()) {
        const unsigned count = jpeg_read_scanlines(&decoder, lines.rows(), Lines::count);
        for (unsigned i = 0; i < count; ++i) take(lines.rows()[i]);
    }
    if (!jpeg.is_damaged()) jpeg_finish_decompress(&decoder);
}

void read_colours(Jpeg& jpeg, Lines& lines, PictureRows& rows) {
    jpeg.read_header();
    jpeg_decompress_struct& decoder = jpeg.decoder;
    decoder.out_color_space = decoder.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&decoder);
    rows.begin(static_cast<int>(decoder.output_height), static_cast<int>(decoder.output_width),
               decoder.output_components);
    read_rows(jpeg, lines, [&](const unsigned char* row) { rows.add(row); });
}

/// Mixes the light that four inks leave, 0 none and 255 all of it.
void mix(const unsigned char* inks, bool is_inverted, float* light) {
    const int all = is_inverted ? 0 : 255;
    const float key = static_cast<float>(std::abs(all - inks[3]));
    for (int ink = 0; ink < 3; ++ink)
        light[ink] = std::nearbyint(static_cast<float>(std::abs(all - inks[ink])) * key / 255);
}

void read_inks(Jpeg& jpeg, Lines& lines, Picture& picture) {
    jpeg.read_header();
    jpeg_decompress_struct& decoder = jpeg.decoder;
    decoder.out_color_space = JCS_CMYK;
    jpeg_start_decompress(&decoder);
    picture.width = static_cast<int>(decoder.output_width);
    picture.height = static_cast<int>(decoder.output_height);
    picture.channels = 3;
    const std::size_t width = decoder.output_width;
    picture.values.resize(3 * width * decoder.output_height);
    float* light = picture.values.data();
    read_rows(jpeg, lines, [&](const unsigned char* row) {
        for (std::size_t x = 0; x < width; ++x, light += 3)
            mix(row + 4 * x, decoder.saw_Adobe_marker == TRUE, light);
    });
}

}  // namespace

std::string decode_jpeg(std::span<const std::byte> bytes, PictureRows& rows,
                        std::vector<std::string>& remarks) {
    Jpeg jpeg(bytes);
    Lines lines;
    return outcome(jpeg, remarks, [&] { read_colours(jpeg, lines, rows); });
}

std::string decode_cmyk_jpeg(std::span<const std::byte> bytes, Picture& picture) {
    Jpeg jpeg(bytes);
    Lines lines;
    return outcome(jpeg, picture.remarks, [&] { read_inks(jpeg, lines, picture); });
}

}  // namespace glassnet
