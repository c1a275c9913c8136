// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace glassnet {

/// A sequence of random numbers that can be entered anywhere: its k-th 32 bits are word k % 4 of
/// philox(counter(k / 4), key).
struct RandomRow {
    std::array<std::uint32_t, 2> key{};
    std::array<std::uint32_t, 4> start{};  // the counter of block 0

    [[nodiscard]] std::array<std::uint32_t, 4> counter(std::uint64_t block) const;
};

/// Random numbers as a function of where they are used: seed, purpose, epoch, sample and stream. Two uses
/// never share numbers, and no use depends on the order of work. Generator: Philox 4×32-10 (Salmon et al.,
/// "Parallel random numbers: as easy as 1, 2, 3", 2011).
class Random {
public:
    enum class Purpose : std::uint32_t { weights = 1, shuffle, split, augmentation, layer, generated_data };

    Random(std::uint64_t seed, Purpose purpose, std::uint32_t epoch = 0, std::uint32_t sample = 0,
           std::uint32_t stream = 0);
    /// Reads a sequence from its number `first` on.
    explicit Random(const RandomRow& row, std::uint64_t first = 0);

    [[nodiscard]] const RandomRow& row() const { return row_; }

    /// Returns the next 32 random bits.
    std::uint32_t bits();
    /// Returns a number 0 ≤ x < 1, in steps of 2⁻²⁴.
    float uniform();
    /// Returns a normal number of mean 0, standard deviation 1 (Box and Muller, 1958).
    float normal();
    /// Returns a number 0 ≤ x < bound, without bias; bound ≥ 1.
    std::uint32_t below(std::uint32_t bound);

private:
    RandomRow row_;
    std::uint64_t next_ = 0;  // block
    std::array<std::uint32_t, 4> block_{};
    unsigned used_ = 4;
};

/// Returns a stream number that depends on a name alone (FNV-1a): a node keeps its random numbers wherever it
/// stands in a file.
[[nodiscard]] std::uint32_t stream_of(std::string_view name);

/// Computes the bare generator: ten rounds of Philox 4×32.
[[nodiscard]] std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                  std::array<std::uint32_t, 2> key);

}  // namespace glassnet
