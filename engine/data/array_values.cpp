// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/array_values.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <type_traits>

namespace glassnet {

namespace {

constexpr ProblemKind arrays_rounded{
    "data.arrays_rounded", Severity::warning,
    "{count} whole numbers of the array “{name}” are rounded: {value} in sample {sample} becomes {rounded}",
    "Targets are held as float, which has all whole numbers up to 16,777,216. Number classes from 0; divide "
    "values, or subtract the smallest."};

/// Tells whether a whole number of this size has more bits than float, from the first to the last 1.
bool has_many_bits(std::uint64_t size) {
    return static_cast<int>(std::bit_width(size)) - std::countr_zero(size) > 24;
}

bool is_rounded(std::uint64_t number) { return has_many_bits(number); }
bool is_rounded(std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    return has_many_bits(number < 0 ? 0 - bits : bits);
}
/// Fractions are rounded by everybody.
bool is_rounded(double number) {
    return std::abs(number) < 0x1p53 && number == std::floor(number) &&
           static_cast<double>(static_cast<float>(number)) != number;
}

template <class T>
constexpr bool may_be_rounded =
    std::is_same_v<T, std::int64_t> || std::is_same_v<T, std::uint64_t> || std::is_same_v<T, double>;

template <class T>
std::string exact_text(T number) {
    if constexpr (std::is_same_v<T, double>)
        return to_text(number);
    else
        return std::to_string(number);
}

}  // namespace

std::string sides_text(const std::vector<std::int64_t>& sides) {
    return sides.empty() ? "a single number" : to_text(Value(Value::List(sides.begin(), sides.end())));
}

SampleValues inputs_from(StoredTensor& array) {
    const auto elements = [&](const auto& values) { return std::ssize(values) / array.shape[0]; };
    if (auto* bytes = std::get_if<std::vector<std::uint8_t>>(&array.values)) {
        const std::int64_t of_each = elements(*bytes);
        return {std::move(*bytes), of_each};
    }
    std::vector<float> floats = targets_from(array);
    const std::int64_t of_each = elements(floats);
    return {std::move(floats), of_each};
}

std::vector<float> targets_from(StoredTensor& array) {
    if (auto* floats = std::get_if<std::vector<float>>(&array.values)) return std::move(*floats);
    return std::visit(
        [](const auto& values) {
            std::vector<float> floats(values.size());
            std::ranges::transform(values, floats.begin(),
                                   [](auto value) { return static_cast<float>(value); });
            return floats;
        },
        array.values);
}

bool is_one_each(const std::vector<std::int64_t>& sides) {
    return sides.size() == 1 || (sides.size() == 2 && sides[1] == 1);
}

bool holds_classes(const StoredTensor& array) {
    const bool is_whole =
        std::visit([](const auto& values) { return std::is_integral_v<std::decay_t<decltype(values[0])>>; },
                   array.values);
    return is_whole && is_one_each(array.shape);
}

Shape sample_shape_of(const std::vector<std::int64_t>& all) {
    std::vector<std::int64_t> sides(all.begin() + 1, all.end());
    if (sides.empty() || sides.size() == 2) sides.push_back(1);
    return Shape(std::span<const std::int64_t>(sides));
}

Shape target_shape_of(const StoredTensor& array) {
    if (array.shape.size() == 1) return {1};
    return Shape(std::span(array.shape).subspan(1));
}

std::optional<Problem> rounding_of(const StoredTensor& array, const Where& where) {
    const auto look = [&]<class T>(const std::vector<T>& values) -> std::optional<Problem> {
        if constexpr (may_be_rounded<T>) {
            const auto is_other = [](T value) { return is_rounded(value); };
            const auto first = std::ranges::find_if(values, is_other);
            if (first == values.end()) return std::nullopt;
            const auto each = static_cast<std::int64_t>(values.size()) / array.shape[0];
            return Problem(arrays_rounded,
                           {{"name", where.tensor},
                            {"count", std::int64_t{std::count_if(first, values.end(), is_other)}},
                            {"value", exact_text(*first)},
                            {"sample", (first - values.begin()) / each},
                            {"rounded", to_text(static_cast<double>(static_cast<float>(*first)))}},
                           where);
        } else {
            return std::nullopt;
        }
    };
    return std::visit(look, array.values);
}

}  // namespace glassnet
