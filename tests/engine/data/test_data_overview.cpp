// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/report/data_overview.h"

#include <QTest>

using namespace glassnet;

namespace {

/// Pictures of 1 × 2 pixels, of two classes and one that no sample has.
Dataset pictures() {
    Dataset dataset;
    dataset.summary.sample_shape = {1, 2, 1};
    dataset.summary.class_names = {"a", "b", "none"};
    dataset.training = {.inputs = {std::vector<std::uint8_t>{0, 255, 10, 20, 1, 0, 20, 40}, 2},
                        .targets = {0, 1, 0, 1},
                        .count = 4};
    dataset.validation = {.inputs = {std::vector<std::uint8_t>{100, 200}, 2}, .targets = {1}, .count = 1};
    return dataset;
}

}  // namespace

class TestDataOverview : public QObject {
    Q_OBJECT
private slots:
    void the_mean_picture_is_that_of_the_training_part() {
        const DataOverview overview = overview_of(pictures());
        QCOMPARE(overview.mean_pictures.size(), std::size_t{3});
        QVERIFY((overview.mean_pictures[0] == std::vector<float>{0.5F, 127.5F}));
        QVERIFY((overview.mean_pictures[1] == std::vector<float>{15, 30}));  // not that of the validation
        QVERIFY(overview.mean_pictures[2].empty());
    }

    void classes_are_counted_by_part() {
        const DataOverview overview = overview_of(pictures());
        QVERIFY((overview.class_counts ==
                 std::vector<std::vector<std::int64_t>>{{2, 2, 0}, {0, 1, 0}, {0, 0, 0}}));
    }

    void brightness_is_the_mean_of_all_values() {
        const DataOverview overview = overview_of(pictures());
        QVERIFY((overview.brightness[0] == std::vector<float>{127.5F, 15, 0.5F, 30}));
        QVERIFY((overview.brightness[1] == std::vector<float>{150}));
        QVERIFY(overview.brightness[2].empty());
    }

    void a_third_of_the_largest_class_is_rare() {
        QVERIFY((rare_classes({30, 10, 11, 0}) == std::vector<bool>{false, true, false, true}));
        QVERIFY((rare_classes({0, 0}) == std::vector<bool>{false, false}));
        QVERIFY(rare_classes({}).empty());
    }

    void values_have_neither_classes_nor_mean_pictures() {
        Dataset dataset = pictures();
        dataset.summary.class_names.clear();
        const DataOverview overview = overview_of(dataset);
        QVERIFY(overview.class_counts.empty() && overview.mean_pictures.empty());
        QCOMPARE(overview.brightness[0].size(), std::size_t{4});
    }

    void rows_of_numbers_have_no_mean_picture() {
        Dataset dataset = pictures();
        dataset.summary.sample_shape = {2};
        const DataOverview overview = overview_of(dataset);
        QCOMPARE(overview.class_counts.size(), std::size_t{3});
        QVERIFY(overview.mean_pictures.empty());
    }
};

QTEST_APPLESS_MAIN(TestDataOverview)
#include "test_data_overview.moc"
