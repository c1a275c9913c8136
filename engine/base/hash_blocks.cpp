// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hash_blocks.h"

#include <bit>

#if defined(__x86_64__) && defined(__GNUC__)
#define GLASSNET_SHA_INSTRUCTIONS 1
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace glassnet {

namespace {

/// The constants of FIPS 180-4, section 4.2.2.
constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t big_endian_word(const std::byte* bytes) {
    return std::to_integer<std::uint32_t>(bytes[0]) << 24 | std::to_integer<std::uint32_t>(bytes[1]) << 16 |
           std::to_integer<std::uint32_t>(bytes[2]) << 8 | std::to_integer<std::uint32_t>(bytes[3]);
}

/// Absorbs one block. The names a … h and w are those of FIPS 180-4, section 6.2.2.
void absorb_block(Sha256State& state, const std::byte* block) {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t t = 0; t < 16; ++t) w[t] = big_endian_word(block + 4 * t);
    for (std::size_t t = 16; t < 64; ++t) {
        const std::uint32_t small_0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ (w[t - 15] >> 3);
        const std::uint32_t small_1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ (w[t - 2] >> 10);
        w[t] = w[t - 16] + small_0 + w[t - 7] + small_1;
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t t = 0; t < 64; ++t) {
        const std::uint32_t big_1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const std::uint32_t first = h + big_1 + ((e & f) ^ (~e & g)) + round_constants[t] + w[t];
        const std::uint32_t big_0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const std::uint32_t second = big_0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
    }
    const Sha256State change{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < state.size(); ++i) state[i] += change[i];
}

}  // namespace

void absorb_plain(Sha256State& state, const std::byte* blocks, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) absorb_block(state, blocks + i * sha256_block_bytes);
}

#ifdef GLASSNET_SHA_INSTRUCTIONS

bool has_sha_instructions() {
    static const bool has = [] {
        unsigned a = 0, b = 0, c = 0, d = 0;
        constexpr unsigned sha = 1U << 29;
        return __builtin_cpu_supports("sse4.1") && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 &&
               (b & sha) != 0;
    }();
    return has;
}

namespace {

__m128i loaded(const void* from) { return _mm_loadu_si128(static_cast<const __m128i*>(from)); }
int word(std::uint32_t value) { return static_cast<int>(value); }

}  // namespace

/// Absorbs blocks with the processor's instructions, which keep a, b, e, f in one register and c, d, g, h in
/// another, and do two rounds at a time.
[[gnu::target("sha,sse4.1")]] void absorb_fast(Sha256State& state, const std::byte* blocks,
                                               std::size_t count) {
    auto [a, b, c, d, e, f, g, h] = state;
    __m128i abef = _mm_set_epi32(word(a), word(b), word(e), word(f)),
            cdgh = _mm_set_epi32(word(c), word(d), word(g), word(h));
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    for (; count > 0; --count, blocks += sha256_block_bytes) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        __m128i w[16];  // four words each
        for (int four = 0; four < 16; ++four) {
            if (four < 4) {
                w[four] = _mm_shuffle_epi8(loaded(blocks + 16 * four), big_endian);
            } else {
                const __m128i seven_before = _mm_alignr_epi8(w[four - 1], w[four - 2], 4);
                w[four] = _mm_sha256msg2_epu32(
                    _mm_add_epi32(_mm_sha256msg1_epu32(w[four - 4], w[four - 3]), seven_before), w[four - 1]);
            }
            const __m128i sum = _mm_add_epi32(w[four], loaded(round_constants.data() + 4 * four));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    alignas(16) std::array<std::uint32_t, 4> feba{}, hgdc{};
    _mm_store_si128(reinterpret_cast<__m128i*>(feba.data()), abef);
    _mm_store_si128(reinterpret_cast<__m128i*>(hgdc.data()), cdgh);
    state = {feba[3], feba[2], hgdc[3], hgdc[2], feba[1], feba[0], hgdc[1], hgdc[0]};
}

#else

bool has_sha_instructions() { return false; }
void absorb_fast(Sha256State& state, const std::byte* blocks, std::size_t count) {
    absorb_plain(state, blocks, count);
}

#endif

}  // namespace glassnet
