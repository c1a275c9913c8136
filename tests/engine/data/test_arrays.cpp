// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/arrays.h"
#include "formats/safetensors.h"
#include "support/files.h"
#include "support/problems.h"
#include "support/zip_text.h"

#include <QtTest>
#include <cmath>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

const std::vector<ZipEntry> pictures{{"x_train.npy", npy_text("|u1", "(2, 2, 3)", "abcdefghijkl")},
                                     {"y_train.npy", npy_text("|u1", "(2,)", std::string("\0\1", 2))},
                                     {"x_test.npy", npy_text("|u1", "(1, 2, 3)", "mnopqr")},
                                     {"y_test.npy", npy_text("|u1", "(1, 1)", "\1")}};

std::shared_ptr<const Dataset> load(const Folder& folder, const std::string& name, double share = 0) {
    return load_dataset({.source = name, .validation_split = share}, folder.text());
}

std::shared_ptr<const Dataset> load(const std::vector<ZipEntry>& entries) {
    const Folder folder;
    folder.write("a.npz", zip_text(entries));
    return load(folder, "a.npz");
}

std::string code(const std::vector<ZipEntry>& entries) {
    return code_of([&] { (void)load(entries); });
}

}  // namespace

class TestArrays : public QObject {
    Q_OBJECT
private slots:
    void pictures_of_bytes_stay_bytes();
    void tensors_of_a_safetensors_file_are_read_alike();
    void a_validation_part_of_the_file_is_used();
    void numbers_in_y_are_targets();
    void a_missing_array_is_told_with_those_there();
    void inputs_alone_are_for_learning_themselves();
    void unlike_counts_are_told();
    void further_targets_are_read_by_name();
    void further_targets_are_wanted_in_every_part();
    void classes_of_further_targets_have_names();
    void other_arrays_are_told_to_be_unused();
    void arrays_that_are_not_used_are_not_judged();
    void a_test_part_of_other_shape_is_refused();
    void values_that_are_not_finite_are_told_with_their_sample();
    void labels_that_are_no_class_numbers_are_told_with_their_file_data();
    void labels_that_are_no_class_numbers_are_told_with_their_file();
    void an_array_without_samples_is_refused();
    void types_beyond_those_of_weights_are_data_too();
    void whole_numbers_that_float_does_not_have_are_told();
};

void TestArrays::pictures_of_bytes_stay_bytes() {
    const auto dataset = load(pictures);
    QCOMPARE(dataset->summary.sample_shape, (Shape{2, 3, 1}));
    QCOMPARE(dataset->summary.classes(), 2);
    QCOMPARE(dataset->training.inputs.all<std::uint8_t>().at(6), std::uint8_t{'g'});
    QCOMPARE(dataset->test.targets, (std::vector<float>{1}));
    QVERIFY(dataset->summary.notes.empty());
}

void TestArrays::tensors_of_a_safetensors_file_are_read_alike() {
    const Folder folder;
    StoredTensors stored;
    stored.tensors["x_train"] = {{3, 2}, std::vector<float>{1, 2, 3, 4, 5, 6}};
    stored.tensors["y_train"] = {{3}, std::vector<std::int64_t>{0, 1, 2}};
    folder.write("a.safetensors", write_safetensors(stored));
    const auto dataset = load(folder, "a.safetensors");
    QCOMPARE(dataset->summary.sample_shape, (Shape{2}));
    QCOMPARE(dataset->summary.class_names, (std::vector<std::string>{"0", "1", "2"}));
}

void TestArrays::a_validation_part_of_the_file_is_used() {
    auto entries = pictures;
    entries.push_back({"x_val.npy", npy_text("|u1", "(1, 2, 3)", "mnopqr")});
    entries.push_back({"y_val.npy", npy_text("|u1", "(1,)", "\1")});
    const Folder folder;
    folder.write("a.npz", zip_text(entries));
    const auto dataset = load(folder, "a.npz", 0.5);
    QCOMPARE(dataset->validation.count, std::int64_t{1});
    QCOMPARE(dataset->training.count, std::int64_t{2});
}

void TestArrays::numbers_in_y_are_targets() {
    const auto dataset = load({{"x_train.npy", npy_text("<f4", "(2,)", std::string(8, '\0'))},
                               {"y_train.npy", npy_text("<f4", "(2, 3)", std::string(24, '\0'))}});
    QCOMPARE(dataset->summary.sample_shape, (Shape{1}));
    QCOMPARE(dataset->summary.target_shape, (Shape{3}));
    QCOMPARE(dataset->summary.classes(), 0);
    QCOMPARE(dataset->training.targets.size(), std::size_t{6});
}

void TestArrays::a_missing_array_is_told_with_those_there() {
    const auto problems = problems_of([] { (void)load({{"pixels.npy", npy_text("|u1", "(1,)", "x")}}); });
    QCOMPARE(problems.at(0).what(), std::string("the array “x_train” is missing; there are: pixels"));
    auto entries = pictures;
    entries.pop_back();
    QCOMPARE(code(entries), std::string("data.arrays_missing"));
}

void TestArrays::inputs_alone_are_for_learning_themselves() {
    auto entries = pictures;
    std::erase_if(entries, [](const auto& entry) { return entry.name.starts_with("y_"); });
    const auto dataset = load(entries);
    QCOMPARE(dataset->training.count, std::int64_t{2});
    QCOMPARE(dataset->training.targets, (std::vector<float>{0, 0}));
    QCOMPARE(dataset->summary.notes.at(0).code(), std::string_view("data.unlabelled"));
    QCOMPARE(dataset->summary.target_facts.missing->code(), std::string_view("data.arrays_missing"));
}

void TestArrays::unlike_counts_are_told() {
    auto entries = pictures;
    entries[1].content = npy_text("|u1", "(3,)", std::string("\0\1\1", 3));
    const auto problems = problems_of([&] { (void)load(entries); });
    QCOMPARE(problems.at(0).what(), std::string("2 samples, but 3 labels"));
}

void TestArrays::further_targets_are_read_by_name() {
    auto entries = pictures;
    entries.push_back({"y_colour_train.npy", npy_text("|u1", "(2,)", std::string("\2\0", 2))});
    entries.push_back({"y_colour_test.npy", npy_text("|u1", "(1,)", "\1")});
    entries.push_back({"y_box_train.npy", npy_text("<f4", "(2, 4)", std::string(32, '\0'))});
    entries.push_back({"y_box_test.npy", npy_text("<f4", "(1, 4)", std::string(16, '\0'))});
    const auto dataset = load(entries);
    QVERIFY(dataset->summary.notes.empty());
    QCOMPARE(dataset->summary.more_targets.size(), std::size_t{2});
    QCOMPARE(dataset->summary.more_targets[0].name, std::string("box"));
    QCOMPARE(dataset->summary.more_targets[0].shape, (Shape{4}));
    QCOMPARE(dataset->summary.more_targets[1].name, std::string("colour"));
    QCOMPARE(dataset->summary.more_targets[1].classes(), 3);
    QCOMPARE(dataset->training.targets_of(2), (std::vector<float>{2, 0}));
    QCOMPARE(dataset->test.targets_of(2), (std::vector<float>{1}));
    QVERIFY(dataset->fingerprint != load(pictures)->fingerprint);
    // A label that the training part does not have.
    entries[5].content = npy_text("|u1", "(1,)", "\3");
    QCOMPARE(load(entries)->summary.more_targets[1].facts.beyond_training->code(),
             std::string_view("data.label"));
}

void TestArrays::further_targets_are_wanted_in_every_part() {
    auto entries = pictures;
    entries.push_back({"y_colour_train.npy", npy_text("|u1", "(2,)", std::string("\1\0", 2))});
    const auto problems = problems_of([&] { (void)load(entries); });
    QCOMPARE(problems.at(0).code(), std::string_view("data.arrays_missing"));
    QCOMPARE(problems.at(0).where.tensor, std::string("y_colour_test"));
}

void TestArrays::other_arrays_are_told_to_be_unused() {
    auto entries = pictures;
    entries.push_back({"weights.npy", npy_text("|u1", "(1,)", "x")});
    QCOMPARE(load(entries)->summary.notes.at(0).what(), std::string("the array “weights” is not used"));
}

/// Nobody asks for them: they may be of any kind.
void TestArrays::arrays_that_are_not_used_are_not_judged() {
    auto entries = pictures;
    entries.push_back({"class_names.npy", npy_text("<U3", "(2,)", std::string(24, 'x'))});
    entries.push_back({"meta.npy", npy_text("|O", "(1,)", "x")});
    QCOMPARE(load(entries)->summary.notes.size(), std::size_t{2});
    const Folder folder;
    StoredTensors stored;
    stored.tensors["x_train"] = {{3, 2}, std::vector<float>{1, 2, 3, 4, 5, 6}};
    stored.tensors["y_train"] = {{3}, std::vector<std::int64_t>{0, 1, 2}};
    stored.tensors["ids"] = {{3}, std::vector<std::int64_t>{4, 5, 6}};
    std::string file = write_safetensors(stored);
    const auto type = file.find("I64", file.find("\"ids\""));
    QVERIFY(type != std::string::npos);
    folder.write("a.safetensors", file.replace(type, 3, "I99"));
    QCOMPARE(load(folder, "a.safetensors")->training.count, std::int64_t{3});
}

void TestArrays::a_test_part_of_other_shape_is_refused() {
    auto entries = pictures;
    entries[2].content = npy_text("|u1", "(1, 3, 2)", "mnopqr");
    QCOMPARE(code(entries), std::string("data.sides_differ"));
}

void TestArrays::values_that_are_not_finite_are_told_with_their_sample() {
    const Folder folder;
    StoredTensors stored;
    stored.tensors["x_train"] = {{3, 2}, std::vector<float>{1, 2, 3, NAN, 5, INFINITY}};
    stored.tensors["y_train"] = {{3}, std::vector<std::int64_t>{0, 1, 1}};
    folder.write("a.safetensors", write_safetensors(stored));
    const auto problems = problems_of([&] { (void)load(folder, "a.safetensors"); });
    QCOMPARE(problems.at(0).what(),
             std::string("sample 1 of the training part holds NaN or infinity (2 such values)"));
    QCOMPARE(problems.at(0).where.file, folder.path("a.safetensors").string());
}

void TestArrays::labels_that_are_no_class_numbers_are_told_with_their_file_data() {
    QTest::addColumn<qlonglong>("label");
    QTest::addColumn<QString>("code");
    QTest::newRow("negative") << -1LL << "data.label_range";
    QTest::newRow("beyond all classes") << 4'000'000'000LL << "data.label_range";
    QTest::newRow("the first too many") << 10'000LL << "data.label_range";
    QTest::newRow("fits") << 2LL << "";
}

void TestArrays::labels_that_are_no_class_numbers_are_told_with_their_file() {
    QFETCH(qlonglong, label);
    QFETCH(QString, code);
    const Folder folder;
    StoredTensors stored;
    stored.tensors["x_train"] = {{3, 2}, std::vector<float>{1, 2, 3, 4, 5, 6}};
    stored.tensors["y_train"] = {{3}, std::vector<std::int64_t>{0, label, 0}};
    folder.write("a.safetensors", write_safetensors(stored));
    auto problems = load(folder, "a.safetensors")->summary.target_facts.label_problems;
    std::erase_if(problems, [](const Problem& problem) { return problem.severity() != Severity::error; });
    QCOMPARE(problems.empty() ? QString() : QString::fromUtf8(problems.front().code().data()), code);
    if (problems.empty()) return;
    QCOMPARE(problems.front().where.file, folder.path("a.safetensors").string());
    QVERIFY(problems.front().what().find("sample 1 of the training part") != std::string::npos);
}

void TestArrays::an_array_without_samples_is_refused() {
    auto entries = pictures;
    entries[0].content = npy_text("|u1", "(0, 2, 3)", "");
    QCOMPARE(code(entries), std::string("data.arrays_shape"));
}

void TestArrays::types_beyond_those_of_weights_are_data_too() {
    const Folder folder;
    StoredTensors stored;
    stored.tensors["x_train"] = {{2, 1}, std::vector<std::uint64_t>{7, std::uint64_t{1} << 63}};
    stored.tensors["y_train"] = {{2}, std::vector<std::uint64_t>{0, 1}};
    folder.write("a.safetensors", write_safetensors(stored));
    const auto dataset = load(folder, "a.safetensors");
    QCOMPARE(dataset->training.inputs.all<float>(), (std::vector<float>{7, 0x1p63F}));
    QCOMPARE(dataset->summary.classes(), 2);
}

void TestArrays::whole_numbers_that_float_does_not_have_are_told() {
    const Folder folder;
    StoredTensors stored;
    stored.tensors["x_train"] = {{4, 1}, std::vector<float>{1, 2, 3, 4}};
    stored.tensors["y_train"] = {
        {4, 2},
        std::vector<std::int64_t>{1, 16'777'216, 33'554'432, 1LL << 40, 5, 16'777'217, -16'777'219, 3}};
    folder.write("a.safetensors", write_safetensors(stored));
    const auto notes = load(folder, "a.safetensors")->summary.notes;
    QCOMPARE(notes.size(), std::size_t{1});
    QCOMPARE(notes[0].what(), std::string("2 whole numbers of the array “y_train” are rounded: 16777217 in "
                                          "sample 2 becomes 16777216"));
    stored.tensors["y_train"] = {{4}, std::vector<double>{16'777'217, 0.1, 3e9, 16'777'216}};
    folder.write("a.safetensors", write_safetensors(stored));
    QVERIFY(contains(load(folder, "a.safetensors")->summary.notes.at(0).what(),
                     "1 whole numbers of the array “y_train” are rounded: 16777217"));
    stored.tensors["y_train"] = {{4}, std::vector<std::uint64_t>{1, 2, 3, ~std::uint64_t{0}}};
    folder.write("a.safetensors", write_safetensors(stored));
    QCOMPARE(load(folder, "a.safetensors")->summary.notes.at(0).code(),
             std::string_view("data.arrays_rounded"));
}

void TestArrays::classes_of_further_targets_have_names() {
    auto entries = pictures;
    for (const char* part : {"train", "test"}) {
        const std::size_t count = std::string_view(part) == "train" ? 2 : 1;
        entries.push_back({std::string("y_colour_") + part + ".npy",
                           npy_text("|u1", "(" + std::to_string(count) + ",)", std::string("\1\0", count))});
    }
    const std::string names("r\0\0\0e\0\0\0b\0\0\0l\0\0\0", 16);
    entries.push_back({"class_names_colour.npy", npy_text("<U2", "(2,)", names)});
    const auto dataset = load(entries);
    QCOMPARE(dataset->summary.more_targets.at(0).class_names, (std::vector<std::string>{"re", "bl"}));
    QVERIFY(dataset->summary.notes.empty());
}

QTEST_APPLESS_MAIN(TestArrays)
#include "test_arrays.moc"
