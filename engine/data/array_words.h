// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/part.h"

#include <optional>
#include <string>

namespace glassnet {

/// What an array is by its name alone.
struct ArrayName {
    enum class Role { other, inputs, targets, sample_weights, class_names };
    std::string array;  // as it stands in the file
    std::string words;  // what is left without the part, in lower case: "images" of "Train_images"
    Role role = Role::other;
    std::optional<Part> part{};
};

/// Takes a name apart: "x_train", "trainLabels", "Xtrain", "test-images", "train_set_x", "X".
[[nodiscard]] ArrayName read_array_name(const std::string& array);

}  // namespace glassnet
