// SPDX-License-Identifier: GPL-3.0-or-later
//
// Labels that are texts, and names of classes that lie beside labels that are numbers.
#include "data/dataset.h"
#include "support/files.h"
#include "support/problems.h"
#include "support/zip_text.h"

#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

using Names = std::vector<std::string>;

/// A .npy file of texts of at most eight bytes.
std::string texts(const Names& names, const char* shape = nullptr) {
    std::string values;
    for (std::string name : names) {
        name.resize(8);
        values += name;
    }
    return npy_text("|S8", shape ? shape : "(" + std::to_string(names.size()) + ",)", values);
}

std::string bytes(const std::string& values) {
    return npy_text("|u1", "(" + std::to_string(values.size()) + ",)", values);
}

std::shared_ptr<const Dataset> load(const std::vector<ZipEntry>& entries, const char* names_file = nullptr) {
    const Folder folder;
    folder.write("a.npz", zip_text(entries));
    if (names_file) folder.write("class_names.txt", names_file);
    return load_dataset({.source = "a.npz", .validation_split = 0}, folder.text());
}

/// Four training samples with these labels.
std::vector<ZipEntry> with_labels(const std::string& labels) {
    return {{"x_train.npy", bytes("abcd")}, {"y_train.npy", labels}};
}

Names codes_of(const std::vector<Problem>& problems) {
    Names codes;
    for (const Problem& problem : problems) codes.emplace_back(problem.code());
    return codes;
}

}  // namespace

class TestTextLabels : public QObject {
    Q_OBJECT
private slots:
    void texts_are_classes_in_natural_order();
    void a_column_of_texts_is_the_same();
    void a_class_that_only_other_parts_have_comes_last_and_is_told();
    void empty_texts_are_told_where_they_are_learned();
    void texts_of_every_sample_are_no_classes();
    void texts_are_refused_where_numbers_are_needed();
    void texts_and_numbers_are_not_mixed();
    void further_targets_may_be_texts();
    void control_characters_are_shown();
    void numbers_are_named_by_an_array_beside_them_data();
    void numbers_are_named_by_an_array_beside_them();
    void one_hot_rows_are_named_too();
    void names_lie_in_a_file_beside_the_arrays();
    void names_of_another_count_are_told();
    void rare_classes_that_are_named_are_no_wrong_labels();
    void names_that_no_target_has_are_told();
    void names_that_cannot_be_read_are_told();
    void given_names_put_texts_in_their_order();
    void given_names_that_lack_a_text_are_told();
};

void TestTextLabels::texts_are_classes_in_natural_order() {
    const auto dataset = load(with_labels(texts({"oak 10", "oak 9", "elm", "oak 9"})));
    QCOMPARE(dataset->summary.class_names, (Names{"elm", "oak 9", "oak 10"}));
    QCOMPARE(dataset->training.targets, (std::vector<float>{2, 1, 0, 1}));
    QVERIFY(dataset->summary.notes.empty());
    QVERIFY(!dataset->summary.target_facts.is_numbered);
}

void TestTextLabels::a_column_of_texts_is_the_same() {
    const auto dataset = load(with_labels(texts({"b", "a", "b", "b"}, "(4, 1)")));
    QCOMPARE(dataset->training.targets, (std::vector<float>{1, 0, 1, 1}));
    QCOMPARE(code_of([] {
                 (void)load(with_labels(texts({"b", "a", "b", "b"}, "(2, 2)")));
             }),
             std::string("data.count_mismatch"));
    auto entries = with_labels(texts({"b", "a", "b", "b", "a", "a", "a", "a"}, "(4, 2)"));
    QCOMPARE(code_of([&] { (void)load(entries); }), std::string("data.arrays_texts"));
}

void TestTextLabels::a_class_that_only_other_parts_have_comes_last_and_is_told() {
    auto entries = with_labels(texts({"oak", "elm", "oak", "oak"}));
    entries.push_back({"x_test.npy", bytes("xyz")});
    entries.push_back({"y_test.npy", texts({"fir", "oak", "ash"})});
    const auto dataset = load(entries);
    QCOMPARE(dataset->summary.class_names, (Names{"elm", "oak", "ash", "fir"}));
    QCOMPARE(dataset->test.targets, (std::vector<float>{3, 1, 2}));
    const TargetFacts& facts = dataset->summary.target_facts;
    QCOMPARE(facts.training_classes, 2);
    QCOMPARE(facts.beyond_training->what(),
             std::string("the label “ash” is in the test part but not in the training part"));
}

void TestTextLabels::empty_texts_are_told_where_they_are_learned() {
    const auto facts = load(with_labels(texts({"oak", "", "elm", ""})))->summary.target_facts;
    QCOMPARE(facts.missing->what(),
             std::string("the label of sample 1 of the training part is an empty text (2 such labels)"));
}

void TestTextLabels::texts_of_every_sample_are_no_classes() {
    Names names;
    for (int i = 0; i <= 10'000; ++i) names.push_back("n" + std::to_string(i));
    const auto facts =
        load({{"x_train.npy", bytes(std::string(names.size(), 'x'))}, {"y_train.npy", texts(names)}})
            ->summary.target_facts;
    QCOMPARE(facts.missing->code(), std::string_view("data.text_classes"));
}

void TestTextLabels::texts_are_refused_where_numbers_are_needed() {
    const auto problems = problems_of([] {
        (void)load({{"x_train.npy", texts({"a", "b"})}, {"y_train.npy", bytes("\1\2")}});
    });
    QCOMPARE(problems.at(0).what(),
             std::string("the array “x_train” holds texts of 2, where numbers are needed"));
}

void TestTextLabels::texts_and_numbers_are_not_mixed() {
    auto entries = with_labels(texts({"oak", "elm", "oak", "oak"}));
    entries.push_back({"x_test.npy", bytes("x")});
    entries.push_back({"y_test.npy", bytes("\1")});
    const auto problems = problems_of([&] { (void)load(entries); });
    QCOMPARE(problems.at(0).what(),
             std::string("the labels in “y_test” are numbers, those of the training part texts"));
    entries[1].content = bytes(std::string("\0\1\0\1", 4));
    entries[3].content = texts({"oak"});
    QCOMPARE(code_of([&] { (void)load(entries); }), std::string("data.arrays_mixed"));
}

void TestTextLabels::further_targets_may_be_texts() {
    auto entries = with_labels(texts({"oak", "elm", "oak", "oak"}));
    entries.push_back({"y_colour_train.npy", texts({"red", "red", "blue", "red"})});
    const auto dataset = load(entries);
    QCOMPARE(dataset->summary.more_targets.at(0).class_names, (Names{"blue", "red"}));
    QCOMPARE(dataset->training.targets_of(1), (std::vector<float>{1, 1, 0, 1}));
}

void TestTextLabels::control_characters_are_shown() {
    QCOMPARE(load(with_labels(texts({"a\nb", "\x1B[1m", "a\nb", "c"})))->summary.class_names,
             (Names{"\\x1B[1m", "a\\x0Ab", "c"}));
}

void TestTextLabels::numbers_are_named_by_an_array_beside_them_data() {
    QTest::addColumn<QString>("array");
    for (const char* name : {"class_names", "classes", "label_names", "target_names"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestTextLabels::numbers_are_named_by_an_array_beside_them() {
    QFETCH(QString, array);
    auto entries = with_labels(bytes(std::string("\0\1\2\0", 4)));
    entries.push_back({array.toStdString() + ".npy", texts({"oak", "elm", "fir"})});
    const auto dataset = load(entries, "no\nnames\nof these\n");
    QCOMPARE(dataset->summary.class_names, (Names{"oak", "elm", "fir"}));
    QVERIFY(dataset->summary.notes.empty());
    QVERIFY(dataset->summary.target_facts.is_numbered);
}

void TestTextLabels::one_hot_rows_are_named_too() {
    std::vector<ZipEntry> entries{{"x_train.npy", bytes("ab")},
                                  {"y_train.npy", npy_text("|u1", "(2, 2)", std::string("\1\0\0\1", 4))},
                                  {"class_names.npy", texts({"oak", "elm"})}};
    QCOMPARE(load(entries)->summary.class_names, (Names{"oak", "elm"}));
    entries[2].content = texts({"oak", "elm", "fir"});
    QCOMPARE(load(entries)->summary.class_names, (Names{"0", "1"}));
    QCOMPARE(codes_of(load(entries)->summary.notes), (Names{"data.class_names_count"}));
}

void TestTextLabels::names_lie_in_a_file_beside_the_arrays() {
    const auto entries = with_labels(bytes(std::string("\0\1\0\1", 4)));
    QCOMPARE(load(entries, "oak\r\nelm\r\n")->summary.class_names, (Names{"oak", "elm"}));
    const auto notes = load(entries, "oak")->summary.notes;
    QCOMPARE(codes_of(notes), (Names{"data.arrays_class_names"}));
}

void TestTextLabels::names_of_another_count_are_told() {
    auto entries = with_labels(bytes(std::string("\0\1\2\0", 4)));
    entries.push_back({"class_names.npy", texts({"oak", "elm"})});
    const auto few = load(entries);
    QCOMPARE(few->summary.class_names, (Names{"0", "1", "2"}));
    QCOMPARE(few->summary.notes.at(0).what(),
             std::string("2 names of classes are given and not used: the labels need 3"));
    entries.back().content = texts({"oak", "elm", "fir", "ash"});
    const auto many = load(entries);
    QCOMPARE(many->summary.class_names, (Names{"oak", "elm", "fir", "ash"}));
    QCOMPARE(codes_of(many->summary.target_facts.label_problems), (Names{"data.empty_class"}));
}

void TestTextLabels::rare_classes_that_are_named_are_no_wrong_labels() {
    auto entries = with_labels(bytes(std::string("\0\1\2\x18", 4)));
    QVERIFY(load(entries)->summary.class_names.empty());
    Names names;
    for (int i = 0; i < 25; ++i) names.push_back("tree " + std::to_string(i));
    entries.push_back({"class_names.npy", texts(names)});
    QCOMPARE(load(entries)->summary.class_names, names);
}

void TestTextLabels::names_that_no_target_has_are_told() {
    std::vector<ZipEntry> entries{{"x_train.npy", bytes("ab")},
                                  {"y_train.npy", npy_text("<f4", "(2, 2)", std::string(16, '\1'))},
                                  {"class_names.npy", texts({"oak", "elm"})}};
    QCOMPARE(codes_of(load(entries)->summary.notes), (Names{"data.class_names_unused"}));
}

void TestTextLabels::names_that_cannot_be_read_are_told() {
    auto entries = with_labels(bytes(std::string("\0\1\2\0", 4)));
    entries.push_back({"class_names.npy", npy_text("|O", "(3,)", "x")});
    const auto notes = load(entries)->summary.notes;
    QCOMPARE(codes_of(notes), (Names{"data.arrays_class_names"}));
    QVERIFY(contains(notes[0].what(), "Python objects"));
    entries.back().content = bytes("abc");
    QCOMPARE(codes_of(load(entries)->summary.notes), (Names{"data.arrays_ignored"}));
}

void TestTextLabels::given_names_put_texts_in_their_order() {
    auto entries = with_labels(texts({"oak", "elm", "oak", "fir"}));
    entries.push_back({"class_names.npy", texts({"oak", "fir", "elm"})});
    const auto dataset = load(entries);
    QCOMPARE(dataset->summary.class_names, (Names{"oak", "fir", "elm"}));
    QCOMPARE(dataset->training.targets, (std::vector<float>{0, 2, 0, 1}));
}

void TestTextLabels::given_names_that_lack_a_text_are_told() {
    auto entries = with_labels(texts({"oak", "elm", "oak", "fir"}));
    entries.push_back({"class_names.npy", texts({"oak", "fir", "ash"})});
    const auto dataset = load(entries);
    QCOMPARE(dataset->summary.class_names, (Names{"elm", "fir", "oak"}));
    QCOMPARE(dataset->summary.notes.at(0).what(),
             std::string("the given names of classes are not used: “elm” is not among them"));
}

QTEST_APPLESS_MAIN(TestTextLabels)
#include "test_text_labels.moc"
