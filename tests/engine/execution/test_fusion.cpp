// SPDX-License-Identifier: GPL-3.0-or-later
// Plans whose steps do their neighbours' work, held against plans where each layer has a step of its own.
#include "execution/executor.h"
#include "support/tiny_networks.h"
#include "training/training_kinds.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace glassnet;

namespace {

struct Case {
    const char* name;
    Network network;
    std::string fused;  // what stands in the steps behind the input but the last, "node+node node …"
};

Case chain_case(const char* name, Value::List input, std::vector<tiny::LayerChoice> layers,
                const std::string& fused) {
    layers.push_back({"Flatten"});
    layers.push_back({"Dense", {{"units", 3}, {"activation", "softmax"}}});
    return {name, tiny::chain(std::move(input), layers), fused + "+flatten_1"};
}

/// A convolution that two layers read.
Case forked() {
    Network network;
    const std::string input = add_node(network, "Input", {}, {{"shape", Value::List{8, 8, 2}}});
    const std::string convolution = add_node(network, "Conv2D", {}, {{"filters", 4}});
    const std::string pool = add_node(network, "MaxPooling2D", {}, {}),
                      other = add_node(network, "AveragePooling2D", {}, {});
    const std::string sum = add_node(network, "Add", {}, {}), flat = add_node(network, "Flatten", {}, {});
    const std::string last = add_node(network, "Dense", {}, {{"units", 3}, {"activation", "softmax"}});
    connect(network, input, convolution);
    connect(network, convolution, pool);
    connect(network, convolution, other);
    connect(network, pool, sum);
    connect(network, other, sum);
    connect(network, sum, flat);
    connect(network, flat, last);
    return {"two read it", network, "conv2d_1 max_pooling2d_1 average_pooling2d_1 add_1+flatten_1"};
}

/// A sum that is rectified.
Case sum() {
    Network network;
    const std::string input = add_node(network, "Input", {}, {{"shape", Value::List{6, 6, 2}}});
    const std::string left = add_node(network, "Conv2D", {}, {{"filters", 4}}),
                      right = add_node(network, "Conv2D", {}, {{"filters", 4}});
    const std::string both = add_node(network, "Add", {}, {}), relu = add_node(network, "ReLU", {}, {});
    const std::string flat = add_node(network, "Flatten", {}, {});
    const std::string last = add_node(network, "Dense", {}, {{"units", 3}, {"activation", "softmax"}});
    connect(network, input, left);
    connect(network, input, right);
    connect(network, left, both);
    connect(network, right, both);
    connect(network, both, relu);
    connect(network, relu, flat);
    connect(network, flat, last);
    return {"sum", network, "conv2d_1 conv2d_2 add_1+re_lu_1+flatten_1"};
}

/// Three convolutions that meet in a layer of this kind, which others follow that go value by value.
Case merged(const std::string& kind, const std::string& name) {
    Network network;
    const std::string input = add_node(network, "Input", {}, {{"shape", Value::List{21, 20, 2}}});
    const std::string both = add_node(network, kind, {}, {});
    const std::string last = add_node(network, "Dense", {}, {{"units", 3}, {"activation", "softmax"}});
    for (int i = 0; i < 3; ++i) {
        const std::string convolution = add_node(network, "Conv2D", {}, {{"filters", 4}});
        connect(network, input, convolution);
        connect(network, convolution, both);
    }
    std::string before = both;
    for (const auto& [next, settings] : std::vector<tiny::LayerChoice>{
             {"ReLU"}, {"Activation", {{"activation", "gelu"}}}, {"ELU"}, {"Flatten"}}) {
        const std::string node = add_node(network, next, {}, settings);
        connect(network, before, node);
        before = node;
    }
    connect(network, before, last);
    return {"merged", network,
            "conv2d_1 conv2d_2 conv2d_3 " + name + "_1+re_lu_1+activation_1+elu_1+flatten_1"};
}

std::vector<Case> chains() {
    const tiny::LayerChoice conv{"Conv2D", {{"filters", 6}}}, leaky{"LeakyReLU"},
        silu{"Activation", {{"activation", "silu"}}}, scaled{"Rescaling", {{"scale", 0.7}, {"offset", 0.1}}},
        flat{"Reshape", {{"target_shape", Value::List{-1}}}};
    std::vector<Case> all;
    all.push_back(chain_case("values", {9, 9, 2}, {conv, leaky, silu, scaled},
                             "conv2d_1 leaky_re_lu_1+activation_1+rescaling_1"));
    all.push_back(chain_case("values by their outputs", {9, 9, 2},
                             {conv, {"ELU"}, {"Activation", {{"activation", "tanh"}}}},
                             "conv2d_1 elu_1+activation_1"));
    all.push_back(
        chain_case("straight lines", {9, 9, 2}, {conv, scaled, scaled}, "conv2d_1 rescaling_1+rescaling_2"));
    all.push_back(chain_case("many stretches", {40, 40, 1}, {conv, leaky, silu, scaled, {"ELU"}},
                             "conv2d_1 leaky_re_lu_1+activation_1+rescaling_1+elu_1"));
    all.push_back(chain_case("over a new shape", {9, 9, 2}, {conv, silu, flat, leaky},
                             "conv2d_1 activation_1+reshape_1+leaky_re_lu_1"));
    all.push_back(chain_case("behind a relu", {9, 9, 2}, {conv, {"ReLU"}, leaky, silu},
                             "conv2d_1+re_lu_1 leaky_re_lu_1+activation_1"));
    const tiny::LayerChoice drop{"Dropout", {{"rate", 0.3}}}, noise{"GaussianNoise", {{"stddev", 0.5}}},
        factors{"GaussianDropout"};
    all.push_back(chain_case(
        "noise", {40, 39, 1}, {conv, noise, silu, drop, factors, leaky, drop},
        "conv2d_1 gaussian_noise_1+activation_1+dropout_1+gaussian_dropout_1+leaky_re_lu_1+dropout_2"));
    all.push_back(chain_case("channels dropped", {9, 9, 2}, {conv, leaky, {"SpatialDropout2D"}, silu},
                             "conv2d_1 leaky_re_lu_1 spatial_dropout2d_1 activation_1"));
    for (const auto& [kind, name] :
         {std::pair{"Add", "add"}, {"Multiply", "multiply"}, {"Maximum", "maximum"}, {"Average", "average"}})
        all.push_back(merged(kind, name));
    return all;
}

std::vector<Case> cases() {
    const auto conv = [](Value::Map more) {
        more.insert(more.begin(), {"filters", 6});
        return tiny::LayerChoice{"Conv2D", std::move(more)};
    };
    const tiny::LayerChoice pool{"MaxPooling2D"};
    const std::string pooled = "conv2d_1+max_pooling2d_1";
    std::vector<Case> all;
    all.push_back(chain_case("relu and pool", {9, 11, 3}, {conv({{"activation", "relu"}}), pool}, pooled));
    all.push_back(chain_case("pool alone", {9, 11, 3}, {conv({}), pool}, pooled));
    all.push_back(chain_case("relu of its own", {8, 8, 1}, {conv({}), {"ReLU"}, pool},
                             "conv2d_1+re_lu_1+max_pooling2d_1"));
    all.push_back(chain_case("activation of its own", {8, 8, 1}, {conv({}), {"Activation"}, pool},
                             "conv2d_1+activation_1+max_pooling2d_1"));
    all.push_back(
        chain_case("relu after the pool", {8, 8, 1}, {conv({}), pool, {"ReLU"}}, pooled + " re_lu_1"));
    all.push_back(
        chain_case("padded", {7, 7, 2}, {conv({{"activation", "relu"}, {"padding", "same"}}), pool}, pooled));
    all.push_back(chain_case("strides", {13, 12, 2},
                             {conv({{"strides", Value::List{2, 1}}, {"padding", "same"}}), pool}, pooled));
    all.push_back(
        chain_case("groups", {9, 9, 4}, {conv({{"groups", 2}, {"activation", "relu"}}), pool}, pooled));
    all.push_back(
        chain_case("dilated", {12, 12, 2}, {conv({{"dilation_rate", Value::List{2, 3}}}), pool}, pooled));
    all.push_back(chain_case("wide windows", {14, 14, 2},
                             {conv({}), {"MaxPooling2D", {{"pool_size", Value::List{3, 4}}}}}, pooled));
    all.push_back(chain_case("minimal filtering", {10, 11, 16},
                             {{"Conv2D", {{"filters", 20}, {"activation", "relu"}}},
                              pool,
                              {"Conv2D", {{"filters", 16}, {"padding", "same"}}},
                              pool},
                             pooled + " conv2d_2+max_pooling2d_2"));
    all.push_back(chain_case("large enough for bands", {52, 47, 3},
                             {{"Conv2D", {{"filters", 24}, {"activation", "relu"}}},
                              pool,
                              {"Conv2D", {{"filters", 30}, {"padding", "same"}}},
                              pool},
                             pooled + " conv2d_2+max_pooling2d_2"));
    all.push_back(
        chain_case("bands without a pool", {45, 47, 3},
                   {{"Conv2D", {{"filters", 24}, {"strides", Value::List{2, 2}}, {"padding", "same"}}},
                    {"Conv2D", {{"filters", 30}, {"activation", "tanh"}}},
                    {"GlobalAveragePooling2D"}},
                   "conv2d_1 conv2d_2 global_average_pooling2d_1"));
    all.push_back(chain_case("windows that overlap", {9, 9, 2},
                             {conv({}), {"MaxPooling2D", {{"strides", Value::List{1, 1}}}}},
                             "conv2d_1 max_pooling2d_1"));
    all.push_back(chain_case("windows over the border", {9, 9, 2},
                             {conv({}), {"MaxPooling2D", {{"padding", "same"}}}},
                             "conv2d_1 max_pooling2d_1"));
    all.push_back(chain_case("another activation", {9, 9, 2}, {conv({{"activation", "tanh"}}), pool},
                             "conv2d_1 max_pooling2d_1"));
    all.push_back(chain_case("relu with a slope", {8, 8, 1}, {conv({}), {"ReLU", {{"negative_slope", 0.1}}}},
                             "conv2d_1 re_lu_1"));
    all.push_back(chain_case("frozen", {9, 9, 2},
                             {conv({{"trainable", false}, {"activation", "relu"}}), pool}, pooled));
    all.push_back(chain_case("without bias", {9, 9, 2},
                             {conv({{"use_bias", false}, {"activation", "relu"}}), pool}, pooled));
    all.push_back(
        chain_case("depthwise", {9, 9, 3}, {{"DepthwiseConv2D"}, {"ReLU"}}, "depthwise_conv2d_1+re_lu_1"));
    all.push_back(chain_case(
        "depthwise in bands", {45, 31, 24},
        {{"DepthwiseConv2D", {{"strides", Value::List{2, 1}}, {"padding", "same"}, {"activation", "tanh"}}},
         {"DepthwiseConv2D", {{"dilation_rate", Value::List{2, 2}}}},
         {"ReLU"},
         {"GlobalAveragePooling2D"}},
        "depthwise_conv2d_1 depthwise_conv2d_2+re_lu_1 global_average_pooling2d_1"));
    all.push_back(chain_case("separable", {9, 9, 3}, {{"SeparableConv2D", {{"filters", 4}}}, {"ReLU"}},
                             "separable_conv2d_1+re_lu_1"));
    all.push_back(chain_case("transposed", {5, 5, 3}, {{"Conv2DTranspose", {{"filters", 4}}}, {"ReLU"}},
                             "conv2dtranspose_1+re_lu_1"));
    all.push_back(
        chain_case("dense in slices", {9000}, {{"Dense", {{"units", 120}}}, {"ReLU"}}, "dense_1+re_lu_1"));
    all.push_back(chain_case("dense", {20}, {{"Dense", {{"units", 7}}}, {"ReLU"}}, "dense_1+re_lu_1"));
    all.push_back(chain_case("relu after a new shape", {6, 6, 2},
                             {conv({}), {"Reshape", {{"target_shape", Value::List{-1}}}}, {"ReLU"}},
                             "conv2d_1+reshape_1+re_lu_1"));
    all.push_back(chain_case("pool after a new shape", {6, 8, 2},
                             {conv({}), {"Reshape", {{"target_shape", Value::List{6, 4, 6}}}}, pool},
                             "conv2d_1+reshape_1 max_pooling2d_1"));
    all.push_back(chain_case("softmax over a new shape", {8, 2},
                             {{"Reshape", {{"target_shape", Value::List{4, 4}}}}, {"Softmax"}}, "softmax_1"));
    all.push_back(chain_case("batch normalization", {6, 6, 5}, {{"BatchNormalization"}, {"ReLU"}, pool},
                             "batch_normalization_1+re_lu_1 max_pooling2d_1"));
    all.push_back(chain_case("frozen batch normalization", {6, 6, 5},
                             {{"BatchNormalization", {{"trainable", false}}}, {"ReLU"}},
                             "batch_normalization_1+re_lu_1"));
    all.push_back(forked());
    all.push_back(sum());
    std::ranges::move(chains(), std::back_inserter(all));
    return all;
}

std::string steps_of(const Plan& plan) {
    std::string text;
    for (std::size_t i = 1; i + 1 < plan.steps.size(); ++i) {
        text += (i > 1 ? " " : "") + plan.steps[i].node;
        for (const std::string& node : plan.steps[i].fused) text += "+" + node;
    }
    return text;
}

/// How a plan runs.
struct Mode {
    int batch = 6, given = 5;
    bool training = true;
};

/// What a batch gives: loss, outputs, gradients of the weights and of the input.
template <class T>
std::vector<std::vector<T>> results(const Checked& checked, const Mode& mode, bool fuse) {
    const auto [batch, given, training] = mode;
    const TrainingSettings settings;
    const auto loss = make_loss(settings);
    const Plan plan = compile(checked, {.batch = batch,
                                        .training = training,
                                        .fused_activations = {loss->fused_activation()},
                                        .input_gradients = true,
                                        .fuse = fuse});
    ThreadPool pool(2);
    Weights<T> weights(initial_weights<T>(plan, 3));
    Random random(5, Random::Purpose::generated_data);
    for (T& weight : weights.all()) weight += static_cast<T>(0.1F * random.uniform());
    Executor<T> executor(plan, weights, loss.get(), pool, 1);
    const std::int64_t elements = plan.steps.front().output.elements;
    for (std::int64_t i = 0; i < elements; ++i) executor.input()[i] = random.normal();
    for (int sample = 0; sample < batch; ++sample) executor.targets()[sample] = static_cast<T>(sample % 3);
    double loss_sum = 0;
    for (int round = 0; round < 2; ++round) {  // what the first leaves behind does not show in the second
        executor.prepare();
        executor.forward(given, 0);
        loss_sum = executor.compute_loss(Executor<T>::Compare::with_targets).loss_sum;
        executor.backward();
    }
    const T* const output = executor.output(static_cast<std::size_t>(plan.output_steps.front()));
    const std::span<T> gradients = executor.gradients();
    const std::int64_t used = elements / batch * given;
    return {{static_cast<T>(loss_sum)},
            {output, output + given * 3},
            {gradients.begin(), gradients.end()},
            {executor.output_gradient(0), executor.output_gradient(0) + used}};
}

/// The largest, each part measured by its largest value.
template <class T>
double difference(const Checked& checked, const Mode& mode) {
    const auto apart = results<T>(checked, mode, false), fused = results<T>(checked, mode, true);
    double worst = 0;
    for (std::size_t part = 0; part < apart.size(); ++part) {
        if (apart[part].size() != fused[part].size()) return INFINITY;
        double distance = 0, largest = 0;
        for (std::size_t i = 0; i < apart[part].size(); ++i) {
            distance = std::max(distance, static_cast<double>(std::abs(apart[part][i] - fused[part][i])));
            largest = std::max(largest, static_cast<double>(std::abs(apart[part][i])));
            if (!std::isfinite(fused[part][i])) return INFINITY;
        }
        worst = std::max(worst, distance / largest);
    }
    return worst;
}

/// Outputs of two samples, with weights that are not those of a beginner.
template <class T>
std::vector<T> answers(const Checked& checked, bool fuse) {
    const Plan plan = compile(checked, {.batch = 2, .training = false, .gradients = false, .fuse = fuse});
    ThreadPool pool(2);
    Weights<T> weights(initial_weights<T>(plan, 3));
    for (const PlanWeight& weight : plan.weights) {
        Random random(5, Random::Purpose::generated_data, 0, stream_of(weight.name));
        // so that logits are of the size of probabilities
        const float most = weight.spec.name == "kernel" ? 0.05F : 1.0F;
        for (std::int64_t i = 0; i < weight.spec.shape.elements(); ++i)
            weights.data()[weight.offset + i] += static_cast<T>(most * random.uniform());
    }
    const Loss* const none = nullptr;
    Executor<T> executor(plan, weights, none, pool, 1);
    Random random(5, Random::Purpose::generated_data);
    for (std::int64_t i = 0; i < plan.steps.front().output.elements; ++i)
        executor.input()[i] = random.normal();
    executor.prepare();
    executor.forward(2, 0);
    const T* const output = executor.output(static_cast<std::size_t>(plan.output_steps.front()));
    return {output, output + 2 * 3};
}

template <class T>
double largest_difference(const std::vector<T>& a, const std::vector<T>& b) {
    double worst = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        worst = std::max(worst, static_cast<double>(std::abs(a[i] - b[i])));
    return worst;
}

}  // namespace

class TestFusion : public QObject {
    Q_OBJECT
private slots:
    /// Few samples are cut into bands, many are not.
    void bands_of_a_picture_give_what_the_whole_gives() {
        for (const Case& each : cases()) {
            const Checked checked = check(each.network);
            for (const bool fuse : {false, true}) {
                const auto bands = results<float>(checked, {.batch = 2, .given = 2, .training = false}, fuse),
                           whole = results<float>(checked, {.batch = 6, .given = 2, .training = false}, fuse);
                if (each.name != std::string("dense in slices")) QVERIFY2(bands[1] == whole[1], each.name);
            }
        }
    }

    void fused_steps_give_what_their_layers_give_data() {
        QTest::addColumn<int>("number");
        for (int i = 0; const Case& each : cases()) QTest::newRow(each.name) << i++;
    }
    void fused_steps_give_what_their_layers_give() {
        QFETCH(int, number);
        const Case each = cases()[static_cast<std::size_t>(number)];
        const Checked checked = check(each.network);
        QVERIFY(checked.ready());
        const Plan plan = compile(checked, {.batch = 6, .fuse = true});
        QCOMPARE(QString::fromStdString(steps_of(plan)), QString::fromStdString(each.fused));
        QVERIFY(verify(plan).empty());
        for (const Mode& mode : {Mode{}, Mode{.batch = 2, .given = 2, .training = false},
                                 Mode{.batch = 3, .given = 1, .training = false}}) {
            const double in_double = difference<double>(checked, mode),
                         in_float = difference<float>(checked, mode);
            qInfo("%.1e in double, %.1e in float", in_double, in_float);
            QVERIFY(in_double <= 1e-14);
            QVERIFY(in_float <= 1e-6);
        }
    }

    void chains_of_values_give_the_same_bits() {
        for (const Case& each : chains()) {
            const Checked checked = check(each.network);
            QVERIFY2(results<float>(checked, {}, true) == results<float>(checked, {}, false), each.name);
        }
    }

    void what_the_loss_does_itself_is_in_no_chain() {
        const tiny::LayerChoice sigmoid{"Activation", {{"activation", "sigmoid"}}};
        const Checked checked = check(tiny::chain({4}, {{"Dense", {{"units", 3}}}, {"LeakyReLU"}, sigmoid}));
        const Plan plan =
            compile(checked, {.batch = 2, .fused_activations = {ActivationFunction::sigmoid}, .fuse = true});
        QCOMPARE(plan.steps.size(), std::size_t{4});
        QVERIFY(plan.steps.back().activation_in_loss);
    }

    void answers_take_normalization_into_the_kernel_data() {
        QTest::addColumn<int>("number");
        QTest::newRow("relu and pool") << 0;
        QTest::newRow("with bias, grouped") << 1;
        QTest::newRow("minimal filtering, without gamma and beta") << 2;
        QTest::newRow("in bands") << 3;
        QTest::newRow("an activation between") << 4;
        QTest::newRow("depthwise") << 5;
        QTest::newRow("with nothing between") << 6;
    }
    void answers_take_normalization_into_the_kernel() {
        QFETCH(int, number);
        const tiny::LayerChoice norm{"BatchNormalization"}, pool{"MaxPooling2D"};
        const Case all[] = {
            chain_case("", {9, 8, 3},
                       {{"Conv2D", {{"filters", 6}, {"use_bias", false}}}, norm, {"ReLU"}, pool},
                       "conv2d_1+batch_normalization_1+re_lu_1+max_pooling2d_1"),
            chain_case("", {9, 8, 4}, {{"Conv2D", {{"filters", 6}, {"groups", 2}}}, norm},
                       "conv2d_1+batch_normalization_1"),
            chain_case("", {9, 8, 16},
                       {{"Conv2D", {{"filters", 17}}},
                        {"BatchNormalization", {{"scale", false}, {"center", false}}},
                        {"ReLU"}},
                       "conv2d_1+batch_normalization_1+re_lu_1"),
            chain_case("", {40, 41, 8},
                       {{"Conv2D", {{"filters", 30}, {"padding", "same"}}},
                        norm,
                        {"ReLU"},
                        {"GlobalAveragePooling2D"}},
                       "conv2d_1+batch_normalization_1+re_lu_1 global_average_pooling2d_1"),
            chain_case("", {9, 8, 3}, {{"Conv2D", {{"filters", 6}, {"activation", "relu"}}}, norm},
                       "conv2d_1 batch_normalization_1"),
            chain_case("", {9, 8, 5}, {{"DepthwiseConv2D", {{"depth_multiplier", 2}}}, norm, {"ReLU"}},
                       "depthwise_conv2d_1+batch_normalization_1+re_lu_1"),
            chain_case("", {9, 8, 3},
                       {{"Conv2D", {{"filters", 6}}}, {"Dropout"}, norm, {"GaussianNoise"}, pool},
                       "conv2d_1+dropout_1+batch_normalization_1+gaussian_noise_1+max_pooling2d_1"),
        };
        const Case& each = all[number];
        const Checked checked = check(each.network);
        QVERIFY(checked.ready());
        const PlanOptions options{.batch = 2, .training = false, .gradients = false, .fuse = true};
        QCOMPARE(QString::fromStdString(steps_of(compile(checked, options))),
                 QString::fromStdString(each.fused));
        const double in_double =
            largest_difference(answers<double>(checked, false), answers<double>(checked, true));
        const double in_float =
            largest_difference(answers<float>(checked, false), answers<float>(checked, true));
        qInfo("%.1e in double, %.1e in float", in_double, in_float);
        QVERIFY(in_double <= 1e-14);
        QVERIFY(in_float <= 1e-6);
    }

    void answers_leave_noise_out() {
        const Case each = chain_case("", {6, 6, 2},
                                     {{"Conv2D", {{"filters", 4}}},
                                      {"Dropout"},
                                      {"ReLU"},
                                      {"SpatialDropout2D"},
                                      {"AveragePooling2D"},
                                      {"GaussianNoise"},
                                      {"GaussianDropout"}},
                                     "conv2d_1+dropout_1+re_lu_1+spatial_dropout2d_1 "
                                     "average_pooling2d_1+gaussian_noise_1+gaussian_dropout_1");
        const Checked checked = check(each.network);
        const PlanOptions options{.batch = 2, .training = false, .gradients = false, .fuse = true};
        QCOMPARE(QString::fromStdString(steps_of(compile(checked, options))),
                 QString::fromStdString(each.fused));
        QVERIFY(answers<float>(checked, false) == answers<float>(checked, true));
        QCOMPARE(QString::fromStdString(steps_of(compile(checked, {.batch = 2, .fuse = true}))),
                 QStringLiteral("conv2d_1 dropout_1+re_lu_1 spatial_dropout2d_1 average_pooling2d_1 "
                                "gaussian_noise_1+gaussian_dropout_1+flatten_1"));
    }

    void who_looks_at_each_layer_fuses_nothing() {
        const Checked checked = check(cases().front().network);
        const Plan plan = compile(checked, {.batch = 6});
        QCOMPARE(plan.steps.size(), checked.nodes.size());
    }
};

QTEST_APPLESS_MAIN(TestFusion)
#include "test_fusion.moc"
