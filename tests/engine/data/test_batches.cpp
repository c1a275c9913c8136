// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/batches.h"

#include <QtTest>
#include <algorithm>
#include <map>
#include <numeric>

using namespace glassnet;

namespace {

using Order = std::vector<std::uint32_t>;

Order counted(std::uint32_t count) {
    Order order(count);
    std::iota(order.begin(), order.end(), 0U);
    return order;
}

}  // namespace

class TestBatches : public QObject {
    Q_OBJECT
private slots:
    void every_sample_comes_once_in_an_epoch() {
        for (const std::uint32_t count : {1U, 2U, 3U, 100U, 1001U}) {
            Order order = epoch_order(count, 42, 3, Shuffle::yes);
            std::ranges::sort(order);
            QCOMPARE(order, counted(count));
        }
    }

    void without_shuffling_samples_come_as_they_lie() {
        QCOMPARE(epoch_order(50, 42, 3, Shuffle::no), counted(50));
    }

    void seeds_and_epochs_have_orders_of_their_own() {
        const Order order = epoch_order(50, 42, 3, Shuffle::yes);
        QCOMPARE(epoch_order(50, 42, 3, Shuffle::yes), order);
        QVERIFY(epoch_order(50, 42, 4, Shuffle::yes) != order);
        QVERIFY(epoch_order(50, 43, 3, Shuffle::yes) != order);
        QVERIFY(order != counted(50));
    }

    /// 3 samples have 6 orders. Of 6000 epochs each has about 1000: 5 standard deviations are 144.
    void all_orders_are_equally_likely() {
        std::map<Order, int> counts;
        for (int epoch = 0; epoch < 6000; ++epoch) ++counts[epoch_order(3, 42, epoch, Shuffle::yes)];
        QCOMPARE(counts.size(), std::size_t{6});
        for (const auto& [order, count] : counts)
            QVERIFY2(std::abs(count - 1000) < 144, qPrintable(QString::number(count)));
    }

    void nothing_has_an_order_too() { QVERIFY(epoch_order(0, 42, 0, Shuffle::yes).empty()); }
};

QTEST_APPLESS_MAIN(TestBatches)
#include "test_batches.moc"
