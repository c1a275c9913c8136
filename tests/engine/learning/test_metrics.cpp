// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics against scikit-learn (tests/goldens/metrics.json).
#include "base/atomic_file.h"
#include "data/confusion.h"
#include "formats/json.h"
#include "learning/catalogue.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace glassnet;

namespace {

Value goldens() {
    const auto bytes = read_file(GOLDENS_FOLDER "/metrics.json", 10'000'000);
    return parse_json(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()),
                      "metrics.json");
}

const Value& field(const Value& value, std::string_view name) {
    return *find(*value.get_if<Value::Map>(), name);
}
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
        for (const Value& each : list(field(all, "cases")))
            QTest::newRow(field(each, "name").get_if<std::string>()->c_str()) << number++;
    }
    void values_are_those_of_scikit_learn() {
        QFETCH(int, number);
        const Value all = goldens();
        const Value& golden = list(field(all, "cases"))[static_cast<std::size_t>(number)];
        const std::vector<float> output = numbers(field(golden, "output")),
                                 target = numbers(field(golden, "target"));
        const auto outputs = static_cast<std::int64_t>(field(golden, "outputs").number());
        const Predictions predictions{.samples = static_cast<std::int64_t>(output.size()) / outputs,
                                      .outputs = outputs,
                                      .output = output,
                                      .target = target};
        for (const Value& row : list(field(golden, "expected"))) {
            const std::string id = *list(row)[0].get_if<std::string>();
            const Metric* const kind = kinds<Metric>().find(id);
            QVERIFY2(kind, id.c_str());
            const auto metric = kind->clone();
            QVERIFY(configure(*metric, *list(row)[1].get_if<Value::Map>(), {}).empty());
            const auto found = metric->of(predictions);
            const std::string what = id + " " + to_text(list(row)[1]);
            const Value& expected = list(row)[2];
            QVERIFY2(found.has_value() == !expected.is_null(), what.c_str());
            if (!found) continue;
            const double error =
                std::abs(*found - expected.number()) / std::max(1e-3, std::abs(expected.number()));
            QVERIFY2(error < 1e-9 || (id == "log_loss" && error < 1e-6),  // scikit-learn sums it in float32
                     qPrintable(QStringLiteral("%1: %2 instead of %3")
                                    .arg(QString::fromStdString(what))
                                    .arg(*found, 0, 'g', 12)
                                    .arg(expected.number(), 0, 'g', 12)));
        }
    }

    void scores_of_each_class_are_those_of_scikit_learn() {
        const Value all = goldens();
        int compared = 0;
        for (const Value& golden : list(field(all, "cases"))) {
            const Value* const confusion = find(*golden.get_if<Value::Map>(), "confusion");
            if (!confusion) continue;  // values
            const std::vector<float> output = numbers(field(golden, "output")),
                                     target = numbers(field(golden, "target"));
            const auto outputs = static_cast<std::int64_t>(field(golden, "outputs").number());
            const Predictions predictions{.samples = static_cast<std::int64_t>(target.size()),
                                          .outputs = outputs,
                                          .output = output,
                                          .target = target};
            Dataset data;
            data.summary.class_names.resize(static_cast<std::size_t>(predictions.classes()));
            data.test.targets = target;
            data.test.count = predictions.samples;
            std::vector<int> predicted;
            for (std::int64_t sample = 0; sample < predictions.samples; ++sample)
                predicted.push_back(predictions.predicted_class(sample));
            const ConfusionCounts counts = confusion_counts(data, data.test, predicted);
            for (std::size_t row = 0; row < counts.size(); ++row) {
                const std::vector<float> wanted = numbers(list(*confusion)[row]);
                QVERIFY(std::ranges::equal(counts[row], wanted));
            }
            const auto scores = class_scores(counts);
            const Value::List& classes = list(field(golden, "classes"));
            QCOMPARE(scores.size(), classes.size());
            for (std::size_t i = 0; i < scores.size(); ++i) {
                const Value::List& row = list(classes[i]);
                const std::array<std::optional<double>, 3> found{scores[i].precision, scores[i].recall,
                                                                 scores[i].f1};
                for (std::size_t column = 0; column < found.size(); ++column) {
                    QCOMPARE(found[column].has_value(), !row[column].is_null());
                    if (found[column]) QVERIFY(std::abs(*found[column] - row[column].number()) < 1e-12);
                }
                QCOMPARE(static_cast<double>(scores[i].samples), row[3].number());
                ++compared;
            }
        }
        QVERIFY(compared > 30);
    }

    void every_kind_is_compared_and_describes_itself() {
        std::set<std::string> compared;
        const Value all = goldens();
        for (const Value& each : list(field(all, "cases")))
            for (const Value& row : list(field(each, "expected")))
                compared.insert(*list(row)[0].get_if<std::string>());
        for (const auto& kind : kinds<Metric>()) {
            QVERIFY2(compared.contains(std::string(kind->id())), std::string(kind->id()).c_str());
            for (const auto text :
                 {kind->description().title, kind->description().summary, kind->description().formula})
                QVERIFY(!text.empty());
        }
    }

    void nothing_has_no_value() {
        for (const auto& kind : kinds<Metric>())
            QVERIFY(!kind->of({.samples = 0, .outputs = 3, .output = {}, .target = {}}));
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "test_metrics.moc"
