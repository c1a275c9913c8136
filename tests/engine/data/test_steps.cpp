// SPDX-License-Identifier: GPL-3.0-or-later
//
// Preprocessing steps give what NumPy, Keras, scikit-learn and OpenCV give: tests/goldens/steps.json and
// opencv/opencv.json.
#include "base/atomic_file.h"
#include "data/channel_statistics.h"
#include "formats/json.h"
#include "support/problems.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

using Values = std::vector<float>;

/// What a step makes of a sample, by another program.
struct Golden {
    std::string name, by;
    KindSettings step;
    Shape shape, output_shape;
    Values input, output;
    double tolerance;  // relative to the largest number; 0: the same bits
    Values training;   // the samples of the training part; empty where nothing is fitted
};

const Value& in(const Value::Map& map, const char* name) { return *find(map, name); }

Values numbers_of(const Value& value) {
    Values numbers;
    for (const Value& each : *value.get_if<Value::List>()) {
        if (const auto* inner = each.get_if<Value::List>()) {
            const Values more = numbers_of(Value(*inner));
            numbers.insert(numbers.end(), more.begin(), more.end());
        } else {
            numbers.push_back(static_cast<float>(each.number()));
        }
    }
    return numbers;
}

Shape shape_of(const Value& value) {
    std::vector<std::int64_t> sides;
    for (const Value& each : *value.get_if<Value::List>()) sides.push_back(*each.get_if<std::int64_t>());
    return Shape(sides);
}

std::vector<Golden> goldens(const char* file) {
    const auto bytes = read_file(std::string(GOLDENS_FOLDER "/") + file, 10'000'000);
    const Value json = parse_json({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file);
    std::vector<Golden> all;
    for (const Value& each : *in(*json.get_if<Value::Map>(), "cases").get_if<Value::List>()) {
        const auto& fields = *each.get_if<Value::Map>();
        const auto text = [&](const char* name) { return *in(fields, name).get_if<std::string>(); };
        const Value* const training = find(fields, "training");
        all.push_back(
            {.name = text("name"),
             .by = text("by"),
             .step = {text("kind"), *in(fields, "settings").get_if<Value::Map>()},
             .shape = shape_of(in(fields, "shape")),
             .output_shape = shape_of(in(fields, "output_shape")),
             .input = numbers_of(in(fields, "input")),
             .output = numbers_of(in(fields, "output")),
             .tolerance = in(fields, "tolerance").number(),
             .training = training && training->is<Value::List>() ? numbers_of(*training) : Values{}});
    }
    return all;
}

Dataset training_data(const Values& samples, const Shape& shape) {
    Dataset data;
    data.summary.sample_shape = shape;
    data.training.count = static_cast<std::int64_t>(samples.size()) / shape.elements();
    data.training.inputs = {samples, shape.elements()};
    return data;
}

Values made_by(const std::vector<KindSettings>& steps, const Values& sample, const Shape& shape) {
    std::vector<Problem> problems;
    const Pipeline pipeline({}, steps, problems);
    for (const Problem& problem : problems) qWarning("%s", problem.what().c_str());
    for (const Problem& problem : pipeline.check(shape)) qWarning("%s", problem.what().c_str());
    Values result(static_cast<std::size_t>(pipeline.output_shape(shape).elements()));
    Pipeline::Buffers buffers;
    pipeline.apply(sample, shape, result, buffers);
    return result;
}

double worst_of(const Values& is, const Values& wanted) {
    double largest = 1, worst = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        largest = std::max(largest, std::abs(static_cast<double>(wanted[i])));
        worst = std::max(worst, std::abs(static_cast<double>(is[i]) - static_cast<double>(wanted[i])));
    }
    return worst / largest;
}

}  // namespace

class TestSteps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_step_gives_what_others_give_data() {
        QTest::addColumn<Golden>("golden");
        for (const Golden& each : goldens("steps.json"))
            QTest::addRow("%s, %s", each.name.c_str(), each.by.c_str()) << each;
        for (const Golden& each : goldens("opencv/opencv.json"))
            QTest::addRow("%s, %s", each.name.c_str(), each.by.c_str()) << each;
    }
    void a_step_gives_what_others_give() {
        QFETCH(Golden, golden);
        std::vector<KindSettings> steps{golden.step};
        if (!golden.training.empty()) {
            const Dataset data = training_data(golden.training, golden.shape);
            steps = fitted_steps(steps, data, 2);
            QVERIFY(!steps[0].settings.empty());
        }
        std::vector<Problem> problems;
        QCOMPARE(Pipeline({}, steps, problems).output_shape(golden.shape), golden.output_shape);
        const Values made = made_by(steps, golden.input, golden.shape);
        if (golden.tolerance == 0) {
            QCOMPARE(made, golden.output);
        } else {
            const double worst = worst_of(made, golden.output);
            QVERIFY2(worst <= golden.tolerance, std::to_string(worst).c_str());
        }
    }

    void every_kind_but_two_has_a_golden() {
        std::set<std::string> seen{"Resize", "Rescale"};  // tests of their own
        for (const char* file : {"steps.json", "opencv/opencv.json"})
            for (const Golden& each : goldens(file)) seen.insert(each.step.kind);
        for (const auto& kind : preprocessing_catalogue())
            QVERIFY2(seen.contains(std::string(kind->id())), std::string(kind->id()).c_str());
    }

    /// What one step takes from the training part depends on those before it, and stays with the settings.
    void fitting_sees_what_the_steps_before_make_of_the_training_part() {
        const Dataset data = training_data({1, 10, 3, 30, 5, 50}, {2});
        const std::vector<KindSettings> steps{
            {"Rescale", {{"scale", 2}}}, {"Normalization", {}}, {"MinMaxScaler", {{"clip", true}}}};
        const auto fitted = fitted_steps(steps, data, 1);
        QCOMPARE(*find(fitted[1].settings, "mean"), Value(Value::List{6.0, 60.0}));
        QVERIFY(fitted[0] == steps[0]);
        QCOMPARE(*find(fitted[2].settings, "clip"), Value(true));
        QVERIFY(fitted_steps(fitted, data, 1) == fitted);
        const Dataset other = training_data({100, 100, 200, 200}, {2});
        QVERIFY(fitted_steps(fitted, other, 1) == fitted);  // never of other data
        QCOMPARE(made_by(fitted, {1, 50}, {2}), (Values{0, 1}));
        QCOMPARE(made_by(fitted, {1000, -1000}, {2}), (Values{1, 0}));
    }

    void what_is_not_fitted_yet_leaves_samples_as_they_are() {
        std::vector<Problem> problems;
        const Pipeline pipeline({}, {{"Normalization", {}}, {"MinMaxScaler", {}}}, problems);
        QVERIFY(pipeline.needs_fit() && problems.empty());
        QCOMPARE(made_by({{"Normalization", {}}, {"MinMaxScaler", {}}}, {4, 5}, {2}), (Values{4, 5}));
        QVERIFY(!Pipeline({},
                          {{"Normalization", {{"mean", Value::List{1.0}}, {"variance", Value::List{1.0}}}}},
                          problems)
                     .needs_fit());
    }

    void numbers_of_other_channels_are_told() {
        std::vector<Problem> problems;
        const KindSettings step{"Normalization",
                                {{"mean", Value::List{1.0, 2.0}}, {"variance", Value::List{1.0, 2.0}}}};
        const Pipeline pipeline({}, {step}, problems);
        QCOMPARE(pipeline.check({4, 4, 3}).at(0).what(),
                 std::string("Normalization needs as many channels or columns as it has means and variances, "
                             "but gets samples of 4 × 4 × 3"));
        QVERIFY(pipeline.check({2}).empty());
    }

    void columns_of_other_sizes_have_the_usual_range_and_channels_their_own() {
        std::vector<Problem> problems;
        const auto range_by = [&](Value::List mean, Value::List variance) {
            const Pipeline pipeline({}, {{"Normalization", {{"mean", mean}, {"variance", variance}}}},
                                    problems);
            return pipeline.output_range({0, 255});
        };
        QCOMPARE(range_by({55.0, 0.0}, {100.0, 100.0}), (ValueRange{-5.5, 25.5}));
        QCOMPARE(range_by({55.0, 2000.0}, {100.0, 100.0}), (ValueRange{-3, 3}));
        QCOMPARE(range_by({55.0, 55.0}, {100.0, 0.0}), (ValueRange{-3, 3}));
        QCOMPARE(range_by({55.0, 55.0, 55.0}, {100.0, 100.0}), (ValueRange{-5.5, 20}));  // told by the check
    }

    void constant_columns_divide_by_nothing() {
        const Dataset data = training_data({1, 7, 2, 7, 3, 7}, {2});
        const auto fitted = fitted_steps({{"Normalization", {}}}, data, 1);
        QCOMPARE(made_by(fitted, {2, 7}, {2}), (Values{0, 0}));
        const auto scaled = fitted_steps({{"MinMaxScaler", {}}}, data, 1);
        QCOMPARE(made_by(scaled, {2, 7}, {2}), (Values{0.5F, 0}));
        QCOMPARE(made_by({{"SamplewiseMinMax", {}}}, {7, 7}, {2}), (Values{0, 0}));
        QCOMPARE(made_by({{"SamplewiseNormalization", {}}}, {7, 7}, {2}), (Values{0, 0}));
    }

    /// The range that the check and the pictures' shades rely on holds what the steps give.
    void the_range_of_every_kind_holds_its_values() {
        Values sample;
        for (int i = 0; i < 48; ++i) sample.push_back(static_cast<float>(i * 37 % 256));
        for (const auto& kind : preprocessing_catalogue()) {
            for (const Shape& shape : {Shape{4, 4, 3}, Shape{6, 8, 1}}) {
                const KindSettings plain{std::string(kind->id()), {}};
                if (!kind->accepts(shape) || kind->needs_fit()) continue;
                std::vector<Problem> problems;
                const ValueRange range = Pipeline({}, {plain}, problems).output_range({0, 255});
                const auto [least, most] = std::ranges::minmax(made_by({plain}, sample, shape));
                const double slack = 1e-3 * (range.highest - range.lowest);
                QVERIFY2(static_cast<double>(least) >= range.lowest - slack &&
                             static_cast<double>(most) <= range.highest + slack,
                         std::string(kind->id()).c_str());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestSteps)
#include "test_steps.moc"
