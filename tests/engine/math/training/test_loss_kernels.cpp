// SPDX-License-Identifier: GPL-3.0-or-later
// Sums of losses on every instruction set of this machine against plain loops in double.
#include "support/kernels.h"

#include "math/training/losses.h"

#include <QTest>

#include <cmath>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

/// Sum, gradient, then what stands in the place of the outputs.
template <class T>
std::vector<T> squared(const std::vector<T>& outputs, const std::vector<T>& targets) {
    std::vector<T> gradient(outputs.size());
    const auto count = static_cast<std::int64_t>(outputs.size());
    const double sum = squared_error(outputs.data(), targets.data(), count, T{0.25}, gradient.data());
    gradient.push_back(static_cast<T>(sum));
    return gradient;
}

template <class T>
std::vector<T> logistic(std::vector<T> logits, const std::vector<T>& targets,
                        const LabelSmoothing& smoothed) {
    std::vector<T> gradient(logits.size());
    const auto count = static_cast<std::int64_t>(logits.size());
    const double sum =
        sigmoid_crossentropy(logits.data(), targets.data(), smoothed, count, T{0.5}, gradient.data());
    logits.insert(logits.end(), gradient.begin(), gradient.end());
    logits.push_back(static_cast<T>(sum));
    return logits;
}

}  // namespace

class TestLossKernels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void squares_equal_the_reference() {
        Draw draw(1);
        for (int i = 0; i < 40; ++i) {
            const Values outputs = draw.values(draw.size(1, 3000)),
                         targets = draw.values(static_cast<std::int64_t>(outputs.size()));
            QVERIFY(worst_error(squared(in_double(outputs), in_double(targets)),
                                [&] { return squared(outputs, targets); }) < 1e-6);
        }
    }

    void logistic_losses_equal_the_reference() {
        Draw draw(2);
        for (int i = 0; i < 40; ++i) {
            Values logits = draw.values(draw.size(1, 3000)),
                   targets = draw.values(static_cast<std::int64_t>(logits.size()));
            for (float& each : logits) each *= 4;
            for (float& each : targets) each = each > 1 ? 1 : std::max(each, 0.0F);
            const LabelSmoothing smoothed =
                draw.coin() ? LabelSmoothing{} : LabelSmoothing{.keep = 0.9, .add = 0.05};
            QVERIFY(worst_error(logistic(in_double(logits), in_double(targets), smoothed),
                                [&] { return logistic(logits, targets, smoothed); }) < 1e-6);
        }
    }

    /// Of what the reference in double would still see there.
    void a_nearly_right_answer_keeps_its_gradient_and_its_loss() {
        for_each_target([&](const char*) {
            const Values found = logistic(Values{20, -20}, Values{1, 0}, {});
            const double left = std::exp(-20.0);
            QVERIFY(std::abs(static_cast<double>(found[2]) / (-0.5 * left) - 1) < 1e-5);
            QVERIFY(std::abs(static_cast<double>(found[3]) / (0.5 * left) - 1) < 1e-5);
            QVERIFY(std::abs(static_cast<double>(found[4]) / (2 * left) - 1) < 1e-5);
        });
    }

    void no_gradient_is_written_where_none_is_wanted() {
        Values logits{1, -2, 3};
        const Values targets{0, 1, 1};
        const double alone = squared_error<float>(logits.data(), targets.data(), 3, 1, nullptr);
        QCOMPARE(alone, 1.0 + 9.0 + 4.0);
        QVERIFY(std::isfinite(sigmoid_crossentropy<float>(logits.data(), targets.data(), {}, 3, 1, nullptr)));
    }

    void not_a_number_goes_through() {
        for_each_target([&](const char*) {
            for (const std::size_t place : {0, 7, 18}) {
                Values outputs(19, 1.0F);
                outputs[place] = NAN;
                const Values squares = squared(outputs, Values(19, 0.5F)),
                             losses = logistic(outputs, Values(19, 0.5F), {});
                QVERIFY(std::isnan(squares[place]) && std::isnan(squares.back()));
                QVERIFY(std::isnan(losses[place]) && std::isnan(losses[19 + place]) &&
                        std::isnan(losses.back()));
            }
        });
    }
};

QTEST_APPLESS_MAIN(TestLossKernels)
#include "test_loss_kernels.moc"
