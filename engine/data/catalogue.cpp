// SPDX-License-Identifier: GPL-3.0-or-later
//
// All preprocessing and augmentation kinds. Listed by hand: the linker drops what registers itself from a
// static library.
#include "data/step.h"

#include <array>

namespace glassnet {

std::unique_ptr<const DataStep> make_rescale();
std::unique_ptr<const DataStep> make_random_flip();
std::unique_ptr<const DataStep> make_random_rotation();
std::unique_ptr<const DataStep> make_random_translation();

std::span<const std::unique_ptr<const DataStep>> preprocessing_catalogue() {
    static const std::array steps{make_rescale()};
    return steps;
}

std::span<const std::unique_ptr<const DataStep>> augmentation_catalogue() {
    static const std::array steps{make_random_flip(), make_random_rotation(), make_random_translation()};
    return steps;
}

}  // namespace glassnet
