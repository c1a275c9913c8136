// SPDX-License-Identifier: GPL-3.0-or-later
//
// Losses against their formulas, and their gradients against differences, in all the ways they are called.
#include "training/training_kinds.h"
#include "training/training_settings.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace glassnet;

namespace {

using Numbers = std::vector<double>;

std::unique_ptr<Loss> loss_named(const char* kind, Value::Map settings = {}) {
    TrainingSettings training;
    training.loss = {kind, std::move(settings)};
    return make_loss(training);
}

constexpr const char* crossentropy = "sparse_categorical_crossentropy";

double value(const Loss& loss, Numbers output, const Numbers& target, bool fused = false) {
    return loss.sample(LossSample<double>{.outputs = static_cast<std::int64_t>(output.size()),
                                          .output = output.data(),
                                          .target = target.data()},
                       fused);
}

Numbers gradient(const Loss& loss, Numbers output, const Numbers& target, bool fused, double scale) {
    Numbers result(output.size(), 777);
    (void)loss.sample(LossSample<double>{.outputs = static_cast<std::int64_t>(output.size()),
                                         .output = output.data(),
                                         .target = target.data(),
                                         .gradient = result.data(),
                                         .scale = scale},
                      fused);
    return result;
}

bool near(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

}  // namespace

class TestLosses : public QObject {
    Q_OBJECT
private slots:
    void mean_squared_error_is_what_its_name_says() {
        const auto loss = loss_named("mean_squared_error");
        QCOMPARE(value(*loss, {1, 2, 5}, {1, 4, 2}), (0.0 + 4 + 9) / 3);
    }

    void crossentropy_is_minus_the_logarithm_of_the_right_probability() {
        const auto loss = loss_named(crossentropy);
        QVERIFY(near(value(*loss, {0.2, 0.3, 0.5}, {1}), -std::log(0.3), 1e-14));
        // e⁰ : e¹ : e³ before softmax
        const double sum = 1 + std::exp(1.0) + std::exp(3.0);
        QVERIFY(near(value(*loss, {0, 1, 3}, {1}, true), std::log(sum) - 1, 1e-14));
        QVERIFY(near(value(*loss_named(crossentropy, {{"from_logits", true}}), {0, 1, 3}, {1}),
                     std::log(sum) - 1, 1e-14));
    }

    void softmax_takes_the_place_of_what_stood_before_it() {
        Numbers output{0, 1, 3};
        const Numbers target{2};
        (void)loss_named(crossentropy)
            ->sample(LossSample<double>{.outputs = 3, .output = output.data(), .target = target.data()},
                     true);
        const double sum = 1 + std::exp(1.0) + std::exp(3.0);
        for (int i = 0; i < 3; ++i)
            QVERIFY(near(output[static_cast<std::size_t>(i)],
                         std::exp(std::array{0.0, 1.0, 3.0}[static_cast<std::size_t>(i)]) / sum, 1e-14));
    }

    /// e¹⁰⁰⁰ is no number; the loss of such values still is.
    void large_values_before_softmax_lose_nothing() {
        const auto loss = loss_named(crossentropy);
        QCOMPARE(value(*loss, {1000, 0}, {1}, true), 1000.0);
        QCOMPARE(value(*loss, {1000, 0}, {0}, true), 0.0);
        QCOMPARE(value(*loss, {-1000, -1001}, {0}, true), std::log1p(std::exp(-1.0)));
    }

    /// As Keras does: probabilities stay 1e-7 away from 0 and 1, and nothing flows back from beyond.
    void impossible_probabilities_have_a_finite_loss() {
        const auto loss = loss_named(crossentropy);
        QVERIFY(near(value(*loss, {0, 1}, {0}), -std::log(1e-7), 1e-12));
        QVERIFY(near(value(*loss, {0, 1}, {1}), 1e-7, 1e-6));
        QCOMPARE(gradient(*loss, {0, 1}, {0}, false, 1), (Numbers{0, 0}));
        QCOMPARE(gradient(*loss, {0, 1}, {1}, false, 1), (Numbers{0, 0}));
        QVERIFY(std::isnan(value(*loss, {std::numeric_limits<double>::quiet_NaN(), 1}, {0})));
    }

    void gradients_equal_differences_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<bool>("fused");
        QTest::addColumn<bool>("from_logits");
        QTest::newRow("mean squared error") << "mean_squared_error" << false << false;
        QTest::newRow("of probabilities") << crossentropy << false << false;
        QTest::newRow("with softmax") << crossentropy << true << false;
        QTest::newRow("from logits") << crossentropy << false << true;
    }
    void gradients_equal_differences() {
        QFETCH(QString, kind);
        QFETCH(bool, fused);
        QFETCH(bool, from_logits);
        const bool classes = kind == QLatin1String(crossentropy);
        const auto loss =
            loss_named(qPrintable(kind), from_logits ? Value::Map{{"from_logits", true}} : Value::Map{});
        const Numbers output{0.15, 0.6, 0.25}, target = classes ? Numbers{1} : Numbers{0.5, -2, 3};
        constexpr double step = 1e-6, scale = 0.125;
        const Numbers found = gradient(*loss, output, target, fused, scale);
        for (std::size_t i = 0; i < output.size(); ++i) {
            Numbers up = output, down = output;
            up[i] += step;
            down[i] -= step;
            const double difference =
                (value(*loss, up, target, fused) - value(*loss, down, target, fused)) / (2 * step);
            QVERIFY2(near(found[i], scale * difference, 1e-8),
                     qPrintable(QStringLiteral("%1: %2").arg(i).arg(found[i])));
        }
    }
};

QTEST_APPLESS_MAIN(TestLosses)
#include "test_losses.moc"
