// SPDX-License-Identifier: GPL-3.0-or-later
// Part of files of kernels: included once for each instruction set, therefore without a guard of its own.

HWY_BEFORE_NAMESPACE();
namespace glassnet::simd::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<float>;
using V = hn::Vec<D>;

HWY_INLINE std::int64_t lanes() { return static_cast<std::int64_t>(hn::Lanes(D())); }

/// A vector of which only the first `valid` lanes lie in memory; the others are 0.
HWY_INLINE V LoadSome(const float* from, std::int64_t valid) {
    const D d;
    if (valid >= lanes()) return hn::LoadU(d, from);
    HWY_ALIGN float edge[HWY_MAX_BYTES / sizeof(float)] = {};
    for (std::int64_t i = 0; i < valid; ++i) edge[i] = from[i];
    return hn::Load(d, edge);
}

HWY_INLINE void StoreSome(V value, float* to, std::int64_t valid) {
    const D d;
    if (valid >= lanes()) {
        hn::StoreU(value, d, to);
        return;
    }
    HWY_ALIGN float edge[HWY_MAX_BYTES / sizeof(float)];
    hn::Store(value, d, edge);
    for (std::int64_t i = 0; i < valid; ++i) to[i] = edge[i];
}

}  // namespace glassnet::simd::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
