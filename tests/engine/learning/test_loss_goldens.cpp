// SPDX-License-Identifier: GPL-3.0-or-later
// Losses and their gradients, sample by sample, against Keras 3 (tests/goldens/losses.json).
#include "base/atomic_file.h"
#include "formats/json.h"
#include "learning/catalogue.h"

#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace glassnet;

namespace {

const Value& field(const Value& value, std::string_view name) {
    return *find(*value.get_if<Value::Map>(), name);
}
const Value::List& list(const Value& value) { return *value.get_if<Value::List>(); }

const Value& goldens() {
    static const Value all = [] {
        const auto text = read_file(GOLDENS_FOLDER "/losses.json", 10'000'000);
        return field(parse_json(as_text(text), "losses.json"), "cases");
    }();
    return all;
}

template <class T>
std::vector<T> numbers(const Value& value) {
    std::vector<T> result;
    for (const Value& number : list(value)) result.push_back(static_cast<T>(number.number()));
    return result;
}

/// The relative error of loss and gradient, the larger of both.
template <class T>
double error_of(const Loss& loss, const Value& golden) {
    std::vector<T> output = numbers<T>(field(golden, "output")), gradient(output.size(), T{7});
    const std::vector<T> target = numbers<T>(field(golden, "target"));
    const T found = loss.sample(LossSample<T>{.outputs = static_cast<std::int64_t>(output.size()),
                                              .output = output.data(),
                                              .target = target.data(),
                                              .gradient = gradient.data(),
                                              .scale = 1},
                                false);
    const double wanted = field(golden, "loss").number();
    double worst = std::abs(static_cast<double>(found) - wanted) / std::max(1e-2, std::abs(wanted));
    const std::vector<double> slopes = numbers<double>(field(golden, "gradient"));
    double largest = 1e-2;
    for (const double slope : slopes) largest = std::max(largest, std::abs(slope));
    for (std::size_t i = 0; i < slopes.size(); ++i)
        worst = std::max(worst, std::abs(static_cast<double>(gradient[i]) - slopes[i]) / largest);
    return worst;
}

}  // namespace

class TestLossGoldens : public QObject {
    Q_OBJECT
private slots:
    void a_loss_is_that_of_keras_data() {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const Value& each : list(goldens())) {
            const std::string name = *field(each, "kind").get_if<std::string>() + " " +
                                     to_text(field(each, "settings")) + " of " +
                                     std::to_string(list(field(each, "output")).size());
            QTest::newRow((std::to_string(number) + " " + name).c_str()) << number;
            ++number;
        }
    }
    void a_loss_is_that_of_keras() {
        QFETCH(int, number);
        const Value& golden = list(goldens())[static_cast<std::size_t>(number)];
        const std::string kind = *field(golden, "kind").get_if<std::string>();
        QVERIFY(kinds<Loss>().find(kind));
        const auto loss = kinds<Loss>().find(kind)->clone();
        QVERIFY(configure(*loss, *field(golden, "settings").get_if<Value::Map>(), {}).empty());
        const double in_double = error_of<double>(*loss, golden), in_float = error_of<float>(*loss, golden);
        QVERIFY2(in_double <= 1e-9, qPrintable(QStringLiteral("float64: %1").arg(in_double)));
        QVERIFY2(in_float <= 1e-5, qPrintable(QStringLiteral("float32: %1").arg(in_float)));
        auto& [worst_double, worst_float] = worst_[kind];
        worst_double = std::max(worst_double, in_double);
        worst_float = std::max(worst_float, in_float);
    }

    void every_loss_is_compared() {
        std::set<std::string> compared;
        for (const Value& each : list(goldens())) compared.insert(*field(each, "kind").get_if<std::string>());
        for (const auto& loss : kinds<Loss>())
            QVERIFY2(compared.contains(std::string(loss->id())), std::string(loss->id()).c_str());
    }

    void cleanupTestCase() {
        for (const auto& [kind, errors] : worst_)
            qInfo("%-32s float64 %.1e  float32 %.1e", kind.c_str(), errors.first, errors.second);
    }

private:
    std::map<std::string, std::pair<double, double>> worst_;
};

QTEST_APPLESS_MAIN(TestLossGoldens)
#include "test_loss_goldens.moc"
