// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace glassnet {

/// Random numbers as a function of where they are used: seed, purpose, epoch, sample and stream. Two uses never share numbers, and
/// no use depends on the order of work. Generator: Philox 4×32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011).
class Random {
public:
    enum class Purpose : std::uint32_t { weights = 1, shuffle, split, augmentation, layer, generated_data };

    Random(std::uint64_t seed, Purpose purpose, std::uint32_t epoch = 0, std::uint32_t sample = 0, std::uint32_t stream = 0);

    /// The next 32 random bits.
    std::uint32_t bits();
    /// 0 ≤ x < 1, in steps of 2⁻²⁴.
    float uniform();
    /// Mean 0, standard deviation 1 (Box and Muller, 1958).
    float normal();
    /// 0 ≤ x < bound, without bias; bound ≥ 1.
    std::uint32_t below(std::uint32_t bound);

private:
    std::array<std::uint32_t, 2> key_;
    std::array<std::uint32_t, 4> counter_;
    std::array<std::uint32_t, 4> block_{};
    unsigned used_ = 4;
};

/// A stream number that hangs on a name alone (FNV-1a): a node keeps its random numbers wherever it stands in a file.
[[nodiscard]] std::uint32_t stream_of(std::string_view name);

/// The bare generator: ten rounds of Philox 4×32.
[[nodiscard]] std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

}  // namespace glassnet
