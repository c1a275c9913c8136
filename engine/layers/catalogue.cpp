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
        KIND(make_separable_conv2d),
        KIND(make_conv2d_transpose),
        KIND(make_max_pooling2d),
        KIND(make_average_pooling2d),
        KIND(make_global_max_pooling2d),
        KIND(make_global_average_pooling2d),
        KIND(make_dense),
        KIND(make_flatten),
        KIND(make_reshape),
        KIND(make_permute),
        KIND(make_zero_padding2d),
        KIND(make_cropping2d),
        KIND(make_up_sampling2d),
        KIND(make_batch_normalization),
        KIND(make_layer_normalization),
        KIND(make_group_normalization),
        KIND(make_rescaling),
        KIND(make_normalization),
        KIND(make_activation),
        KIND(make_relu),
        KIND(make_leaky_relu),
        KIND(make_prelu),
        KIND(make_elu),
        KIND(make_softmax),
        KIND(make_dropout),
        KIND(make_spatial_dropout2d),
        KIND(make_gaussian_dropout),
        KIND(make_gaussian_noise),
        KIND(make_add),
        KIND(make_subtract),
        KIND(make_multiply),
        KIND(make_average),
        KIND(make_maximum),
        KIND(make_minimum),
        KIND(make_concatenate),
    };
    return kinds;
}

#undef KIND

std::span<const LayerGroup> layer_groups() {
    static constexpr std::array<LayerGroup, 9> groups{{{"Input and output", "input"},
                                                       {"Convolution", "convolution"},
                                                       {"Pooling", "pooling"},
                                                       {"Dense", "dense"},
                                                       {"Shape", "shape"},
                                                       {"Normalization", "normalization"},
                                                       {"Activation", "activation"},
                                                       {"Regularization", "regularization"},
                                                       {"Merge", "merge"}}};
    return groups;
}

const Layer* find_layer_kind(std::string_view id) {
    const auto found =
        std::ranges::find(layer_catalogue(), id, [](const auto& layer) { return layer->id(); });
    return found == layer_catalogue().end() ? nullptr : found->get();
}

}  // namespace glassnet
