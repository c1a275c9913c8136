// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/initializer.h"

namespace glassnet {

const Catalogue<Initializer>& catalogue_of(Initializer*) {
    static std::unique_ptr<const Initializer> all[] = {
        GLASSNET_KIND(Initializer, make_zeros),         GLASSNET_KIND(Initializer, make_ones),
        GLASSNET_KIND(Initializer, make_constant),      GLASSNET_KIND(Initializer, make_glorot_uniform),
        GLASSNET_KIND(Initializer, make_glorot_normal), GLASSNET_KIND(Initializer, make_he_uniform),
        GLASSNET_KIND(Initializer, make_he_normal),     GLASSNET_KIND(Initializer, make_lecun_uniform),
        GLASSNET_KIND(Initializer, make_lecun_normal),  GLASSNET_KIND(Initializer, make_random_uniform),
        GLASSNET_KIND(Initializer, make_random_normal), GLASSNET_KIND(Initializer, make_truncated_normal),
        GLASSNET_KIND(Initializer, make_orthogonal),    GLASSNET_KIND(Initializer, make_identity),
    };
    static const Catalogue<Initializer> kinds("initializers", std::move(all));
    return kinds;
}

}  // namespace glassnet
