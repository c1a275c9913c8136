// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace glassnet {

/// What libjpeg reports about a file while it reads all of it.
struct JpegReport {
    std::string damage;  // empty: the picture is whole
    std::string remark;  // of what does not affect the picture, such as bytes that belong to nothing
};

/// Reads a file through libjpeg, because OpenCV decodes damaged files silently and fills the gaps with
/// something.
[[nodiscard]] JpegReport read_through_jpeg(std::span<const std::byte> bytes);

}  // namespace glassnet
