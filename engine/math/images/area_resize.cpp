// SPDX-License-Identifier: GPL-3.0-or-later
// A row is first made narrower, then added to the new row: OpenCV's order, which decides about the last bit.
// A pixel of three channels is a vector of four, whose last lane belongs to the next one and is overwritten.
#include "math/images/area_resize.h"

#include "math/simd/dispatch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <type_traits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/images/area_resize.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

HWY_ATTR void WidenBytes(const std::uint8_t* from, std::int64_t count, float* to) {
    const hn::ScalableTag<float> d;
    const hn::Rebind<std::int32_t, decltype(d)> of_ints;
    const hn::Rebind<std::uint8_t, decltype(d)> of_bytes;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes)
        hn::StoreU(hn::ConvertTo(d, hn::PromoteTo(of_ints, hn::LoadU(of_bytes, from + i))), d, to + i);
    for (; i < count; ++i) to[i] = static_cast<float>(from[i]);
}

#if HWY_TARGET != HWY_SCALAR
/// Sums pixels of three or four channels, a vector each. `count` is a constant where it is small.
template <class Count>
HWY_INLINE void NarrowPixels(const AreaShares& columns, Count count, std::int64_t channels, const float* from,
                             float* to) {
    const hn::FixedTag<float, 4> d;
    const float* shares = columns.shares.data();
    for (const std::int64_t begin : columns.first) {
        const float* pixel = from + begin * channels;
        auto sum = hn::Zero(d);
        for (std::int64_t i = 0; i < count; ++i, pixel += channels)
            sum = hn::Add(sum, hn::Mul(hn::LoadU(d, pixel), hn::Set(d, shares[i])));
        hn::StoreU(sum, d, to);
        shares += count;
        to += channels;
    }
}
#endif

template <class Count>
HWY_INLINE void NarrowEachChannel(const AreaShares& columns, Count count, std::int64_t channels,
                                  const float* from, float* to) {
    const float* shares = columns.shares.data();
    for (const std::int64_t begin : columns.first) {
        for (std::int64_t c = 0; c < channels; ++c) {
            const float* const first = from + begin * channels + c;
            float sum = 0;
            for (std::int64_t i = 0; i < count; ++i) sum += first[i * channels] * shares[i];
            *to++ = sum;
        }
        shares += count;
    }
}

template <class Count>
HWY_INLINE void NarrowRowBy(const AreaShares& columns, Count count, std::int64_t channels, const float* from,
                            float* to) {
#if HWY_TARGET != HWY_SCALAR
    if (channels == 3) return NarrowPixels(columns, count, 3, from, to);
    if (channels == 4) return NarrowPixels(columns, count, 4, from, to);
#endif
    if (channels == 1) return NarrowEachChannel(columns, count, 1, from, to);
    NarrowEachChannel(columns, count, channels, from, to);
}

template <std::int64_t count>
using Constant = std::integral_constant<std::int64_t, count>;

HWY_ATTR void NarrowRow(const AreaShares& columns, std::int64_t channels, const float* from, float* to) {
    switch (columns.count) {
        case 2:
            return NarrowRowBy(columns, Constant<2>(), channels, from, to);
        case 3:
            return NarrowRowBy(columns, Constant<3>(), channels, from, to);
        case 4:
            return NarrowRowBy(columns, Constant<4>(), channels, from, to);
        case 5:
            return NarrowRowBy(columns, Constant<5>(), channels, from, to);
        default:
            return NarrowRowBy(columns, columns.count, channels, from, to);
    }
}

HWY_ATTR void AddShareOf(const float* row, float share, std::int64_t count, float* sums) {
    const hn::ScalableTag<float> d;
    for (std::int64_t i = 0; i < count; i += static_cast<std::int64_t>(hn::Lanes(d)))
        hn::StoreU(hn::Add(hn::LoadU(d, sums + i), hn::Mul(hn::LoadU(d, row + i), hn::Set(d, share))), d,
                   sums + i);
}

template <class D>
HWY_INLINE void RoundToByte(D d, const float* sums, float scale, float* to) {
    const auto value = hn::Round(hn::Mul(hn::LoadU(d, sums), hn::Set(d, scale)));
    hn::StoreU(hn::Min(hn::Max(value, hn::Zero(d)), hn::Set(d, 255.0F)), d, to);
}

/// Rounds to whole numbers, halves to even ones, and keeps within bytes.
HWY_ATTR void RoundToBytes(const float* sums, float scale, std::int64_t count, float* to) {
    const hn::ScalableTag<float> d;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes) RoundToByte(d, sums + i, scale, to + i);
    for (; i < count; ++i) RoundToByte(hn::CappedTag<float, 1>(), sums + i, scale, to + i);
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(WidenBytes);
HWY_EXPORT(NarrowRow);
HWY_EXPORT(AddShareOf);
HWY_EXPORT(RoundToBytes);

namespace {

constexpr std::size_t slack = 64;     // floats of the longest vector
constexpr double least_share = 1e-3;  // of an old pixel; OpenCV leaves out less

/// Returns the side of a new pixel in old ones, with OpenCV's rounding.
double side_of(std::int64_t from, std::int64_t to) {
    return 1 / (static_cast<double>(to) / static_cast<double>(from));
}

bool is_multiple(std::int64_t from, std::int64_t to) {
    const double side = side_of(from, to);
    return std::abs(side - std::nearbyint(side)) < std::numeric_limits<double>::epsilon();
}

bool is_whole(const Shrinking& s) {
    return is_multiple(s.from_height, s.to_height) && is_multiple(s.from_width, s.to_width);
}

std::int64_t area_of(const Shrinking& s) {
    return std::llround(side_of(s.from_height, s.to_height)) *
           std::llround(side_of(s.from_width, s.to_width));
}

}  // namespace

AreaShares::AreaShares(std::int64_t from, std::int64_t to, bool is_whole) {
    const double side = side_of(from, to);
    count = static_cast<std::int64_t>(std::ceil(side)) + 1;
    for (std::int64_t i = 0; i < to; ++i) {
        const double begin = static_cast<double>(i) * side, end = begin + side;
        const double covered = std::min(side, static_cast<double>(from) - begin);
        const std::int64_t last = std::min(static_cast<std::int64_t>(std::floor(end)), from - 1);
        const std::int64_t whole = std::min(static_cast<std::int64_t>(std::ceil(begin)), last);
        const double before = static_cast<double>(whole) - begin, behind = end - static_cast<double>(last);
        first.push_back(before > least_share ? whole - 1 : whole);
        if (before > least_share) shares.push_back(static_cast<float>(before / covered));
        shares.insert(shares.end(), static_cast<std::size_t>(last - whole), static_cast<float>(1 / covered));
        if (behind > least_share)
            shares.push_back(static_cast<float>(std::min(std::min(behind, 1.0), covered) / covered));
        shares.resize(static_cast<std::size_t>((i + 1) * count));
    }
    if (is_whole) std::ranges::for_each(shares, [](float& share) { share = share > 0 ? 1.0F : 0.0F; });
}

bool AreaResize::can(const Shrinking& s) {
    constexpr std::int64_t most_exact = (1 << 24) / 255;  // bytes whose sum float holds
    return s.to_height <= s.from_height && s.to_width <= s.from_width &&
           (!is_whole(s) || area_of(s) <= most_exact);
}

AreaResize::AreaResize(const Shrinking& s, float* to)
    : shrinking_(s),
      columns_(s.from_width, s.to_width, is_whole(s)),
      rows_(s.from_height, s.to_height, is_whole(s)),
      scale_(is_whole(s) ? 1.0F / static_cast<float>(area_of(s)) : 1.0F),
      to_(to),
      line_(static_cast<std::size_t>((s.from_width + columns_.count) * s.channels) + slack),
      across_(static_cast<std::size_t>(s.to_width * s.channels) + slack),
      sums_(across_.size()) {}

void AreaResize::add(const std::uint8_t* row) {
    HWY_DYNAMIC_DISPATCH(WidenBytes)(row, shrinking_.from_width * shrinking_.channels, line_.data());
    add_row();
}

void AreaResize::add(const float* row) {
    std::copy_n(row, shrinking_.from_width * shrinking_.channels, line_.begin());
    add_row();
}

void AreaResize::add_row() {
    const std::int64_t width = shrinking_.to_width * shrinking_.channels;
    HWY_DYNAMIC_DISPATCH(NarrowRow)(columns_, shrinking_.channels, line_.data(), across_.data());
    // A row may end one new row and begin the next.
    while (target_ < shrinking_.to_height) {
        const std::int64_t place = row_ - rows_.first[static_cast<std::size_t>(target_)];
        if (place < 0) break;
        const float* const shares = rows_.shares.data() + target_ * rows_.count;
        HWY_DYNAMIC_DISPATCH(AddShareOf)(across_.data(), shares[place], width, sums_.data());
        const bool is_last = place + 1 == rows_.count || shares[place + 1] == 0;
        if (!is_last) break;
        finish_row();
    }
    ++row_;
}

void AreaResize::finish_row() {
    const std::int64_t width = shrinking_.to_width * shrinking_.channels;
    HWY_DYNAMIC_DISPATCH(RoundToBytes)(sums_.data(), scale_, width, to_);
    to_ += width;
    std::ranges::fill(sums_, 0.0F);
    ++target_;
}

}  // namespace glassnet
#endif
