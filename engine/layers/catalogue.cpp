// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/catalogue.h"

#include <array>

namespace glassnet {

const Catalogue<Layer>& catalogue_of(Layer*) {
    static std::unique_ptr<const Layer> all[] = {
        GLASSNET_KIND(Layer, make_input),
        GLASSNET_KIND(Layer, make_conv2d),
        GLASSNET_KIND(Layer, make_depthwise_conv2d),
        GLASSNET_KIND(Layer, make_separable_conv2d),
        GLASSNET_KIND(Layer, make_conv2d_transpose),
        GLASSNET_KIND(Layer, make_max_pooling2d),
        GLASSNET_KIND(Layer, make_average_pooling2d),
        GLASSNET_KIND(Layer, make_global_max_pooling2d),
        GLASSNET_KIND(Layer, make_global_average_pooling2d),
        GLASSNET_KIND(Layer, make_dense),
        GLASSNET_KIND(Layer, make_flatten),
        GLASSNET_KIND(Layer, make_reshape),
        GLASSNET_KIND(Layer, make_permute),
        GLASSNET_KIND(Layer, make_zero_padding2d),
        GLASSNET_KIND(Layer, make_cropping2d),
        GLASSNET_KIND(Layer, make_up_sampling2d),
        GLASSNET_KIND(Layer, make_batch_normalization),
        GLASSNET_KIND(Layer, make_layer_normalization),
        GLASSNET_KIND(Layer, make_group_normalization),
        GLASSNET_KIND(Layer, make_rescaling),
        GLASSNET_KIND(Layer, make_normalization),
        GLASSNET_KIND(Layer, make_activation),
        GLASSNET_KIND(Layer, make_relu),
        GLASSNET_KIND(Layer, make_leaky_relu),
        GLASSNET_KIND(Layer, make_prelu),
        GLASSNET_KIND(Layer, make_elu),
        GLASSNET_KIND(Layer, make_softmax),
        GLASSNET_KIND(Layer, make_dropout),
        GLASSNET_KIND(Layer, make_spatial_dropout2d),
        GLASSNET_KIND(Layer, make_gaussian_dropout),
        GLASSNET_KIND(Layer, make_gaussian_noise),
        GLASSNET_KIND(Layer, make_add),
        GLASSNET_KIND(Layer, make_subtract),
        GLASSNET_KIND(Layer, make_multiply),
        GLASSNET_KIND(Layer, make_average),
        GLASSNET_KIND(Layer, make_maximum),
        GLASSNET_KIND(Layer, make_minimum),
        GLASSNET_KIND(Layer, make_concatenate),
    };
    static const Catalogue<Layer> kinds("layers", std::move(all));
    return kinds;
}

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

}  // namespace glassnet
