// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the engine and the module that decodes pictures share: plain values, no exceptions across the
// boundary.
#pragma once

#include <array>
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

/// What takes a picture row by row while it is decoded. What it throws goes through to who decodes.
class PictureRows {
public:
    virtual ~PictureRows() = default;
    /// Tells the picture's sides and channels (1 grey, 3 red-green-blue) before its first row.
    virtual void begin(int height, int width, int channels) = 0;
    /// Takes the next row from the top: width × channels values from 0 to 255.
    virtual void add(const std::uint8_t* row) = 0;
};

/// How a picture gets another size.
enum class ResizeMethod { area, nearest, bilinear, bicubic, lanczos4 };

/// Who decodes a file.
enum class Decoder { opencv, jpeg, cmyk_jpeg, gif, tiff, animated_webp };

/// A filter of OpenCV, with the settings of its step in their order: numbers, the positions of choices, 0 and
/// 1.
enum class FilterKind {
    equalize_hist,
    clahe,
    gaussian_blur,
    median_blur,
    bilateral_filter,
    sharpen,
    sobel,
    laplacian,
    canny,
    otsu_threshold,
    adaptive_threshold,
    morphology,
    color_space
};
struct Filter {
    FilterKind kind{};
    std::array<double, 5> parameters{};
};

/// A picture and where its filtered one goes, both height × width × channels.
struct FilteredPicture {
    int height = 1;
    int width = 1;
    int channels = 1;
    const float* from = nullptr;
    float* to = nullptr;
};

/// The functions of the module. Several threads may call them at once. All return an empty text, or the
/// reason of their failure.
struct ImagingModule {
    /// Decodes the first picture of a file as it lies there: not turned, alpha as a channel. One of bytes
    /// without alpha goes to `rows`, any other into `picture`; remarks do in both cases.
    std::string (*decode)(Decoder decoder, std::span<const std::byte> bytes, PictureRows& rows,
                          Picture& picture);
    std::string (*resize)(const Picture& picture, int height, int width, ResizeMethod method,
                          Picture& result);
    /// Keeps the picture's form.
    std::string (*filter)(const Filter& filter, const FilteredPicture& picture);
};

inline constexpr const char* imaging_entry = "glassnet_imaging_module_5";

}  // namespace glassnet
