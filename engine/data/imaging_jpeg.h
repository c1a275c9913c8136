// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace glassnet {

/// What libjpeg says of a file while it reads all of it.
struct JpegReport {
    std::string damage;  // empty: the picture is whole
    std::string remark;  // of what does not touch the picture, such as bytes that belong to nothing
};

/// OpenCV decodes damaged files without a word and fills them with something.
[[nodiscard]] JpegReport read_through_jpeg(std::span<const std::byte> bytes);

}  // namespace glassnet
