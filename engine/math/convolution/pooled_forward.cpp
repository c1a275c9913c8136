// SPDX-License-Identifier: GPL-3.0-or-later
// Up to three neighbouring windows × one panel of filters stay in registers while the elements of their
// patches run.
#include "math/convolution/pooled_forward.h"

#include "math/simd/dispatch.h"

#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/convolution/pooled_forward.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"
#include "math/simd/largest-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {

// Windows whose sums fit in the registers, with one vector of filters and with two.
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL || HWY_TARGET == HWY_NEON
constexpr int most_narrow = 3, most_wide = 3;
#else
constexpr int most_narrow = 3, most_wide = 1;
#endif

/// Some filters: where their kernels, epilogues and outputs begin.
struct PooledPanel {
    const float* packed;
    Epilogue<float> epilogue;
    std::int64_t valid;  // filters
    float* output;
    std::uint8_t* argmax;
};

/// The elements that the outputs of some windows need at the same time: two rows of outputs, side by side.
template <int windows>
struct OutputPointers {
    const float* row[2];
    std::int64_t across[2 * windows];

    OutputPointers(const PooledPatches& patches, const float* from) : row{from, from + patches.row_stride} {
        for (int i = 0; i < 2 * windows; ++i) across[i] = i * patches.column_stride;
    }
};

template <int windows, int vectors>
HWY_ATTR void WindowsOf(const PooledPatches& patches, const float* from, const PooledPanel& panel,
                        std::int64_t window) {
    const D d;
    const std::int64_t n = lanes();
    V sums[windows][vectors][4];
#pragma GCC unroll 2
    for (int v = 0; v < vectors; ++v) {
        const V start =
            panel.epilogue.bias ? LoadSome(panel.epilogue.bias + v * n, panel.valid - v * n) : hn::Zero(d);
#pragma GCC unroll 12
        for (int i = 0; i < 4 * windows; ++i) sums[i / 4][v][i % 4] = start;
    }
    const float* kernel = panel.packed;
    for (std::int64_t y = 0; y < patches.kernel_rows; ++y) {
        OutputPointers<windows> at(patches, from + y * patches.kernel_row_stride);
        for (std::int64_t i = 0; i < patches.length; ++i, kernel += vectors * n, ++at.row[0], ++at.row[1]) {
            V k[vectors];
#pragma GCC unroll 2
            for (int v = 0; v < vectors; ++v) k[v] = hn::LoadU(d, kernel + v * n);
#pragma GCC unroll 12
            for (int o = 0; o < 4 * windows; ++o) {
                const V x = hn::Set(d, at.row[o % 4 / 2][at.across[o / 4 * 2 + o % 2]]);
#pragma GCC unroll 2
                for (int v = 0; v < vectors; ++v)
                    sums[o / 4][v][o % 4] = hn::MulAdd(x, k[v], sums[o / 4][v][o % 4]);
            }
        }
    }
#pragma GCC unroll 3
    for (int w = 0; w < windows; ++w) {
        const std::int64_t to = (window + w) * patches.filters;
#pragma GCC unroll 2
        for (int v = 0; v < vectors; ++v)
            StoreLargest(sums[w][v], panel.epilogue.relu, panel.valid - v * n, panel.output + to + v * n,
                         panel.argmax ? panel.argmax + to + v * n : nullptr);
    }
}

/// Computes one row of windows.
template <int most, int vectors>
HWY_INLINE void RowOf(const PooledPatches& patches, const float* input, const PooledPanel& panel,
                      std::int64_t row) {
    const std::int64_t end = (row + 1) * patches.windows;
    std::int64_t window = row * patches.windows;
    for (; window + most <= end; window += most)
        WindowsOf<most, vectors>(patches, input + patches.begin(window), panel, window);
    for (; window < end; ++window)
        WindowsOf<1, vectors>(patches, input + patches.begin(window), panel, window);
}

HWY_ATTR void ConvolveAndPool(const PooledPatches& patches, const float* input, const float* packed,
                              const Epilogue<float>& epilogue, float* output, std::uint8_t* argmax) {
    const std::int64_t n = lanes(), depth = patches.kernel_rows * patches.length;
    for (std::int64_t row = 0; row < patches.rows; ++row) {
        for (std::int64_t first = 0; first < patches.filters; first += 2 * n) {
            const std::int64_t valid = patches.filters - first;
            const PooledPanel panel{.packed = packed + first * depth,
                                    .epilogue = epilogue.from(first),
                                    .valid = valid,
                                    .output = output + first,
                                    .argmax = argmax ? argmax + first : nullptr};
            if (valid > n)
                RowOf<most_wide, 2>(patches, input, panel, row);
            else
                RowOf<most_narrow, 1>(patches, input, panel, row);
        }
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(ConvolveAndPool);
void convolve_and_pool(const PooledPatches& patches, const float* input, const float* packed,
                       const Epilogue<float>& epilogue, float* output, std::uint8_t* argmax) {
    HWY_DYNAMIC_DISPATCH(ConvolveAndPool)(patches, input, packed, epilogue, output, argmax);
}

}  // namespace glassnet
#endif
