// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"

#include <cmath>
#include <numbers>

namespace glassnet {

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t left = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t right = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {
            static_cast<std::uint32_t>(right >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(right),
            static_cast<std::uint32_t>(left >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(left)};
        key[0] += 0x9E3779B9;
        key[1] += 0xBB67AE85;
    }
    return counter;
}

// After 2²⁴ blocks the index would run into the purpose: it continues in the unused high bits of the stream
// instead.
std::array<std::uint32_t, 4> RandomRow::counter(std::uint64_t block) const {
    return {start[0] + static_cast<std::uint32_t>(block & 0x00FFFFFF), start[1], start[2],
            start[3] + (static_cast<std::uint32_t>(block >> 24) << 16)};
}

// The counter: 8 bits of purpose and a running index of 24 bits of blocks, then epoch, sample, stream.
Random::Random(std::uint64_t seed, Purpose purpose, std::uint32_t epoch, std::uint32_t sample,
               std::uint32_t stream)
    : row_{.key = {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
           .start = {static_cast<std::uint32_t>(purpose) << 24, epoch, sample, stream}} {}

Random::Random(const RandomRow& row, std::uint64_t first) : row_(row), next_(first / 4) {
    for (std::uint64_t passed = 0; passed < first % 4; ++passed) (void)bits();
}

std::uint32_t Random::bits() {
    if (used_ == block_.size()) {
        block_ = philox(row_.counter(next_++), row_.key);
        used_ = 0;
    }
    return block_[used_++];
}

std::uint32_t stream_of(std::string_view name) {
    std::uint32_t hash = 2166136261U;
    for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
    return hash;
}

float Random::uniform() { return static_cast<float>(bits() >> 8) * 0x1p-24F; }

float Random::normal() {
    const double radius = std::sqrt(-2.0 * std::log((static_cast<double>(bits()) + 0.5) * 0x1p-32));
    const double angle = 2.0 * std::numbers::pi * static_cast<double>(bits()) * 0x1p-32;
    return static_cast<float>(radius * std::cos(angle));
}

std::uint32_t Random::below(std::uint32_t bound) {
    // Lemire, "Fast random integer generation in an interval", 2019.
    std::uint64_t product = std::uint64_t{bits()} * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
        const std::uint32_t threshold = (0U - bound) % bound;
        while (static_cast<std::uint32_t>(product) < threshold) product = std::uint64_t{bits()} * bound;
    }
    return static_cast<std::uint32_t>(product >> 32);
}

}  // namespace glassnet
