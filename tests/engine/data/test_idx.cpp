// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/idx.h"
#include "support/files.h"
#include "support/idx_text.h"
#include "support/problems.h"

#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

Problem problem_in(const std::string& text) {
    const auto problems = problems_of([&] { (void)parse_idx(bytes_of(text), "a.idx"); });
    if (problems.size() != 1) throw std::runtime_error("one problem expected");
    return problems[0];
}

/// A folder with two pictures of 2 × 2 and these labels, as training part.
void write_pair(const Folder& folder, const std::string& labels, const std::string& prefix = "train") {
    folder.write(prefix + "-images-idx3-ubyte", idx_text({2, 2, 2}, std::string("\0\1\2\3\4\5\6\7", 8)));
    folder.write(prefix + "-labels-idx1-ubyte.gz",
                 gzip_text(idx_text({static_cast<std::uint32_t>(labels.size())}, labels)));
}

Dataset load(const Folder& folder) {
    return *load_dataset({.source = folder.text(), .validation_split = 0}, "");
}

}  // namespace

class TestIdx : public QObject {
    Q_OBJECT
private slots:
    void bytes_are_read_plain_and_packed();
    void other_types_become_floats();
    void another_file_is_named_for_what_it_is();
    void a_header_that_promises_too_much_is_told_with_both_numbers_data();
    void a_header_that_promises_too_much_is_told_with_both_numbers();
    void bytes_behind_the_last_item_are_noted();
    void a_gzip_bomb_is_refused();
    void a_cut_gzip_file_is_refused_with_its_byte();
    void a_flipped_bit_in_gzip_is_detected();
    void a_folder_gives_all_its_parts();
    void a_plain_file_is_read_like_a_packed_one();
    void a_file_alone_is_a_training_part();
    void unlike_counts_are_told_with_both_numbers();
    void a_label_beyond_the_classes_is_told_with_its_place();
    void missing_labels_are_told();
    void class_names_may_stand_beside();
    void a_test_part_of_other_size_is_refused();
    void one_class_alone_is_told_to_losses_of_classes();
    void a_class_without_samples_is_noted();
    void parts_are_words_of_a_name();
    void files_are_known_by_their_content_too();
    void of_several_sets_the_others_are_noted();
};

void TestIdx::bytes_are_read_plain_and_packed() {
    const std::string text = idx_text({3, 2}, "abcdef");
    for (const std::string& file : {text, gzip_text(text)}) {
        const IdxArray array = parse_idx(bytes_of(file), "a.idx");
        QCOMPARE(array.sides, (std::vector<std::int64_t>{3, 2}));
        QCOMPARE(std::get<0>(array.values), (std::vector<std::uint8_t>{'a', 'b', 'c', 'd', 'e', 'f'}));
        QVERIFY(array.notes.empty());
    }
}

void TestIdx::other_types_become_floats() {
    QCOMPARE(
        std::get<1>(
            parse_idx(bytes_of(idx_text({2}, std::string("\x3F\x80\0\0\xC0\x20\0\0", 8), 0x0D)), "").values),
        (std::vector<float>{1.0F, -2.5F}));
    QCOMPARE(std::get<1>(parse_idx(bytes_of(idx_text({2}, std::string("\xFF\xFE\1\0", 4), 0x0B)), "").values),
             (std::vector<float>{-2, 256}));
}

void TestIdx::another_file_is_named_for_what_it_is() {
    QCOMPARE(problem_in("<!DOCTYPE html><p>not found").what(),
             std::string("this is no IDX file but a web page"));
    QCOMPARE(problem_in("\x89PNG\r\n\x1a\n").what(), std::string("this is no IDX file but a PNG picture"));
    QCOMPARE(problem_in("").what(), std::string("this is no IDX file but an empty file"));
    QCOMPARE(problem_in(gzip_text("just text")).what(), std::string("this is no IDX file but a text"));
    QCOMPARE(problem_in("PK\x03\x04").where.file, std::string("a.idx"));
}

void TestIdx::a_header_that_promises_too_much_is_told_with_both_numbers_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("what");
    const auto row = [](const char* name, const std::string& text, const char* what) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(what);
    };
    row("shorter", idx_text({60'000, 1}, std::string(41'230, 'x')), "60000 items promised, 41230 present");
    row("2^31 items", idx_text({0x80000000U, 28, 28}, std::string(784, 'x')),
        "2147483648 items promised, 1 present");
    row("overflow", idx_text({1, 0xFFFFFFFFU, 0xFFFFFFFFU, 0xFFFFFFFFU}, "x"), "1 items promised, 0 present");
    row("side 0", idx_text({5, 0}, ""), "5 items promised, 0 present");
    row("packed", gzip_text(idx_text({9, 2}, "ab")), "9 items promised, 1 present");
}

void TestIdx::a_header_that_promises_too_much_is_told_with_both_numbers() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, what);
    const Problem problem = problem_in(text.toStdString());
    QCOMPARE(QByteArray::fromStdString(problem.what()), what);
    QCOMPARE(std::string(problem.code()), std::string("data.idx_short"));
}

void TestIdx::bytes_behind_the_last_item_are_noted() {
    const IdxArray array = parse_idx(bytes_of(idx_text({2}, "abcde")), "");
    QCOMPARE(array.notes.size(), std::size_t{1});
    QCOMPARE(array.notes[0].what(), std::string("3 bytes follow the 2 promised items; they are ignored"));
}

void TestIdx::a_gzip_bomb_is_refused() {
    const std::string bomb = gzip_text(idx_text({40'000'000}, std::string(40'000'000, '\0')));
    QVERIFY(bomb.size() < 80'000);
    QCOMPARE(std::string(problem_in(bomb).code()), std::string("data.idx_large"));
}

void TestIdx::a_cut_gzip_file_is_refused_with_its_byte() {
    const std::string packed = gzip_text(idx_text({6}, "abcdef"));
    const Problem problem = problem_in(packed.substr(0, packed.size() - 6));
    QCOMPARE(std::string(problem.code()), std::string("data.gzip_damaged"));
    QCOMPARE(problem.where.offset, static_cast<std::int64_t>(packed.size() - 6));
}

void TestIdx::a_flipped_bit_in_gzip_is_detected() {
    std::string packed = gzip_text(idx_text({6}, "abcdef"));
    packed[packed.size() - 6] ^= 1;  // of the checksum
    QCOMPARE(std::string(problem_in(packed).code()), std::string("data.gzip_damaged"));
}

void TestIdx::a_folder_gives_all_its_parts() {
    const Folder folder;
    write_pair(folder, std::string("\0\1", 2));
    write_pair(folder, std::string("\1\0", 2), "t10k");
    const Dataset dataset = load(folder);
    QCOMPARE(dataset.training.count, std::int64_t{2});
    QCOMPARE(dataset.test.targets, (std::vector<float>{1, 0}));
    QCOMPARE(dataset.summary.sample_shape, (Shape{2, 2, 1}));
    std::array<float, 4> values{};
    dataset.read_input(dataset.training, 1, values.data());
    QCOMPARE(values, (std::array<float, 4>{4, 5, 6, 7}));
    QCOMPARE(dataset.summary.largest_input, 7.0);
}

/// Plain bytes are kept where they were read: without header and rest, and cut files are refused as before.
void TestIdx::a_plain_file_is_read_like_a_packed_one() {
    const Folder folder;
    write_pair(folder, std::string("\0\1", 2));
    const std::string pictures = idx_text({2, 2, 2}, std::string("\0\1\2\3\4\5\6\7xyz", 11));
    folder.write("train-images-idx3-ubyte", pictures);
    const Dataset dataset = load(folder);
    QCOMPARE(dataset.training.inputs.all<std::uint8_t>(),
             (std::vector<std::uint8_t>{0, 1, 2, 3, 4, 5, 6, 7}));
    QCOMPARE(dataset.summary.notes.at(0).what(),
             std::string("3 bytes follow the 2 promised items; they are ignored"));
    folder.write("train-images-idx3-ubyte", pictures.substr(0, 20));
    QCOMPARE(code_of([&] { load(folder); }), std::string("data.idx_short"));
}

void TestIdx::a_file_alone_is_a_training_part() {
    const Folder folder;
    write_pair(folder, std::string("\0\1", 2), "t10k");
    const auto dataset =
        load_dataset({.source = "t10k-images-idx3-ubyte", .validation_split = 0}, folder.text());
    QCOMPARE(dataset->training.count, std::int64_t{2});
    QCOMPARE(dataset->test.count, std::int64_t{0});
}

void TestIdx::unlike_counts_are_told_with_both_numbers() {
    const Folder folder;
    write_pair(folder, std::string("\0\1\1", 3));
    const auto problems = problems_of([&] { load(folder); });
    QCOMPARE(problems.at(0).what(), std::string("2 samples, but 3 labels"));
    QVERIFY(contains(problems[0].where.file, "train-labels-idx1-ubyte.gz"));
}

void TestIdx::a_label_beyond_the_classes_is_told_with_its_place() {
    const Folder folder;
    write_pair(folder, std::string("\0\1", 2));
    write_pair(folder, std::string("\0\xC8", 2), "t10k");
    const auto problems = load(folder).summary.target_facts.label_problems;
    QCOMPARE(
        problems.at(0).what(),
        std::string(
            "label 200 at sample 1 of the test part: there are 2 classes, numbered from 0 (1 such labels)"));
}

void TestIdx::missing_labels_are_told() {
    const Folder folder;
    folder.write("train-images-idx3-ubyte", idx_text({1, 1, 1}, "x"));
    QCOMPARE(code_of([&] { load(folder); }), std::string("data.idx_no_labels"));
}

void TestIdx::class_names_may_stand_beside() {
    const Folder folder;
    write_pair(folder, std::string("\0\1", 2));
    folder.write("class_names.txt", "cat\r\ndog\n");
    QCOMPARE(load(folder).summary.class_names, (std::vector<std::string>{"cat", "dog"}));
}

void TestIdx::a_test_part_of_other_size_is_refused() {
    const Folder folder;
    write_pair(folder, std::string("\0\1", 2));
    folder.write("test-images-idx3-ubyte", idx_text({1, 1, 1}, "x"));
    folder.write("test-labels-idx1-ubyte", idx_text({1}, std::string(1, '\0')));
    QCOMPARE(code_of([&] { load(folder); }), std::string("data.sides_differ"));
}

void TestIdx::one_class_alone_is_told_to_losses_of_classes() {
    const Folder folder;
    write_pair(folder, std::string("\0\0", 2));
    QCOMPARE(load(folder).summary.target_facts.label_problems.at(0).code(),
             std::string_view("data.one_class"));
}

void TestIdx::a_class_without_samples_is_noted() {
    const Folder folder;
    write_pair(folder, std::string("\0\2", 2));
    const Dataset dataset = load(folder);
    QCOMPARE(dataset.summary.target_facts.label_problems.size(), std::size_t{1});
    QCOMPARE(dataset.summary.target_facts.label_problems[0].what(),
             std::string("class “1” has no training sample"));
}

void TestIdx::parts_are_words_of_a_name() {
    const Folder folder;
    write_pair(folder, std::string("\0\1", 2), "latest-interval-train");
    write_pair(folder, std::string("\1\0", 2), "latest-test");
    const Dataset dataset = load(folder);
    QCOMPARE(dataset.training.targets, (std::vector<float>{0, 1}));
    QCOMPARE(dataset.test.targets, (std::vector<float>{1, 0}));
    QCOMPARE(dataset.validation.count, std::int64_t{0});
}

void TestIdx::files_are_known_by_their_content_too() {
    const Folder folder;
    folder.write("train-images-ubyte", idx_text({2, 2, 2}, std::string("\0\1\2\3\4\5\6\7", 8)));
    folder.write("train-labels-ubyte", idx_text({2}, std::string("\0\1", 2)));
    folder.write("images.txt", "text");
    QCOMPARE(load(folder).training.targets, (std::vector<float>{0, 1}));
}

void TestIdx::of_several_sets_the_others_are_noted() {
    const Folder folder;
    write_pair(folder, std::string("\0\1", 2), "balanced-train");
    write_pair(folder, std::string("\1\0", 2), "letters-train");
    const Dataset dataset = load(folder);
    QCOMPARE(dataset.training.targets, (std::vector<float>{0, 1}));
    QCOMPARE(dataset.summary.notes.size(), std::size_t{1});
    QVERIFY(contains(dataset.summary.notes[0].where.file, "letters-train-images"));
    QVERIFY(contains(dataset.summary.notes[0].what(), "balanced-train-images"));
}

QTEST_APPLESS_MAIN(TestIdx)
#include "test_idx.moc"
