// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the engine and the module that decodes pictures share: plain values, no exceptions across the
// boundary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// A decoded picture: height × width × channels (1 grey, 3 red-green-blue), values 0 … 255; deep ones have
/// steps finer than 1.
struct Picture {
    int height = 0;
    int width = 0;
    int channels = 1;
    std::vector<float> values{};
    bool is_deep = false;                // 16 bits per value
    bool had_alpha = false;              // was laid on white
    std::vector<std::string> remarks{};  // of the libraries that decoded it
};

/// What the file says that its decoder ignores.
struct DecodeWishes {
    bool is_photo = false;      // a JPEG, which is turned as its EXIF data say
    int orientation = 1;        // EXIF's: how any other is to be turned
    bool becomes_grey = false;  // where all its colours are greys
};

/// The functions of the module. All return an empty text, or the reason of their failure.
struct ImagingModule {
    std::string (*decode)(std::span<const std::byte> bytes, const DecodeWishes& wishes, Picture& picture);
    std::string (*resize)(const Picture& picture, int height, int width, Picture& result);
};

inline constexpr const char* imaging_entry = "glassnet_imaging_module_2";

}  // namespace glassnet
