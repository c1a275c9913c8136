// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace glassnet {

/// What a file is by its first bytes, whatever its name says.
enum class Content {
    empty,
    png,
    jpeg,
    gif,
    bmp,
    tiff,
    webp,
    heic,
    avif,
    big_tiff,
    jpeg2000,
    jpeg_xl,
    portable_map,
    icon,
    photoshop,
    raw_photo,
    pdf,
    dicom,
    nifti,
    video,
    gzip,
    zip,
    idx,
    hdf5,
    safetensors,
    pickle,
    program,
    html,
    svg,
    json,
    text,
    unknown
};

/// Detects the content. The first 64 bytes are enough for all but DICOM, NIfTI and SVG behind a prologue,
/// which show within the first 1,024; fewer are examined as far as they go.
[[nodiscard]] Content content_of(std::span<const std::byte> bytes);

/// Tells whether the content is a picture with pixels, whether or not Glassnet reads its kind.
[[nodiscard]] bool is_picture(Content content);

/// Names the content for messages: "a PNG picture", "a web page".
[[nodiscard]] std::string_view to_text(Content content);

}  // namespace glassnet
