// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers are drawn in chunks that stay in the nearest cache, by whole vectors of blocks; numbers
// before and behind the range are not used.
#include "math/elementwise/dropout.h"

#include "math/elementwise/dropout_reference.h"
#include "math/simd/dispatch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/elementwise/dropout.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR  // vectors of one lane have nothing to join or split

void DrawBits(const RandomRange& range, std::uint32_t* to) { reference::draw_bits(range, to); }
void Dropout(const RandomRange& range, double rate, const float* from, std::uint8_t* kept, float* to) {
    reference::dropout(range, rate, from, kept, to);
}
void DropoutBackward(const std::uint8_t* kept, double rate, const float* gradient, std::int64_t count,
                     float* to) {
    reference::dropout_backward(kept, rate, gradient, count, to);
}
void AddGaussianNoise(const RandomRange& range, float deviation, const float* from, float* to) {
    reference::add_gaussian_noise(range, deviation, from, to);
}
void MultiplyGaussianNoise(const RandomRange& range, float deviation, const float* from, float* factors,
                           float* to) {
    reference::multiply_gaussian_noise(range, deviation, from, factors, to);
}

#else

using DI = hn::RebindToSigned<D>;
using DU = hn::RebindToUnsigned<D>;
using DW = hn::RepartitionToWide<DU>;
using VU = hn::Vec<DU>;
using VW = hn::Vec<DW>;

/// Returns how many numbers of a row are drawn at once.
HWY_INLINE std::int64_t drawn_at_once() { return 4 * lanes(); }
constexpr std::int64_t most_drawn_at_once = 4 * HWY_MAX_BYTES / sizeof(float);
/// How many numbers a chunk has.
constexpr std::int64_t chunk = 1024;

/// Ten rounds of Philox 4×32 (base/random.h) for one block in each wide lane. The high halves of the lanes
/// have no meaning and no effect: a product reads the low halves.
class Blocks {
public:
    explicit Blocks(const RandomRow& row) : row_(row) {
        const DW d;
        std::uint32_t left = row.key[0], right = row.key[1];
        for (int round = 0; round < rounds; ++round, left += 0x9E3779B9U, right += 0xBB67AE85U) {
            keys_[round][0] = hn::Set(d, left);
            keys_[round][1] = hn::Set(d, right);
        }
        // Even lanes hold the first half of the blocks, odd ones the second: so the words come out in order
        // without crossing lanes.
        HWY_ALIGN std::uint64_t order[HWY_MAX_BYTES / sizeof(std::uint64_t)];
        const std::size_t blocks = hn::Lanes(d);
        for (std::size_t i = 0; i < blocks; ++i) order[i] = i / 2 + i % 2 * (blocks / 2);
        order_ = hn::Load(d, order);
    }

    /// The words of neighbouring blocks. `block` is a multiple of their number, so that they share the high
    /// bits of the index. Two vectors of them go side by side: each round waits for the one before.
    HWY_INLINE void Draw(std::uint64_t block, std::uint32_t* to) const {
        const DW d;
        const DU du;
        const auto start = row_.counter(block);
        VW a[2], b[2], c[2], e[2];
        for (int i = 0; i < 2; ++i) {
            a[i] = hn::Add(hn::Set(d, start[0] + static_cast<std::uint32_t>(i * hn::Lanes(d))), order_);
            b[i] = hn::Set(d, start[1]);
            c[i] = hn::Set(d, start[2]);
            e[i] = hn::Set(d, start[3]);
        }
        const VU left_factor = hn::Set(du, 0xD2511F53U), right_factor = hn::Set(du, 0xCD9E8D57U);
#pragma GCC unroll 10
        for (int round = 0; round < rounds; ++round) {
#pragma GCC unroll 2
            for (int i = 0; i < 2; ++i) {
                const VW left = hn::MulEven(hn::BitCast(du, a[i]), left_factor),
                         right = hn::MulEven(hn::BitCast(du, c[i]), right_factor);
                a[i] = hn::Xor3(hn::ShiftRight<32>(right), b[i], keys_[round][0]);
                c[i] = hn::Xor3(hn::ShiftRight<32>(left), e[i], keys_[round][1]);
                b[i] = right;
                e[i] = left;
            }
        }
        for (int i = 0; i < 2; ++i, to += 2 * lanes()) {
            const VW first = Joined(a[i], b[i]), second = Joined(c[i], e[i]);
            hn::StoreU(hn::BitCast(du, hn::InterleaveLower(d, first, second)), du, to);
            hn::StoreU(hn::BitCast(du, hn::InterleaveUpper(d, first, second)), du, to + lanes());
        }
    }

private:
    static constexpr int rounds = 10;

    /// The low halves of both, the first before the second.
    static HWY_INLINE VW Joined(VW low, VW high) {
        const DU du;
        return hn::BitCast(DW(), hn::OddEven(hn::BitCast(du, hn::ShiftLeft<32>(high)), hn::BitCast(du, low)));
    }

    RandomRow row_;
    VW keys_[rounds][2];
    VW order_;
};

/// use(numbers, i, count) for chunks of the range: numbers i … i + count − 1 of its own, of which `numbers`
/// holds those of the row. They stand where they may be read by whole vectors; `change(numbers, count)` may
/// change them before, by whole pairs.
template <class Change, class Use>
HWY_INLINE void ForChunks(const RandomRange& range, const Change& change, const Use& use) {
    HWY_ALIGN std::uint32_t numbers[chunk + 2 * most_drawn_at_once];
    const Blocks blocks(range.row);
    const std::int64_t end = range.first + range.count;
    for (std::int64_t at = range.first; at < end;) {
        const std::int64_t begin = at / drawn_at_once() * drawn_at_once(), next = HWY_MIN(end, begin + chunk);
        std::int64_t drawn = 0;
        for (; begin + drawn < next; drawn += drawn_at_once())
            blocks.Draw(static_cast<std::uint64_t>(begin + drawn) / 4, numbers + drawn);
        change(numbers, drawn);
        use(numbers + (at - begin), at - range.first, next - at);
        at = next;
    }
}

/// Two normal numbers from each two words, see dropout.h. ln as Cephes' logf has it, sine and cosine as its
/// sinf and cosf.
HWY_INLINE V Radius(VU word) {
    const D d;
    const DI di;
    const auto number = hn::BitCast(di, hn::ShiftRight<1>(word));
    const V half = hn::Set(d, 0.5F), one = hn::Set(d, 1.0F);
    // u · 2³¹ = m · 2ᵉ with √½ ≤ m < √2. From √½ on, u − 1 is taken from the other end of the numbers, where
    // it has all its digits.
    const auto bits = hn::BitCast(di, hn::Add(hn::ConvertTo(d, number), half));
    const auto e = hn::ShiftRight<23>(hn::Sub(bits, hn::Set(di, 0x3F3504F3)));
    const V rest = hn::Add(hn::ConvertTo(d, hn::Sub(hn::Set(di, 0x7FFFFFFF), number)), half);
    const V from_one = hn::Mul(rest, hn::Set(d, -0x1p-31F));
    const auto missing = hn::Sub(hn::Set(di, 31), e);
    const auto near_one = hn::RebindMask(d, hn::Eq(missing, hn::Zero(di)));
    const V x =
        hn::IfThenElse(near_one, from_one, hn::Sub(hn::BitCast(d, hn::Sub(bits, hn::ShiftLeft<23>(e))), one));

    V p = hn::Set(d, 7.0376836292E-2F);
    p = hn::MulAdd(p, x, hn::Set(d, -1.1514610310E-1F));
    p = hn::MulAdd(p, x, hn::Set(d, 1.1676998740E-1F));
    p = hn::MulAdd(p, x, hn::Set(d, -1.2420140846E-1F));
    p = hn::MulAdd(p, x, hn::Set(d, 1.4249322787E-1F));
    p = hn::MulAdd(p, x, hn::Set(d, -1.6668057665E-1F));
    p = hn::MulAdd(p, x, hn::Set(d, 2.0000714765E-1F));
    p = hn::MulAdd(p, x, hn::Set(d, -2.4999993993E-1F));
    p = hn::MulAdd(p, x, hn::Set(d, 3.3333331174E-1F));
    const V square = hn::Mul(x, x);
    const V ln_m = hn::Add(x, hn::MulAdd(square, hn::Set(d, -0.5F), hn::Mul(hn::Mul(x, square), p)));
    const V twice_ln_2 = hn::Set(d, 1.3862943611F);
    return hn::Sqrt(hn::MulAdd(hn::ConvertTo(d, missing), twice_ln_2, hn::Mul(ln_m, hn::Set(d, -2.0F))));
}

HWY_INLINE void Direction(VU word, V& cosine, V& sine) {
    const D d;
    const DU du;
    // The nearest quarter turn, and what is left of the angle: at most an eighth.
    const VU quarter = hn::ShiftRight<30>(hn::Add(word, hn::Set(du, 1U << 29)));
    const auto left = hn::BitCast(DI(), hn::Sub(word, hn::ShiftLeft<30>(quarter)));
    const V x = hn::Mul(hn::ConvertTo(d, left), hn::Set(d, 1.4629180792671596e-9F));  // 2π · 2⁻³²
    const V square = hn::Mul(x, x);
    V s = hn::Set(d, -1.9515295891E-4F);
    s = hn::MulAdd(s, square, hn::Set(d, 8.3321608736E-3F));
    s = hn::MulAdd(s, square, hn::Set(d, -1.6666654611E-1F));
    s = hn::MulAdd(hn::Mul(s, square), x, x);
    V c = hn::Set(d, 2.443315711809948E-5F);
    c = hn::MulAdd(c, square, hn::Set(d, -1.388731625493765E-3F));
    c = hn::MulAdd(c, square, hn::Set(d, 4.166664568298827E-2F));
    c = hn::MulAdd(hn::Mul(square, square), c, hn::MulAdd(square, hn::Set(d, -0.5F), hn::Set(d, 1.0F)));

    const auto odd = hn::RebindMask(d, hn::TestBit(quarter, hn::Set(du, 1)));
    const VU sign = hn::Set(du, 0x80000000U);
    const VU cosine_sign = hn::And(hn::ShiftLeft<30>(hn::Add(quarter, hn::Set(du, 1))), sign);
    const VU sine_sign = hn::And(hn::ShiftLeft<30>(quarter), sign);
    cosine = hn::Xor(hn::IfThenElse(odd, s, c), hn::BitCast(d, cosine_sign));
    sine = hn::Xor(hn::IfThenElse(odd, c, s), hn::BitCast(d, sine_sign));
}

/// Words into normal numbers, in place. Two vectors at a time, so that each lane has a pair: even lanes those
/// of the first vector.
HWY_INLINE void IntoNormals(std::uint32_t* numbers, std::int64_t count) {
    const DU du;
    const auto up = [](VU v) HWY_ATTR { return hn::BitCast(DU(), hn::ShiftLeft<32>(hn::BitCast(DW(), v))); };
    const auto down = [](VU v)
                          HWY_ATTR { return hn::BitCast(DU(), hn::ShiftRight<32>(hn::BitCast(DW(), v))); };
    for (std::int64_t i = 0; i < count; i += 2 * lanes()) {
        const VU first = hn::LoadU(du, numbers + i), second = hn::LoadU(du, numbers + i + lanes());
        const V radius = Radius(hn::OddEven(up(second), first));
        V cosine, sine;
        Direction(hn::OddEven(second, down(first)), cosine, sine);
        const VU left = hn::BitCast(du, hn::Mul(radius, cosine)),
                 right = hn::BitCast(du, hn::Mul(radius, sine));
        hn::StoreU(hn::OddEven(up(right), left), du, numbers + i);
        hn::StoreU(hn::OddEven(right, down(left)), du, numbers + i + lanes());
    }
}

HWY_INLINE void Nothing(std::uint32_t*, std::int64_t) {}

HWY_ATTR void DrawBits(const RandomRange& range, std::uint32_t* to) {
    ForChunks(range, Nothing, [&](const std::uint32_t* numbers, std::int64_t at, std::int64_t count) {
        std::copy_n(numbers, count, to + at);
    });
}

/// Bits of a vector's lanes, of which `valid` are meant, from bit number `bit` on: a multiple of 8, or of 4
/// where a vector has no more lanes.
HWY_INLINE void StoreBits(hn::Mask<D> mask, std::int64_t valid, std::uint8_t* to, std::int64_t bit) {
    std::uint8_t bytes[8];  // as many as may be written
    hn::StoreMaskBits(D(), mask, bytes);
    to += bit / 8;
    if (valid < lanes())
        bytes[valid / 8] = static_cast<std::uint8_t>(bytes[valid / 8] & ((1 << valid % 8) - 1));
    if (bit % 8 != 0)
        *to = static_cast<std::uint8_t>(*to | bytes[0] << 4);
    else if (valid >= lanes())
        std::copy_n(bytes, (lanes() + 7) / 8, to);
    else
        std::copy_n(bytes, (valid + 7) / 8, to);
}

HWY_INLINE hn::Mask<D> LoadBits(std::int64_t valid, const std::uint8_t* from, std::int64_t bit) {
    std::uint8_t bytes[8] = {};  // as many as may be read
    from += bit / 8;
    if (bit % 8 != 0)
        bytes[0] = static_cast<std::uint8_t>(*from >> 4);
    else if (valid >= lanes())
        std::copy_n(from, (lanes() + 7) / 8, bytes);
    else
        std::copy_n(from, (valid + 7) / 8, bytes);
    return hn::LoadMaskBits(D(), bytes);
}

HWY_INLINE V KeptScale(double rate) { return hn::Set(D(), static_cast<float>(1 / (1 - rate))); }

HWY_ATTR void Dropout(const RandomRange& range, double rate, const float* from, std::uint8_t* kept,
                      float* to) {
    const D d;
    // uniform() is the upper 24 bits · 2⁻²⁴ without rounding, and so is less than `rate` just up to these
    // bits.
    const auto last_dropped = hn::Set(DI(), static_cast<std::int32_t>(std::ceil(rate * 0x1p24)) - 1);
    const V scale = KeptScale(rate);
    ForChunks(range, Nothing,
              [&](const std::uint32_t* numbers, std::int64_t at, std::int64_t count) HWY_ATTR {
                  for (std::int64_t i = 0; i < count; i += lanes()) {
                      const auto bits = hn::BitCast(DI(), hn::ShiftRight<8>(hn::LoadU(DU(), numbers + i)));
                      const auto stays = hn::RebindMask(d, hn::Gt(bits, last_dropped));
                      StoreBits(stays, count - i, kept, at + i);
                      StoreSome(hn::Mul(LoadSome(from + at + i, count - i), hn::IfThenElseZero(stays, scale)),
                                to + at + i, count - i);
                  }
              });
}

HWY_ATTR void DropoutBackward(const std::uint8_t* kept, double rate, const float* gradient,
                              std::int64_t count, float* to) {
    const V scale = KeptScale(rate);
    for (std::int64_t i = 0; i < count; i += lanes()) {
        const auto stays = LoadBits(count - i, kept, i);
        StoreSome(hn::Mul(LoadSome(gradient + i, count - i), hn::IfThenElseZero(stays, scale)), to + i,
                  count - i);
    }
}

/// use(normal numbers, i, count of them that are meant) for each vector of the range's values.
template <class Use>
HWY_INLINE void ForNormals(const RandomRange& range, const Use& use) {
    const auto change = [](std::uint32_t* numbers, std::int64_t count)
                            HWY_ATTR { IntoNormals(numbers, count); };
    ForChunks(range, change, [&](const std::uint32_t* numbers, std::int64_t at, std::int64_t count) HWY_ATTR {
        for (std::int64_t i = 0; i < count; i += lanes())
            use(hn::BitCast(D(), hn::LoadU(DU(), numbers + i)), at + i, count - i);
    });
}

HWY_ATTR void AddGaussianNoise(const RandomRange& range, float deviation, const float* from, float* to) {
    const V scale = hn::Set(D(), deviation);
    ForNormals(range, [&](V normal, std::int64_t i, std::int64_t count) HWY_ATTR {
        StoreSome(hn::MulAdd(scale, normal, LoadSome(from + i, count)), to + i, count);
    });
}

HWY_ATTR void MultiplyGaussianNoise(const RandomRange& range, float deviation, const float* from,
                                    float* factors, float* to) {
    const V scale = hn::Set(D(), deviation), one = hn::Set(D(), 1.0F);
    ForNormals(range, [&](V normal, std::int64_t i, std::int64_t count) HWY_ATTR {
        const V factor = hn::MulAdd(scale, normal, one);
        StoreSome(factor, factors + i, count);
        StoreSome(hn::Mul(LoadSome(from + i, count), factor), to + i, count);
    });
}

#endif

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(DrawBits);
void draw_bits(const RandomRange& range, std::uint32_t* to) { HWY_DYNAMIC_DISPATCH(DrawBits)(range, to); }

HWY_EXPORT(Dropout);
template <class T>
void dropout(const RandomRange& range, double rate, const T* from, std::uint8_t* kept, T* to) {
    GLASSNET_DISPATCH(T, Dropout, reference::dropout)(range, rate, from, kept, to);
}
GLASSNET_INSTANTIATE(dropout);

HWY_EXPORT(DropoutBackward);
template <class T>
void dropout_backward(const std::uint8_t* kept, double rate, const T* gradient, std::int64_t count, T* to) {
    GLASSNET_DISPATCH(T, DropoutBackward, reference::dropout_backward)(kept, rate, gradient, count, to);
}
GLASSNET_INSTANTIATE(dropout_backward);

HWY_EXPORT(AddGaussianNoise);
template <class T>
void add_gaussian_noise(const RandomRange& range, T deviation, const T* from, T* to) {
    GLASSNET_DISPATCH(T, AddGaussianNoise, reference::add_gaussian_noise)(range, deviation, from, to);
}
GLASSNET_INSTANTIATE(add_gaussian_noise);

HWY_EXPORT(MultiplyGaussianNoise);
template <class T>
void multiply_gaussian_noise(const RandomRange& range, T deviation, const T* from, T* factors, T* to) {
    GLASSNET_DISPATCH(T, MultiplyGaussianNoise, reference::multiply_gaussian_noise)
    (range, deviation, from, factors, to);
}
GLASSNET_INSTANTIATE(multiply_gaussian_noise);

}  // namespace glassnet
#endif
