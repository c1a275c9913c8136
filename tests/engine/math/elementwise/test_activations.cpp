// SPDX-License-Identifier: GPL-3.0-or-later
// Activation functions on every instruction set of this machine against plain loops in double.
#include "math/elementwise/activation_functions.h"
#include "math/elementwise/activations.h"
#include "support/kernels.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace glassnet;
using namespace glassnet::kernels;

namespace {

using F = ActivationFunction;

struct Named {
    const char* name;
    Activation activation;
};

/// All elementwise functions of the list, and those that layers give parameters.
std::vector<Named> all_activations() {
    std::vector<Named> all{{"linear with a slope", {.scale = -1.7, .offset = 0.3}},
                           {"relu up to 6", {.function = F::relu, .maximum = 6}},
                           {"relu with a slope and a threshold",
                            {.function = F::relu, .slope = 0.1, .threshold = 1.5, .maximum = 4}},
                           {"leaky relu of another slope", {.function = F::leaky_relu, .slope = 0.3}},
                           {"leaky relu without a slope", {.function = F::leaky_relu}},
                           {"elu with alpha", {.function = F::elu, .alpha = 0.4}}};
    for (std::size_t i = 0; i < names(F{}).size(); ++i)
        if (const auto function = static_cast<F>(i); !needs_row(function))
            all.push_back({names(F{})[i].data(), activation_of(function)});
    return all;
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
            for (const Named& each : all_activations()) {
                Values to(from.size());
                apply(each.activation, from.data(), static_cast<std::int64_t>(from.size()), to.data());
                for (std::size_t i = 0; i < from.size(); ++i) {
                    const auto x = static_cast<double>(from[i]);
                    // 0 where x is none
                    const bool crosses =
                        each.activation.function == F::linear || each.activation.function == F::hard_sigmoid;
                    const double finest = crosses ? 0.1 : std::min(1.0, std::abs(x)) / 100;
                    const double off = distance(to[i], reference::value(each.activation, x), finest);
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
            for (const Named& each : all_activations()) {
                Values output(from.size()), to(from.size());
                for (std::size_t i = 0; i < from.size(); ++i)
                    output[i] =
                        static_cast<float>(reference::value(each.activation, static_cast<double>(from[i])));
                const bool by_input = needs_input(each.activation);
                apply_backward(each.activation, gradient.data(), by_input ? from.data() : nullptr,
                               by_input ? nullptr : output.data(), static_cast<std::int64_t>(from.size()),
                               to.data());
                for (std::size_t i = 0; i < from.size(); ++i) {
                    const auto seen = static_cast<double>(by_input ? from[i] : output[i]);
                    const double off =
                        distance(to[i], -0.75 * reference::slope(each.activation, seen, seen), 0.1);
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
        for (const Named& each : all_activations()) {
            for (const double x : {-7.3, -2.2, -0.6, -0.01, 0.02, 0.9, 1.4, 2.5, 3.9, 8.1}) {
                const double step = 1e-6;
                const double slope = (reference::value(each.activation, x + step) -
                                      reference::value(each.activation, x - step)) /
                                     (2 * step);
                const double y = reference::value(each.activation, x);
                const double told = reference::slope(each.activation, needs_input(each.activation) ? x : NAN,
                                                     needs_input(each.activation) ? NAN : y);
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
            for (const Named& each : all_activations()) {
                Values whole(from.size()), parts(from.size());
                apply(each.activation, from.data(), count, whole.data());
                for (std::int64_t first = 0; first < count; first += 7)
                    apply(each.activation, from.data() + first, std::min<std::int64_t>(7, count - first),
                          parts.data() + first);
                QVERIFY(same_bits(parts, whole));
                apply_backward(each.activation, from.data(), from.data(), from.data(), count, whole.data());
                for (std::int64_t first = 0; first < count; first += 7)
                    apply_backward(each.activation, from.data() + first, from.data() + first,
                                   from.data() + first, std::min<std::int64_t>(7, count - first),
                                   parts.data() + first);
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
            for (const Named& each : all_activations()) {
                Values found(2 * from.size());
                apply(each.activation, from.data(), count, found.data());
                apply_backward(each.activation, from.data(), from.data(), from.data(), count,
                               found.data() + count);
                const auto [known, is_new] = first.emplace(each.name, found);
                QVERIFY2(is_new || same_bits(known->second, found), each.name);
            }
        }
    }

    void not_a_number_stays_one() {
        for_each_target([&](const char* target) {
            for (const Named& each : all_activations()) {
                for (const std::size_t place : {0, 5, 18}) {
                    Values values(19, 1.0F), to(19);
                    values[place] = NAN;
                    apply(each.activation, values.data(), 19, to.data());
                    QVERIFY2(std::isnan(to[place]),
                             qPrintable(QStringLiteral("%1 on %2").arg(each.name, target)));
                    QCOMPARE(std::ranges::count_if(to, [](float value) { return std::isnan(value); }), 1);
                    if (each.activation.function == F::linear) continue;  // its slope looks at nothing
                    apply_backward(each.activation, Values(19, 1.0F).data(), values.data(), values.data(), 19,
                                   to.data());
                    QVERIFY2(std::isnan(to[place]),
                             qPrintable(QStringLiteral("slope of %1 on %2").arg(each.name, target)));
                }
            }
        });
    }
};

QTEST_GUILESS_MAIN(TestActivations)
#include "test_activations.moc"
