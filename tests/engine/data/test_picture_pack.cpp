// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset.h"
#include "data/preprocessing/resize.h"
#include "data/store/picture_pack.h"
#include "support/files.h"
#include "support/png_text.h"
#include "support/problems.h"

#include <QtTest>
#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

constexpr int count = 80;  // enough for a pack
constexpr std::uint32_t side = 8;

std::string picture(int number, PngColour colour = PngColour::grey) {
    const std::size_t channels = colour == PngColour::grey ? 1 : 3;
    std::string values(side * side * channels, '\0');
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<char>((static_cast<std::size_t>(number) * 37 + i * 11) % 251);
    return png_text(side, side, values, colour);
}

std::string name_of(int number) {
    return std::string(number % 2 == 0 ? "cat/" : "dog/") + std::to_string(number) + ".png";
}

/// Two classes of pictures, some of them coloured.
void write_pictures(const Folder& folder) {
    for (int i = 0; i < count; ++i)
        folder.write("pictures/" + name_of(i), picture(i, i % 5 == 0 ? PngColour::rgb : PngColour::grey));
}

LoadOptions options_of(const Folder& folder, std::int64_t most_bytes = 1'000'000, std::int64_t memory = 0) {
    return {.packs = {.path = folder.path("packs"), .most_bytes = most_bytes}, .memory = memory};
}

std::shared_ptr<const Dataset> load(const Folder& folder, const LoadOptions& options) {
    return load_dataset({.source = "pictures", .validation_split = 0.25}, folder.text(), options);
}

std::vector<float> sample(const DataPart& part, std::int64_t number) {
    std::vector<float> read(static_cast<std::size_t>(part.inputs.elements()));
    part.inputs.read(number, read.data());
    return read;
}

/// Gives a file other bytes while its size and its time stay: only a pack does not see that.
void change_unseen(const fs::path& file) {
    const auto time = fs::last_write_time(file);
    const auto size = fs::file_size(file);
    std::ofstream(file, std::ios::binary) << std::string(size, 'x');
    fs::last_write_time(file, time);
}

std::int64_t place_of(const DataPart& part, const std::string& file) {
    return std::ranges::find(part.files, file) - part.files.begin();
}

}  // namespace

class TestPicturePack : public QObject {
    Q_OBJECT
private slots:
    void the_second_time_nothing_is_decoded() {
        const Folder folder;
        write_pictures(folder);
        const auto plain = load(folder, {});
        const auto first = load(folder, options_of(folder));
        QCOMPARE(first->fingerprint, plain->fingerprint);
        const auto packs = packs_in(folder.path("packs"));
        QCOMPARE(packs.size(), std::size_t{1});
        QCOMPARE(packs[0].pictures, std::int64_t{count});
        QCOMPARE(packs[0].folder, fs::canonical(folder.path("pictures")).string());
        for (int i = 0; i < count; ++i) change_unseen(folder.path("pictures/" + name_of(i)));
        const auto second = load(folder, options_of(folder));
        QCOMPARE(second->fingerprint, plain->fingerprint);
        QCOMPARE(second->files.summary(), plain->files.summary());
        QVERIFY(second->summary.picture_sizes == plain->summary.picture_sizes);
        QVERIFY(!code_of([&] { (void)load(folder, {}); }).empty());  // the pictures themselves are gone
    }

    void a_picture_that_was_changed_is_decoded_again() {
        const Folder folder;
        write_pictures(folder);
        const auto before = load(folder, options_of(folder));
        folder.write("pictures/" + name_of(3), picture(200));
        const auto after = load(folder, options_of(folder));
        QVERIFY(after->fingerprint != before->fingerprint);
        QCOMPARE(after->fingerprint, load(folder, {})->fingerprint);
    }

    /// What is beyond the memory is read from the pack: the values are the same.
    void pictures_that_memory_does_not_hold_are_the_same() {
        const Folder folder;
        write_pictures(folder);
        const auto plain = load(folder, {});
        QVERIFY(plain->training.inputs.are_in_memory());
        const auto packed = load(folder, options_of(folder, 1'000'000, 100));
        QVERIFY(!packed->training.inputs.are_in_memory());
        QCOMPARE(packed->fingerprint, plain->fingerprint);
        QCOMPARE(packed->training.files, plain->training.files);
        QCOMPARE(packed->training.inputs.all<std::uint8_t>(), plain->training.inputs.all<std::uint8_t>());
        for (std::int64_t i = 0; i < plain->validation.count; ++i)
            QCOMPARE(sample(packed->validation, i), sample(plain->validation, i));
        const auto without_packs = load(folder, {.memory = 100});
        QVERIFY(!without_packs->training.inputs.are_in_memory());
        QCOMPARE(without_packs->fingerprint, plain->fingerprint);
    }

    void deep_pictures_are_packed_too() {
        const Folder folder;
        write_pictures(folder);
        std::string deep(side * side * 2, '\0');
        for (std::size_t i = 0; i < deep.size(); ++i) deep[i] = static_cast<char>(i * 7);
        folder.write("pictures/cat/deep.png", png_text(side, side, deep, PngColour::grey, 16));
        const auto plain = load(folder, {});
        QVERIFY(!plain->training.inputs.are_bytes());
        QCOMPARE(load(folder, options_of(folder, 1'000'000, 100))->fingerprint, plain->fingerprint);
        QCOMPARE(load(folder, options_of(folder, 1'000'000, 100))->fingerprint, plain->fingerprint);
        QCOMPARE(load(folder, options_of(folder))->fingerprint, plain->fingerprint);
    }

    void remarks_about_pictures_are_kept() {
        const Folder folder;
        for (int i = 0; i < count; ++i) {
            std::string values(side * side * 4, static_cast<char>(i));
            folder.write("pictures/" + name_of(i), png_text(side, side, values, PngColour::rgba));
        }
        const auto plain = load(folder, {});
        QCOMPARE(plain->files.remarks().at(0).count(), std::int64_t{count});
        (void)load(folder, options_of(folder));
        for (int i = 0; i < count; ++i) change_unseen(folder.path("pictures/" + name_of(i)));
        const auto packed = load(folder, options_of(folder));
        QCOMPARE(packed->files.remarks().size(), plain->files.remarks().size());
        QCOMPARE(packed->files.remarks().at(0).reason.what(), plain->files.remarks().at(0).reason.what());
        QCOMPARE(packed->files.remarks().at(0).files, plain->files.remarks().at(0).files);
    }

    void another_size_is_another_pack() {
        const Folder folder;
        write_pictures(folder);
        const auto whole = load(folder, options_of(folder));
        LoadOptions small = options_of(folder);
        small.resize = resize_to(4, 4);
        const auto resized = load(folder, small);
        QCOMPARE(resized->summary.sample_shape, (Shape{4, 4, 3}));
        QCOMPARE(packs_in(folder.path("packs")).size(), std::size_t{2});
        QCOMPARE(load(folder, options_of(folder))->fingerprint, whole->fingerprint);
        QCOMPARE(load(folder, small)->fingerprint, resized->fingerprint);
    }

    void a_damaged_pack_is_no_pack() {
        const Folder folder;
        write_pictures(folder);
        const auto plain = load(folder, options_of(folder));
        const fs::path pack = packs_in(folder.path("packs")).at(0).file;
        const std::string good(as_text(read_file(pack, 10'000'000)));
        for (std::size_t size = 0; size < good.size(); size += good.size() / 97) {  // cut anywhere
            std::ofstream(pack, std::ios::binary | std::ios::trunc) << good.substr(0, size);
            QCOMPARE(load(folder, options_of(folder, 0))->fingerprint, plain->fingerprint);
        }
        for (std::size_t at = 0; at < good.size(); at += 61) {  // one byte wrong anywhere
            std::string bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 0x10);
            std::ofstream(pack, std::ios::binary | std::ios::trunc) << bad;
            QCOMPARE(load(folder, options_of(folder, 0))->fingerprint, plain->fingerprint);
            QCOMPARE(load(folder, options_of(folder, 0, 100))->fingerprint, plain->fingerprint);
        }
    }

    void a_small_limit_leaves_some_out_and_says_so() {
        const Folder folder;
        write_pictures(folder);
        const auto plain = load(folder, {});
        const auto is_full = [](const Problem& note) { return note.code() == "data.pack_full"; };
        for (const std::int64_t memory : {std::int64_t{0}, std::int64_t{100}}) {
            const auto some = load(folder, options_of(folder, 1000, memory));
            QCOMPARE(some->fingerprint, plain->fingerprint);
            QVERIFY(std::ranges::any_of(some->summary.notes, is_full));
            const PackFacts pack = packs_in(folder.path("packs")).at(0);
            QVERIFY(pack.pictures > 5 && pack.pictures < count - 64);
            const auto written = fs::last_write_time(pack.file);
            const auto again = load(folder, options_of(folder, 1000, memory));  // another would hold no more
            QCOMPARE(again->fingerprint, plain->fingerprint);
            QVERIFY(std::ranges::any_of(again->summary.notes, is_full));
            QVERIFY(fs::last_write_time(packs_in(folder.path("packs")).at(0).file) >= written);
            (void)remove_packs(folder.path("packs"));
        }
    }

    void the_pack_used_least_recently_makes_room() {
        const Folder folder;
        write_pictures(folder);
        LoadOptions options = options_of(folder, 40'000);
        const auto load_in = [&](int size) {
            options.resize = resize_to(size, size);
            (void)load(folder, options);
        };
        load_in(4);
        const fs::path first = packs_in(folder.path("packs")).at(0).file;
        load_in(8);
        fs::last_write_time(first, fs::last_write_time(first) - std::chrono::hours(1));
        load_in(10);  // 80 × 100 × 3 bytes at most
        const auto packs = packs_in(folder.path("packs"));
        QVERIFY(std::ranges::none_of(packs, [&](const PackFacts& pack) { return pack.file == first; }));
        QVERIFY(!packs.empty());
        QVERIFY(remove_packs(folder.path("packs")) > 0);
        QVERIFY(packs_in(folder.path("packs")).empty());
    }

    void a_folder_that_cannot_be_written_costs_only_the_pack() {
        const Folder folder;
        write_pictures(folder);
        folder.write("packs", "a file, no folder");
        const auto plain = load(folder, {});
        const auto data = load(folder, options_of(folder));
        QCOMPARE(data->fingerprint, plain->fingerprint);
        QVERIFY(std::ranges::any_of(data->summary.notes,
                                    [](const Problem& note) { return note.code() == "data.pack_failed"; }));
    }

    /// Two programs: one removes the pack that the other reads.
    void a_pack_that_was_removed_is_read_to_the_end() {
#ifdef _WIN32
        QSKIP("an open file cannot be removed there");
#endif
        const Folder folder;
        write_pictures(folder);
        const auto data = load(folder, options_of(folder, 1'000'000, 100));
        const auto plain = load(folder, {});
        fs::remove_all(folder.path("packs"));
        fs::remove_all(folder.path("pictures"));
        QCOMPARE(data->training.inputs.all<std::uint8_t>(), plain->training.inputs.all<std::uint8_t>());
    }

    void files_that_vanish_or_change_are_named() {
        const Folder folder;
        write_pictures(folder);
        const auto data = load(folder, {.memory = 100});
        const std::string gone = data->training.files.at(2), other = data->training.files.at(3);
        const auto kept = sample(data->training, 4);
        fs::remove(folder.path("pictures/" + gone));
        folder.write("pictures/" + other, picture(99));
        const Problem lost =
            problems_of([&] { (void)sample(data->training, place_of(data->training, gone)); }).at(0);
        QCOMPARE(lost.code(), std::string_view("data.file_lost"));
        QVERIFY(lost.where.file.find(gone) != std::string::npos);
        QCOMPARE(code_of([&] { (void)sample(data->training, place_of(data->training, other)); }),
                 std::string("data.picture_changed"));
        QCOMPARE(sample(data->training, 4), kept);
    }

    void few_pictures_need_no_pack() {
        const Folder folder;
        for (int i = 0; i < 20; ++i) folder.write("pictures/" + name_of(i), picture(i));
        (void)load(folder, options_of(folder));
        QVERIFY(!fs::exists(folder.path("packs")));
    }
};

QTEST_GUILESS_MAIN(TestPicturePack)
#include "test_picture_pack.moc"
