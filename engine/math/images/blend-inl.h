// SPDX-License-Identifier: GPL-3.0-or-later
// Part of resample.cpp: blends the pixels of a batch from their corners. Included once
// for each instruction set, therefore without a guard of its own.

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Returns a + share · (b − a); where the border fades a · (1 − share) + b · share, as ever.
template <Border border, class D, class V = hn::Vec<D>>
HWY_INLINE V Mix(D d, V a, V b, V share) {
    if constexpr (border == Border::constant)
        return hn::Add(hn::Mul(a, hn::Sub(hn::Set(d, 1.0F), share)), hn::Mul(b, share));
    else
        return hn::Add(a, hn::Mul(hn::Sub(b, a), share));
}

template <Border border, class D, class V = hn::Vec<D>>
HWY_INLINE V Blend(D d, const V (&corners)[4], V down, V right) {
    const V above = Mix<border>(d, corners[0], corners[1], right);
    const V below = Mix<border>(d, corners[2], corners[3], right);
    return Mix<border>(d, above, below, down);
}

/// The pixels of the four corners, wherever they lie.
struct Scattered {
    const PixelSource& source;
    const PixelBatch& batch;
    [[nodiscard]] HWY_INLINE const float* at(std::size_t corner, std::size_t i) const {
        return source.at(batch.corners[corner][i]);
    }
};

/// The pixels of the four corners, which lie beside and below each other.
struct Together {
    const PixelSource& source;
    const PixelBatch& batch;
    [[nodiscard]] HWY_INLINE const float* at(std::size_t corner, std::size_t i) const {
        const float* const first = source.picture.values + batch.corners[0][i];
        return first + (corner % 2 ? source.picture.channels : 0) + (corner / 2 ? source.pitch : 0);
    }
};

#if HWY_TARGET != HWY_SCALAR

using Colours = hn::FixedTag<float, 4>;

/// Loads a pixel of three values and does not read behind it.
HWY_INLINE hn::Vec<Colours> LoadThree(const float* from) {
    const hn::Half<Colours> two;
    return hn::Combine(Colours(), hn::Set(two, from[2]), hn::LoadU(two, from));
}

/// Loads two neighbours of three values; the second is read from its forerunner's last value on, so that
/// nothing behind it is read.
HWY_INLINE void LoadTwiceThree(const float* from, hn::Vec<Colours>& first, hn::Vec<Colours>& second) {
    first = hn::LoadU(Colours(), from);
    second = hn::Shuffle0321(hn::LoadU(Colours(), from + 2));
}

template <std::int64_t channels, class Corners>
HWY_INLINE void LoadCorners(const Corners& corners, std::size_t i, hn::Vec<Colours> (&values)[4]) {
    if constexpr (channels == 3 && std::is_same_v<Corners, Together>) {
        LoadTwiceThree(corners.at(0, i), values[0], values[1]);
        LoadTwiceThree(corners.at(2, i), values[2], values[3]);
    } else {
#pragma GCC unroll 4
        for (std::size_t corner = 0; corner < 4; ++corner)
            values[corner] = channels == 3 ? LoadThree(corners.at(corner, i))
                                           : hn::LoadU(Colours(), corners.at(corner, i));
    }
}

/// Writes pixels of three or four values. The fourth of three is the next pixel's, which is written then.
template <Border border, std::int64_t channels, class Corners>
HWY_INLINE void BlendColours(const Corners& corners, float* to) {
    const Colours d;
    const PixelBatch& batch = corners.batch;
    hn::Vec<Colours> values[4];
    const auto blended = [&](std::size_t i) HWY_ATTR {
        LoadCorners<channels>(corners, i, values);
        return Blend<border>(d, values, hn::Set(d, batch.down[i]), hn::Set(d, batch.right[i]));
    };
    for (std::size_t i = 0; i + 1 < batch.count; ++i, to += channels) hn::StoreU(blended(i), d, to);
    HWY_ALIGN float last[4];
    hn::Store(blended(batch.count - 1), d, last);
    std::copy_n(last, channels, to);
}

#endif

/// Writes pixels of one value: they are gathered first, then blended several at once.
template <Border border>
HWY_INLINE void BlendGreys(const Scattered& corners, float* to) {
    const hn::CappedTag<float, PixelBatch::size> d;
    const PixelBatch& batch = corners.batch;
    HWY_ALIGN float gathered[4][PixelBatch::size], blended[PixelBatch::size];
    for (std::size_t corner = 0; corner < 4; ++corner)
        for (std::size_t i = 0; i < batch.count; ++i) gathered[corner][i] = *corners.at(corner, i);
    for (std::size_t i = 0; i < batch.count; i += hn::Lanes(d)) {
        const hn::Vec<decltype(d)> values[4]{hn::Load(d, gathered[0] + i), hn::Load(d, gathered[1] + i),
                                             hn::Load(d, gathered[2] + i), hn::Load(d, gathered[3] + i)};
        hn::Store(Blend<border>(d, values, hn::Load(d, batch.down + i), hn::Load(d, batch.right + i)), d,
                  blended + i);
    }
    std::copy_n(blended, batch.count, to);
}

#if HWY_TARGET != HWY_SCALAR
/// Loads four pairs of neighbours, and parts them into the left and the right ones.
HWY_INLINE void LoadPairs(const float* from, const std::int64_t (&places)[4], hn::Vec<Colours>& left,
                          hn::Vec<Colours>& right) {
    const Colours d;
    const hn::Half<Colours> two;
    const auto pairs = [&](std::size_t i) HWY_ATTR {
        return hn::Combine(d, hn::LoadU(two, from + places[i + 1]), hn::LoadU(two, from + places[i]));
    };
    const hn::Vec<Colours> first = pairs(0), second = pairs(2);
    left = hn::ConcatEven(d, second, first);
    right = hn::ConcatOdd(d, second, first);
}

template <Border border>
HWY_INLINE void BlendGreys(const Together& corners, float* to) {
    const Colours d;
    const PixelBatch& batch = corners.batch;
    const float* const above = corners.source.picture.values;
    const float* const below = above + corners.source.pitch;
    HWY_ALIGN float blended[PixelBatch::size];
    for (std::size_t i = 0; i < batch.count; i += 4) {
        const std::int64_t* const first = batch.corners[0] + i;
        const std::int64_t places[4]{first[0], first[1], first[2], first[3]};
        hn::Vec<Colours> values[4];
        LoadPairs(above, places, values[0], values[1]);
        LoadPairs(below, places, values[2], values[3]);
        hn::Store(Blend<border>(d, values, hn::Load(d, batch.down + i), hn::Load(d, batch.right + i)), d,
                  blended + i);
    }
    std::copy_n(blended, batch.count, to);
}
#endif

/// Writes pixels of any number of values.
template <Border border, class Corners>
HWY_INLINE void BlendAny(const Corners& corners, float* to) {
    const hn::CappedTag<float, 1> d;
    const PixelBatch& batch = corners.batch;
    const std::int64_t channels = corners.source.picture.channels;
    for (std::size_t i = 0; i < batch.count; ++i, to += channels) {
        const auto down = hn::Set(d, batch.down[i]), right = hn::Set(d, batch.right[i]);
        for (std::int64_t c = 0; c < channels; ++c) {
            const hn::Vec<decltype(d)> values[4]{
                hn::LoadU(d, corners.at(0, i) + c), hn::LoadU(d, corners.at(1, i) + c),
                hn::LoadU(d, corners.at(2, i) + c), hn::LoadU(d, corners.at(3, i) + c)};
            hn::StoreU(Blend<border>(d, values, down, right), d, to + c);
        }
    }
}

template <Border border, class Corners>
HWY_INLINE void BlendBatch(const Corners& corners, float* to) {
    switch (corners.source.picture.channels) {
#if HWY_TARGET != HWY_SCALAR
        case 1:
            return BlendGreys<border>(corners, to);
        case 3:
            return BlendColours<border, 3>(corners, to);
        case 4:
            return BlendColours<border, 4>(corners, to);
#endif
        default:
            return BlendAny<border>(corners, to);
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
