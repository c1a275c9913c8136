// SPDX-License-Identifier: GPL-3.0-or-later
// How folders of pictures are understood: by their names alone, so that the files hold nothing but a
// beginning.
#include "data/folders/folder_layout.h"
#include "support/files.h"
#include "support/problems.h"

#include <QTest>

#include <algorithm>
#include <fstream>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

struct Understood {
    FolderLayout layout;
    FileAccount files;
};

Understood understood(const Folder& folder, const DataSettings& settings = {}) {
    Understood result;
    const FolderTree tree = read_folder_tree(folder.path(), result.files);
    result.layout = layout_of(tree, folder.path(), settings, result.files);
    for (std::size_t i = 0; i < result.layout.samples.size(); ++i) result.files.use();
    return result;
}

void write_all(const Folder& folder, const std::vector<std::string>& names) {
    for (const std::string& name : names) folder.write(name, "\x89PNG\r\n\x1a\n");
}

/// All samples, "part class path" each, sorted.
std::vector<std::string> samples_of(const FolderLayout& layout) {
    std::vector<std::string> lines;
    for (const auto& sample : layout.samples)
        lines.push_back(std::string(to_text(sample.part)) + " " +
                        layout.class_names[static_cast<std::size_t>(sample.class_number)] + " " +
                        sample.path);
    std::ranges::sort(lines);
    return lines;
}

std::string notes_of(const Understood& found) {
    std::vector<std::string> codes;
    for (const Problem& note : found.layout.notes) codes.emplace_back(note.code());
    for (const Problem& problem : found.files.problems()) codes.emplace_back(problem.code());
    std::string text;
    for (const std::string& code : codes) text += (text.empty() ? "" : ",") + code;
    return text;
}

using Texts = std::vector<std::string>;

}  // namespace

class TestFolderLayout : public QObject {
    Q_OBJECT
private slots:
    /// Listing and sorting a large folder must not keep somebody waiting who has enough.
    void looking_through_a_large_folder_can_be_ended() {
        const Folder folder;
        fs::create_directories(folder.path("a"));
        for (int i = 0; i < 3000; ++i)
            std::ofstream(folder.path("a/" + std::to_string(i * 7919 % 3000) + ".png"));
        FileAccount account;
        int told = 0;
        const LoadWatch watch = [&](const LoadProgress& progress) {
            ++told;
            return progress.done > 0;
        };
        QCOMPARE(code_of([&] { (void)read_folder_tree(folder.path(), account, watch); }),
                 std::string("data.cancelled"));
        QCOMPARE(told, 1);
    }

    void a_layout_is_recognized_data();
    void a_layout_is_recognized();
    void parts_are_found_by_many_names_data();
    void parts_are_found_by_many_names();
    void every_file_is_used_left_out_or_ignored();
    void classes_are_in_natural_order();
    void a_class_of_the_test_alone_comes_behind_the_others();
    void several_sets_in_one_folder_are_refused_with_their_names();
    void folders_in_classes_are_merged_or_separate();
    void names_of_files_tell_classes_by_a_pattern_data();
    void names_of_files_tell_classes_by_a_pattern();
    void a_pattern_is_offered_where_names_look_like_classes();
    void links_are_followed_but_for_loops();
    void folders_of_the_system_are_ignored_and_counted();
    void other_files_are_ignored_in_one_group();
    void a_folder_of_other_files_is_no_class();
    void names_alike_but_for_case_are_noted();
    void an_empty_folder_says_what_belongs_there();
};

void TestFolderLayout::a_layout_is_recognized_data() {
    QTest::addColumn<Texts>("names");
    QTest::addColumn<Texts>("samples");
    QTest::addColumn<QByteArray>("notes");
    const auto row = [](const char* name, const Texts& names, const Texts& samples, const char* notes = "") {
        QTest::newRow(name) << names << samples << QByteArray(notes);
    };
    row("classes", {"cat/1.png", "dog/1.png"}, {"training cat cat/1.png", "training dog dog/1.png"});
    row("parts", {"train/a/1.png", "train/b/1.png", "val/b/1.png", "test/a/1.png"},
        {"test a test/a/1.png", "training a train/a/1.png", "training b train/b/1.png",
         "validation b val/b/1.png"});
    row("one folder too many", {"archive/data/cat/1.png", "archive/data/dog/1.png"},
        {"training cat archive/data/cat/1.png", "training dog archive/data/dog/1.png"}, "data.inner_folder");
    row("one folder too many around parts", {"set/train/a/1.png", "set/train/b/1.png", "set/test/a/1.png"},
        {"test a set/test/a/1.png", "training a set/train/a/1.png", "training b set/train/b/1.png"},
        "data.inner_folder");
    row("a single class", {"cat/1.png"}, {"training cat cat/1.png"});
    row("a class called train", {"boat/1.png", "bus/1.png", "train/1.png"},
        {"training boat boat/1.png", "training bus bus/1.png", "training train train/1.png"},
        "data.odd_class");
    row("parts in each class",
        {"cat/train/1.png", "cat/test/2.png", "dog/train/1.png", "dog/train/x/3.png", "dog/test/2.png"},
        {"test cat cat/test/2.png", "test dog dog/test/2.png", "training cat cat/train/1.png",
         "training dog dog/train/1.png", "training dog dog/train/x/3.png"});
    row("a part twice", {"train/a/1.png", "Val/a/1.png", "Validation/a/2.png"},
        {"training a train/a/1.png", "validation a Val/a/1.png"}, "data.part_twice,data.unused_folder");
    row("a folder beside the parts", {"train/a/1.png", "test/a/1.png", "more/x/1.png", "more/x/2.png"},
        {"test a test/a/1.png", "training a train/a/1.png"}, "data.folder_beside,data.files");
    row("pictures beside the parts", {"train/a/1.png", "train/b/1.png", "cover.png"},
        {"training a train/a/1.png", "training b train/b/1.png"}, "data.stray");
    row("pictures beside the classes", {"a/1.png", "b/1.png", "cover.png"},
        {"training a a/1.png", "training b b/1.png"}, "data.stray");
    row("a loose test part", {"train/a/1.png", "train/b/1.png", "test/1.png", "test/2.png"},
        {"training a train/a/1.png", "training b train/b/1.png"}, "data.files");
    row("a test part of unknown classes", {"train/a/1.png", "train/b/1.png", "test/unknown/1.png"},
        {"training a train/a/1.png", "training b train/b/1.png"}, "data.unlabelled_part");
    row("a test part within a folder of its name", {"train/a/1.png", "train/b/1.png", "test/test/1.png"},
        {"training a train/a/1.png", "training b train/b/1.png"}, "data.unlabelled_part");
    row("a test part of one class", {"train/a/1.png", "train/b/1.png", "test/a/1.png"},
        {"test a test/a/1.png", "training a train/a/1.png", "training b train/b/1.png"});
    row("parts beside a folder without pictures", {"train/a/1.png", "train/b/1.png", "test/a/1.png"},
        {"test a test/a/1.png", "training a train/a/1.png", "training b train/b/1.png"});
    row("no classes, with parts", {"train/1.png", "test/1.png"},
        {"test train test/1.png", "training train train/1.png"}, "data.unlabelled_pictures");
    row("one folder too many, with a cover",
        {"data/train/a/1.png", "data/train/a/2.png", "data/train/a/3.png", "data/train/a/4.png",
         "data/train/a/5.png", "data/train/b/1.png", "data/train/b/2.png", "data/train/b/3.png",
         "data/train/b/4.png", "data/train/b/5.png", "cover.png"},
        {"training a data/train/a/1.png", "training a data/train/a/2.png", "training a data/train/a/3.png",
         "training a data/train/a/4.png", "training a data/train/a/5.png", "training b data/train/b/1.png",
         "training b data/train/b/2.png", "training b data/train/b/3.png", "training b data/train/b/4.png",
         "training b data/train/b/5.png"},
        "data.inner_folder,data.stray");
    row("parts with a year", {"train2017/a/1.png", "train2017/b/1.png", "val2017/a/1.png"},
        {"training a train2017/a/1.png", "training b train2017/b/1.png", "validation a val2017/a/1.png"});
    row("parts in some classes only", {"a/train/1.png", "a/test/2.png", "c/3.png"},
        {"training a a/test/2.png", "training a a/train/1.png", "training c c/3.png"},
        "data.part_in_class,data.class_folders");
    row("folders that are no classes", {"images/1.png", "masks/1.png"},
        {"training images images/1.png", "training masks masks/1.png"}, "data.odd_class,data.odd_class");
    row("parts without training", {"valid/1.png", "test/1.png"},
        {"training test test/1.png", "training valid valid/1.png"}, "data.odd_class,data.odd_class");
}

void TestFolderLayout::a_layout_is_recognized() {
    QFETCH(Texts, names);
    QFETCH(Texts, samples);
    QFETCH(QByteArray, notes);
    const Folder folder;
    write_all(folder, names);
    const Understood found = understood(folder);
    QCOMPARE(samples_of(found.layout), samples);
    QCOMPARE(notes_of(found), notes.toStdString());
    QCOMPARE(found.files.found(), static_cast<std::int64_t>(names.size()));
}

void TestFolderLayout::parts_are_found_by_many_names_data() {
    QTest::addColumn<QByteArrayList>("names");
    const auto row = [](const char* train, const char* val, const char* test) {
        QTest::newRow(train) << QByteArrayList{train, val, test};
    };
    row("train", "val", "test");
    row("Training", "Validation", "Testing");
    row("training_set", "validation_set", "test_set");
    row("Train", "Valid", "Tests");
    row("TRAIN", "DEV", "TEST");
    row("train-set", "val-set", "test-set");
    row("Train Images", "Validation Images", "Test Images");
    row("train_data", "valid_data", "testdata");
}

void TestFolderLayout::parts_are_found_by_many_names() {
    QFETCH(QByteArrayList, names);
    const Folder folder;
    for (const QByteArray& name : names) write_all(folder, {name.toStdString() + "/a/1.png"});
    const FolderLayout layout = understood(folder).layout;
    QCOMPARE(layout.samples.size(), std::size_t{3});
    QCOMPARE(layout.samples[1].part, Part::validation);
    QCOMPARE(layout.samples[2].part, Part::test);
}

void TestFolderLayout::every_file_is_used_left_out_or_ignored() {
    const Folder folder;
    write_all(folder, {"train/a/1.png", "train/b/1.png", "train/b/deeper/2.png", "train/3.png", "Val/a/1.png",
                       "validation/x/1.png", "other/1.png", "test/1.png", "cover.png"});
    for (const char* name : {"readme.txt", "train/a/.DS_Store", "train/b/Thumbs.db", "__MACOSX/x/1.png",
                             "train/b/sound.ogg", "other/list.csv"})
        folder.write(name, "text");
    const Understood found = understood(folder);
    QCOMPARE(found.files.summary(), std::string("15 files: 4 used, 5 left out, 6 ignored"));
}

void TestFolderLayout::classes_are_in_natural_order() {
    const Folder folder;
    write_all(folder, {"class 10/a.png", "class 2/a.png", "class 1/a.png"});
    QCOMPARE(understood(folder).layout.class_names, (Texts{"class 1", "class 2", "class 10"}));
}

void TestFolderLayout::a_class_of_the_test_alone_comes_behind_the_others() {
    const Folder folder;
    write_all(folder, {"train/b/1.png", "train/c/1.png", "test/a/1.png", "test/c/1.png"});
    const FolderLayout layout = understood(folder).layout;
    QCOMPARE(layout.class_names, (Texts{"b", "c", "a"}));
    QCOMPARE(layout.training_classes, 2);
    QCOMPARE(layout.beyond_training->what(),
             std::string("class “a” is in test but not in the training part"));
}

void TestFolderLayout::several_sets_in_one_folder_are_refused_with_their_names() {
    const Folder folder;
    write_all(folder, {"flowers/train/rose/1.png", "flowers/test/rose/1.png", "birds/train/owl/1.png"});
    const auto problems = problems_of([&] { (void)understood(folder); });
    QCOMPARE(problems.at(0).code(), std::string_view("data.several_sets"));
    QCOMPARE(problems[0].what(), std::string("several data sets lie in this folder: birds, flowers"));
    QVERIFY(contains(problems[0].hint(), "birds"));
}

void TestFolderLayout::folders_in_classes_are_merged_or_separate() {
    const Folder folder;
    write_all(folder, {"animals/cat/1.png", "animals/dog/1.png", "animals/2.png", "cars/1.png"});
    const Understood merged = understood(folder);
    QCOMPARE(merged.layout.class_names, (Texts{"animals", "cars"}));
    QCOMPARE(merged.layout.notes.at(0).what(),
             std::string("classes have folders within (animals): all pictures in them count as the class"));
    const Understood separate = understood(folder, {.class_folders = ClassFolders::separate});
    QCOMPARE(separate.layout.class_names, (Texts{"animals", "animals/cat", "animals/dog", "cars"}));
    QVERIFY(separate.layout.notes.empty());
}

void TestFolderLayout::names_of_files_tell_classes_by_a_pattern_data() {
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("expected");  // empty: does not fit
    const auto row = [](const char* pattern, const char* name, const char* expected) {
        QTest::addRow("%s, %s", pattern, name)
            << QByteArray(pattern) << QByteArray(name) << QByteArray(expected);
    };
    row("{class}.*", "cat.0.png", "cat");
    row("{class}.#.*", "cat.12.png", "cat");
    row("{class}.#.*", "cat.x.png", "");
    row("{class}#.*", "cat12.png", "cat");
    row("*_{class}.png", "0001_left_dog.png", "left_dog");
    row("#_{class}.*", "0001_dog.png", "dog");
    row("{class}.*", ".png", "");
    row("img_#_{class}_*", "img_7_red car_x.png", "red car");
    row("no class", "no class", "");
    row("{class}", "cat", "cat");
    row("{class}_*", "猫_1.png", "猫");
}

void TestFolderLayout::names_of_files_tell_classes_by_a_pattern() {
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, expected);
    QCOMPARE(class_in_name(pattern.toStdString(), name.toStdString()).value_or(""), expected.toStdString());
}

void TestFolderLayout::a_pattern_is_offered_where_names_look_like_classes() {
    const Folder folder;
    write_all(folder, {"cat.0.png", "cat.1.png", "dog.0.png", "dog.1.png"});
    const Understood before = understood(folder);
    QVERIFY(contains(before.layout.missing_classes->hint(), "{class}.#.*"));
    QCOMPARE(before.layout.notes.at(0).code(), std::string_view("data.classes_in_names"));
    QVERIFY(contains(before.layout.notes[0].what(), "cat, dog"));
    QVERIFY(contains(before.layout.notes[0].hint(), "{class}.#.*"));
    folder.write("stray.png", "x");
    const Understood after = understood(folder, {.class_pattern = "{class}.#.*"});
    QCOMPARE(after.layout.class_names, (Texts{"cat", "dog"}));
    QCOMPARE(after.files.left_out_groups().at(0).reason.code(), std::string_view("data.no_class_in_name"));
    const Folder numbered;
    write_all(numbered, {"img_1.png", "img_2.png", "img_3.png", "img_4.png"});
    QCOMPARE(understood(numbered).layout.notes.at(0).code(), std::string_view("data.unlabelled_pictures"));
}

void TestFolderLayout::links_are_followed_but_for_loops() {
    const Folder folder, elsewhere;
    write_all(folder, {"a/1.png"});
    write_all(elsewhere, {"1.png", "2.png"});
    fs::create_directory_symlink(elsewhere.path(), folder.path("b"));
    fs::create_directory_symlink("/", folder.path("root"));
    fs::create_directory_symlink("..", folder.path("a/loop"));
    fs::create_directory_symlink(".", folder.path("a/self"));
    fs::create_directory_symlink(folder.path(), elsewhere.path("back"));
    fs::create_directory_symlink(elsewhere.path(), folder.path("c"));
    fs::create_symlink("nowhere.png", folder.path("a/gone.png"));
    const Understood found = understood(folder);
    QCOMPARE(samples_of(found.layout),
             (Texts{"training a a/1.png", "training b b/1.png", "training b b/2.png"}));
    const auto& groups = found.files.left_out_groups();
    QCOMPARE(groups.size(), std::size_t{3});
    QCOMPARE(groups[0].reason.code(), std::string_view("data.broken_link"));
    QCOMPARE(groups[1].reason.code(), std::string_view("data.link_loop"));
    QCOMPARE(groups[1].count(), std::int64_t{4});
    QCOMPARE(groups[2].reason.code(), std::string_view("data.link_twice"));
}

void TestFolderLayout::folders_of_the_system_are_ignored_and_counted() {
    const Folder folder;
    write_all(folder, {"a/1.png", "b/1.png", "__MACOSX/a/1.png", "@eaDir/1.png", "lost+found/1.png",
                       ".ipynb_checkpoints/1.png", "a/.ipynb_checkpoints/1.png"});
    const Understood found = understood(folder);
    QCOMPARE(found.layout.class_names, (Texts{"a", "b"}));
    QCOMPARE(found.files.ignored_groups().at(0).count(), std::int64_t{5});
}

void TestFolderLayout::other_files_are_ignored_in_one_group() {
    const Folder folder;
    write_all(folder, {"a/1.png", "a/by content", "b/1.png"});
    for (const char* name : {"a/1.ogg", "a/1.txt", "b/readme", "list.csv"}) folder.write(name, "text");
    folder.write("b/page.png", "<html>");  // claims to be a picture: read, and left out with its reason
    const Understood found = understood(folder);
    QCOMPARE(found.files.summary(), std::string("8 files: 4 used, 4 ignored"));
    QCOMPARE(found.files.problems().size(), std::size_t{1});
    QCOMPARE(found.files.problems()[0].what(),
             std::string("4 files, such as a/1.ogg, a/1.txt, b/readme: the file holds no picture"));
}

void TestFolderLayout::a_folder_of_other_files_is_no_class() {
    const Folder folder;
    write_all(folder, {"a/1.png", "b/1.png"});
    folder.write("docs/readme.txt", "text");
    fs::create_directory(folder.path("c"));
    const Understood found = understood(folder);
    QCOMPARE(found.layout.class_names, (Texts{"a", "b", "c"}));
    QCOMPARE(notes_of(found), std::string("data.empty_folder,data.folder_without_pictures,data.other_file"));
}

void TestFolderLayout::names_alike_but_for_case_are_noted() {
    const Folder folder;
    write_all(folder, {"Cat/1.png", "cat/1.png"});
    QVERIFY(contains(understood(folder).layout.notes.at(0).what(), "“Cat” and “cat”"));
}

void TestFolderLayout::an_empty_folder_says_what_belongs_there() {
    const Folder folder;
    QCOMPARE(code_of([&] { (void)understood(folder); }), std::string("data.no_classes"));
}

QTEST_GUILESS_MAIN(TestFolderLayout)
#include "test_folder_layout.moc"
