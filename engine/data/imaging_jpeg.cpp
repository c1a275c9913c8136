// SPDX-License-Identifier: GPL-3.0-or-later
//
// Part of the module that decodes pictures; the only file that names libjpeg.
#include "data/imaging_jpeg.h"

#include <array>
#include <csetjmp>
#include <cstdio>
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

/// Reads all entropy-coded data; the pictures themselves at an eighth of their size, since only complaints
/// count. Between setjmp and the end nothing is created that would need a destructor.
void read_through(jpeg_decompress_struct& decoder, std::span<const std::byte> bytes,
                  std::vector<unsigned char>& row) {
    jpeg_create_decompress(&decoder);
    jpeg_mem_src(&decoder, reinterpret_cast<const unsigned char*>(bytes.data()),
                 static_cast<unsigned long>(bytes.size()));
    jpeg_read_header(&decoder, TRUE);
    decoder.scale_num = 1;
    decoder.scale_denom = 8;
    jpeg_start_decompress(&decoder);
    row.resize(static_cast<std::size_t>(decoder.output_width) *
               static_cast<std::size_t>(decoder.output_components));
    unsigned char* rows[] = {row.data()};
    while (decoder.output_scanline < decoder.output_height) jpeg_read_scanlines(&decoder, rows, 1);
    jpeg_finish_decompress(&decoder);
}

}  // namespace

JpegReport read_through_jpeg(std::span<const std::byte> bytes) {
    Complaints complaints;
    jpeg_decompress_struct decoder{};
    std::vector<unsigned char> row;
    decoder.err = jpeg_std_error(&complaints.manager);
    complaints.manager.error_exit = give_up;
    complaints.manager.emit_message = warn;
    if (setjmp(complaints.escape) == 0) read_through(decoder, bytes, row);
    jpeg_destroy_decompress(&decoder);
    return {complaints.damage.data(), complaints.remark.data()};
}

}  // namespace glassnet
