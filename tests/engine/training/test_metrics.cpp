// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics against scikit-learn (tests/goldens/metrics.json).
#include "base/atomic_file.h"
#include "formats/json.h"
#include "training/catalogue.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace glassnet;

namespace {

Value goldens() {
    const auto bytes = read_file(GOLDENS_FOLDER "/metrics.json", 10'000'000);
    return parse_json(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()), "metrics.json");
}

const Value& field(const Value& value, std::string_view name) { return *find(*value.get_if<Value::Map>(), name); }
const Value::List& list(const Value& value) { return *value.get_if<Value::List>(); }

std::vector<float> numbers(const Value& value) {
    std::vector<float> result;
    for (const Value& number : list(value)) result.push_back(static_cast<float>(number.number()));
    return result;
}

}  // namespace

class TestMetrics : public QObject {
    Q_OBJECT
private slots:
    void values_are_those_of_scikit_learn_data() {
        QTest::addColumn<int>("number");
        const Value all = goldens();
        int number = 0;
        for (const Value& each : list(field(all, "cases"))) QTest::newRow(field(each, "name").get_if<std::string>()->c_str()) << number++;
    }
    void values_are_those_of_scikit_learn() {
        QFETCH(int, number);
        const Value all = goldens();
        const Value& golden = list(field(all, "cases"))[static_cast<std::size_t>(number)];
        const std::vector<float> output = numbers(field(golden, "output")), target = numbers(field(golden, "target"));
        const auto outputs = static_cast<std::int64_t>(field(golden, "outputs").number());
        const Answers answers{
            .samples = static_cast<std::int64_t>(output.size()) / outputs, .outputs = outputs, .output = output, .target = target};
        for (const Value& row : list(field(golden, "expected"))) {
            const std::string id = *list(row)[0].get_if<std::string>();
            const Metric* const kind = find_metric(id);
            QVERIFY2(kind, id.c_str());
            const auto metric = kind->clone();
            QVERIFY(configure(*metric, *list(row)[1].get_if<Value::Map>(), {}).empty());
            const auto found = metric->of(answers);
            const std::string what = id + " " + to_text(list(row)[1]);
            const Value& expected = list(row)[2];
            QVERIFY2(found.has_value() == !expected.is_null(), what.c_str());
            if (!found) continue;
            const double error = std::abs(*found - expected.number()) / std::max(1e-3, std::abs(expected.number()));
            QVERIFY2(error < 1e-9 || (id == "log_loss" && error < 1e-6),  // scikit-learn sums it in float32
                     qPrintable(QStringLiteral("%1: %2 instead of %3")
                                    .arg(QString::fromStdString(what))
                                    .arg(*found, 0, 'g', 12)
                                    .arg(expected.number(), 0, 'g', 12)));
        }
    }

    void every_kind_is_compared_and_describes_itself() {
        std::set<std::string> compared;
        const Value all = goldens();
        for (const Value& each : list(field(all, "cases")))
            for (const Value& row : list(field(each, "expected"))) compared.insert(*list(row)[0].get_if<std::string>());
        for (const auto& kind : metric_catalogue()) {
            QVERIFY2(compared.contains(std::string(kind->id())), std::string(kind->id()).c_str());
            for (const auto text : {kind->description().title, kind->description().summary, kind->description().formula})
                QVERIFY(!text.empty());
        }
    }

    void nothing_has_no_value() {
        for (const auto& kind : metric_catalogue()) QVERIFY(!kind->of({.samples = 0, .outputs = 3, .output = {}, .target = {}}));
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "test_metrics.moc"
