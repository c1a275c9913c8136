// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/step_times.h"

#include <QtTest>

using namespace glassnet;

class TestStepTimes : public QObject {
    Q_OBJECT
private slots:
    void a_region_is_divided_as_the_threads_spent_it() {
        StepTimes times(3, 2);
        times.add(0, 0, 0.1);
        times.add(0, 2, 0.2);
        times.add(1, 2, 0.1);
        times.share(0.2, times.forward);
        QCOMPARE(times.forward[0], 0.05);
        QCOMPARE(times.forward[1], 0.0);
        QCOMPARE(times.forward[2], 0.15);
    }

    void the_next_region_begins_at_nothing() {
        StepTimes times(2, 1);
        times.add(0, 0, 1);
        times.share(1, times.forward);
        times.add(0, 1, 1);
        times.share(2, times.backward);
        QCOMPARE(times.backward[0], 0.0);
        QCOMPARE(times.backward[1], 2.0);
        times.share(5, times.backward);  // nobody worked
        QCOMPARE(times.backward[1], 2.0);
    }

    void sums_become_means() {
        StepTimes times(1, 1);
        StepTimes other = times;
        times.forward[0] = times.loss = times.whole = 6;
        other.forward[0] = other.whole = 3;
        times.add(other);
        times.divide_by(3);
        QCOMPARE(times.forward[0], 3.0);
        QCOMPARE(times.loss, 2.0);
        QCOMPARE(times.whole, 3.0);
    }

    void a_part_grows_while_it_lasts_and_only_where_somebody_measures() {
        StepTimes times(1, 1);
        { const TimedPart nobody(nullptr, &StepTimes::loss); }
        QCOMPARE(times.loss, 0.0);
        { const TimedPart part(&times, &StepTimes::loss); }
        QVERIFY(times.loss >= 0 && times.loss < 1);
        QCOMPARE(times.packing, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestStepTimes)
#include "test_step_times.moc"
