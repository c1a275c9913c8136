// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "data/data_settings.h"

#include <string>
#include <vector>

namespace glassnet {

/// The names of the arrays that hold the same for each part; empty where there is none.
struct ArraysOfParts {
    std::string training, validation, test;
};

/// Which array of a file is what.
struct ArrayRoles {
    struct Target {
        std::string name;
        ArraysOfParts arrays;
    };
    ArraysOfParts inputs;
    ArraysOfParts targets;  // empty: there are none, and only the inputs can be learned
    std::vector<Target> more_targets;
    std::string sample_weights;            // empty: there are none
    std::vector<std::string> class_names;  // arrays that may hold them, the likeliest first
    std::vector<Problem> notes;            // what was found without being named
};

/// Finds out by names and settings which array is what: x_train and y_train with the same of test and val, or
/// what the settings name, or the one pair that is named like inputs and targets in any other usual way
/// (train_images and train_labels, X and y). Throws Error where nothing or more than one reading makes sense;
/// `file` is the place given.
[[nodiscard]] ArrayRoles find_arrays(const std::vector<std::string>& names, const DataSettings& settings,
                                     const std::string& file);

/// Tells whether there is an array that find_arrays() takes for inputs of the training part by its name.
[[nodiscard]] bool has_training_inputs(const std::vector<std::string>& names);

/// Makes the problem of an array that is missing; `names` are those there.
[[nodiscard]] Problem missing_array(const std::string& name, const std::vector<std::string>& names,
                                    const Where& where);

}  // namespace glassnet
