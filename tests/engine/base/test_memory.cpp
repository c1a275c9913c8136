// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory.h"
#include "base/platform/memory.h"

#include <QtTest>
#include <vector>

using namespace glassnet;

class TestMemory : public QObject {
    Q_OBJECT
private slots:
    void some_memory_is_free() { QVERIFY(available_memory().value_or(0) > 1'000'000); }

    void the_peak_rises_with_what_is_touched_and_stays() {
        constexpr std::int64_t size = 64'000'000;
        const std::int64_t before = platform::peak_memory().value_or(0);
        QVERIFY(before > 1'000'000);
        {
            std::vector<char> block(static_cast<std::size_t>(size), '\1');
            QVERIFY(std::count(block.begin(), block.end(), '\1') == size);
        }
        const std::int64_t after = platform::peak_memory().value_or(0);
        QVERIFY2(after - before > size / 2, qPrintable(QStringLiteral("%1 → %2").arg(before).arg(after)));
        QVERIFY(after - before < 2 * size);
    }
};

QTEST_APPLESS_MAIN(TestMemory)
#include "test_memory.moc"
