// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures made smaller on every instruction set of this machine against the definition in double; that the
// bits are OpenCV's, test_sample_picture shows.
#include "math/images/area_resize.h"
#include "math/images/area_resize_reference.h"
#include "support/kernels.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

std::vector<std::uint8_t> draw_bytes(Draw& draw, std::int64_t count) {
    std::vector<std::uint8_t> bytes;
    for (std::int64_t i = 0; i < count; ++i) bytes.push_back(static_cast<std::uint8_t>(draw.size(0, 255)));
    return bytes;
}

template <class T>
Values shrunk(const Shrinking& s, const std::vector<T>& from) {
    Values to(static_cast<std::size_t>(s.to_height * s.to_width * s.channels), -1);
    AreaResize resize(s, to.data());
    for (std::int64_t row = 0; row < s.from_height; ++row)
        resize.add(from.data() + row * s.from_width * s.channels);
    return to;
}

Shrinking draw_shrinking(Draw& draw) {
    Shrinking s{.from_height = draw.size(1, 40), .from_width = draw.size(1, 40), .channels = draw.size(1, 6)};
    s.to_height = draw.size(1, s.from_height);
    s.to_width = draw.size(1, s.from_width);
    return s;
}

}  // namespace

class TestAreaResize : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void every_target_gives_the_mean_of_each_area() {
        Draw draw(1);
        for (int i = 0; i < 300; ++i) {
            const Shrinking s = draw_shrinking(draw);
            const auto from = draw_bytes(draw, s.from_height * s.from_width * s.channels);
            const std::vector<double> expected = reference::area_resize(s, from.data());
            Values first;
            for_each_target([&](const char* target) {
                const Values found = shrunk(s, from);
                if (first.empty()) first = found;
                QVERIFY2(same_bits(found, first), target);
            });
            for (std::size_t at = 0; at < expected.size(); ++at) {
                const double value = static_cast<double>(first[at]);
                QCOMPARE(value, std::nearbyint(value));
                QVERIFY(std::abs(value - expected[at]) < 0.5001);
            }
        }
    }

    void floats_and_bytes_give_the_same() {
        Draw draw(2);
        for (int i = 0; i < 50; ++i) {
            const Shrinking s = draw_shrinking(draw);
            const auto bytes = draw_bytes(draw, s.from_height * s.from_width * s.channels);
            QVERIFY(same_bits(shrunk(s, bytes), shrunk(s, Values(bytes.begin(), bytes.end()))));
        }
    }

    void halves_become_even() {
        QCOMPARE(shrunk<std::uint8_t>({1, 2, 1, 1, 1}, {0, 1}), Values{0});
        QCOMPARE(shrunk<std::uint8_t>({1, 2, 1, 1, 1}, {1, 2}), Values{2});
    }

    void a_picture_of_the_same_size_stays() {
        Draw draw(3);
        const auto bytes = draw_bytes(draw, 7 * 5 * 3);
        QCOMPARE(shrunk({7, 5, 7, 5, 3}, bytes), Values(bytes.begin(), bytes.end()));
    }

    void what_grows_or_sums_inexactly_is_not_taken() {
        QVERIFY(AreaResize::can({10, 10, 10, 3, 1}));
        QVERIFY(!AreaResize::can({10, 10, 11, 3, 1}));
        QVERIFY(!AreaResize::can({10, 10, 3, 11, 1}));
        QVERIFY(AreaResize::can({256, 256, 1, 1, 1}));
        QVERIFY(!AreaResize::can({257, 257, 1, 1, 1}));  // 255 · 257² > 2²⁴
    }
};

QTEST_APPLESS_MAIN(TestAreaResize)
#include "test_area_resize.moc"
