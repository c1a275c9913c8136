// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/catalogue.h"

#include <algorithm>
#include <array>

namespace glassnet {

// Each kind stands in its own file without a header; this names the function at its end.
#define KIND(make)                         \
    ([] {                                  \
        std::unique_ptr<Layer> make(void); \
        return make();                     \
    }())

std::span<const std::unique_ptr<const Layer>> layer_catalogue() {
    static const std::unique_ptr<const Layer> kinds[] = {
        KIND(make_input),
        KIND(make_conv2d),
        KIND(make_depthwise_conv2d),
        KIND(make_max_pooling2d),
        KIND(make_average_pooling2d),
        KIND(make_global_average_pooling2d),
        KIND(make_dense),
        KIND(make_flatten),
        KIND(make_batch_normalization),
        KIND(make_activation),
        KIND(make_dropout),
        KIND(make_add),
        KIND(make_concatenate),
    };
    return kinds;
}

#undef KIND

std::span<const LayerGroup> layer_groups() {
    static constexpr std::array<LayerGroup, 8> groups{{{"Input and output", "input"},
                                                       {"Convolution", "convolution"},
                                                       {"Pooling", "pooling"},
                                                       {"Dense", "dense"},
                                                       {"Normalization", "normalization"},
                                                       {"Activation", "activation"},
                                                       {"Regularization", "regularization"},
                                                       {"Merge", "merge"}}};
    return groups;
}

const Layer* find_layer_kind(std::string_view id) {
    const auto found = std::ranges::find(layer_catalogue(), id, [](const auto& layer) { return layer->id(); });
    return found == layer_catalogue().end() ? nullptr : found->get();
}

}  // namespace glassnet
