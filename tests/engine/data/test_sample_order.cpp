// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/report/sample_order.h"

#include <QTest>

#include <chrono>

using namespace glassnet;

namespace {

constexpr SampleRef training(std::int64_t index) { return {Part::training, index}; }

/// Six samples of one byte each, of two classes: five to train on, one to test with.
Dataset six() {
    Dataset dataset;
    dataset.summary.sample_shape = {1, 1, 1};
    dataset.summary.class_names = {"cat", "dog"};
    dataset.training = {.inputs = {std::vector<std::uint8_t>{40, 10, 30, 20, 50}, 1},
                        .targets = {1, 0, 1, 0, 1},
                        .count = 5,
                        .files = {"dog/10.png", "cat/9.png", "dog/2.png", "cat/B.PNG", "dog/1.png"},
                        .file_sizes = {{10, 10}, {2, 2}, {5, 5}, {1, 30}, {4, 4}},
                        .is_remarked = {false, false, true, false, false}};
    dataset.test = {.inputs = {std::vector<std::uint8_t>{25}, 1},
                    .targets = {0},
                    .count = 1,
                    .files = {"cat/t.png"},
                    .file_sizes = {{3, 3}},
                    .is_remarked = {true}};
    return dataset;
}

/// Samples 0 and 4 are equal, 4 and 2 alike; 1 is suspected to be the test sample.
DataReport likenesses() {
    return {.class_counts = {},
            .same = {{training(0), training(4)}},
            .alike = {{training(2), training(4)}, {training(1), {Part::test, 0}}},
            .suspicious = {{training(1), {Part::test, 0}}},
            .class_weights = {},
            .problems = {}};
}

std::vector<SampleRef> chosen(const SampleQuery& query) {
    const Dataset dataset = six();
    const DataOverview overview = overview_of(dataset);
    const DataReport report = likenesses();
    const std::vector<SampleRef> corrected{training(3)};
    return sample_order({dataset, &overview, &report, corrected}, query).samples;
}

}  // namespace

class TestSampleOrder : public QObject {
    Q_OBJECT
private slots:
    void all_samples_come_in_their_order_part_by_part() {
        const std::vector<SampleRef> all{training(0), training(1), training(2),
                                         training(3), training(4), {Part::test, 0}};
        QVERIFY(chosen({}) == all);
    }

    void filters_can_be_joined() {
        QVERIFY((chosen({.class_number = 1}) == std::vector{training(0), training(2), training(4)}));
        QVERIFY((chosen({.part = Part::test}) == std::vector<SampleRef>{{Part::test, 0}}));
        QVERIFY(chosen({.class_number = 1, .part = Part::test}).empty());
        QVERIFY((chosen({.name = "b.png"}) == std::vector{training(3)}));  // capitals do not matter
        QVERIFY((chosen({.choice = SampleChoice::corrected}) == std::vector{training(3)}));
    }

    void names_are_sorted_as_people_count() {
        QVERIFY((chosen({.part = Part::training, .sorting = SampleSorting::by_name}) ==
                 std::vector{training(1), training(3), training(4), training(2), training(0)}));
    }

    void small_files_come_first() {
        const std::vector<SampleRef> wanted{training(1), {Part::test, 0}, training(4),
                                            training(2), training(3),     training(0)};
        QVERIFY(chosen({.sorting = SampleSorting::by_size}) == wanted);
    }

    void files_with_remarks_are_found() {
        const std::vector<SampleRef> wanted{training(2), {Part::test, 0}};
        QVERIFY(chosen({.choice = SampleChoice::remarked}) == wanted);
    }

    void another_class_counts_in_the_place_of_the_data_s_own() {
        const Dataset dataset = six();
        const std::map<SampleRef, int> relabelled{{training(1), 1}};
        const SampleFacts facts{dataset, nullptr, nullptr, {}, &relabelled};
        QVERIFY((sample_order(facts, {.class_number = 1}).samples ==
                 std::vector{training(0), training(1), training(2), training(4)}));
    }

    void equals_keep_their_order() {
        QVERIFY((chosen({.part = Part::training, .sorting = SampleSorting::by_class}) ==
                 std::vector{training(1), training(3), training(0), training(2), training(4)}));
    }

    void dark_samples_come_first() {
        const std::vector<SampleRef> wanted{training(1), training(3), {Part::test, 0},
                                            training(2), training(0), training(4)};
        QVERIFY(chosen({.sorting = SampleSorting::by_brightness}) == wanted);
    }

    void what_is_alike_stands_together() {
        const Dataset dataset = six();
        const DataReport report = likenesses();
        const auto order = sample_order({dataset, nullptr, &report}, {.choice = SampleChoice::alike});
        QVERIFY((order.samples == std::vector<SampleRef>{
                                      training(0), training(2), training(4), training(1), {Part::test, 0}}));
        QVERIFY((order.groups == std::vector<std::int32_t>{0, 0, 0, 1, 1}));
        // One of the group is in the test part: the other is shown with it.
        const auto of_test =
            sample_order({dataset, nullptr, &report}, {.choice = SampleChoice::alike, .part = Part::test});
        QVERIFY((of_test.samples == std::vector<SampleRef>{training(1), {Part::test, 0}}));
        QVERIFY((chosen({.choice = SampleChoice::suspicious}) ==
                 std::vector<SampleRef>{training(1), {Part::test, 0}}));
    }

    void a_group_stands_where_its_first_belongs() {
        Dataset dataset = six();
        dataset.test.inputs = {std::vector<std::uint8_t>{45}, 1};  // two of the other group are darker
        const DataOverview overview = overview_of(dataset);
        const DataReport report = likenesses();
        const auto order =
            sample_order({dataset, &overview, &report},
                         {.choice = SampleChoice::alike, .sorting = SampleSorting::by_brightness});
        QVERIFY((order.samples == std::vector<SampleRef>{
                                      training(1), {Part::test, 0}, training(2), training(0), training(4)}));
        QVERIFY((order.groups == std::vector<std::int32_t>{0, 0, 1, 1, 1}));
    }

    void without_a_report_nothing_is_alike() {
        const Dataset dataset = six();
        QVERIFY(sample_order({dataset}, {.choice = SampleChoice::alike}).samples.empty());
    }

    void values_that_are_no_numbers_can_be_sorted() {
        Dataset dataset = six();
        dataset.training.inputs = {std::vector<float>{2, std::numeric_limits<float>::quiet_NaN(), 1, 3, 0},
                                   1};
        const DataOverview overview = overview_of(dataset);
        const auto order = sample_order({dataset, &overview},
                                        {.part = Part::training, .sorting = SampleSorting::by_brightness});
        QVERIFY(
            (order.samples == std::vector{training(1), training(4), training(2), training(0), training(3)}));
    }

    void a_hundred_thousand_samples_are_sorted_at_once() {
        constexpr std::int64_t count = 100000;
        Dataset dataset;
        dataset.summary.sample_shape = {1, 1, 1};
        dataset.summary.class_names = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
        dataset.training.count = count;
        std::vector<std::uint8_t> inputs;
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t mixed = i * 7919 % count;
            inputs.push_back(static_cast<std::uint8_t>(mixed % 251));
            dataset.training.targets.push_back(static_cast<float>(mixed % 10));
            dataset.training.files.push_back("pictures/class" + std::to_string(mixed % 10) + "/IMG_" +
                                             std::to_string(mixed) + ".jpg");
        }
        dataset.training.inputs = {std::move(inputs), 1};
        const DataOverview overview = overview_of(dataset);
        const auto time = [&](const char* what, const SampleQuery& query) {
            const auto begin = std::chrono::steady_clock::now();
            const auto order = sample_order({dataset, &overview}, query);
            const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begin;
            qInfo("%s: %.1f ms for %zu of %lld samples", what, taken.count(), order.samples.size(),
                  static_cast<long long>(count));
            return order.samples.size();
        };
        QCOMPARE(time("all", {}), std::size_t{count});
        QCOMPARE(time("one class", {.class_number = 3}), std::size_t{count / 10});
        QCOMPARE(time("by class", {.sorting = SampleSorting::by_class}), std::size_t{count});
        QCOMPARE(time("by brightness", {.sorting = SampleSorting::by_brightness}), std::size_t{count});
        QCOMPARE(time("by name", {.sorting = SampleSorting::by_name}), std::size_t{count});
        QCOMPARE(time("a name", {.name = "img_9999"}), std::size_t{11});  // 9999 and 99990 … 99999
    }
};

QTEST_APPLESS_MAIN(TestSampleOrder)
#include "test_sample_order.moc"
