// SPDX-License-Identifier: GPL-3.0-or-later
// The gradient check itself: what it finds, and what it does not take for a fault.
#include "learning/catalogue.h"
#include "support/tiny_networks.h"
#include "training/gradient_check.h"

#include <QTest>

using namespace glassnet;

namespace {

/// y = x², with a slope that is `share` too large: a fault of the kind that a check must find.
class Square final : public LayerOf<Square> {
public:
    double share = 0;
    static constexpr auto settings = std::tuple{};
    static Description describe() {
        return {.id = "Square",
                .title = "Square",
                .group = {},
                .summary = {},
                .formula = {},
                .keras = {},
                .pytorch = {},
                .onnx = {},
                .icon = {}};
    }
    Shape output_shape(Shapes inputs) const override { return inputs[0]; }
    template <class T>
    void run_forward(const Pass<T>& pass) const {
        for_each(pass, [&](std::int64_t i) { pass.output[i] = pass.inputs[0][i] * pass.inputs[0][i]; });
    }
    template <class T>
    void run_backward(const Pass<T>& pass) const {
        if (!pass.input_gradients[0]) return;
        for_each(pass, [&](std::int64_t i) {
            pass.input_gradients[0][i] =
                2 * pass.inputs[0][i] * pass.output_gradient[i] * static_cast<T>(1 + share);
        });
    }

private:
    template <class T, class Action>
    static void for_each(const Pass<T>& pass, const Action& action) {
        const std::int64_t elements = pass.output_shape.elements();
        for (std::int64_t i = pass.first * elements; i < (pass.first + pass.count) * elements; ++i) action(i);
    }
};

Checked with_square(double share) {
    Checked checked = check(tiny::chain(
        {6},
        {{"Dense", {{"units", 5}}}, {"Activation", {{"activation", "linear"}}}, {"Dense", {{"units", 2}}}}));
    auto square = std::make_shared<Square>();
    square->share = share;
    checked.nodes[2].layer = square;
    return checked;
}

std::string faults(const Checked& checked, const char* loss = "mean_squared_error") {
    std::string all;
    for (const TensorGradientCheck& tensor :
         check_gradients(checked, *kinds<Loss>().find(loss), {.batch = 4, .directions = 60}))
        if (!tensor.good()) all += tensor.tensor + " ";
    return all;
}

}  // namespace

class TestGradientCheck : public QObject {
    Q_OBJECT
private slots:
    void right_gradients_pass() { QCOMPARE(faults(with_square(0)), std::string()); }

    void a_gradient_that_is_wrong_by_a_hundred_thousandth_is_found_where_it_reaches() {
        QCOMPARE(faults(with_square(1e-5)), std::string("dense_1/kernel dense_1/bias input_1/output "));
        QCOMPARE(faults(with_square(-0.5)), std::string("dense_1/kernel dense_1/bias input_1/output "));
    }

    void bends_are_no_faults() {
        const Checked checked =
            check(tiny::chain({8, 8, 2}, {{"Conv2D", {{"filters", 12}, {"activation", "relu"}}},
                                          {"MaxPooling2D"},
                                          {"Flatten"},
                                          {"Dense", {{"units", 40}, {"activation", "relu"}}},
                                          {"Dense", {{"units", 4}, {"activation", "softmax"}}}}));
        QCOMPARE(faults(checked, "sparse_categorical_crossentropy"), std::string());
    }

    void every_tensor_is_named() {
        const auto tensors = check_gradients(with_square(0), *kinds<Loss>().find("mean_squared_error"),
                                             {.batch = 2, .directions = 3});
        std::string names;
        for (const TensorGradientCheck& tensor : tensors) {
            names += tensor.tensor + " ";
            QCOMPARE(tensor.directions, 3);
        }
        QCOMPARE(names,
                 std::string("dense_1/kernel dense_1/bias dense_2/kernel dense_2/bias input_1/output "));
    }
};

QTEST_APPLESS_MAIN(TestGradientCheck)
#include "test_gradient_check.moc"
