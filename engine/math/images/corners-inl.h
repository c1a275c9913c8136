// SPDX-License-Identifier: GPL-3.0-or-later
// Part of resample.cpp: finds where the pixels of a batch lie in the picture. Included once for each
// instruction set, therefore without a guard of its own.

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Doubles = hn::CappedTag<double, PixelBatch::size>;
using Coordinates = hn::Vec<Doubles>;

HWY_INLINE Coordinates Of(double number) { return hn::Set(Doubles(), number); }

/// Returns whole numbers below 2⁵¹ as integers: the lowest bits of a double above 2⁵².
HWY_INLINE hn::Vec<hn::RebindToSigned<Doubles>> Whole(Coordinates number) {
    const hn::RebindToSigned<Doubles> d;
    const Coordinates large = Of(0x1.8p52);
    return hn::Sub(hn::BitCast(d, hn::Add(number, large)), hn::BitCast(d, large));
}

/// Returns the remainder 0 ≤ x < period of whole numbers.
HWY_INLINE Coordinates Remainder(Coordinates number, double period) {
    return hn::Sub(number, hn::Mul(hn::Floor(hn::Div(number, Of(period))), Of(period)));
}

/// Returns which pixel of a side stands at a place, −1 for filling.
HWY_INLINE Coordinates PixelAt(Coordinates place, double side, Border border) {
    const Coordinates first = Of(0), last = Of(side - 1), filling = Of(-1);
    const auto inside = hn::And(hn::Ge(place, first), hn::Le(place, last));
    switch (border) {
        case Border::constant:
            return hn::IfThenElse(inside, place, filling);
        case Border::constant_outside:
            // before the first: filling; behind the last: its neighbour, of weight 0
            return hn::Min(hn::Max(place, filling), last);
        case Border::nearest:
        case Border::wrap_overlapping:
            return hn::Min(hn::Max(place, first), last);
        case Border::reflect: {
            const Coordinates rest = Remainder(place, 2 * side);
            return hn::Min(rest, hn::Sub(Of(2 * side - 1), rest));
        }
        case Border::wrap:
            return Remainder(place, side);
    }
    return filling;
}

/// Brings a coordinate within limits, and to where the border's rule for points leads it: −2 for filling.
HWY_INLINE Coordinates PointAt(Coordinates point, double side, const Resampling& how) {
    constexpr double limit = 0x1p29, slack = 0x1p-12, fine = 0x1p32;
    const Coordinates first = Of(0), last = Of(side - 1);
    point = hn::IfThenElse(hn::Eq(point, point), point, Of(limit));
    point = hn::Min(hn::Max(point, Of(-limit)), Of(limit));
    // What a coordinate is rounded by shall not decide on which side of a border it lies.
    if (how.border != Border::constant || how.interpolation == Interpolation::nearest)
        point = hn::Mul(hn::Round(hn::Mul(point, Of(fine))), Of(1 / fine));
    if (how.border == Border::constant_outside) {
        const auto outside = hn::Or(hn::Lt(point, Of(-slack)), hn::Gt(point, Of(side - 1 + slack)));
        return hn::IfThenElse(outside, Of(-2), hn::Min(hn::Max(point, first), last));
    }
    if (how.border == Border::wrap_overlapping) {
        if (side == 1) return first;
        const auto before = hn::Lt(point, first), behind = hn::Gt(point, last);
        const Coordinates rest = hn::Min(hn::Max(Remainder(point, side - 1), first), last);
        const Coordinates brought = hn::IfThenElse(hn::And(before, hn::Eq(rest, first)), last, rest);
        return hn::IfThenElse(hn::Or(before, behind), brought, point);
    }
    return point;
}

/// Returns the first value of a pixel, −1 where row or column are filling.
HWY_INLINE Coordinates PlaceOf(Coordinates row, Coordinates column, const PixelSource& source) {
    const Coordinates place = hn::Add(hn::Mul(row, Of(static_cast<double>(source.pitch))),
                                      hn::Mul(column, Of(static_cast<double>(source.picture.channels))));
    return hn::IfThenElse(hn::Or(hn::Lt(row, Of(0)), hn::Lt(column, Of(0))), Of(-1), place);
}

HWY_INLINE void StoreShares(Coordinates down, Coordinates right, std::size_t i, PixelBatch& batch) {
    const hn::Rebind<float, Doubles> d;
    hn::Store(hn::DemoteTo(d, down), d, batch.down + i);
    hn::Store(hn::DemoteTo(d, right), d, batch.right + i);
}

/// Finds all corners of pixels anywhere; returns whether any of them lies in the picture.
HWY_INLINE bool FindCorners(const PixelSource& source, PixelBatch& batch) {
    const Doubles d;
    const hn::RebindToSigned<Doubles> whole;
    const auto height = static_cast<double>(source.picture.height),
               width = static_cast<double>(source.picture.width);
    const Border border = source.how.border;
    Coordinates farthest = Of(-1);
    for (std::size_t i = 0; i < batch.count; i += hn::Lanes(d)) {
        const Coordinates row = PointAt(hn::Load(d, batch.rows + i), height, source.how);
        const Coordinates column = PointAt(hn::Load(d, batch.columns + i), width, source.how);
        const Coordinates above = hn::Floor(row), left = hn::Floor(column);
        const Coordinates top = PixelAt(above, height, border), first = PixelAt(left, width, border);
        const Coordinates bottom = PixelAt(hn::Add(above, Of(1)), height, border),
                          last = PixelAt(hn::Add(left, Of(1)), width, border);
        const auto store = [&](PixelBatch::Corner corner, Coordinates y, Coordinates x) HWY_ATTR {
            const Coordinates place = PlaceOf(y, x, source);
            farthest = hn::Max(farthest, place);
            hn::Store(Whole(place), whole, batch.corners[corner] + i);
        };
        store(PixelBatch::top_left, top, first);
        store(PixelBatch::top_right, top, last);
        store(PixelBatch::bottom_left, bottom, first);
        store(PixelBatch::bottom_right, bottom, last);
        StoreShares(hn::Sub(row, above), hn::Sub(column, left), i, batch);
    }
    return !hn::AllTrue(d, hn::Lt(farthest, Of(0)));
}

/// Finds the one pixel that is nearest.
HWY_INLINE void FindNearest(const PixelSource& source, PixelBatch& batch) {
    const Doubles d;
    const hn::RebindToSigned<Doubles> whole;
    const auto pixel = [&](const double* from, std::int64_t side) HWY_ATTR {
        const auto all = static_cast<double>(side);
        const Coordinates point = PointAt(hn::Load(d, from), all, source.how);
        return PixelAt(hn::Floor(hn::Add(point, Of(0.5))), all, source.how.border);
    };
    for (std::size_t i = 0; i < batch.count; i += hn::Lanes(d)) {
        const Coordinates row = pixel(batch.rows + i, source.picture.height),
                          column = pixel(batch.columns + i, source.picture.width);
        hn::Store(Whole(PlaceOf(row, column, source)), whole, batch.corners[0] + i);
    }
}

/// Tells whether all pixels lie within the picture, so that they have their four corners there.
HWY_INLINE bool AreWithin(const PixelSource& source, const PixelBatch& batch) {
    const Doubles d;
    const Coordinates last_row = Of(static_cast<double>(source.picture.height - 1)),
                      last_column = Of(static_cast<double>(source.picture.width - 1)), zero = Of(0);
    for (std::size_t i = 0; i < batch.count; i += hn::Lanes(d)) {
        const Coordinates row = hn::Load(d, batch.rows + i), column = hn::Load(d, batch.columns + i);
        const auto inside = hn::And(hn::And(hn::Ge(row, zero), hn::Lt(row, last_row)),
                                    hn::And(hn::Ge(column, zero), hn::Lt(column, last_column)));
        if (!hn::AllTrue(d, inside)) return false;
    }
    return true;
}

/// Finds the first corners of pixels within the picture.
HWY_INLINE void FindInnerCorners(const PixelSource& source, PixelBatch& batch) {
    const Doubles d;
    const hn::RebindToSigned<Doubles> whole;
    const Coordinates pitch = Of(static_cast<double>(source.pitch)),
                      channels = Of(static_cast<double>(source.picture.channels));
    for (std::size_t i = 0; i < batch.count; i += hn::Lanes(d)) {
        const Coordinates row = hn::Load(d, batch.rows + i), column = hn::Load(d, batch.columns + i);
        const Coordinates top = hn::Floor(row), left = hn::Floor(column);
        const Coordinates place = hn::Add(hn::Mul(top, pitch), hn::Mul(left, channels));
        hn::Store(Whole(place), whole, batch.corners[PixelBatch::top_left] + i);
        StoreShares(hn::Sub(row, top), hn::Sub(column, left), i, batch);
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
