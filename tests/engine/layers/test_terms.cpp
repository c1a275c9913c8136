// SPDX-License-Identifier: GPL-3.0-or-later
// What a layer says of the sum behind a value, against the value that its operation computes.
#include "base/random.h"
#include "execution/executor.h"
#include "plan/plan.h"
#include "support/tiny_networks.h"

#include <QTest>

#include <cmath>

using namespace glassnet;

namespace {

/// The largest difference over all values of one sample; negative where a value has no terms.
double largest_error(const Value::List& shape, const tiny::LayerChoice& choice) {
    const Checked checked = check(tiny::chain(shape, {choice}));
    if (!checked.ready()) return -2;
    const Plan plan = compile(checked, {.batch = 1, .training = false, .gradients = false});
    Weights<double> weights(plan.weight_elements);
    Random random(3, Random::Purpose::generated_data);
    for (std::int64_t i = 0; i < plan.weight_elements; ++i)
        weights.data()[i] = static_cast<double>(random.uniform()) - 0.5;
    ThreadPool pool(1);
    Executor<double> executor(plan, weights, nullptr, pool, 1);
    const PlanStep& step = plan.steps[1];
    double* const input = executor.input();
    for (std::int64_t i = 0; i < step.input_shapes[0].elements(); ++i)
        input[i] = static_cast<double>(random.uniform()) - 0.5;
    executor.prepare();
    executor.forward(1, 0);
    const auto weight = [&](std::size_t number) {
        return weights.data() + plan.weight(step.weights[number]).offset;
    };
    const std::int64_t filters = step.output_shape[step.output_shape.rank() - 1];
    double largest = 0;
    for (std::int64_t place = 0; place < step.output_shape.elements(); ++place) {
        const std::vector<Term> terms = step.layer->terms(step.input_shapes, place);
        if (terms.empty()) return -1;
        double sum = weight(1)[place % filters];
        for (const Term& term : terms) sum += input[term.input] * weight(0)[term.weight];
        largest = std::max(largest, std::abs(sum - executor.output(1)[place]));
    }
    return largest;
}

}  // namespace

class TestTerms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void their_sum_with_the_bias_is_the_value_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("case_number");
        for (const char* kind : {"Conv2D", "DepthwiseConv2D"}) {
            for (int number = 0; number < 4; ++number)
                QTest::addRow("%s %d", kind, number) << QString::fromLatin1(kind) << number;
        }
        QTest::newRow("Dense") << QStringLiteral("Dense") << 0;
    }
    void their_sum_with_the_bias_is_the_value() {
        QFETCH(const QString, kind);
        QFETCH(const int, case_number);
        if (kind == QStringLiteral("Dense")) {
            QVERIFY(std::abs(largest_error({7}, {"Dense", {{"units", 5}}})) < 1e-12);
            return;
        }
        const std::array<Value::Map, 4> cases{
            Value::Map{{"kernel_size", Value::List{3, 2}}},
            Value::Map{{"padding", "same"}, {"strides", Value::List{2, 3}}},
            Value::Map{{"padding", "same"}, {"dilation_rate", Value::List{2, 1}}},
            kind == QStringLiteral("Conv2D") ? Value::Map{{"groups", 2}}
                                             : Value::Map{{"depth_multiplier", 3}, {"padding", "same"}}};
        Value::Map settings = cases[static_cast<std::size_t>(case_number)];
        if (kind == QStringLiteral("Conv2D")) settings.push_back({"filters", 6});
        const std::string name = kind.toStdString();
        const double error = largest_error({8, 9, 4}, {name, settings});
        QVERIFY2(error >= 0 && error < 1e-12, std::to_string(error).c_str());
    }

    void where_there_is_no_simple_sum_there_are_none() {
        QCOMPARE(largest_error({4, 4, 3}, {"SeparableConv2D", {{"filters", 2}}}), -1.0);
    }
};

QTEST_APPLESS_MAIN(TestTerms)
#include "test_terms.moc"
