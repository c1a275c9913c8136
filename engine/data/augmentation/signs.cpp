// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/signs.h"

#include "base/text.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr ProblemKind signs_mirrored{
    "augmentation.mirrored_signs", Severity::warning,
    "pictures are mirrored, and the classes are called like digits or letters: most mirrored signs are none",
    "Switch the flip off, unless the classes are something else."};
constexpr ProblemKind signs_turned{"augmentation.turned_signs", Severity::warning,
                                   "pictures are turned by up to {degrees}°, and the classes are called like "
                                   "digits or letters: a turned 6 is a 9",
                                   "Turn them by 30° at most, unless the classes are something else."};

constexpr double harmless = 60;  // degrees

bool is_one_letter(const std::string& name) {
    return !name.empty() && first_letter(name).bytes == name.size();
}

}  // namespace

std::vector<Problem> sign_problems(const Distortion& distortion,
                                   const std::vector<std::string>& class_names) {
    if (class_names.size() < 2 || !std::ranges::all_of(class_names, is_one_letter)) return {};
    std::vector<Problem> problems;
    if (distortion.mirrors)
        problems.emplace_back(signs_mirrored, Value::Map{}, Where{.setting = "augmentation"});
    if (distortion.degrees > harmless)
        problems.emplace_back(signs_turned, Value::Map{{"degrees", distortion.degrees}},
                              Where{.setting = "augmentation"});
    return problems;
}

}  // namespace glassnet
