// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors with their sides in another order, on every instruction set of this machine: each value is looked
// up by its indices.
#include "math/matrix/permutation.h"
#include "support/kernels.h"

#include <QTest>

#include <numeric>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

struct Case {
    Shape before;
    std::vector<int> order;

    /// The place before of the value that comes to `place`.
    [[nodiscard]] std::int64_t source_of(std::int64_t place) const {
        std::vector<std::int64_t> indices(order.size());
        for (std::size_t side = order.size(); side-- > 0; place /= before[order[side]])
            indices[static_cast<std::size_t>(order[side])] = place % before[order[side]];
        std::int64_t source = 0;
        for (std::size_t side = 0; side < indices.size(); ++side)
            source = source * before[static_cast<int>(side)] + indices[side];
        return source;
    }

    template <class T>
    [[nodiscard]] bool is_right() const {
        std::vector<T> values(static_cast<std::size_t>(before.elements())), found(values.size(), T{-1});
        std::iota(values.begin(), values.end(), T{0});
        permute(Permutation(before, order), values.data(), found.data());
        for (std::size_t place = 0; place < found.size(); ++place)
            if (found[place] != static_cast<T>(source_of(static_cast<std::int64_t>(place)))) return false;
        return true;
    }
};

Case draw_case(Draw& draw) {
    std::vector<std::int64_t> sides;
    const std::int64_t rank = draw.size(1, 5);
    for (std::int64_t side = 0; side < rank; ++side)
        sides.push_back(draw.size(1, rank < 3 ? 150 : rank < 4 ? 40 : 9));
    std::vector<int> order(sides.size());
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1],
                  order[static_cast<std::size_t>(draw.size(0, static_cast<std::int64_t>(i) - 1))]);
    return {Shape(sides), order};
}

}  // namespace

class TestPermutation : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { use_all_targets(); }

    void every_value_comes_to_its_place_on_every_target() {
        Draw draw(1);
        for (int i = 0; i < 500; ++i) {
            const Case each = draw_case(draw);
            for (const std::int64_t target : available_targets()) {
                use_target(target);
                QVERIFY2(each.is_right<float>(), target_name(target));
            }
            QVERIFY(each.is_right<double>());
        }
    }

    void sides_that_stay_together_move_as_one() {
        const Permutation channels_first(Shape{5, 7, 3}, std::vector{2, 0, 1});
        QCOMPARE(channels_first.inner().count, 35);
        QCOMPARE(channels_first.across().count, 3);
        const Permutation nothing(Shape{5, 7, 3}, std::vector{0, 1, 2});
        QCOMPARE(nothing.inner().count, 105);
    }
};

QTEST_APPLESS_MAIN(TestPermutation)
#include "test_permutation.moc"
