// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/confusion.h"

#include <QtTest>

using namespace glassnet;

namespace {

/// Samples of these classes, in this order.
Dataset of_classes(std::vector<float> targets, int classes) {
    Dataset data;
    for (int i = 0; i < classes; ++i) data.summary.class_names.push_back("class " + std::to_string(i));
    data.test.count = static_cast<std::int64_t>(targets.size());
    data.test.targets = std::move(targets);
    return data;
}

}  // namespace

class TestConfusion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rows_are_true_classes_and_columns_answers() {
        const Dataset data = of_classes({0, 0, 1, 2}, 3);
        const ConfusionCounts counts = confusion_counts(data, data.test, std::vector{0, 1, 1, 1});
        QCOMPARE(counts, (ConfusionCounts{{1, 1, 0}, {0, 1, 0}, {0, 1, 0}}));
    }

    void an_answer_beyond_the_classes_has_a_column_of_its_own() {
        const Dataset data = of_classes({0, 1}, 2);
        const ConfusionCounts counts = confusion_counts(data, data.test, std::vector{3, 1});
        QCOMPARE(counts.size(), 4U);
        QCOMPARE(counts[0][3], 1);
        QCOMPARE(counts[1].size(), 4U);
    }

    void scores_follow_their_definitions() {
        const std::vector<ClassScore> scores = class_scores({{3, 1}, {2, 4}});
        QCOMPARE(scores[0].samples, 4);
        QCOMPARE(scores[0].claimed, 5);
        QCOMPARE(*scores[0].precision, 3.0 / 5);
        QCOMPARE(*scores[0].recall, 3.0 / 4);
        const double p = 4.0 / 5, r = 4.0 / 6;
        QCOMPARE(*scores[1].f1, 2 * p * r / (p + r));
    }

    void a_share_of_nothing_is_absent() {
        const std::vector<ClassScore> scores = class_scores({{0, 0, 0}, {0, 0, 2}, {0, 0, 1}});
        QVERIFY(!scores[0].precision && !scores[0].recall && !scores[0].f1);
        QVERIFY(!scores[1].precision);
        QCOMPARE(*scores[1].recall, 0.0);
        QCOMPARE(*scores[1].f1, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestConfusion)
#include "test_confusion.moc"
