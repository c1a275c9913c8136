// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/ranged_step.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind augmentation_range{"augmentation.range", Severity::error,
                                         "{setting} must be one number or two, not {found}",
                                         "Write one number, or the lowest and the highest: [0.1, 0.3]."};

Bounds sorted(double one, double other) { return {std::min(one, other), std::max(one, other)}; }

}  // namespace

Bounds around_zero(const std::vector<double>& factor) {
    if (factor.empty()) return {};
    if (factor.size() > 1) return sorted(factor[0], factor[1]);
    return {-std::abs(factor[0]), std::abs(factor[0])};
}

Bounds from_zero(const std::vector<double>& factor) {
    if (factor.empty()) return {};
    return factor.size() > 1 ? sorted(factor[0], factor[1]) : sorted(0, factor[0]);
}

Bounds around_one(const std::vector<double>& factor) {
    if (factor.empty()) return {1, 1};
    return factor.size() > 1 ? sorted(factor[0], factor[1]) : sorted(1 - factor[0], 1 + factor[0]);
}

double draw(const Bounds& bounds, Random& random) {
    const auto share = static_cast<double>(random.uniform());
    if (bounds.lowest == -bounds.highest) return (2 * share - 1) * bounds.highest;
    return bounds.lowest + share * (bounds.highest - bounds.lowest);
}

bool comes_about(const Bounds& probability, Random& random) {
    const double wanted = draw(probability, random);
    return static_cast<double>(random.uniform()) < wanted;
}

Value as_range(const Value& value, const SettingInfo& info) {
    if (value.is_number()) return Value::List{value};
    const auto* list = value.get_if<Value::List>();
    const auto* by_default = info.default_value.get_if<Value::List>();
    const bool may_be_empty = by_default && by_default->empty();
    if (!list || list->size() > 2 || (list->empty() && !may_be_empty) ||
        !std::ranges::all_of(*list, &Value::is_number))
        throw Error(augmentation_range, {{"setting", info.name}, {"found", to_text(value)}},
                    {.setting = std::string(info.name)});
    return value;
}

}  // namespace glassnet
