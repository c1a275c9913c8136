// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the engine and the module that decodes pictures have in common: plain values, no exceptions across the border.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// A decoded picture: height × width × channels (1 grey, 3 red-green-blue), values 0 … 255; deep ones have steps finer than 1.
struct Picture {
    int height = 0;
    int width = 0;
    int channels = 1;
    std::vector<float> values{};
    bool is_deep = false;    // 16 bits a value
    bool had_alpha = false;  // was laid on white
};

/// The functions of the module. All return an empty text, or the reason why they failed.
struct ImagingModule {
    /// `is_photo`: turn it as its EXIF data say.
    std::string (*decode)(std::span<const std::byte> bytes, bool is_photo, Picture& picture);
    std::string (*resize)(const Picture& picture, int height, int width, Picture& result);
};

inline constexpr const char* imaging_entry = "glassnet_imaging_module_1";

}  // namespace glassnet
