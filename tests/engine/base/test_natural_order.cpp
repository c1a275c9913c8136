// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/natural_order.h"

#include <QtTest>
#include <algorithm>
#include <string>
#include <vector>

using namespace glassnet;

class TestNaturalOrder : public QObject {
    Q_OBJECT
private slots:
    void numbers_count_as_numbers();
    void the_order_is_strict();
};

void TestNaturalOrder::numbers_count_as_numbers() {
    std::vector<std::string> names{
        "b", "10", "a10b", "2", "a2b", "a", "a2", "B", "1", "00000000000000000000003", "é"};
    std::ranges::sort(names, natural_less);
    QCOMPARE(names, (std::vector<std::string>{"1", "2", "00000000000000000000003", "10", "B", "a", "a2",
                                              "a2b", "a10b", "b", "é"}));
}

void TestNaturalOrder::the_order_is_strict() {
    const std::vector<std::string> names{"", "0", "00", "1", "01", "a1", "a01", "a1b", "a", "a01b"};
    for (const auto& a : names) {
        for (const auto& b : names)
            QCOMPARE(static_cast<int>(natural_less(a, b)) + static_cast<int>(natural_less(b, a)),
                     a == b ? 0 : 1);
    }
}

QTEST_APPLESS_MAIN(TestNaturalOrder)
#include "test_natural_order.moc"
