// SPDX-License-Identifier: GPL-3.0-or-later
// Part of files of kernels, after edges-inl.h: included once for each instruction set, therefore without a
// guard of its own.

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

/// Stores, in `valid` lanes, the largest of the four values of each lane's window, then max(·, 0) if `relu`,
/// and optionally (nullptr) which of them it was: as max_pool_row does with values that are rectified before.
HWY_INLINE void StoreLargest(const V (&values)[4], bool relu, std::int64_t valid, float* to,
                             std::uint8_t* argmax) {
    const D d;
    const hn::RebindToSigned<D> di;
    const hn::Rebind<std::uint8_t, D> bytes;
    V largest = values[0];
    auto place = hn::Zero(di);
#pragma GCC unroll 3
    for (int i = 1; i < 4; ++i) {
        // Not larger (false for NaN, which wins), or NaN before.
        const auto stays = hn::Or(hn::Le(values[i], largest), hn::Not(hn::Eq(largest, largest)));
        largest = hn::IfThenElse(stays, largest, values[i]);
        place = hn::IfThenElse(hn::RebindMask(di, stays), place, hn::Set(di, i));
    }
    // once instead of four times; where none is above 0, all have become 0, and the first of them counts
    if (relu) {
        const auto none = hn::Le(largest, hn::Zero(d));
        largest = hn::IfThenZeroElse(none, largest);
        place = hn::IfThenZeroElse(hn::RebindMask(di, none), place);
    }
    StoreSome(largest, to, valid);
    if (!argmax) return;
    if (valid >= lanes()) {
        hn::StoreU(hn::DemoteTo(bytes, place), bytes, argmax);
        return;
    }
    HWY_ALIGN std::uint8_t edge[HWY_MAX_BYTES];
    hn::StoreU(hn::DemoteTo(bytes, place), bytes, edge);
    for (std::int64_t i = 0; i < valid; ++i) argmax[i] = edge[i];
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
