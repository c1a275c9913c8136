// SPDX-License-Identifier: GPL-3.0-or-later
// What a network answers for a sample does not hang on the batch around it, whichever way its products are
// cut.
#include "execution/executor.h"
#include "support/tiny_networks.h"
#include "training/plans.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace glassnet;

namespace {

constexpr int samples = 37;

/// Predictions for all samples, through plans of this batch; the last batch is not full as a rule.
template <class T>
std::vector<T> answers(const Network& network, int batch, int threads) {
    const Checked checked = check(network);
    const Plan plan = compile(checked, inference_plan(batch, {}));
    ThreadPool pool(threads);
    const Weights<T> weights = initial_weights<T>(plan, 3);
    const Loss* const none = nullptr;
    Executor<T> executor(plan, weights, none, pool, 1);
    const auto outputs = static_cast<std::size_t>(plan.steps.back().output_shape.elements());
    const std::int64_t inputs = plan.steps.front().output_shape.elements();
    Random random(5, Random::Purpose::generated_data);
    std::vector<T> result;
    executor.prepare();
    for (int first = 0; first < samples; first += batch) {
        const int count = std::min(batch, samples - first);
        for (std::int64_t i = 0; i < count * inputs; ++i) executor.input()[i] = random.normal();
        executor.forward(count, 0);
        const T* const output = executor.output(static_cast<std::size_t>(plan.output_steps.front()));
        result.insert(result.end(), output, output + static_cast<std::size_t>(count) * outputs);
    }
    return result;
}

template <class T>
double largest_difference(const std::vector<T>& a, const std::vector<T>& b) {
    if (a.size() != b.size()) return INFINITY;
    double worst = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double difference = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
        if (!(difference <= worst)) worst = std::isnan(difference) ? INFINITY : difference;
    }
    return worst;
}

}  // namespace

class TestAnswers : public QObject {
    Q_OBJECT
private slots:
    void do_not_hang_on_the_batch_data() {
        QTest::addColumn<Network>("network");
        QTest::addColumn<bool>("in_one_chain");  // each sum in the same order for all batches: the same bits
        const auto dense = [](int units, const char* activation, bool bias = true) {
            return tiny::LayerChoice{"Dense",
                                     {{"units", units},
                                      {"activation", activation},
                                      {"use_bias", bias},
                                      {"bias_initializer", "random_normal"}}};
        };
        QTest::newRow("small kernels")
            << tiny::chain({60}, {dense(130, "relu"), dense(33, "gelu", false), dense(10, "softmax")})
            << true;
        QTest::newRow("one output") << tiny::chain({9}, {dense(1, "sigmoid")}) << true;
        QTest::newRow("by columns") << tiny::chain({700}, {dense(200, "relu"), dense(700, "log_softmax")})
                                    << true;
        QTest::newRow("by slices, few at once")
            << tiny::chain({4200}, {dense(256, "tanh"), dense(4, "softmax")}) << false;
        QTest::newRow("pictures") << tiny::chain({9, 7, 2},
                                                 {{"Conv2D", {{"filters", 5}, {"activation", "relu"}}},
                                                  {"MaxPooling2D"},
                                                  {"Flatten"},
                                                  dense(40, "silu"),
                                                  dense(6, "softmax")})
                                  << true;
    }
    void do_not_hang_on_the_batch() {
        QFETCH(const Network, network);
        QFETCH(const bool, in_one_chain);
        const auto alone = answers<float>(network, 1, 1);
        const auto precise = answers<double>(network, 1, 1);
        for (const int batch : {3, 15, 16, 20, 64}) {
            for (const int threads : {1, 3}) {
                const auto together = answers<float>(network, batch, threads);
                const double difference = largest_difference(alone, together);
                const QString where =
                    QStringLiteral("batch %1, %2 threads: %3 apart").arg(batch).arg(threads).arg(difference);
                QVERIFY2(difference <= (in_one_chain ? 0 : 1e-6), qPrintable(where));
            }
            QVERIFY(largest_difference(precise, answers<double>(network, batch, 2)) <= 1e-14);
        }
        double apart = 0;
        for (std::size_t i = 0; i < alone.size(); ++i)
            apart = std::max(apart, std::abs(static_cast<double>(alone[i]) - precise[i]));
        QVERIFY2(apart <= 1e-5, qPrintable(QString::number(apart)));
    }
};

QTEST_GUILESS_MAIN(TestAnswers)
#include "test_answers.moc"
