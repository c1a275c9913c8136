// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "data/store/sample_values.h"
#include "formats/safetensors.h"
#include "math/shape.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace glassnet {

/// Returns the sides of an array for messages: "3 × 2".
[[nodiscard]] std::string sides_text(const std::vector<std::int64_t>& sides);

/// Returns values as a DataPart holds inputs: bytes are moved, all else becomes float. The array is not
/// empty.
[[nodiscard]] SampleValues inputs_from(StoredTensor& array);

/// Returns values as float.
[[nodiscard]] std::vector<float> targets_from(StoredTensor& array);

/// Tells whether the first side counts samples and each has one element.
[[nodiscard]] bool is_one_each(const std::vector<std::int64_t>& sides);

/// Tells whether each sample has one whole number, by its type.
[[nodiscard]] bool holds_classes(const StoredTensor& array);

/// Returns the shape of a sample of an array with these sides; one without channels gets one.
[[nodiscard]] Shape sample_shape_of(const std::vector<std::int64_t>& sides);

/// Returns the shape of a sample's target.
[[nodiscard]] Shape target_shape_of(const StoredTensor& array);

/// Returns what becomes of whole numbers that float does not have; nothing if it has all. The array is not
/// empty.
[[nodiscard]] std::optional<Problem> rounding_of(const StoredTensor& array, const Where& where);

}  // namespace glassnet
