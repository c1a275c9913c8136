// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

namespace glassnet {

/// The sides of one sample's tensor, without the batch: 28 × 28 × 1 (height, width, channels) or 128. At most
/// 8 sides, each ≥ 1.
class Shape {
public:
    static constexpr int max_rank = 8;

    Shape() = default;
    Shape(std::initializer_list<std::int64_t> sides);
    explicit Shape(std::span<const std::int64_t> sides);

    [[nodiscard]] int rank() const { return rank_; }
    [[nodiscard]] std::int64_t operator[](int axis) const { return sides_[static_cast<std::size_t>(axis)]; }
    /// Returns the product of the sides; 1 for rank 0.
    [[nodiscard]] std::int64_t elements() const;
    [[nodiscard]] std::span<const std::int64_t> sides() const {
        return {sides_.data(), static_cast<std::size_t>(rank_)};
    }

    friend bool operator==(const Shape&, const Shape&) = default;

private:
    std::array<std::int64_t, max_rank> sides_{};
    int rank_ = 0;
};

/// Writes the sides as "28 × 28 × 1"; "1" for rank 0.
[[nodiscard]] std::string to_text(const Shape& shape);

}  // namespace glassnet
