// SPDX-License-Identifier: GPL-3.0-or-later
// Which kernels a plan says that it runs.
#include "plan/kernels.h"
#include "support/tiny_networks.h"

#include <QtTest>

using namespace glassnet;

namespace {

/// Of the one layer behind the input.
StepKernels kernels_behind(const Value::List& input_shape, const tiny::LayerChoice& layer, int batch = 8) {
    const Plan plan = compile(check(tiny::chain(input_shape, {layer})), {.batch = batch});
    return kernels_of(plan).front();
}

}  // namespace

class TestKernelsOf : public QObject {
    Q_OBJECT
private slots:
    void a_convolution_says_how_it_is_computed() {
        const auto forward = [](int channels, const Value::Map& settings) {
            return kernels_behind({12, 12, channels}, {"Conv2D", settings}).forward;
        };
        QCOMPARE(forward(16, {{"filters", 16}}), "Winograd F(2×2, 3×3)");
        QCOMPARE(forward(16, {{"filters", 16}, {"strides", Value::List{2, 2}}}), "direct, by rows");
        QCOMPARE(forward(3, {{"filters", 16}}), "direct, by rows");
    }

    void few_channels_have_the_gradient_of_their_kernel_by_patches() {
        QCOMPARE(kernels_behind({12, 12, 1}, {"Conv2D"}).backward, "direct, by patches");
        QCOMPARE(kernels_behind({12, 12, 3}, {"Conv2D"}).backward, "direct, by rows");
    }

    void a_pooling_behind_it_is_part_of_the_step() {
        const Network network =
            tiny::chain({12, 12, 1}, {{"Conv2D", {{"activation", "relu"}}}, {"MaxPooling2D"}});
        const auto kernels = kernels_of(compile(check(network), {.batch = 8, .fuse = true}));
        QCOMPARE(kernels.size(), std::size_t{1});
        QCOMPARE(kernels[0].fused.size(), std::size_t{1});
        QCOMPARE(kernels[0].forward, "direct, by windows");
        QCOMPARE(kernels[0].backward, "sparse by places");
    }

    void both_gradients_behind_a_pooling_are_named() {
        const tiny::LayerChoice convolution{"Conv2D", {{"filters", 16}}}, pool{"MaxPooling2D"},
            wide{"MaxPooling2D", {{"pool_size", Value::List{3, 3}}}};
        const Network network =
            tiny::chain({30, 30, 16}, {convolution, pool, convolution, pool, convolution, wide});
        const auto kernels = kernels_of(compile(check(network), {.batch = 8, .fuse = true}));
        QCOMPARE(kernels.size(), std::size_t{3});
        QCOMPARE(kernels[1].forward, "Winograd F(2×2, 3×3)");
        QCOMPARE(kernels[1].backward, "sparse by places + Winograd");
        QCOMPARE(kernels[2].forward, "Winograd, by bands");
    }

    void the_gradient_of_the_input_is_named_where_somebody_wants_it() {
        const tiny::LayerChoice narrow{"Conv2D", {{"filters", 1}}};
        const auto kernels =
            kernels_of(compile(check(tiny::chain({12, 12, 1}, {narrow, narrow})), {.batch = 8}));
        QCOMPARE(kernels[0].backward, "direct, by patches");
        QCOMPARE(kernels[1].backward, "direct, by patches + by rows");
    }

    void dense_layers_learn_from_few_samples_in_slices() {
        const tiny::LayerChoice dense{"Dense", {{"units", 64}}};
        QCOMPARE(kernels_behind({784}, dense, 32).forward, "product by slices");
        QCOMPARE(kernels_behind({784}, dense, 256).forward, "product by columns");
        QCOMPARE(kernels_behind({32'768}, dense, 32).forward, "product by slices");
    }

    void depthwise_filters_go_by_vectors_however_many_a_channel_has() {
        QCOMPARE(kernels_behind({8, 8, 4}, {"DepthwiseConv2D"}).forward, "vectors of channels");
        QCOMPARE(kernels_behind({8, 8, 4}, {"DepthwiseConv2D", {{"depth_multiplier", 2}}}).forward,
                 "vectors of channels");
    }

    void layer_normalization_gathers_what_does_not_lie_together() {
        QCOMPARE(kernels_behind({8, 8, 4}, {"LayerNormalization"}).forward, "vectors");
        QCOMPARE(kernels_behind({8, 8, 4}, {"LayerNormalization", {{"axis", Value::List{-2, -1}}}}).forward,
                 "vectors");
        QCOMPARE(kernels_behind({8, 8, 4}, {"LayerNormalization", {{"axis", Value::List{1}}}}).forward,
                 "vectors, gathered");
    }

    void what_has_no_way_back_names_no_kernel_for_it() {
        const Network network =
            tiny::chain({8}, {{"Dense", {{"units", 4}, {"trainable", false}}}, {"Dense", {{"units", 2}}}});
        const auto kernels = kernels_of(compile(check(network), {.batch = 8}));
        QCOMPARE(kernels.size(), std::size_t{2});  // the input computes nothing
        QCOMPARE(kernels[0].backward, "");
        QCOMPARE(kernels[1].backward, "product by rows");
    }
};

QTEST_APPLESS_MAIN(TestKernelsOf)
#include "test_kernels_of.moc"
