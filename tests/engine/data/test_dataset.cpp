// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/builtin.h"
#include "data/dataset.h"
#include "data/split.h"
#include "support/files.h"
#include "support/problems.h"

#include <QtTest>
#include <algorithm>
#include <numeric>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

std::shared_ptr<const Dataset> builtin(const std::string& name, double share = 0.1, std::uint64_t seed = 42) {
    return load_dataset({.source = "builtin:" + name, .validation_split = share, .split_seed = seed}, "");
}

std::vector<std::int64_t> class_counts(const Dataset& dataset, const DataPart& part) {
    std::vector<std::int64_t> counts(static_cast<std::size_t>(dataset.summary.classes()));
    for (std::int64_t i = 0; i < part.count; ++i)
        ++counts[static_cast<std::size_t>(dataset.class_of(part, i))];
    return counts;
}

}  // namespace

class TestDataset : public QObject {
    Q_OBJECT
private slots:
    void every_builtin_set_loads();
    void the_fashion_subset_is_balanced();
    void the_digits_are_all_there();
    void an_unknown_builtin_set_is_told_with_the_known_ones();
    void generated_points_are_the_same_for_everybody();
    void a_validation_part_is_carved_by_class();
    void the_seed_decides_the_split();
    void the_fingerprint_tells_sets_apart();
    void a_share_of_one_is_refused();
    void a_split_neither_loses_nor_doubles_samples();
    void a_class_of_one_sample_keeps_it();
    void something_missing_is_told();
    void pickles_are_not_opened();
    void a_web_page_is_named();
};

void TestDataset::every_builtin_set_loads() {
    for (const BuiltinDataset& set : builtin_datasets()) {
        if (!set.available) continue;
        const auto dataset = load_dataset({.source = std::string(set.source)}, "");
        QCOMPARE(dataset->summary.source, std::string(set.source));
        QCOMPARE(dataset->summary.title, std::string(set.title));
        QVERIFY(dataset->summary.training_samples > dataset->summary.validation_samples);
        QVERIFY(dataset->summary.validation_samples > 0 && dataset->summary.test_samples > 0);
        QCOMPARE(dataset->fingerprint.size(), std::size_t{64});
        QVERIFY(dataset->summary.notes.empty());
    }
}

void TestDataset::the_fashion_subset_is_balanced() {
    const auto dataset = builtin("fashion-mnist", 0);
    QCOMPARE(dataset->summary.sample_shape, (Shape{28, 28, 1}));
    QCOMPARE(class_counts(*dataset, dataset->training), std::vector<std::int64_t>(10, 200));
    QCOMPARE(class_counts(*dataset, dataset->test), std::vector<std::int64_t>(10, 50));
    QCOMPARE(dataset->summary.largest_input, 255.0);
    QCOMPARE(dataset->summary.class_names.at(9), std::string("Ankle boot"));
    QCOMPARE(dataset->class_of(dataset->training, 0), 9);  // the well-known first picture
}

void TestDataset::the_digits_are_all_there() {
    const auto dataset = builtin("digits", 0);
    QCOMPARE(dataset->training.count + dataset->test.count, std::int64_t{1797});
    QCOMPARE(class_counts(*dataset, dataset->test), std::vector<std::int64_t>(10, 30));
    QCOMPARE(dataset->summary.largest_input, 16.0);
}

void TestDataset::an_unknown_builtin_set_is_told_with_the_known_ones() {
    const auto problems = problems_of([] { (void)builtin("nothing"); });
    QCOMPARE(std::string(problems.at(0).code()), std::string("data.builtin_unknown"));
    QVERIFY(contains(problems[0].hint(), "builtin:moons"));
}

void TestDataset::generated_points_are_the_same_for_everybody() {
    QCOMPARE(builtin("moons")->fingerprint, builtin("moons")->fingerprint);
    const auto spirals = builtin("spirals", 0);
    const auto values = spirals->training.inputs.all<float>();
    QCOMPARE(values.size(), std::size_t{2000});
    QVERIFY(std::ranges::all_of(values, [](float value) { return std::abs(value) < 1.5F; }));
}

void TestDataset::a_validation_part_is_carved_by_class() {
    const auto dataset = builtin("fashion-mnist", 0.1);
    QCOMPARE(class_counts(*dataset, dataset->training), std::vector<std::int64_t>(10, 180));
    QCOMPARE(class_counts(*dataset, dataset->validation), std::vector<std::int64_t>(10, 20));
    QCOMPARE(dataset->summary.validation_samples, std::int64_t{200});
}

void TestDataset::the_seed_decides_the_split() {
    const auto kept = [](std::uint64_t seed) {
        return builtin("digits", 0.1, seed)->validation.inputs.all<std::uint8_t>();
    };
    QVERIFY(kept(1) == kept(1));
    QVERIFY(kept(1) != kept(2));
}

void TestDataset::the_fingerprint_tells_sets_apart() {
    const std::string same = builtin("digits")->fingerprint;
    QCOMPARE(builtin("digits")->fingerprint, same);
    QVERIFY(builtin("digits", 0.2)->fingerprint != same);
    QVERIFY(builtin("moons")->fingerprint != builtin("spirals")->fingerprint);
}

void TestDataset::a_share_of_one_is_refused() {
    QCOMPARE(code_of([] { (void)builtin("digits", 1.0); }), std::string("setting.range"));
    QCOMPARE(code_of([] { (void)builtin("digits", std::nan("")); }), std::string("setting.range"));
}

void TestDataset::a_split_neither_loses_nor_doubles_samples() {
    const std::vector<float> numbers{0, 1, 0, 1, 2, 0, 1, 2, 0, 0, 1, 2, 2, 2};
    const Split split = stratified_split(numbers, 3, 0.3, 5);
    std::vector<std::int64_t> all = split.kept;
    all.insert(all.end(), split.taken.begin(), split.taken.end());
    std::ranges::sort(all);
    std::vector<std::int64_t> expected(numbers.size());
    std::iota(expected.begin(), expected.end(), 0);
    QCOMPARE(all, expected);
    QVERIFY(std::ranges::is_sorted(split.kept));
    QVERIFY(std::ranges::is_sorted(split.taken));
}

void TestDataset::a_class_of_one_sample_keeps_it() {
    const std::vector<float> numbers{0, 0, 0, 1};
    QCOMPARE(stratified_split(numbers, 2, 0.9, 1).kept.back(), std::int64_t{3});
    Dataset dataset;
    dataset.summary.class_names = {"many", "one"};
    dataset.training = {.inputs = {std::vector<float>{1, 2, 3, 4}, 1}, .targets = numbers, .count = 4};
    carve_validation(dataset, 0.5, 1);
    QCOMPARE(
        dataset.summary.notes.at(0).what(),
        std::string("classes have no validation sample (1), such as “one”: too few of theirs are there"));
}

void TestDataset::something_missing_is_told() {
    const Folder folder;
    const auto problems = problems_of([&] { (void)load_dataset({.source = "no/such/set"}, folder.text()); });
    QCOMPARE(std::string(problems.at(0).code()), std::string("data.missing"));
    QCOMPARE(problems[0].where.file, folder.path("no/such/set").string());
}

void TestDataset::pickles_are_not_opened() {
    const Folder folder;
    folder.write("model.safetensors", "\x80\x04\x95");
    const auto problems =
        problems_of([&] { (void)load_dataset({.source = "model.safetensors"}, folder.text()); });
    QCOMPARE(std::string(problems.at(0).code()), std::string("data.code"));
}

void TestDataset::a_web_page_is_named() {
    const Folder folder;
    folder.write("data", "<html>");
    const auto problems = problems_of([&] { (void)load_dataset({.source = "data"}, folder.text()); });
    QCOMPARE(problems.at(0).what(), std::string("“data” is a web page, no data set that can be read"));
}

QTEST_APPLESS_MAIN(TestDataset)
#include "test_dataset.moc"
