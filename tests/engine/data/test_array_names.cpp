// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/array_names.h"
#include "data/array_words.h"
#include "support/problems.h"

#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

std::vector<std::string> list(const QString& names) {
    std::vector<std::string> result;
    for (const QString& name : names.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        result.push_back(name.toStdString());
    return result;
}

std::string text(const ArraysOfParts& arrays) {
    return arrays.training + "|" + arrays.validation + "|" + arrays.test;
}

ArrayRoles find(const QString& names, const DataSettings& settings = {}) {
    return find_arrays(list(names), settings, "a.npz");
}

Problem problem_of(const QString& names, const DataSettings& settings = {}) {
    return problems_of([&] { (void)find(names, settings); }).at(0);
}

}  // namespace

class TestArrayNames : public QObject {
    Q_OBJECT
private slots:
    void usual_names_are_recognized_data();
    void usual_names_are_recognized();
    void what_was_taken_by_its_name_is_told();
    void x_train_and_y_train_are_taken_before_all_others();
    void more_than_one_reading_is_refused_with_all_of_them();
    void two_arrays_of_one_part_are_refused();
    void settings_name_the_arrays_of_the_training_part();
    void a_setting_decides_between_readings();
    void an_array_that_a_setting_names_must_be_there();
    void further_targets_are_named_by_a_setting();
    void further_targets_in_another_form_are_refused_data();
    void further_targets_in_another_form_are_refused();
    void missing_targets_are_told_though_there_are_other_parts();
    void a_part_in_a_targets_name_is_none();
};

void TestArrayNames::usual_names_are_recognized_data() {
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("inputs");
    QTest::addColumn<QString>("targets");
    const auto row = [](const char* names, const char* inputs, const char* targets) {
        QTest::newRow(names) << QString::fromLatin1(names) << QString::fromLatin1(inputs)
                             << QString::fromLatin1(targets);
    };
    row("x_train y_train x_test y_test", "x_train||x_test", "y_train||y_test");
    row("x_train y_train x_val y_val", "x_train|x_val|", "y_train|y_val|");
    row("X_train Y_train X_test Y_test", "X_train||X_test", "Y_train||Y_test");
    row("X_TRAIN Y_TRAIN", "X_TRAIN||", "Y_TRAIN||");
    row("train_images train_labels test_images test_labels", "train_images||test_images",
        "train_labels||test_labels");
    row("train_images train_labels val_images val_labels", "train_images|val_images|",
        "train_labels|val_labels|");
    row("train_x train_y valid_x valid_y", "train_x|valid_x|", "train_y|valid_y|");
    row("train_data train_labels validation_data validation_labels", "train_data|validation_data|",
        "train_labels|validation_labels|");
    row("trainX trainY testX testY", "trainX||testX", "trainY||testY");
    row("XTrain YTrain", "XTrain||", "YTrain||");
    row("Xtrain ytrain Xtest ytest", "Xtrain||Xtest", "ytrain||ytest");
    row("X_tr y_tr X_te y_te", "X_tr||X_te", "y_tr||y_te");
    row("training-images training-labels", "training-images||", "training-labels||");
    row("train_set_x train_set_y", "train_set_x||", "train_set_y||");
    row("images labels", "images||", "labels||");
    row("X y", "X||", "y||");
    row("X y X_test y_test", "X||X_test", "y||y_test");
    row("X y X_train Y_train X_test Y_test", "X_train||X_test", "Y_train||Y_test");
    row("data target", "data||", "target||");
    row("data targets meta", "data||", "targets||");
    row("images masks", "images||", "masks||");
    row("features label", "features||", "label||");
    row("inputs outputs", "inputs||", "outputs||");
    row("x_train x_test", "x_train||x_test", "||");
    row("images", "images||", "||");
}

void TestArrayNames::usual_names_are_recognized() {
    QFETCH(QString, names);
    QFETCH(QString, inputs);
    QFETCH(QString, targets);
    const ArrayRoles roles = find(names);
    QCOMPARE(QString::fromStdString(text(roles.inputs)), inputs);
    QCOMPARE(QString::fromStdString(text(roles.targets)), targets);
}

void TestArrayNames::what_was_taken_by_its_name_is_told() {
    QVERIFY(find(QStringLiteral("x_train y_train x_test y_test")).notes.empty());
    const auto notes = find(QStringLiteral("train_images train_labels test_images test_labels")).notes;
    QCOMPARE(notes.size(), std::size_t{1});
    QCOMPARE(notes[0].severity(), Severity::hint);
    QCOMPARE(notes[0].what(),
             std::string("arrays were found by their names: “train_images”, “test_images” as inputs, "
                         "“train_labels”, “test_labels” as targets"));
    QCOMPARE(find(QStringLiteral("images")).notes.at(0).what(),
             std::string("arrays were found by their names: “images” as inputs, nothing as targets"));
}

void TestArrayNames::x_train_and_y_train_are_taken_before_all_others() {
    const ArrayRoles roles = find(QStringLiteral("X data images labels target x_train y_train"));
    QCOMPARE(text(roles.inputs), std::string("x_train||"));
    QCOMPARE(text(roles.targets), std::string("y_train||"));
}

void TestArrayNames::more_than_one_reading_is_refused_with_all_of_them() {
    const Problem problem = problem_of(QStringLiteral("data images target DESCR"));
    QCOMPARE(problem.code(), std::string_view("data.arrays_ambiguous"));
    QCOMPARE(problem.what(),
             std::string("more than one array may be meant: “data” with “target”; “images” with “target”"));
    QCOMPARE(problem.where.setting, std::string("data.inputs"));
    QVERIFY(contains(problem.hint(), "data.inputs"));
    QCOMPARE(problem_of(QStringLiteral("images data")).what(),
             std::string("more than one array may be meant: “images”; “data”"));
}

void TestArrayNames::two_arrays_of_one_part_are_refused() {
    const Problem problem = problem_of(QStringLiteral("x_train y_train x_val y_val x_valid"));
    QCOMPARE(problem.what(), std::string("“x_val” and “x_valid” are both the validation part of “x_train”"));
}

void TestArrayNames::settings_name_the_arrays_of_the_training_part() {
    const ArrayRoles roles = find(QStringLiteral("a_train b_train a_test b_test a_valid b_valid"),
                                  {.inputs = "b_train", .targets = "a_train"});
    QCOMPARE(text(roles.inputs), std::string("b_train|b_valid|b_test"));
    QCOMPARE(text(roles.targets), std::string("a_train|a_valid|a_test"));
    QVERIFY(roles.notes.empty());
    // of unlike forms
    QCOMPARE(text(find(QStringLiteral("a_train b"), {.inputs = "a_train", .targets = "b"}).targets),
             std::string("b||"));
}

void TestArrayNames::a_setting_decides_between_readings() {
    const ArrayRoles roles = find(QStringLiteral("data images target"), {.inputs = "images"});
    QCOMPARE(text(roles.inputs), std::string("images||"));
    QCOMPARE(text(roles.targets), std::string("target||"));
    QCOMPARE(text(find(QStringLiteral("x_train labels target"), {.targets = "target"}).targets),
             std::string("target||"));
}

void TestArrayNames::an_array_that_a_setting_names_must_be_there() {
    const Problem problem = problem_of(QStringLiteral("x_train y_train"), {.targets = "z_train"});
    QCOMPARE(problem.what(), std::string("the array “z_train” is missing; there are: x_train, y_train"));
    QCOMPARE(problem.where.setting, std::string("data.targets"));
}

void TestArrayNames::further_targets_are_named_by_a_setting() {
    const ArrayRoles roles = find(QStringLiteral("images labels boxes boxes_test masks"),
                                  {.more_targets = " box = boxes,mask=masks"});
    QCOMPARE(text(roles.targets), std::string("labels||"));
    QCOMPARE(roles.more_targets.size(), std::size_t{2});
    QCOMPARE(roles.more_targets[0].name, std::string("box"));
    QCOMPARE(text(roles.more_targets[0].arrays), std::string("boxes||boxes_test"));
    QCOMPARE(roles.more_targets[1].arrays.training, std::string("masks"));
}

void TestArrayNames::further_targets_in_another_form_are_refused_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"boxes", "=boxes", "box=", "box=boxes,box=boxes", "box=boxes,,", ","})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestArrayNames::further_targets_in_another_form_are_refused() {
    QFETCH(QString, text);
    const Problem problem =
        problem_of(QStringLiteral("images labels boxes"), {.more_targets = text.toStdString()});
    QCOMPARE(problem.code(), std::string_view("data.more_targets"));
    QCOMPARE(problem.where.setting, std::string("data.more_targets"));
}

void TestArrayNames::missing_targets_are_told_though_there_are_other_parts() {
    for (const char* names : {"x_train x_test y_test", "x_train y_box_train", "X_train labels"})
        QCOMPARE(problem_of(QString::fromLatin1(names)).code(), std::string_view("data.arrays_missing"));
}

void TestArrayNames::a_part_in_a_targets_name_is_none() {
    const ArrayRoles roles = find(QStringLiteral("x_train y_train y_Test_score_train"));
    QCOMPARE(roles.more_targets.at(0).name, std::string("Test_score"));
}

QTEST_APPLESS_MAIN(TestArrayNames)
#include "test_array_names.moc"
