// SPDX-License-Identifier: GPL-3.0-or-later
//
// Part of the module that decodes pictures; the only file that names giflib.
#include "data/imaging_decoders.h"

#include <gif_lib.h>
#include <algorithm>
#include <cstring>
#include <memory>

namespace glassnet {

namespace {

constexpr int no_colour = -1;

int read_bytes(GifFileType* file, GifByteType* to, int count) {
    auto& rest = *static_cast<std::span<const std::byte>*>(file->UserData);
    const std::size_t given = std::min(rest.size(), static_cast<std::size_t>(std::max(count, 0)));
    std::memcpy(to, rest.data(), given);
    rest = rest.subspan(given);
    return static_cast<int>(given);
}

void close(GifFileType* file) { DGifCloseFile(file, nullptr); }

std::string reason_of(const GifFileType& file) {
    const char* const text = GifErrorString(file.Error);
    return text ? text : "its parts make no sense";
}

/// Walks to the first picture and reads its description; `transparent` becomes the colour that is none.
bool find_picture(GifFileType& file, int& transparent) {
    GifRecordType part = UNDEFINED_RECORD_TYPE;
    while (DGifGetRecordType(&file, &part) == GIF_OK && part != TERMINATE_RECORD_TYPE) {
        if (part == IMAGE_DESC_RECORD_TYPE) return DGifGetImageDesc(&file) == GIF_OK;
        if (part != EXTENSION_RECORD_TYPE) continue;
        int kind = 0;
        GifByteType* block = nullptr;
        GraphicsControlBlock control;
        if (DGifGetExtension(&file, &kind, &block) != GIF_OK) return false;
        if (kind == GRAPHICS_EXT_FUNC_CODE && block &&
            DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
            transparent = control.TransparentColor;
        while (block)
            if (DGifGetExtensionNext(&file, &block) != GIF_OK) return false;
    }
    return false;
}

/// Puts a row of colour numbers on the screen, a row of which begins at `to`; false where one has no colour.
bool put_row(const GifImageDesc& place, const ColorMapObject& colours, int transparent,
             const std::vector<GifPixelType>& row, float* to) {
    for (int x = 0; x < place.Width; ++x) {
        const int number = row[static_cast<std::size_t>(x)];
        if (number == transparent) continue;
        if (number >= colours.ColorCount) return false;
        const GifColorType& colour = colours.Colors[number];
        float* const pixel = to + std::size_t{4} * static_cast<std::size_t>(place.Left + x);
        pixel[0] = colour.Red, pixel[1] = colour.Green, pixel[2] = colour.Blue, pixel[3] = 255;
    }
    return true;
}

/// Returns the rows of a picture in the order in which the file has them.
std::vector<int> order_of_rows(const GifImageDesc& place) {
    std::vector<int> rows;
    const auto add = [&](int first, int step) {
        for (int y = first; y < place.Height; y += step) rows.push_back(y);
    };
    if (!place.Interlace) {
        add(0, 1);
    } else {
        add(0, 8), add(4, 8), add(2, 4), add(1, 2);
    }
    return rows;
}

/// Takes alpha away where every pixel is opaque.
void drop_full_alpha(Picture& picture) {
    std::vector<float>& values = picture.values;
    for (std::size_t alpha = 3; alpha < values.size(); alpha += 4)
        if (values[alpha] != 255) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (i % 4 != 3) values[kept++] = values[i];
    values.resize(kept);
    picture.channels = 3;
    picture.has_alpha = false;
}

}  // namespace

std::string decode_gif(std::span<const std::byte> bytes, Picture& picture) {
    int error = 0;
    const std::unique_ptr<GifFileType, void (*)(GifFileType*)> file(DGifOpen(&bytes, read_bytes, &error),
                                                                    close);
    if (!file) return "its header makes no sense";
    int transparent = no_colour;
    if (!find_picture(*file, transparent)) return reason_of(*file);
    const GifImageDesc& place = file->Image;
    const ColorMapObject* const colours = place.ColorMap ? place.ColorMap : file->SColorMap;
    if (!colours) return "it has no colours";
    picture.width = std::max(file->SWidth, place.Left + place.Width);
    picture.height = std::max(file->SHeight, place.Top + place.Height);
    picture.channels = 4;
    picture.has_alpha = true;
    const std::size_t step = std::size_t{4} * static_cast<std::size_t>(picture.width);
    picture.values.assign(step * static_cast<std::size_t>(picture.height), 0);
    std::vector<GifPixelType> row(static_cast<std::size_t>(place.Width));
    for (const int y : order_of_rows(place)) {
        if (DGifGetLine(file.get(), row.data(), place.Width) != GIF_OK) return reason_of(*file);
        float* const to = picture.values.data() + step * static_cast<std::size_t>(place.Top + y);
        if (!put_row(place, *colours, transparent, row, to))
            return "a pixel has a colour that it does not list";
    }
    drop_full_alpha(picture);
    return {};
}

}  // namespace glassnet
