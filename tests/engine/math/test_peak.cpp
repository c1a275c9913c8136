// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/instruction_sets.h"
#include "math/peak.h"

#include <QtTest>
#include <chrono>

using namespace glassnet;

class TestPeak : public QObject {
    Q_OBJECT
private slots:
    void every_instruction_set_counts_whole_vectors() {
        for (const std::int64_t target : available_targets()) {
            use_target(target);
            const std::int64_t one = multiply_add_in_registers(1);
            QVERIFY2(one > 0, target_name(target));
            QCOMPARE(multiply_add_in_registers(1000), 1000 * one);
        }
        use_all_targets();
    }

    void a_peak_is_measured_in_no_time() {
        ThreadPool pool(2);
        const auto start = std::chrono::steady_clock::now();
        const double peak = measured_peak(pool);
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        qInfo("%.1f GF/s of two threads, measured in %.0f ms", peak * 1e-9, seconds * 1e3);
        QVERIFY(peak > 1e8);  // a thousandth of what processors of our time can do
        QVERIFY(peak < 1e14);
        QVERIFY(seconds < 2);
    }
};

QTEST_GUILESS_MAIN(TestPeak)
#include "test_peak.moc"
