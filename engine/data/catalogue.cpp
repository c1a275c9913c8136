// SPDX-License-Identifier: GPL-3.0-or-later
//
// All preprocessing and augmentation kinds.
#include "data/step.h"

namespace glassnet {

const Catalogue<DataStep>& preprocessing_catalogue() {
    static std::unique_ptr<const DataStep> all[] = {GLASSNET_KIND(const DataStep, make_resize),
                                                    GLASSNET_KIND(const DataStep, make_rescale)};
    static const Catalogue<DataStep> steps("preprocessing steps", std::move(all));
    return steps;
}

const Catalogue<DataStep>& augmentation_catalogue() {
    static std::unique_ptr<const DataStep> all[] = {
        GLASSNET_KIND(const DataStep, make_random_flip),
        GLASSNET_KIND(const DataStep, make_random_rotation),
        GLASSNET_KIND(const DataStep, make_random_translation),
    };
    static const Catalogue<DataStep> steps("augmentation steps", std::move(all));
    return steps;
}

}  // namespace glassnet
