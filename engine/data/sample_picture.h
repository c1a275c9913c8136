// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "data/picture_form.h"
#include "data/preprocessing/resize.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// A picture as it comes from its file into a data set.
struct SamplePicture {
    Picture picture{};
    int height = 0, width = 0;  // in the file, turned as it is shown
    std::vector<Problem> remarks{};
};

/// Decodes a picture file and brings it to the size of `resize`, where that is given: decode_picture and
/// Resize::resized in one, to the bit. A picture that shrinks is never kept whole where its rows come from
/// the decoder as they are shown. The same for the pictures of a folder and for a single one; several threads
/// may call it at once. Throws Error (picture.*).
[[nodiscard]] SamplePicture read_sample_picture(std::span<const std::byte> bytes,
                                                const std::string& file_name, const AlphaRule& alpha = {},
                                                const Resize* resize = nullptr);

}  // namespace glassnet
