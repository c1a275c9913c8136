// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/initializer.h"

namespace glassnet {

// Each kind stands in a file of initializers/; this names the function at its end.
#define KIND(make)                               \
    ([] {                                        \
        std::unique_ptr<Initializer> make(void); \
        return make();                           \
    }())

std::span<const std::unique_ptr<const Initializer>> catalogue_of(Initializer*) {
    static const std::unique_ptr<const Initializer> kinds[] = {
        KIND(make_zeros),          KIND(make_ones),          KIND(make_constant),
        KIND(make_glorot_uniform), KIND(make_glorot_normal), KIND(make_he_uniform),
        KIND(make_he_normal),      KIND(make_lecun_uniform), KIND(make_lecun_normal),
        KIND(make_random_uniform), KIND(make_random_normal), KIND(make_truncated_normal),
        KIND(make_orthogonal),     KIND(make_identity),
    };
    return kinds;
}

#undef KIND

}  // namespace glassnet
