// SPDX-License-Identifier: GPL-3.0-or-later
// Part of each file of kernels that runs over channels: included once for each instruction set, therefore
// without a guard of its own.

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <class D>
HWY_INLINE std::int64_t LanesOf(D d) {
    return static_cast<std::int64_t>(hn::Lanes(d));
}

/// Calls step(tag, c) for as many vectors of at most `lanes` lanes as fit behind column c; moves c behind
/// them.
template <std::size_t lanes, class Step>
HWY_INLINE void ForWholeVectors(std::int64_t& c, std::int64_t columns, const Step& step) {
    if constexpr (lanes < HWY_MAX_BYTES / sizeof(float)) {
        const hn::CappedTag<float, lanes> d;
        for (; c + LanesOf(d) <= columns; c += LanesOf(d)) step(d, c);
    }
}

/// Calls step(tag, c) for all columns, in vectors as wide as they fit; the last ones in narrower vectors. A
/// column meets the same operations in each of them.
template <class Step>
HWY_INLINE void ForColumns(std::int64_t columns, const Step& step) {
    const hn::ScalableTag<float> d;
    std::int64_t c = 0;
    for (; c + LanesOf(d) <= columns; c += LanesOf(d)) step(d, c);
    if (c == columns) return;
    ForWholeVectors<8>(c, columns, step);
    ForWholeVectors<4>(c, columns, step);
    ForWholeVectors<1>(c, columns, step);
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
