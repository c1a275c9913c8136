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

/// A decoded picture: height × width × channels (1 grey, 3 red-green-blue, others bands of any meaning),
/// values 0 … 255; deep ones have steps finer than 1.
struct Picture {
    int height = 0;
    int width = 0;
    int channels = 1;
    std::vector<float> values{};
    bool is_deep = false;                // values may be fractions
    bool is_measured = false;            // values are as the file has them, of any range
    bool has_alpha = false;              // its last channel is alpha
    bool had_alpha = false;              // was partly transparent and laid on a colour
    std::vector<std::string> remarks{};  // of the libraries that decoded it
};

/// Who decodes a file.
enum class Decoder { opencv, jpeg, cmyk_jpeg, gif, tiff, animated_webp };

/// The functions of the module. All return an empty text, or the reason of their failure.
struct ImagingModule {
    /// Decodes the first picture of a file as it lies there: not turned, alpha as a channel.
    std::string (*decode)(Decoder decoder, std::span<const std::byte> bytes, Picture& picture);
    std::string (*resize)(const Picture& picture, int height, int width, Picture& result);
};

inline constexpr const char* imaging_entry = "glassnet_imaging_module_3";

}  // namespace glassnet
