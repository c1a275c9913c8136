// SPDX-License-Identifier: GPL-3.0-or-later
// The transforms of F(2×2, 3×3) (Lavin and Gray 2015). Lanes are channels, so that results do not depend on
// their number.
#include "math/convolution/winograd_transforms.h"

#include "math/matrix/matmul.h"
#include "math/simd/dispatch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "math/convolution/winograd_transforms.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "math/simd/edges-inl.h"
#include "math/simd/largest-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glassnet::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// The first output pixel of one tile.
struct Tile {
    std::int64_t sample, y, x;

    Tile(const WinogradTiles& tiles, std::int64_t number) : sample(number / tiles.count()) {
        const std::int64_t place = number % tiles.count(), each = tiles.rows() * tiles.columns();
        y = place / each / tiles.phases_across() + place % each / tiles.columns() * 2 * tiles.dilation_y;
        x = place / each % tiles.phases_across() + place % tiles.columns() * 2 * tiles.dilation_x;
    }

    void next(const WinogradTiles& tiles) {
        const std::int64_t height = 2 * tiles.dilation_y * tiles.rows(),
                           width = 2 * tiles.dilation_x * tiles.columns();
        if ((x += 2 * tiles.dilation_x) < width) return;
        x -= width;
        if ((y += 2 * tiles.dilation_y) < height) return;
        y -= height;
        if (++x < tiles.phases_across()) return;
        x = 0;
        if (++y < tiles.phases_down()) return;
        y = 0;
        ++sample;
    }
};

/// Multiplies one axis by Bᵀ.
HWY_INLINE void TransformInput(V& a, V& b, V& c, V& d) {
    const V first = hn::Sub(a, c), second = hn::Add(b, c), third = hn::Sub(c, b), fourth = hn::Sub(b, d);
    a = first;
    b = second;
    c = third;
    d = fourth;
}

template <bool whole>
HWY_INLINE void InputVector(const float* const* pixels, std::int64_t channel, std::int64_t valid,
                            std::int64_t plane, float* to) {
    const D d;
    V x[16];
#pragma GCC unroll 16
    for (int i = 0; i < 16; ++i)
        x[i] = whole ? hn::LoadU(d, pixels[i] + channel) : LoadSome(pixels[i] + channel, valid);
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) TransformInput(x[v], x[4 + v], x[8 + v], x[12 + v]);
#pragma GCC unroll 4
    for (int u = 0; u < 4; ++u) {
        TransformInput(x[4 * u], x[4 * u + 1], x[4 * u + 2], x[4 * u + 3]);
#pragma GCC unroll 4
        for (int v = 0; v < 4; ++v) hn::StoreU(x[4 * u + v], d, to + (4 * u + v) * plane);
    }
}

HWY_ATTR void WinogradInput(const WinogradTiles& tiles, const WinogradBlock& block, const float* input,
                            const float* zeros, float* to) {
    const std::int64_t n = lanes();
    Tile tile(tiles, block.first);
    for (std::int64_t t = 0; t < block.count; ++t, tile.next(tiles), to += block.row) {
        const float* const image =
            input + tile.sample * tiles.input_height * tiles.input_width * tiles.channels;
        const float* pixels[16];
        for (int u = 0; u < 4; ++u) {
            const std::int64_t y = tile.y - tiles.pad_top + u * tiles.dilation_y;
            for (int v = 0; v < 4; ++v) {
                const std::int64_t x = tile.x - tiles.pad_left + v * tiles.dilation_x;
                const bool inside = y >= 0 && y < tiles.input_height && x >= 0 && x < tiles.input_width;
                pixels[4 * u + v] = inside ? image + (y * tiles.input_width + x) * tiles.channels : zeros;
            }
        }
        std::int64_t c = 0;
        for (; c + n <= tiles.channels; c += n) InputVector<true>(pixels, c, n, block.plane, to + c);
        if (c < tiles.channels) InputVector<false>(pixels, c, tiles.channels - c, block.plane, to + c);
    }
}

/// Multiplies one axis by B.
HWY_INLINE void TransformBack(V& a, V& b, V& c, V& d) {
    const V second = hn::Add(hn::Sub(b, c), d), third = hn::Sub(hn::Add(b, c), a);
    b = second;
    c = third;
    d = hn::Neg(d);
}

template <bool whole>
HWY_INLINE void InputGradientVector(const float* from, std::int64_t plane, std::int64_t channel,
                                    std::int64_t valid, float* const* pixels) {
    const D d;
    V x[16];
#pragma GCC unroll 16
    for (int i = 0; i < 16; ++i) x[i] = hn::LoadU(d, from + i * plane);
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) TransformBack(x[v], x[4 + v], x[8 + v], x[12 + v]);
#pragma GCC unroll 4
    for (int u = 0; u < 4; ++u) {
        TransformBack(x[4 * u], x[4 * u + 1], x[4 * u + 2], x[4 * u + 3]);
#pragma GCC unroll 4
        for (int v = 0; v < 4; ++v) {
            float* const pixel = pixels[4 * u + v];
            if (!pixel) continue;
            if (whole)
                hn::StoreU(hn::Add(hn::LoadU(d, pixel + channel), x[4 * u + v]), d, pixel + channel);
            else
                StoreSome(hn::Add(LoadSome(pixel + channel, valid), x[4 * u + v]), pixel + channel, valid);
        }
    }
}

HWY_ATTR void WinogradAddInputGradient(const WinogradTiles& tiles, const WinogradBlock& block,
                                       const float* from, float* input_gradient) {
    const std::int64_t n = lanes();
    Tile tile(tiles, block.first);
    for (std::int64_t t = 0; t < block.count; ++t, tile.next(tiles), from += block.row) {
        float* const image =
            input_gradient + tile.sample * tiles.input_height * tiles.input_width * tiles.channels;
        float* pixels[16];
        for (int u = 0; u < 4; ++u) {
            const std::int64_t y = tile.y - tiles.pad_top + u * tiles.dilation_y;
            for (int v = 0; v < 4; ++v) {
                const std::int64_t x = tile.x - tiles.pad_left + v * tiles.dilation_x;
                const bool inside = y >= 0 && y < tiles.input_height && x >= 0 && x < tiles.input_width;
                pixels[4 * u + v] = inside ? image + (y * tiles.input_width + x) * tiles.channels : nullptr;
            }
        }
        std::int64_t c = 0;
        for (; c + n <= tiles.channels; c += n)
            InputGradientVector<true>(from + c, block.plane, c, n, pixels);
        if (c < tiles.channels)
            InputGradientVector<false>(from + c, block.plane, c, tiles.channels - c, pixels);
    }
}

/// Computes the four outputs of one tile and vector of filters.
HWY_INLINE void OutputVector(const float* from, std::int64_t plane, V bias, V (&y)[4]) {
    const D d;
    V s[2][4];
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) {
        const V a = hn::LoadU(d, from + v * plane), b = hn::LoadU(d, from + (4 + v) * plane);
        const V c = hn::LoadU(d, from + (8 + v) * plane), e = hn::LoadU(d, from + (12 + v) * plane);
        s[0][v] = hn::Add(a, hn::Add(b, c));
        s[1][v] = hn::Sub(hn::Sub(b, c), e);
    }
#pragma GCC unroll 2
    for (int i = 0; i < 2; ++i) {
        y[2 * i] = hn::Add(s[i][0], hn::Add(s[i][1], s[i][2]));
        y[2 * i + 1] = hn::Sub(hn::Sub(s[i][1], s[i][2]), s[i][3]);
    }
#pragma GCC unroll 4
    for (int i = 0; i < 4; ++i) y[i] = hn::Add(y[i], bias);
}

/// Returns the biases of `valid` filters from `f` on.
HWY_INLINE V BiasOf(const Epilogue<float>& epilogue, std::int64_t f, std::int64_t valid) {
    return epilogue.bias ? LoadSome(epilogue.bias + f, valid) : hn::Zero(D());
}

HWY_ATTR void WinogradOutput(const WinogradTiles& tiles, const WinogradBlock& block, const float* from,
                             const Epilogue<float>& epilogue, float* output) {
    const V zero = hn::Zero(D());
    const std::int64_t n = lanes();
    Tile tile(tiles, block.first);
    for (std::int64_t t = 0; t < block.count; ++t, tile.next(tiles), from += block.row) {
        float* const image = output + tile.sample * tiles.output_height * tiles.output_width * tiles.filters;
        float* pixels[4];
        for (int i = 0; i < 4; ++i) {
            const std::int64_t y = tile.y + i / 2 * tiles.dilation_y, x = tile.x + i % 2 * tiles.dilation_x;
            const bool inside = y < tiles.output_height && x < tiles.output_width;
            pixels[i] = inside ? image + (y * tiles.output_width + x) * tiles.filters : nullptr;
        }
        for (std::int64_t f = 0; f < tiles.filters; f += n) {
            const std::int64_t valid = HWY_MIN(n, tiles.filters - f);
            V y[4];
            OutputVector(from + f, block.plane, BiasOf(epilogue, f, valid), y);
#pragma GCC unroll 4
            for (int i = 0; i < 4; ++i) {
                if (epilogue.relu) y[i] = hn::IfThenElse(hn::Lt(y[i], zero), zero, y[i]);  // NaN stays NaN
                if (pixels[i]) StoreSome(y[i], pixels[i] + f, valid);
            }
        }
    }
}

HWY_ATTR void WinogradPooledOutput(const WinogradTiles& tiles, const WinogradBlock& block, const float* from,
                                   const Epilogue<float>& epilogue, float* output, std::uint8_t* argmax) {
    const std::int64_t n = lanes();
    for (std::int64_t t = 0; t < block.count; ++t, from += block.row) {
        const std::int64_t pixel = (block.first + t) * tiles.filters;
        for (std::int64_t f = 0; f < tiles.filters; f += n) {
            const std::int64_t valid = HWY_MIN(n, tiles.filters - f);
            V y[4];
            OutputVector(from + f, block.plane, BiasOf(epilogue, f, valid), y);
            StoreLargest(y, epilogue.relu, valid, output + pixel + f, argmax ? argmax + pixel + f : nullptr);
        }
    }
}

/// Computes A · gradient · Aᵀ of the four gradients of one tile.
HWY_INLINE void GradientVector(const V (&g)[4], std::int64_t plane, float* to, std::int64_t packed_plane,
                               float* packed) {
    const D d;
    const V rows[4][2] = {{g[0], g[1]},
                          {hn::Add(g[0], g[2]), hn::Add(g[1], g[3])},
                          {hn::Sub(g[0], g[2]), hn::Sub(g[1], g[3])},
                          {hn::Neg(g[2]), hn::Neg(g[3])}};
#pragma GCC unroll 4
    for (int u = 0; u < 4; ++u) {
        const V columns[4] = {rows[u][0], hn::Add(rows[u][0], rows[u][1]), hn::Sub(rows[u][0], rows[u][1]),
                              hn::Neg(rows[u][1])};
#pragma GCC unroll 4
        for (int v = 0; v < 4; ++v) {
            if (to) hn::StoreU(columns[v], d, to + (4 * u + v) * plane);
            if (packed) hn::StoreU(columns[v], d, packed + (4 * u + v) * packed_plane);
        }
    }
}

HWY_ATTR void WinogradGradient(const WinogradTiles& tiles, const WinogradBlock& block, const float* gradient,
                               const std::uint8_t* argmax, const float* zeros, float* to, float* packed) {
    const D d;
    const hn::RebindToSigned<D> di;
    const hn::Rebind<std::uint8_t, D> db;
    const std::int64_t n = lanes();
    Tile tile(tiles, block.first);
    for (std::int64_t t = 0; t < block.count; ++t, tile.next(tiles)) {
        const float* const image =
            gradient + tile.sample * tiles.output_height * tiles.output_width * tiles.filters;
        const std::int64_t pooled = (block.first + t) * tiles.filters;
        const float* pixels[4] = {};
        for (int i = 0; i < 4 && !argmax; ++i) {
            const std::int64_t y = tile.y + i / 2 * tiles.dilation_y, x = tile.x + i % 2 * tiles.dilation_x;
            const bool inside = y < tiles.output_height && x < tiles.output_width;
            pixels[i] = inside ? image + (y * tiles.output_width + x) * tiles.filters : zeros;
        }
        for (std::int64_t f = 0; f < tiles.filters; f += n) {
            const std::int64_t valid = HWY_MIN(n, tiles.filters - f);
            V g[4];
            if (argmax) {
                const V given = LoadSome(gradient + pooled + f, valid);
                HWY_ALIGN std::uint8_t edge[HWY_MAX_BYTES] = {};
                const std::uint8_t* where = argmax + pooled + f;
                if (valid < n) {
                    for (std::int64_t i = 0; i < valid; ++i) edge[i] = where[i];
                    where = edge;
                }
                const auto place = hn::PromoteTo(di, hn::LoadU(db, where));
#pragma GCC unroll 4
                for (int i = 0; i < 4; ++i)
                    g[i] = hn::IfThenElseZero(hn::RebindMask(d, hn::Eq(place, hn::Set(di, i))), given);
            } else {
#pragma GCC unroll 4
                for (int i = 0; i < 4; ++i) g[i] = LoadSome(pixels[i] + f, valid);
            }
            GradientVector(g, block.plane, to ? to + t * block.row + f : nullptr, block.plane,
                           packed ? packed + packed_place(t, f, block.count, tiles.filters, n) : nullptr);
        }
    }
}

HWY_ATTR void WinogradKernel(const float* kernel, std::int64_t channels, std::int64_t filters, float* to) {
    const D d;
    const std::int64_t n = lanes();
    const V half = hn::Set(d, 0.5F);
    const std::int64_t count = channels * filters;
    for (std::int64_t i = 0; i < count; i += n) {
        const std::int64_t valid = HWY_MIN(n, count - i);
        V rows[4][3];
#pragma GCC unroll 3
        for (int x = 0; x < 3; ++x) {
            const V a = LoadSome(kernel + x * count + i, valid),
                    b = LoadSome(kernel + (3 + x) * count + i, valid);
            const V c = LoadSome(kernel + (6 + x) * count + i, valid);
            const V outer = hn::Add(a, c);
            rows[0][x] = a;
            rows[1][x] = hn::Mul(half, hn::Add(outer, b));
            rows[2][x] = hn::Mul(half, hn::Sub(outer, b));
            rows[3][x] = c;
        }
#pragma GCC unroll 4
        for (int u = 0; u < 4; ++u) {
            const V outer = hn::Add(rows[u][0], rows[u][2]);
            float* const start = to + 4 * u * count + i;
            StoreSome(rows[u][0], start, valid);
            StoreSome(hn::Mul(half, hn::Add(outer, rows[u][1])), start + count, valid);
            StoreSome(hn::Mul(half, hn::Sub(outer, rows[u][1])), start + 2 * count, valid);
            StoreSome(rows[u][2], start + 3 * count, valid);
        }
    }
}

HWY_ATTR void WinogradAddKernelGradient(const float* from, std::int64_t channels, std::int64_t filters,
                                        float* kernel_gradient) {
    const D d;
    const std::int64_t n = lanes();
    const V half = hn::Set(d, 0.5F);
    const std::int64_t count = channels * filters;
    for (std::int64_t i = 0; i < count; i += n) {
        const std::int64_t valid = HWY_MIN(n, count - i);
        V rows[3][4];
#pragma GCC unroll 4
        for (int v = 0; v < 4; ++v) {
            const float* const start = from + v * count + i;
            const V a = LoadSome(start, valid), b = LoadSome(start + 4 * count, valid);
            const V c = LoadSome(start + 8 * count, valid), e = LoadSome(start + 12 * count, valid);
            const V sum = hn::Mul(half, hn::Add(b, c));
            rows[0][v] = hn::Add(a, sum);
            rows[1][v] = hn::Mul(half, hn::Sub(b, c));
            rows[2][v] = hn::Add(sum, e);
        }
#pragma GCC unroll 3
        for (int u = 0; u < 3; ++u) {
            const V sum = hn::Mul(half, hn::Add(rows[u][1], rows[u][2]));
            const V taps[3] = {hn::Add(rows[u][0], sum), hn::Mul(half, hn::Sub(rows[u][1], rows[u][2])),
                               hn::Add(sum, rows[u][3])};
#pragma GCC unroll 3
            for (int x = 0; x < 3; ++x) {
                float* const place = kernel_gradient + (3 * u + x) * count + i;
                StoreSome(hn::Add(LoadSome(place, valid), taps[x]), place, valid);
            }
        }
    }
}

}  // namespace glassnet::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glassnet {

HWY_EXPORT(WinogradInput);
void winograd_input(const WinogradTiles& tiles, const WinogradBlock& block, const float* input,
                    const float* zeros, float* to) {
    HWY_DYNAMIC_DISPATCH(WinogradInput)(tiles, block, input, zeros, to);
}

HWY_EXPORT(WinogradOutput);
void winograd_output(const WinogradTiles& tiles, const WinogradBlock& block, const float* from,
                     const Epilogue<float>& epilogue, float* output) {
    HWY_DYNAMIC_DISPATCH(WinogradOutput)(tiles, block, from, epilogue, output);
}

HWY_EXPORT(WinogradAddInputGradient);
void winograd_add_input_gradient(const WinogradTiles& tiles, const WinogradBlock& block, const float* from,
                                 float* input_gradient) {
    HWY_DYNAMIC_DISPATCH(WinogradAddInputGradient)(tiles, block, from, input_gradient);
}

HWY_EXPORT(WinogradPooledOutput);
void winograd_pooled_output(const WinogradTiles& tiles, const WinogradBlock& block, const float* from,
                            const Epilogue<float>& epilogue, float* output, std::uint8_t* argmax) {
    HWY_DYNAMIC_DISPATCH(WinogradPooledOutput)(tiles, block, from, epilogue, output, argmax);
}

HWY_EXPORT(WinogradGradient);
void winograd_gradient(const WinogradTiles& tiles, const WinogradBlock& block, const float* gradient,
                       const std::uint8_t* argmax, const float* zeros, float* to, float* packed) {
    HWY_DYNAMIC_DISPATCH(WinogradGradient)(tiles, block, gradient, argmax, zeros, to, packed);
}

HWY_EXPORT(WinogradKernel);
void winograd_kernel(const float* kernel, std::int64_t channels, std::int64_t filters, float* to) {
    HWY_DYNAMIC_DISPATCH(WinogradKernel)(kernel, channels, filters, to);
}

HWY_EXPORT(WinogradAddKernelGradient);
void winograd_add_kernel_gradient(const float* from, std::int64_t channels, std::int64_t filters,
                                  float* kernel_gradient) {
    HWY_DYNAMIC_DISPATCH(WinogradAddKernelGradient)(from, channels, filters, kernel_gradient);
}

}  // namespace glassnet
#endif
