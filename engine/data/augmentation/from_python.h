// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "base/problem.h"

#include <string_view>
#include <vector>

namespace glassnet {

/// What Keras code says about the data, as steps of a project.
struct StepsFromPython {
    std::vector<KindSettings> augmentation{};
    std::vector<KindSettings> preprocessing{};
    std::vector<Problem> problems{};  // what was not taken over, or has a wrong value
};

/// Reads `ImageDataGenerator(rotation_range=20, rescale=1./255)`, `keras.Sequential([layers.RandomFlip(…),
/// …])`, a list of layers or one layer. What Keras does where nothing is said is written down where it is not
/// this program's default. Values behind a Rescaling (of noise, of filling) are those before it here. Throws
/// Error (augmentation.python) where it is no such code.
[[nodiscard]] StepsFromPython steps_from_python(std::string_view code);

/// Puts the steps into a project's: augmentation is replaced, preprocessing joined, each kind once.
void take_over(const StepsFromPython& steps, std::vector<KindSettings>& augmentation,
               std::vector<KindSettings>& preprocessing);

}  // namespace glassnet
