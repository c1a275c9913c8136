// SPDX-License-Identifier: GPL-3.0-or-later
//
// Part of the module that decodes pictures; the only file that names libjpeg.
#include "data/imaging_jpeg.h"

#include "data/imaging_decoders.h"

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

/// Makes libjpeg complain to `complaints`.
void begin(jpeg_decompress_struct& decoder, Complaints& complaints) {
    decoder.err = jpeg_std_error(&complaints.manager);
    complaints.manager.error_exit = give_up;
    complaints.manager.emit_message = warn;
}

void read_header(jpeg_decompress_struct& decoder, std::span<const std::byte> bytes) {
    jpeg_create_decompress(&decoder);
    jpeg_mem_src(&decoder, reinterpret_cast<const unsigned char*>(bytes.data()),
                 static_cast<unsigned long>(bytes.size()));
    jpeg_read_header(&decoder, TRUE);
}

/// Reads all entropy-coded data; the pictures themselves at an eighth of their size, since only complaints
/// count. Between setjmp and the end nothing is created that would need a destructor.
void read_through(jpeg_decompress_struct& decoder, std::span<const std::byte> bytes,
                  std::vector<unsigned char>& row) {
    read_header(decoder, bytes);
    decoder.scale_num = 1;
    decoder.scale_denom = 8;
    jpeg_start_decompress(&decoder);
    row.resize(static_cast<std::size_t>(decoder.output_width) *
               static_cast<std::size_t>(decoder.output_components));
    unsigned char* rows[] = {row.data()};
    while (decoder.output_scanline < decoder.output_height) jpeg_read_scanlines(&decoder, rows, 1);
    jpeg_finish_decompress(&decoder);
}

/// Mixes the light that four inks leave, 0 none and 255 all of it.
void mix(const unsigned char* inks, bool is_inverted, float* light) {
    const int all = is_inverted ? 0 : 255;
    const float key = static_cast<float>(std::abs(all - inks[3]));
    for (int ink = 0; ink < 3; ++ink)
        light[ink] = std::nearbyint(static_cast<float>(std::abs(all - inks[ink])) * key / 255);
}

/// Reads a picture of four inks. As above, nothing is created that would need a destructor.
void read_inks(jpeg_decompress_struct& decoder, std::span<const std::byte> bytes,
               std::vector<unsigned char>& row, Picture& picture) {
    read_header(decoder, bytes);
    decoder.out_color_space = JCS_CMYK;
    jpeg_start_decompress(&decoder);
    picture.width = static_cast<int>(decoder.output_width);
    picture.height = static_cast<int>(decoder.output_height);
    picture.channels = 3;
    const std::size_t width = decoder.output_width;
    picture.values.resize(3 * width * decoder.output_height);
    row.resize(4 * width);
    unsigned char* rows[] = {row.data()};
    float* light = picture.values.data();
    while (decoder.output_scanline < decoder.output_height) {
        jpeg_read_scanlines(&decoder, rows, 1);
        for (std::size_t x = 0; x < width; ++x, light += 3)
            mix(row.data() + 4 * x, decoder.saw_Adobe_marker == TRUE, light);
    }
    jpeg_finish_decompress(&decoder);
}

}  // namespace

std::string decode_cmyk_jpeg(std::span<const std::byte> bytes, Picture& picture) {
    Complaints complaints;
    jpeg_decompress_struct decoder{};
    std::vector<unsigned char> row;
    begin(decoder, complaints);
    if (setjmp(complaints.escape) == 0) read_inks(decoder, bytes, row, picture);
    jpeg_destroy_decompress(&decoder);
    return complaints.damage.data();
}

JpegReport read_through_jpeg(std::span<const std::byte> bytes) {
    Complaints complaints;
    jpeg_decompress_struct decoder{};
    std::vector<unsigned char> row;
    begin(decoder, complaints);
    if (setjmp(complaints.escape) == 0) read_through(decoder, bytes, row);
    jpeg_destroy_decompress(&decoder);
    return {complaints.damage.data(), complaints.remark.data()};
}

}  // namespace glassnet
