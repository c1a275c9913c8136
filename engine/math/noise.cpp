// SPDX-License-Identifier: GPL-3.0-or-later
#include "math/noise.h"

#include "math/noise_reference.h"
#include "math/noise_simd.h"

namespace glassnet {

void draw_bits(const NoisyPart& part, std::uint32_t* to) { simd::draw_bits(part, to); }

template <>
void drop(const NoisyPart& part, double rate, const double* from, std::uint8_t* kept, double* to) {
    reference::drop(part, rate, from, kept, to);
}
template <>
void drop(const NoisyPart& part, double rate, const float* from, std::uint8_t* kept, float* to) {
    simd::drop(part, rate, from, kept, to);
}
template <>
void drop_again(const std::uint8_t* kept, double rate, const double* from, std::int64_t count, double* to) {
    reference::drop_again(kept, rate, from, count, to);
}
template <>
void drop_again(const std::uint8_t* kept, double rate, const float* from, std::int64_t count, float* to) {
    simd::drop_again(kept, rate, from, count, to);
}
template <>
void add_noise(const NoisyPart& part, double deviation, const double* from, double* to) {
    reference::add_noise(part, deviation, from, to);
}
template <>
void add_noise(const NoisyPart& part, float deviation, const float* from, float* to) {
    simd::add_noise(part, deviation, from, to);
}
template <>
void multiply_noise(const NoisyPart& part, double deviation, const double* from, double* factors,
                    double* to) {
    reference::multiply_noise(part, deviation, from, factors, to);
}
template <>
void multiply_noise(const NoisyPart& part, float deviation, const float* from, float* factors, float* to) {
    simd::multiply_noise(part, deviation, from, factors, to);
}
template <>
void multiply_columns(const double* from, std::int64_t rows, std::int64_t columns, const double* factors,
                      double* to) {
    reference::multiply_columns(from, rows, columns, factors, to);
}
template <>
void multiply_columns(const float* from, std::int64_t rows, std::int64_t columns, const float* factors,
                      float* to) {
    simd::multiply_columns(from, rows, columns, factors, to);
}

}  // namespace glassnet
