// SPDX-License-Identifier: GPL-3.0-or-later
// Functions of single values, and layers that go value by value, on every instruction set of this machine
// against plain loops in double.
#include "base/random.h"
#include "math/elementwise/activations.h"
#include "math/elementwise/activations_reference.h"
#include "math/elementwise/arithmetic.h"
#include "math/elementwise/arithmetic_reference.h"
#include "math/rows/columns.h"
#include "math/rows/columns_reference.h"
#include "support/kernels.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

using Form = Curve::Form;

struct Named {
    const char* name;
    Curve curve;
};

std::vector<Named> all_curves() {
    return {{"line", {.scale = -1.7, .offset = 0.3}},
            {"relu", {.form = Form::relu}},
            {"relu up to 6", {.form = Form::rectified, .maximum = 6}},
            {"relu with a slope and a threshold",
             {.form = Form::rectified, .slope = 0.1, .threshold = 1.5, .maximum = 4}},
            {"leaky relu", {.form = Form::leaky_relu, .slope = 0.3}},
            {"leaky relu without a slope", {.form = Form::leaky_relu}},
            {"elu", {.form = Form::elu}},
            {"elu with alpha", {.form = Form::elu, .alpha = 0.4}},
            {"selu", {.form = Form::elu, .scale = 1.0507009873554805, .alpha = 1.6732632423543772}},
            {"gelu", {.form = Form::gelu}},
            {"gelu by tanh", {.form = Form::gelu_tanh}},
            {"silu", {.form = Form::silu}},
            {"mish", {.form = Form::mish}},
            {"sigmoid", {.form = Form::sigmoid}},
            {"hard sigmoid", {.form = Form::hard_sigmoid}},
            {"tanh", {.form = Form::tanh}},
            {"softplus", {.form = Form::softplus}},
            {"softsign", {.form = Form::softsign}},
            {"exponential", {.form = Form::exponential}}};
}

/// From −20 to 20 in small and growing steps, and far away.
Values probes() {
    Values values{0.0F,  -0.0F, 1.5F, 4.0F,   6.0F,    -80.0F, 80.0F, -87.5F,
                  87.5F, -1e4F, 1e4F, 1e-20F, -1e-20F, 1e-8F,  -1e-8F};
    for (float x = 1e-3F; x < 20; x *= 1.01F) values.insert(values.end(), {x, -x});
    values.resize(values.size() / 16 * 16 + 5, 0.7F);  // and a tail in every vector
    return values;
}

/// In units of the last digit of a number near `expected`, but no finer than of one near `finest`.
double distance(float found, double expected, double finest) {
    if (std::isinf(expected) || std::abs(expected) > 3.5e38)
        return std::isinf(found) && (found > 0) == (expected > 0) ? 0 : INFINITY;
    const double unit = std::max(std::abs(expected), finest) * 0x1p-23;
    return std::abs(static_cast<double>(found) - expected) / std::max(unit, 1e-44);
}

}  // namespace

class TestActivations : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { use_all_targets(); }

    void values_lie_within_some_units_of_the_last_place() {
        const Values from = probes();
        for_each_target([&](const char* target) {
            for (const Named& each : all_curves()) {
                Values to(from.size());
                apply(each.curve, from.data(), static_cast<std::int64_t>(from.size()), to.data());
                for (std::size_t i = 0; i < from.size(); ++i) {
                    const auto x = static_cast<double>(from[i]);
                    // 0 where x is none
                    const bool crosses =
                        each.curve.form == Form::line || each.curve.form == Form::hard_sigmoid;
                    const double finest = crosses ? 0.1 : std::min(1.0, std::abs(x)) / 100;
                    const double off = distance(to[i], reference::value(each.curve, x), finest);
                    QVERIFY2(off < 8, qPrintable(QStringLiteral("%1 of %2 on %3: %4 units")
                                                     .arg(each.name)
                                                     .arg(x)
                                                     .arg(target)
                                                     .arg(off)));
                }
            }
        });
    }

    void slopes_lie_within_some_units_of_the_last_place() {
        const Values from = probes();
        const Values gradient(from.size(), -0.75F);
        for_each_target([&](const char* target) {
            for (const Named& each : all_curves()) {
                Values output(from.size()), to(from.size());
                for (std::size_t i = 0; i < from.size(); ++i)
                    output[i] =
                        static_cast<float>(reference::value(each.curve, static_cast<double>(from[i])));
                const bool by_input = needs_input(each.curve);
                apply_backward(each.curve, gradient.data(), by_input ? from.data() : nullptr,
                               by_input ? nullptr : output.data(), static_cast<std::int64_t>(from.size()),
                               to.data());
                for (std::size_t i = 0; i < from.size(); ++i) {
                    const auto seen = static_cast<double>(by_input ? from[i] : output[i]);
                    const double off = distance(to[i], -0.75 * reference::slope(each.curve, seen, seen), 0.1);
                    if (std::abs(from[i]) > 1000) continue;  // e.g. x² e^(−x²) leaves the numbers in between
                    QVERIFY2(off < 8, qPrintable(QStringLiteral("%1 at %2 on %3: %4 units")
                                                     .arg(each.name)
                                                     .arg(seen)
                                                     .arg(target)
                                                     .arg(off)));
                }
            }
        });
    }

    /// Differences of the reference, so that the slopes of reference and kernels do not err together.
    void the_reference_slopes_are_those_of_the_reference_values() {
        for (const Named& each : all_curves()) {
            for (const double x : {-7.3, -2.2, -0.6, -0.01, 0.02, 0.9, 1.4, 2.5, 3.9, 8.1}) {
                const double step = 1e-6;
                const double slope =
                    (reference::value(each.curve, x + step) - reference::value(each.curve, x - step)) /
                    (2 * step);
                const double y = reference::value(each.curve, x);
                const double told = reference::slope(each.curve, needs_input(each.curve) ? x : NAN,
                                                     needs_input(each.curve) ? NAN : y);
                QVERIFY2(std::abs(told - slope) < 1e-8 * std::max(1.0, std::abs(slope)),
                         qPrintable(QStringLiteral("%1 at %2: %3, by differences %4")
                                        .arg(each.name)
                                        .arg(x)
                                        .arg(told)
                                        .arg(slope)));
            }
        }
    }

    void no_value_depends_on_its_position_or_its_neighbours() {
        const Values from = probes();
        const auto count = static_cast<std::int64_t>(from.size());
        for_each_target([&](const char*) {
            for (const Named& each : all_curves()) {
                Values whole(from.size()), parts(from.size());
                apply(each.curve, from.data(), count, whole.data());
                for (std::int64_t first = 0; first < count; first += 7)
                    apply(each.curve, from.data() + first, std::min<std::int64_t>(7, count - first),
                          parts.data() + first);
                QVERIFY(same_bits(parts, whole));
                apply_backward(each.curve, from.data(), from.data(), from.data(), count, whole.data());
                for (std::int64_t first = 0; first < count; first += 7)
                    apply_backward(each.curve, from.data() + first, from.data() + first, from.data() + first,
                                   std::min<std::int64_t>(7, count - first), parts.data() + first);
                QVERIFY(same_bits(parts, whole));
            }
        });
    }

    void targets_with_fused_multiply_add_give_the_same_bits() {
        const Values from = probes();
        const auto count = static_cast<std::int64_t>(from.size());
        std::map<std::string, Values> first;
        for (const std::int64_t target : available_targets()) {
            if (!has_fused_multiply_add(target)) continue;
            use_target(target);
            for (const Named& each : all_curves()) {
                Values found(2 * from.size());
                apply(each.curve, from.data(), count, found.data());
                apply_backward(each.curve, from.data(), from.data(), from.data(), count,
                               found.data() + count);
                const auto [known, is_new] = first.emplace(each.name, found);
                QVERIFY2(is_new || same_bits(known->second, found), each.name);
            }
        }
    }

    void not_a_number_stays_one() {
        for_each_target([&](const char* target) {
            for (const Named& each : all_curves()) {
                for (const std::size_t place : {0, 5, 18}) {
                    Values values(19, 1.0F), to(19);
                    values[place] = NAN;
                    apply(each.curve, values.data(), 19, to.data());
                    QVERIFY2(std::isnan(to[place]),
                             qPrintable(QStringLiteral("%1 on %2").arg(each.name, target)));
                    QCOMPARE(std::ranges::count_if(to, [](float value) { return std::isnan(value); }), 1);
                    if (each.curve.form == Form::line) continue;  // its slope looks at nothing
                    apply_backward(each.curve, Values(19, 1.0F).data(), values.data(), values.data(), 19,
                                   to.data());
                    QVERIFY2(std::isnan(to[place]),
                             qPrintable(QStringLiteral("slope of %1 on %2").arg(each.name, target)));
                }
            }
        });
    }

    void passes_of_merges_equal_the_reference() {
        Random random(7, Random::Purpose::generated_data);
        Values a(83), b(83);
        for (std::size_t i = 0; i < a.size(); ++i) {
            a[i] = std::round(4 * random.normal());  // some are equal
            b[i] = std::round(4 * random.normal());
        }
        a[3] = b[7] = a[81] = b[81] = NAN;
        for_each_target([&](const char*) {
            Values found(83), expected(83);
            const auto compare = [&] { QVERIFY(same_bits(found, expected)); };
            multiply(a.data(), b.data(), 83, found.data());
            reference::multiply(a.data(), b.data(), 83, expected.data());
            for (std::size_t i = 0; i < a.size(); ++i)  // the sign of NaN is nobody's business
                QVERIFY(found[i] == expected[i] || (std::isnan(found[i]) && std::isnan(expected[i])));
            for (const Extremum which : {Extremum::maximum, Extremum::minimum}) {
                extremum(which, a.data(), b.data(), 83, found.data());
                reference::extremum(which, a.data(), b.data(), 83, expected.data());
                compare();
                QVERIFY(std::isnan(found[3]) && std::isnan(found[7]) && std::isnan(found[81]));
                const Values extremes = found;
                Values left(83, 2.0F), left_expected(83, 2.0F);
                extremum_backward(a.data(), extremes.data(), 83, left.data(), found.data());
                reference::extremum_backward(a.data(), extremes.data(), 83, left_expected.data(),
                                             expected.data());
                compare();
                QVERIFY(same_bits(left, left_expected));
                for (std::size_t i = 0; i < a.size(); ++i) QCOMPARE(found[i] + left[i], 2.0F);
                extremum_backward<float>(b.data(), extremes.data(), 83, left.data(), nullptr);
                QVERIFY(std::ranges::all_of(left, [](float rest) { return rest == 0; }));
            }
        });
    }

    void learned_slopes_equal_the_reference() {
        Random random(8, Random::Purpose::generated_data);
        for_each_target([&](const char*) {
            for (const std::int64_t columns : {1, 3, 8, 17, 37}) {
                for (const std::int64_t rows : {1, 15, 16, 33}) {
                    const auto size = static_cast<std::size_t>(rows * columns),
                               width = static_cast<std::size_t>(columns);
                    Values from(size), gradient(size), slopes(width), sums(width, 0.5F), found(size);
                    for (Values* each : {&from, &gradient, &slopes})
                        std::ranges::generate(*each, [&] { return random.normal(); });
                    std::vector<double> x(from.begin(), from.end()), g(gradient.begin(), gradient.end()),
                        s(slopes.begin(), slopes.end());
                    std::vector<double> expected_sums(width, 0.5), expected(size);
                    const auto close = [&](const Values& left, const std::vector<double>& right,
                                           double within) {
                        for (std::size_t i = 0; i < left.size(); ++i)
                            QVERIFY(std::abs(static_cast<double>(left[i]) - right[i]) <= within);
                    };
                    prelu(from.data(), slopes.data(), rows, columns, found.data());
                    reference::prelu(x.data(), s.data(), rows, columns, expected.data());
                    close(found, expected, 1e-6);
                    prelu_backward(gradient.data(), from.data(), slopes.data(), rows, columns, sums.data(),
                                   found.data());
                    reference::prelu_backward(g.data(), x.data(), s.data(), rows, columns,
                                              expected_sums.data(), expected.data());
                    close(found, expected, 1e-6);
                    close(sums, expected_sums, 1e-5);
                }
            }
        });
    }
};

QTEST_GUILESS_MAIN(TestActivations)
#include "test_activations.moc"
