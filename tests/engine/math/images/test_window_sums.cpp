// SPDX-License-Identifier: GPL-3.0-or-later
// Sums over windows and their way back on every instruction set of this machine against plain loops in
// double.
#include "layers/window.h"
#include "math/images/window_sums.h"
#include "math/images/window_sums_reference.h"
#include "support/kernels.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

/// Windows that overlap, touch or leave pixels between them, over the border or not.
Window2D draw_window(Draw& draw) {
    const int height = static_cast<int>(draw.size(1, 4)), width = static_cast<int>(draw.size(1, 4));
    const Shape picture{draw.size(height, 12), draw.size(width, 12), draw.size(1, 70)};
    const Size2 strides{static_cast<int>(draw.size(1, 5)), static_cast<int>(draw.size(1, 5))};
    return window_over("AveragePooling2D", picture, {height, width}, strides,
                       draw.coin() ? Padding::same : Padding::valid);
}
std::int64_t picture_size(const Window2D& w) { return w.input_height * w.input_width * w.channels; }
std::int64_t output_size(const Window2D& w) { return w.output_height * w.output_width * w.channels; }

/// The sums of the windows over `picture`, then what `output` gives back.
template <class T, class Sum, class Spread>
std::vector<T> run(const Window2D& w, WindowReduction share, const Values& picture, const Values& output,
                   const Sum& sum, const Spread& spread) {
    const std::vector<T> x(picture.begin(), picture.end()), g(output.begin(), output.end());
    std::vector<T> result(x.size() + g.size(), T{5});  // shall be overwritten
    sum(w, share, x.data(), result.data());
    spread(w, share, g.data(), result.data() + g.size());
    return result;
}

double worst_of(const Window2D& w, WindowReduction share, const Values& picture, const Values& output) {
    const auto expected = run<double>(w, share, picture, output, reference::sum_windows<double>,
                                      reference::spread_windows<double>);
    return worst_error(expected, [&] {
        return run<float>(w, share, picture, output, sum_windows<float>, spread_windows<float>);
    });
}

}  // namespace

class TestWindowSums : public QObject {
    Q_OBJECT
private slots:
    void every_target_equals_the_reference() {
        Draw draw(1);
        for (int i = 0; i < 300; ++i) {
            const Window2D w = draw_window(draw);
            const Values picture = draw.values(picture_size(w)), output = draw.values(output_size(w));
            QVERIFY(worst_of(w, draw.coin() ? WindowReduction::mean : WindowReduction::sum, picture, output) <
                    1e-6);
        }
    }

    void not_a_number_reaches_the_windows_that_hold_it() {
        Draw draw(2);
        for (int i = 0; i < 100; ++i) {
            const Window2D w = draw_window(draw);
            Values picture = draw.values(picture_size(w)), output = draw.values(output_size(w));
            picture[static_cast<std::size_t>(draw.size(0, picture_size(w) - 1))] = NAN;
            output[static_cast<std::size_t>(draw.size(0, output_size(w) - 1))] = NAN;
            QVERIFY(worst_of(w, WindowReduction::mean, picture, output) < 1e-6);
        }
    }
};

QTEST_APPLESS_MAIN(TestWindowSums)
#include "test_window_sums.moc"
