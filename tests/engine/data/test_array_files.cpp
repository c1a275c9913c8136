// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/array_files.h"
#include "support/files.h"
#include "support/png_text.h"
#include "support/problems.h"
#include "support/zip_text.h"

#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

const std::string two_inputs = npy_text("|u1", "(2, 3)", "abcdef"),
                  two_labels = npy_text("|u1", "(2,)", std::string("\0\1", 2));

std::shared_ptr<const Dataset> load(const Folder& folder) {
    return load_dataset({.source = ".", .validation_split = 0}, folder.text());
}

std::string code(const Folder& folder) {
    return code_of([&] { (void)load(folder); });
}

}  // namespace

class TestArrayFiles : public QObject {
    Q_OBJECT
private slots:
    void a_folder_of_npy_files_is_read_like_an_archive();
    void the_one_archive_of_a_folder_is_read();
    void two_archives_are_refused_with_their_names();
    void an_archive_beside_npy_files_is_refused();
    void pictures_with_arrays_beside_them_stay_pictures();
    void other_files_beside_arrays_are_no_hindrance();
    void the_file_that_is_wrong_is_named();
    void too_many_files_are_refused();
    void one_npy_file_is_read_with_what_lies_beside_it();
};

void TestArrayFiles::a_folder_of_npy_files_is_read_like_an_archive() {
    const Folder folder;
    folder.write("x_train.npy", two_inputs);
    folder.write("y_train.npy", two_labels);
    folder.write("x_test.npy", two_inputs);
    folder.write("y_test.npy", two_labels);
    folder.write("notes.npy", npy_text("|O", "(1,)", "x"));
    folder.write("class_names.txt", "oak\nelm\n");
    const auto dataset = load(folder);
    QCOMPARE(dataset->summary.sample_shape, (Shape{3}));
    QCOMPARE(dataset->summary.class_names, (std::vector<std::string>{"oak", "elm"}));
    QCOMPARE(dataset->test.count, std::int64_t{2});
    QCOMPARE(dataset->summary.notes.size(), std::size_t{2});  // the test part is the training part
    QCOMPARE(dataset->summary.notes[0].what(), std::string("the array “notes” is not used"));
}

void TestArrayFiles::the_one_archive_of_a_folder_is_read() {
    const Folder folder;
    folder.write("d.npz", zip_text({{"X.npy", two_inputs}, {"y.npy", two_labels}}));
    folder.write("README.md", "about it");
    QCOMPARE(load(folder)->training.count, std::int64_t{2});
}

void TestArrayFiles::two_archives_are_refused_with_their_names() {
    const Folder folder;
    for (const char* name : {"b.npz", "a.npz"})
        folder.write(name, zip_text({{"X.npy", two_inputs}, {"y.npy", two_labels}}));
    const auto problems = problems_of([&] { (void)load(folder); });
    QCOMPARE(problems.at(0).what(), std::string("more than one file of arrays lies here: a.npz, b.npz"));
}

void TestArrayFiles::an_archive_beside_npy_files_is_refused() {
    const Folder folder;
    folder.write("d.npz", zip_text({{"X.npy", two_inputs}, {"y.npy", two_labels}}));
    folder.write("x_train.npy", two_inputs);
    const auto problems = problems_of([&] { (void)load(folder); });
    QCOMPARE(problems.at(0).what(),
             std::string("more than one file of arrays lies here: d.npz and 1 .npy files"));
}

void TestArrayFiles::pictures_with_arrays_beside_them_stay_pictures() {
    const Folder folder;
    folder.write("features.npz", zip_text({{"X.npy", two_inputs}}));
    QVERIFY(is_arrays_folder(folder.path()));
    folder.write("cat/0.png", png_text(4, 4, std::string(16, 'x')));
    QVERIFY(!is_arrays_folder(folder.path()));
    const Folder flat;
    flat.write("weights.npy", two_labels);
    flat.write("0.png", png_text(4, 4, std::string(16, 'x')));
    QVERIFY(!is_arrays_folder(flat.path()));
    QVERIFY(!is_arrays_folder(Folder().path()));
}

void TestArrayFiles::other_files_beside_arrays_are_no_hindrance() {
    const Folder folder;
    folder.write("train_images.npy", two_inputs);
    folder.write("train_labels.npy", two_labels);
    folder.write("plots/loss.png", png_text(4, 4, std::string(16, 'x')));
    QCOMPARE(load(folder)->training.count, std::int64_t{2});
}

void TestArrayFiles::the_file_that_is_wrong_is_named() {
    const Folder folder;
    folder.write("x_train.npy", two_inputs);
    folder.write("y_train.npy", two_labels.substr(0, 40));
    const auto problems = problems_of([&] { (void)load(folder); });
    QCOMPARE(problems.at(0).code(), std::string_view("npy.header"));
    QVERIFY(problems[0].where.file.ends_with("y_train.npy"));
}

void TestArrayFiles::too_many_files_are_refused() {
    const Folder folder;
    for (int i = 0; i <= 64; ++i) folder.write("x" + std::to_string(i) + ".npy", two_labels);
    QCOMPARE(code(folder), std::string("data.files_many"));
}

void TestArrayFiles::one_npy_file_is_read_with_what_lies_beside_it() {
    const Folder folder;
    folder.write("photos.npy", two_inputs);
    folder.write("other.npy", npy_text("|O", "(1,)", "x"));
    const auto load_file = [&](const char* name) {
        return load_dataset({.source = name, .validation_split = 0}, folder.text());
    };
    const auto alone = load_file("photos.npy");
    QCOMPARE(alone->summary.sample_shape, (Shape{3}));
    QVERIFY(alone->summary.target_facts.missing);
    folder.write("y_train.npy", two_labels);
    const auto labelled = load_file("photos.npy");
    QCOMPARE(labelled->summary.classes(), 2);
    QVERIFY(!labelled->summary.target_facts.missing);
    folder.write("x_train.npy", npy_text("|u1", "(2, 1)", "ab"));
    folder.write("x_test.npy", npy_text("|u1", "(2, 1)", "cd"));
    folder.write("y_test.npy", two_labels);
    const auto usual = load_file("x_train.npy");
    QCOMPARE(usual->summary.sample_shape, (Shape{1}));
    QCOMPARE(usual->test.count, std::int64_t{2});
}

QTEST_APPLESS_MAIN(TestArrayFiles)
#include "test_array_files.moc"
