// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hash.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace glassnet {

namespace {

constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t big_endian_word(const std::byte* bytes) {
    return std::to_integer<std::uint32_t>(bytes[0]) << 24 | std::to_integer<std::uint32_t>(bytes[1]) << 16 |
           std::to_integer<std::uint32_t>(bytes[2]) << 8 | std::to_integer<std::uint32_t>(bytes[3]);
}

}  // namespace

// The names a … h and w are those of FIPS 180-4, section 6.2.2.
void Sha256::absorb(State& state, const std::byte* block) {
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
    const State change{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < state.size(); ++i) state[i] += change[i];
}

Sha256& Sha256::update(std::span<const std::byte> bytes) {
    const std::size_t used = count_ % pending_.size();
    count_ += bytes.size();
    if (used > 0) {
        const std::size_t taken = std::min(pending_.size() - used, bytes.size());
        std::copy_n(bytes.begin(), taken, pending_.begin() + static_cast<std::ptrdiff_t>(used));
        bytes = bytes.subspan(taken);
        if (used + taken < pending_.size()) return *this;
        absorb(state_, pending_.data());
    }
    for (; bytes.size() >= pending_.size(); bytes = bytes.subspan(pending_.size())) absorb(state_, bytes.data());
    std::ranges::copy(bytes, pending_.begin());
    return *this;
}

Sha256& Sha256::update(std::int64_t number) {
    std::array<std::byte, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::byte>(static_cast<std::uint64_t>(number) >> (8 * i));
    return update(bytes);
}

std::string Sha256::hex() const {
    State state = state_;
    std::array<std::byte, 128> tail{};
    const std::size_t used = count_ % pending_.size();
    std::copy_n(pending_.begin(), used, tail.begin());
    tail[used] = std::byte{0x80};
    const std::size_t length = used < 56 ? 64 : 128;
    for (std::size_t i = 0; i < 8; ++i) tail[length - 1 - i] = static_cast<std::byte>((count_ * 8) >> (8 * i));
    absorb(state, tail.data());
    if (length == 128) absorb(state, tail.data() + 64);

    std::string text;
    for (const std::uint32_t word : state) {
        for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[word >> shift & 15];
    }
    return text;
}

std::string sha256(std::span<const std::byte> bytes) { return Sha256().update(bytes).hex(); }
std::string sha256(std::string_view text) { return Sha256().update(text).hex(); }

}  // namespace glassnet
