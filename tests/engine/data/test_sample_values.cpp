// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset.h"
#include "data/store/file_store.h"
#include "data/store/sample_values.h"
#include "support/files.h"
#include "support/idx_text.h"
#include "support/problems.h"
#include "support/zip_text.h"

#include <QtTest>
#include <filesystem>
#include <fstream>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::int64_t many = 11'000, of_each = 3000;  // 33 MB: stays in its file

/// Byte i of a large array.
std::uint8_t byte_at(std::int64_t i) { return static_cast<std::uint8_t>((i * 2654435761) >> 13); }

std::string large_bytes() {
    std::string text(static_cast<std::size_t>(many * of_each), '\0');
    for (std::int64_t i = 0; i < many * of_each; ++i)
        text[static_cast<std::size_t>(i)] = static_cast<char>(byte_at(i));
    return text;
}

std::string labels() {
    std::string text(static_cast<std::size_t>(many), '\0');
    for (std::size_t i = 1; i < text.size(); i += 2) text[i] = 1;
    return text;
}

std::vector<float> sample(const SampleValues& values, std::int64_t number) {
    std::vector<float> read(static_cast<std::size_t>(values.elements()));
    values.read(number, read.data());
    return read;
}

/// Loads a large set that this file holds, and compares some samples with what was written.
void expect_large_set(const Folder& folder, const std::string& source) {
    const auto data = load_dataset({.source = source, .validation_split = 0.1}, folder.text());
    QVERIFY(!data->training.inputs.are_in_memory());
    QVERIFY(!data->validation.inputs.are_in_memory());
    QCOMPARE(data->training.count + data->validation.count, many);
    QCOMPARE(data->summary.highest_input, 255.0);
    QVERIFY(data->summary.constant_columns.empty());
    for (const std::int64_t i : {std::int64_t{0}, std::int64_t{7'654}, data->training.count - 1}) {
        const std::int64_t in_file = data->in_source({Part::training, i}).index;
        std::vector<float> expected;
        for (std::int64_t k = 0; k < of_each; ++k)
            expected.push_back(static_cast<float>(byte_at(in_file * of_each + k)));
        QCOMPARE(sample(data->training.inputs, i), expected);
        QCOMPARE(data->training.targets[static_cast<std::size_t>(i)], static_cast<float>(in_file % 2));
    }
}

}  // namespace

class TestSampleValues : public QObject {
    Q_OBJECT
private slots:
    void some_samples_are_chosen_without_a_copy() {
        const SampleValues all(Bytes{1, 2, 3, 4, 5, 6, 7, 8}, 2);
        QCOMPARE(all.count(), std::int64_t{4});
        QCOMPARE(all.bytes(), std::int64_t{8});
        const std::vector<std::int64_t> chosen{3, 0, 1}, of_these{2, 0};
        const SampleValues some = all.selected(chosen);
        QCOMPARE(some.all<std::uint8_t>(), (Bytes{7, 8, 1, 2, 3, 4}));
        QCOMPARE(some.selected(of_these).all<std::uint8_t>(), (Bytes{3, 4, 7, 8}));
        QCOMPARE(sample(some, 0), (std::vector<float>{7, 8}));
        const std::uint8_t *first = nullptr, *second = nullptr;
        all.visit(3, [&](auto values) { first = reinterpret_cast<const std::uint8_t*>(values.data()); });
        some.visit(0, [&](auto values) { second = reinterpret_cast<const std::uint8_t*>(values.data()); });
        QCOMPARE(first, second);
    }

    void blocks_are_whole_samples_in_their_order() {
        const std::int64_t count = 3000, elements = 1000;  // floats: about a thousand samples in a block
        std::vector<float> values(static_cast<std::size_t>(count * elements));
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i);
        const SampleValues all(std::move(values), elements);
        std::int64_t next = 0, blocks = 0;
        all.for_each_block([&](std::int64_t first, auto block) {
            QCOMPARE(first, next);
            QCOMPARE(static_cast<float>(block.front()), static_cast<float>(first * elements));
            next = first + std::ssize(block) / elements;
            ++blocks;
        });
        QCOMPARE(next, count);
        QVERIFY(blocks > 1 && blocks < 10);
    }

    void no_samples_have_no_values() {
        const SampleValues none;
        QCOMPARE(none.count(), std::int64_t{0});
        QVERIFY(none.are_bytes() && none.are_in_memory());
        none.for_each_block([](std::int64_t, auto) { QFAIL("a block of nothing"); });
        QCOMPARE(none.selected(std::vector<std::int64_t>{}).count(), std::int64_t{0});
    }

    void samples_are_read_from_their_file() {
        const Folder folder;
        const fs::path file = folder.write("raw", "head" + std::string{'\1', '\2', '\3', '\4', '\5', '\6'});
        const SampleValues values = values_in_file(
            {.file = file, .offset = 4, .form = {.are_bytes = true, .elements = 2}, .count = 3});
        QVERIFY(!values.are_in_memory());
        QCOMPARE(values.all<std::uint8_t>(), (Bytes{1, 2, 3, 4, 5, 6}));
        QCOMPARE(sample(values.selected(std::vector<std::int64_t>{2}), 0), (std::vector<float>{5, 6}));
    }

    void a_file_that_was_written_to_is_no_longer_what_was_loaded() {
        const Folder folder;
        const fs::path file = folder.write("raw", "abcdef");
        const SampleValues values =
            values_in_file({.file = file, .form = {.are_bytes = true, .elements = 2}, .count = 3});
        QCOMPARE(sample(values, 1), (std::vector<float>{'c', 'd'}));
        fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(2));
        QCOMPARE(code_of([&] { (void)sample(values, 1); }), std::string("data.file_changed"));
    }

    void a_file_that_was_cut_is_told() {
        const Folder folder;
        const fs::path file = folder.write("raw", "abcdef");
        const SampleValues values =
            values_in_file({.file = file, .form = {.are_bytes = true, .elements = 2}, .count = 3});
        fs::resize_file(file, 3);
        QCOMPARE(code_of([&] { (void)sample(values, 2); }), std::string("data.file_changed"));
    }

    void a_file_that_was_replaced_stays_what_it_was() {
        const Folder folder;
        const fs::path file = folder.write("raw", "abcdef");
        const SampleValues values =
            values_in_file({.file = file, .form = {.are_bytes = true, .elements = 2}, .count = 3});
        folder.write("raw", "ABCDEF");
        QCOMPARE(sample(values, 2), (std::vector<float>{'e', 'f'}));
    }

    void large_arrays_stay_in_their_files() {
        const std::string bytes = large_bytes(), classes = labels();
        const std::string shape = "(" + std::to_string(many) + ", 3000)",
                          one = "(" + std::to_string(many) + ",)";
        const auto sides = static_cast<std::uint32_t>(many);
        const Folder folder;
        folder.write("npy/x_train.npy", npy_text("|u1", shape, bytes));
        folder.write("npy/y_train.npy", npy_text("|u1", one, classes));
        expect_large_set(folder, "npy");
        folder.write("set.npz", zip_text({{"x_train.npy", npy_text("|u1", shape, bytes)},
                                          {"y_train.npy", npy_text("|u1", one, classes)}}));
        expect_large_set(folder, "set.npz");
        folder.write("idx/train-images-idx2-ubyte", idx_text({sides, 3000}, bytes));
        folder.write("idx/train-labels-idx1-ubyte", idx_text({sides}, classes));
        expect_large_set(folder, "idx");
        const std::string header =
            R"({"x_train":{"dtype":"U8","shape":[11000,3000],"data_offsets":[0,33000000]},)"
            R"("y_train":{"dtype":"U8","shape":[11000],"data_offsets":[33000000,33011000]}})";
        folder.write("set.safetensors", little_endian(header.size(), 8) + header + bytes + classes);
        expect_large_set(folder, "set.safetensors");
    }

    void what_is_damaged_is_found_although_it_stays() {
        const std::string bytes = large_bytes();
        const std::string shape = "(" + std::to_string(many) + ", 3000)",
                          one = "(" + std::to_string(many) + ",)";
        const Folder folder;
        folder.write(
            "set.npz",
            zip_text({{.name = "x_train.npy", .content = npy_text("|u1", shape, bytes), .checksum_change = 1},
                      {.name = "y_train.npy", .content = npy_text("|u1", one, labels())}}));
        QCOMPARE(code_of([&] { (void)load_dataset({.source = "set.npz"}, folder.text()); }),
                 std::string("npz.damaged"));
        folder.write("cut/x_train.npy", npy_text("|u1", shape, bytes.substr(0, bytes.size() - 1)));
        folder.write("cut/y_train.npy", npy_text("|u1", one, labels()));
        QCOMPARE(code_of([&] { (void)load_dataset({.source = "cut"}, folder.text()); }),
                 std::string("npy.length"));
    }

    /// In Fortran's order, or turned round, they have to be changed in memory.
    void other_forms_are_read_into_memory() {
        const std::string bytes = large_bytes();
        const Folder folder;
        folder.write("x_train.npy", npy_text("|i1", "(" + std::to_string(many) + ", 3000)", bytes));
        folder.write("y_train.npy", npy_text("|u1", "(" + std::to_string(many) + ",)", labels()));
        const auto data = load_dataset({.source = ".", .validation_split = 0}, folder.text());
        QVERIFY(data->training.inputs.are_in_memory());
        QCOMPARE(sample(data->training.inputs, 1)[0],
                 static_cast<float>(static_cast<std::int8_t>(byte_at(3000))));
    }
};

QTEST_GUILESS_MAIN(TestSampleValues)
#include "test_sample_values.moc"
