// SPDX-License-Identifier: GPL-3.0-or-later
// Bilinear enlargement and its way back on every instruction set of this machine against plain loops in
// double.
#include "math/images/bilinear.h"
#include "math/images/bilinear_reference.h"
#include "support/kernels.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

std::int64_t old_size(const Upsampling& e) { return e.height * e.width * e.channels; }
std::int64_t new_size(const Upsampling& e) { return old_size(e) * e.factor_y * e.factor_x; }

/// The enlarged picture, then what `gradient` gives back.
template <class T, class Enlarge, class Backward>
std::vector<T> run(const Upsampling& e, const Values& picture, const Values& gradient, const Enlarge& enlarge,
                   const Backward& backward) {
    const std::vector<T> x(picture.begin(), picture.end()), g(gradient.begin(), gradient.end());
    std::vector<T> result(x.size() + g.size(), T{5});  // shall be overwritten
    enlarge(e, x.data(), result.data());
    backward(e, g.data(), result.data() + g.size());
    return result;
}

double worst_of(const Upsampling& e, const Values& picture, const Values& gradient) {
    const auto expected = run<double>(e, picture, gradient, reference::upsample_bilinear<double>,
                                      reference::upsample_bilinear_backward<double>);
    return worst_error(expected, [&] {
        return run<float>(e, picture, gradient, upsample_bilinear<float>, upsample_bilinear_backward<float>);
    });
}

Upsampling draw_enlargement(Draw& draw) {
    return {draw.size(1, 6), draw.size(1, 6), draw.size(1, 70), draw.size(1, 5), draw.size(1, 5)};
}

}  // namespace

class TestBilinear : public QObject {
    Q_OBJECT
private slots:
    void every_target_equals_the_reference() {
        Draw draw(1);
        for (int i = 0; i < 300; ++i) {
            const Upsampling e = draw_enlargement(draw);
            QVERIFY(worst_of(e, draw.values(old_size(e)), draw.values(new_size(e))) < 1e-6);
        }
    }

    void many_times_are_as_exact_as_few() {
        Draw draw(2);
        for (const std::int64_t times : {63, 64}) {
            const Upsampling e{2, 3, 5, times, times};
            QVERIFY(worst_of(e, draw.values(old_size(e)), draw.values(new_size(e))) < 1e-6);
        }
    }

    /// Even times alone: with odd ones the middle of an old pixel takes its neighbour 0 times, and what 0 ·
    /// NaN is depends on rounding.
    void not_a_number_reaches_its_neighbours() {
        Draw draw(3);
        for (int i = 0; i < 100; ++i) {
            Upsampling e = draw_enlargement(draw);
            e.factor_y = 2 * draw.size(1, 2);
            e.factor_x = 2 * draw.size(1, 2);
            Values picture = draw.values(old_size(e)), gradient = draw.values(new_size(e));
            picture[static_cast<std::size_t>(draw.size(0, old_size(e) - 1))] = NAN;
            gradient[static_cast<std::size_t>(draw.size(0, new_size(e) - 1))] = NAN;
            QVERIFY(worst_of(e, picture, gradient) < 1e-6);
        }
    }
};

QTEST_APPLESS_MAIN(TestBilinear)
#include "test_bilinear.moc"
