// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"

#include <QtTest>
#include <cmath>
#include <set>

using namespace glassnet;

namespace {

using Block = std::array<std::uint32_t, 4>;
using Purpose = Random::Purpose;

std::vector<std::uint32_t> bits_of(Random random, int count) {
    std::vector<std::uint32_t> bits;
    for (int i = 0; i < count; ++i) bits.push_back(random.bits());
    return bits;
}

}  // namespace

class TestRandom : public QObject {
    Q_OBJECT
private slots:
    // Known answers of Random123 1.09, tests/kat_vectors, "philox4x32 10".
    void philox_answers_zeros_as_random123_does() {
        QCOMPARE(philox({0, 0, 0, 0}, {0, 0}), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    }
    void philox_answers_ones_as_random123_does() {
        constexpr std::uint32_t ones = 0xffffffff;
        QCOMPARE(philox({ones, ones, ones, ones}, {ones, ones}),
                 (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    }
    void philox_answers_the_digits_of_pi_as_random123_does() {
        QCOMPARE(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
                 (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
    }

    void equal_places_give_equal_numbers() {
        QCOMPARE(bits_of(Random(42, Purpose::layer, 1, 2, 3), 100),
                 bits_of(Random(42, Purpose::layer, 1, 2, 3), 100));
    }

    void any_difference_of_the_place_gives_other_numbers() {
        const std::vector<Random> places{Random(42, Purpose::layer, 1, 2, 3),
                                         Random(43, Purpose::layer, 1, 2, 3),
                                         Random(42, Purpose::weights, 1, 2, 3),
                                         Random(42, Purpose::layer, 2, 2, 3),
                                         Random(42, Purpose::layer, 1, 3, 3),
                                         Random(42, Purpose::layer, 1, 2, 4),
                                         Random(42ULL + (1ULL << 32), Purpose::layer, 1, 2, 3),
                                         Random(42, Purpose::layer, 2, 1, 3)};
        std::set<std::uint32_t> seen;
        std::size_t drawn = 0;
        for (const Random& place : places) {
            for (const std::uint32_t bits : bits_of(place, 64)) seen.insert(bits), ++drawn;
        }
        // one pair in 512 words may meet by chance
        QVERIFY2(seen.size() >= drawn - 1, "two places share numbers");
    }

    void long_rows_do_not_repeat() {
        const auto bits = bits_of(Random(1, Purpose::shuffle), 40'000);
        for (const std::size_t lag : std::initializer_list<std::size_t>{1, 2, 3, 4, 8, 16, 1024}) {
            std::size_t equal = 0;
            for (std::size_t i = lag; i < bits.size(); ++i) equal += bits[i] == bits[i - lag];
            QVERIFY2(equal <= 1, qPrintable(QStringLiteral("numbers repeat after %1").arg(lag)));
        }
    }

    void uniform_numbers_lie_from_0_to_below_1_and_fill_it_evenly() {
        Random random(3, Purpose::augmentation);
        std::array<int, 20> counts{};
        double sum = 0;
        constexpr int draws = 200'000;
        for (int i = 0; i < draws; ++i) {
            const float number = random.uniform();
            QVERIFY(number >= 0.0F && number < 1.0F);
            // steps of 2⁻²⁴
            QCOMPARE(static_cast<double>(number) * 16'777'216,
                     std::floor(static_cast<double>(number) * 16'777'216));
            ++counts[static_cast<std::size_t>(number * 20)];
            sum += static_cast<double>(number);
        }
        QVERIFY(std::abs(sum / draws - 0.5) < 0.003);
        for (const int count : counts)
            // six standard deviations
            QVERIFY2(std::abs(count - draws / 20) < 600, qPrintable(QString::number(count)));
    }

    void normal_numbers_have_mean_0_and_deviation_1() {
        Random random(4, Purpose::weights);
        double sum = 0, squares = 0, fourth = 0;
        constexpr int draws = 200'000;
        for (int i = 0; i < draws; ++i) {
            const double number = static_cast<double>(random.normal());
            QVERIFY(std::isfinite(number));
            sum += number, squares += number * number, fourth += number * number * number * number;
        }
        QVERIFY(std::abs(sum / draws) < 0.015);
        QVERIFY(std::abs(squares / draws - 1) < 0.02);
        QVERIFY(std::abs(fourth / draws - 3) < 0.15);
    }

    /// The logarithm of 0 is no number; this place draws it first (one in 2³² does).
    void the_smallest_bits_give_a_number_too() {
        const Random place(1, Purpose::weights, 0, 1'329'131'602);
        const auto bits = bits_of(place, 2);
        QCOMPARE(bits[0], 0U);
        const double radius = std::sqrt(2 * 33 * std::log(2.0));  // of half a step above 0: 2⁻³³
        const double angle = 2 * std::acos(-1.0) * static_cast<double>(bits[1]) / 4'294'967'296.0;
        QVERIFY(std::abs(static_cast<double>(Random(place).normal()) - radius * std::cos(angle)) < 1e-5);
    }

    void below_reaches_every_number_about_equally_often() {
        for (const std::uint32_t bound : {1U, 2U, 3U, 7U, 10U, 100U}) {
            Random random(5, Purpose::shuffle, bound);
            std::vector<int> counts(bound);
            const int each = 2000;
            for (std::uint32_t i = 0; i < bound * each; ++i) {
                const std::uint32_t number = random.below(bound);
                QVERIFY(number < bound);
                ++counts[number];
            }
            for (const int count : counts)
                QVERIFY2(std::abs(count - each) < 280,
                         qPrintable(QStringLiteral("%1 of %2 below %3").arg(count).arg(each).arg(bound)));
        }
    }

    /// Of 2³² numbers, 2³⁰ are too many for 3 · 2³⁰ places. The remainder by the bound would send them to the
    /// lowest third, the high half of the product to every third place: both would get half of the numbers.
    void below_is_not_biased_for_large_bounds() {
        Random random(6, Purpose::shuffle);
        int low = 0, every_third = 0;
        for (int i = 0; i < 30'000; ++i) {
            const std::uint32_t number = random.below(3U << 30);
            low += number < 1U << 30;
            every_third += number % 3 == 0;
        }
        QVERIFY2(std::abs(low - 10'000) < 500, qPrintable(QString::number(low)));
        QVERIFY2(std::abs(every_third - 10'000) < 500, qPrintable(QString::number(every_third)));
    }

    /// The index of a row has 24 bits; the row goes on where no other place begins.
    void a_row_beyond_its_index_does_not_begin_anew() {
        Random random(1, Purpose::shuffle, 2, 3, 4);
        const auto beginning = bits_of(random, 8);
        for (std::uint32_t i = 0; i < 4 << 24; ++i) (void)random.bits();
        const auto beyond = bits_of(random, 8);
        QVERIFY(beyond != beginning);
        QVERIFY(beyond != bits_of(Random(1, static_cast<Purpose>(3), 2, 3, 4), 8));  // the next purpose
        const Block block =
            philox({static_cast<std::uint32_t>(Purpose::shuffle) << 24, 2, 3, 0x10004}, {1, 0});
        const auto last = bits_of(Random(random.row(), (4U << 24) - 2), 6);
        QVERIFY(std::equal(block.begin(), block.end(), last.begin() + 2));
        QCOMPARE(beyond, bits_of(Random(random.row(), 4U << 24), 8));
    }

    void a_row_can_be_entered_anywhere() {
        const Random place(42, Purpose::layer, 1, 2, 3);
        const auto all = bits_of(place, 40);
        for (const int first : {0, 1, 2, 3, 4, 9, 30}) {
            const auto rest = bits_of(Random(place.row(), static_cast<std::uint64_t>(first)), 40 - first);
            QVERIFY(std::equal(rest.begin(), rest.end(), all.begin() + first, all.end()));
        }
    }

    void names_have_streams_of_their_own() {
        std::set<std::uint32_t> streams;
        for (int i = 0; i < 1000; ++i) streams.insert(stream_of("conv2d_" + std::to_string(i)));
        QCOMPARE(streams.size(), std::size_t{1000});
        QCOMPARE(stream_of(""), 2166136261U);  // FNV-1a
        QCOMPARE(stream_of("a"), 0xe40c292cU);
    }
};

QTEST_APPLESS_MAIN(TestRandom)
#include "test_random.moc"
