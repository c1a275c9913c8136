// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "data/dataset.h"
#include "data/store/picture_pack.h"
#include "support/files.h"
#include "support/learning.h"
#include "support/png_text.h"
#include "support/problems.h"
#include "support/tiny_networks.h"
#include "training/learner.h"
#include "training/read_ahead.h"

#include <QtTest>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

constexpr int side = 8;
constexpr int pictures = 90;

std::string name_of(int number) {
    return std::string(number % 2 == 0 ? "cat/" : "dog/") + std::to_string(number) + ".png";
}

/// Two classes of grey pictures: bright above, or below.
void write_pictures(const Folder& folder) {
    Random random(5, Random::Purpose::generated_data);
    for (int i = 0; i < pictures; ++i) {
        std::string values(std::size_t{side * side}, '\0');
        for (std::size_t at = 0; at < values.size(); ++at) {
            const bool is_bright = (at < values.size() / 2) == (i % 2 == 0);
            values[at] = static_cast<char>(random.below(120) + (is_bright ? 100 : 0));
        }
        folder.write("pictures/" + name_of(i), png_text(side, side, values));
    }
}

std::shared_ptr<const Dataset> load(const Folder& folder, const LoadOptions& options) {
    return load_dataset({.source = "pictures", .validation_split = 0.2}, folder.text(), options);
}

TrainingTask task_on(std::shared_ptr<const Dataset> data, int threads = 1) {
    TrainingTask task{
        .network = tiny::chain({side, side, 1}, {{"Conv2D", {{"filters", 4}}},
                                                 {"Flatten"},
                                                 {"Dense", {{"units", 2}, {"activation", "softmax"}}}}),
        .dataset = std::move(data),
        .augmentation = {{"RandomFlip", {}}, {"RandomTranslation", {}}},
        .preprocessing = {{"Rescale", {}}, {"Normalization", {}}},
        .settings = {}};
    task.settings.batch_size = 16;
    task.settings.epochs = 3;
    task.threads = threads;
    return task;
}

std::string trained(const TrainingTask& task) {
    History history;
    Learner learner(task, history);
    while (!learner.done()) learner.step();
    return hash_of(learner);
}

/// Sample i holds i and −i; each read takes a while.
class SlowStore final : public SampleStore {
public:
    explicit SlowStore(std::int64_t count) : count_(count) {}
    [[nodiscard]] SampleForm form() const override { return {.are_bytes = false, .elements = 2}; }
    [[nodiscard]] std::int64_t count() const override { return count_; }
    [[nodiscard]] std::span<const std::byte> read(std::int64_t first, std::int64_t,
                                                  std::vector<std::byte>& room) const override {
        const int now = ++at_once;
        int most = most_at_once;
        while (most < now && !most_at_once.compare_exchange_weak(most, now)) {
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        --at_once;
        ++reads;
        if (first == 13) throw Error(ProblemKind{"test.lost", Severity::error, "lost", "Look for it."});
        room.resize(2 * sizeof(float));
        auto* const values = reinterpret_cast<float*>(room.data());
        values[0] = static_cast<float>(first);
        values[1] = -values[0];
        return room;
    }
    mutable std::atomic<int> at_once = 0, most_at_once = 0, reads = 0;

private:
    std::int64_t count_;
};

using Numbers = std::vector<std::uint32_t>;

void expect_read(std::span<const ReadAhead::Sample> read, const Numbers& numbers) {
    QCOMPARE(read.size(), numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        QCOMPARE(read[i].fault.has_value(), numbers[i] == 13);
        if (!read[i].fault)
            QCOMPARE(read[i].values,
                     (std::vector<float>{static_cast<float>(numbers[i]), -static_cast<float>(numbers[i])}));
    }
}

}  // namespace

class TestStreamedData : public QObject {
    Q_OBJECT
private slots:
    void where_samples_lie_changes_no_bit() {
        const Folder folder;
        write_pictures(folder);
        const auto in_memory = load(folder, {});
        const std::string expected = trained(task_on(in_memory));
        const LoadOptions packed{.packs = {.path = folder.path("packs"), .most_bytes = 1'000'000},
                                 .memory = 100};
        const auto from_pack = load(folder, packed);
        QVERIFY(in_memory->training.inputs.are_in_memory() && !from_pack->training.inputs.are_in_memory());
        const auto from_files = load(folder, {.memory = 100});
        for (const int threads : {1, 2, 3}) {
            QCOMPARE(trained(task_on(from_pack, threads)), expected);
            QCOMPARE(trained(task_on(from_files, threads)), expected);
        }
    }

    void a_run_goes_on_elsewhere() {
        const Folder folder;
        write_pictures(folder);
        const auto in_memory = load(folder, {}), from_files = load(folder, {.memory = 100});
        const TrainingTask task = task_on(in_memory);
        History history, other_history;
        Learner first(task, history);
        for (int i = 0; i < 7; ++i) first.step();  // in the middle of the second epoch
        const TrainingTask other_task = task_on(from_files);
        Learner second(other_task, other_history);
        second.restore(first.checkpoint());
        while (!first.done()) first.step();
        while (!second.done()) second.step();
        QCOMPARE(hash_of(second), hash_of(first));
    }

    void a_file_that_vanishes_is_counted_and_named() {
        const Folder folder;
        write_pictures(folder);
        const auto data = load(folder, {.memory = 100});
        const TrainingTask task = task_on(data);
        History history;
        Learner learner(task, history);
        QVERIFY(learner.remarks().empty());
        fs::remove(folder.path("pictures/" + data->training.files.at(5)));
        folder.write("pictures/" + data->training.files.at(9), png_text(1, 1, "x"));
        while (!learner.done()) learner.step();
        QVERIFY(learner.weights_are_good());
        const auto remarks = learner.remarks();
        QCOMPARE(remarks.at(0).code(), std::string_view("training.samples_lost"));
        QVERIFY(contains(remarks[0].what(), "2 training samples"));
        QVERIFY(contains(remarks[0].what(), data->training.files[5]));
    }

    void a_folder_that_vanishes_ends_the_run_with_a_whole_state() {
        const Folder folder;
        write_pictures(folder);
        const auto data = load(folder, {.memory = 100});
        const TrainingTask task = task_on(data);
        History history;
        Learner learner(task, history);
        learner.step();
        fs::remove_all(folder.path("pictures"));
        QCOMPARE(code_of([&] {
                     while (!learner.done()) learner.step();
                 }),
                 std::string("data.file_lost"));
        QVERIFY(learner.weights_are_good());
        write_pictures(folder);
        History resumed_history;
        const TrainingTask again = task_on(load(folder, {}));
        Learner resumed(again, resumed_history);
        resumed.restore(learner.checkpoint());
        while (!resumed.done()) resumed.step();
    }

    void samples_are_read_several_at_once_and_in_any_order() {
        const auto store = std::make_shared<SlowStore>(1000);
        ReadAhead ahead(SampleValues(store), 8);
        Random random(3, Random::Purpose::generated_data);
        Numbers order(1000);
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i * 7 % 1000);
        const std::span<const std::uint32_t> all(order);
        for (std::size_t at = 0; at + 8 <= 400; at += 8)
            expect_read(ahead.read(all.subspan(at, 8), all.subspan(at + 8)),
                        {order.begin() + static_cast<std::ptrdiff_t>(at),
                         order.begin() + static_cast<std::ptrdiff_t>(at) + 8});
        QVERIFY(store->most_at_once >= 3);
        QVERIFY(ahead.seconds_waited() > 0);
        for (int turn = 0; turn < 100; ++turn) {  // whatever was expected, what is wanted comes
            Numbers wanted(1 + random.below(8)), next(random.below(40));
            for (Numbers* numbers : {&wanted, &next})
                for (std::uint32_t& number : *numbers) number = random.below(1000);
            expect_read(ahead.read(wanted, next), wanted);
        }
    }

    void nothing_is_read_twice_that_comes_as_expected() {
        const auto store = std::make_shared<SlowStore>(100);
        ReadAhead ahead(SampleValues(store), 10);
        Numbers order(100);
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
        const std::span<const std::uint32_t> all(order);
        for (std::size_t at = 0; at < 100; at += 10)
            expect_read(ahead.read(all.subspan(at, 10), all.subspan(at + 10)),
                        {order.begin() + static_cast<std::ptrdiff_t>(at),
                         order.begin() + static_cast<std::ptrdiff_t>(at) + 10});
        QCOMPARE(store->reads.load(), 100);
    }

    void it_ends_in_the_middle() {
        const auto store = std::make_shared<SlowStore>(100);
        Numbers order(100, 1);
        ReadAhead ahead(SampleValues(store), 10);
        (void)ahead.read(std::span(order).first(10), std::span(order).subspan(10));
        QVERIFY(store->reads < 100);
    }
};

QTEST_GUILESS_MAIN(TestStreamedData)
#include "test_streamed_data.moc"
