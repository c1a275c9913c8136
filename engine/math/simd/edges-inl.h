// SPDX-License-Identifier: GPL-3.0-or-later
// Part of files of kernels: included once for each instruction set, therefore without a guard of its own.

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<float>;
using V = hn::Vec<D>;

HWY_INLINE std::int64_t lanes() { return static_cast<std::int64_t>(hn::Lanes(D())); }

/// Returns how many elements fill whole vectors; the rest is left to plain loops.
HWY_INLINE std::int64_t whole(std::int64_t count) { return count / lanes() * lanes(); }

/// Loads a vector of which only the first `valid` lanes lie in memory; the others are 0.
HWY_INLINE V LoadSome(const float* from, std::int64_t valid) {
    const D d;
    if (valid >= lanes()) return hn::LoadU(d, from);
// other targets read beyond the valid lanes
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL
    return hn::MaskedLoad(hn::FirstN(d, static_cast<std::size_t>(valid)), d, from);
#else
    HWY_ALIGN float edge[HWY_MAX_BYTES / sizeof(float)] = {};
    for (std::int64_t i = 0; i < valid; ++i) edge[i] = from[i];
    return hn::Load(d, edge);
#endif
}

/// Replaces the lanes behind the first `valid` ones by `outside`.
HWY_INLINE V Inside(V value, std::int64_t valid, V outside) {
    return valid < lanes() ? hn::IfThenElse(hn::FirstN(D(), static_cast<std::size_t>(valid)), value, outside)
                           : value;
}

HWY_INLINE void StoreSome(V value, float* to, std::int64_t valid) {
    const D d;
    if (valid >= lanes()) {
        hn::StoreU(value, d, to);
        return;
    }
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL
    hn::BlendedStore(value, hn::FirstN(d, static_cast<std::size_t>(valid)), d, to);
#else
    HWY_ALIGN float edge[HWY_MAX_BYTES / sizeof(float)];
    hn::Store(value, d, edge);
    for (std::int64_t i = 0; i < valid; ++i) to[i] = edge[i];
#endif
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
