// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_size.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/problem.h"
#include "base/text.h"
#include "data/picture_form.h"
#include "formats/picture_header.h"

namespace glassnet {

namespace {

PictureSize size_in(std::span<const std::byte> bytes, const std::string& name) {
    const PictureHeader header = read_picture_head(bytes, name);
    PictureSize size{header.content, static_cast<int>(header.height), static_cast<int>(header.width)};
    if (lies_on_its_side(header.orientation)) std::swap(size.height, size.width);
    return size;
}

}  // namespace

PictureSize read_picture_size(const std::filesystem::path& path) {
    const std::string name = printable(path.string());
    for (const std::size_t count : {std::size_t{1} << 12, std::size_t{1} << 17}) {
        const std::vector<std::byte> bytes = first_bytes(path, count);
        try {
            return size_in(bytes, name);
        } catch (const Error& error) {
            const bool is_whole = bytes.size() < count;
            if (is_whole || error.problems().front().code() != "picture.cut") throw;
        }
    }
    return size_in(read_file(path, limits::image_file_bytes), name);
}

}  // namespace glassnet
