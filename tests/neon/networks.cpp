// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels of ARM without a machine of that kind: small networks learn one batch in float by vectors and
// in double by plain loops, and loss, outputs and gradients must agree. Compiled by run.sh for an emulator.
#include "base/random.h"
#include "execution/executor.h"
#include "learning/catalogue.h"
#include "network/check.h"
#include "network/network.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

using namespace glassnet;

namespace {

constexpr double tolerance = 1e-5;  // of each tensor's largest value

struct LayerChoice {
    std::string kind;
    Value::Map settings{};
};

struct Case {
    std::string name;
    Value::List shape;
    std::vector<LayerChoice> layers;
};

LayerChoice convolution(int filters, int kernel, const Value::Map& more = {}) {
    Value::Map settings{{"filters", filters}, {"kernel_size", Value::List{kernel, kernel}}};
    settings.insert(settings.end(), more.begin(), more.end());
    return {"Conv2D", settings};
}

std::vector<Case> cases() {
    const Value::Map same{{"padding", "same"}}, relu{{"activation", "relu"}},
        twice{{"strides", Value::List{2, 2}}, {"padding", "same"}};
    const LayerChoice pool{"MaxPooling2D"}, mean{"GlobalAveragePooling2D"}, norm{"BatchNormalization"},
        rectify{"ReLU"};
    std::vector<Case> all{
        {"dense", {37}, {{"Dense", {{"units", 70}, {"activation", "relu"}}}, {"Dense", {{"units", 9}}}}},
        {"dense in slices", {9000}, {{"Dense", {{"units", 33}}}}},
        {"convolution", {11, 9, 3}, {convolution(17, 3, relu), convolution(6, 5), mean}},
        {"convolution and pooling", {15, 14, 3}, {convolution(20, 3, relu), pool, convolution(9, 3), pool}},
        {"minimal filtering", {13, 14, 16}, {convolution(20, 3, relu), pool, convolution(32, 3, same), mean}},
        {"strides, groups, dilation",
         {16, 15, 4},
         {convolution(8, 3, twice), convolution(6, 3, {{"groups", 2}}),
          convolution(5, 2, {{"dilation_rate", Value::List{2, 2}}})}},
        {"pixels", {7, 6, 19}, {convolution(33, 1), norm, rectify, mean}},
        {"depthwise",
         {12, 11, 18},
         {{"DepthwiseConv2D", twice}, norm, rectify, {"DepthwiseConv2D", {{"depth_multiplier", 2}}}}},
        {"separable",
         {9, 8, 5},
         {{"SeparableConv2D", {{"filters", 12}}}, {"PReLU", {{"shared_axes", Value::List{1, 2}}}}}},
        {"transposed",
         {6, 5, 7},
         {{"Conv2DTranspose",
           {{"filters", 5}, {"kernel_size", Value::List{3, 3}}, {"strides", Value::List{2, 2}}}}}},
        {"normalizations",
         {8, 7, 12},
         {{"LayerNormalization"}, {"GroupNormalization", {{"groups", 3}}}, {"PReLU"}}},
        {"poolings",
         {13, 12, 9},
         {{"AveragePooling2D"},
          {"MaxPooling2D", {{"pool_size", Value::List{3, 3}}, {"strides", Value::List{1, 1}}}}}},
        {"largest of all", {9, 8, 17}, {{"GlobalMaxPooling2D"}}},
        {"larger",
         {5, 4, 6},
         {{"UpSampling2D"},
          {"UpSampling2D", {{"interpolation", "bilinear"}}},
          {"ZeroPadding2D"},
          {"Cropping2D"}}},
        {"turned", {6, 5, 7}, {{"Permute", {{"dims", Value::List{3, 1, 2}}}}, {"Softmax"}}},
        {"noise", {40, 30, 2}, {{"GaussianNoise"}, {"Dropout"}, {"SpatialDropout2D"}, {"GaussianDropout"}}},
    };
    for (const char* name : {"leaky_relu", "elu", "selu", "gelu", "gelu_tanh", "silu", "mish", "sigmoid",
                             "hard_sigmoid", "tanh", "softplus", "softsign", "exponential", "log_softmax"})
        all.push_back({name, {53}, {{"Dense", {{"units", 45}, {"activation", name}}}}});
    return all;
}

Network drawn(const Case& each) {
    Network network;
    std::string last = add_node(network, "Input", {}, {{"shape", each.shape}});
    const auto append = [&](const LayerChoice& layer) {
        const std::string next = add_node(network, layer.kind, {}, layer.settings);
        connect(network, last, next);
        last = next;
    };
    for (const LayerChoice& layer : each.layers) append(layer);
    append({"Flatten"});
    append({"Dense", {{"units", 3}, {"activation", "softmax"}}});
    return network;
}

/// Loss, outputs and the gradients of all weights after one batch.
template <class T>
std::vector<std::vector<T>> learned(const Checked& checked) {
    constexpr int batch = 6;
    const Loss* const loss = kinds<Loss>().find("sparse_categorical_crossentropy");
    const Plan plan =
        compile(checked, {.batch = batch, .fused_activations = {loss->fused_activation()}, .fuse = true});
    ThreadPool pool(2);
    Weights<T> weights(initial_weights<T>(plan, 3));
    Executor<T> executor(plan, weights, loss, pool, 1);
    Random random(5, Random::Purpose::generated_data);
    for (std::int64_t i = 0; i < plan.steps.front().output.elements; ++i)
        executor.input()[i] = random.normal();
    for (int sample = 0; sample < batch; ++sample) executor.targets()[sample] = static_cast<T>(sample % 3);
    executor.prepare();
    executor.forward(batch, 0);
    std::vector<std::vector<T>> results{
        {static_cast<T>(executor.compute_loss(Executor<T>::Compare::with_targets).loss_sum)}};
    const T* const output = executor.output(static_cast<std::size_t>(plan.output_steps.front()));
    results.push_back({output, output + batch * 3});
    executor.backward();
    for (const PlanWeight& weight : plan.weights) {
        if (!weight.spec.trainable) continue;
        const std::span<const T> gradient = executor.gradient(weight);
        results.emplace_back(gradient.begin(), gradient.end());
    }
    return results;
}

/// Of a tensor that is nearly 0 as a whole (a bias before a normalization) the distance itself counts.
double distance(const std::vector<float>& found, const std::vector<double>& expected) {
    double worst = 0, largest = 1e-2;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        worst = std::max(worst, std::abs(static_cast<double>(found[i]) - expected[i]));
        largest = std::max(largest, std::abs(expected[i]));
    }
    return std::isfinite(worst) ? worst / largest : INFINITY;
}

}  // namespace

int main() {
    int failed = 0;
    for (const Case& each : cases()) {
        const Checked checked = check(drawn(each));
        double worst = checked.ready() ? 0 : INFINITY;
        if (checked.ready()) {
            const auto found = learned<float>(checked);
            const auto expected = learned<double>(checked);
            for (std::size_t i = 0; i < expected.size(); ++i)
                worst = std::max(worst, distance(found[i], expected[i]));
        }
        const bool good = worst <= tolerance;
        failed += !good;
        std::printf("%s %-26s %.1e\n", good ? "pass" : "FAIL", each.name.c_str(), worst);
    }
    std::printf("Totals: %d failed\n", failed);
    return failed == 0 ? 0 : 1;
}
