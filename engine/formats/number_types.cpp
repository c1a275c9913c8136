// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/number_types.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace glassnet {

namespace {

static_assert(std::endian::native == std::endian::little, "plain copies count from the lowest byte");

/// IEEE 754 binary16.
struct Half {
    std::uint16_t bits;
    explicit operator float() const {
        const std::uint32_t sign = std::uint32_t{bits} >> 15 << 31;
        const std::uint32_t exponent = bits >> 10 & 31;
        const std::uint32_t fraction = bits & 1023;
        if (exponent == 31) return std::bit_cast<float>(sign | 0x7F800000U | fraction << 13);
        if (exponent > 0) return std::bit_cast<float>(sign | (exponent + 112) << 23 | fraction << 13);
        const float small = static_cast<float>(fraction) * 0x1p-24F;
        return sign ? -small : small;
    }
};

/// The upper half of a binary32.
struct BrainFloat {
    std::uint16_t bits;
    explicit operator float() const { return std::bit_cast<float>(std::uint32_t{bits} << 16); }
};

template <class Stored, class Kept = Stored>
StoredTensor::Values values_of(std::span<const std::byte> bytes, std::endian order) {
    std::vector<Stored> values(bytes.size() / sizeof(Stored));
    if (!values.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
    if (order == std::endian::big) {
        for (Stored& value : values) {
            const auto turned = std::as_writable_bytes(std::span(&value, 1));
            std::ranges::reverse(turned);
        }
    }
    if constexpr (std::is_same_v<Stored, Kept>) {
        return values;
    } else {
        std::vector<Kept> kept(values.size());
        std::ranges::transform(values, kept.begin(), [](Stored value) { return static_cast<Kept>(value); });
        return kept;
    }
}

using I64 = std::int64_t;

constexpr std::array all_types{NumberType{"b1", "BOOL", 1, true, values_of<std::uint8_t>},
                               NumberType{"u1", "U8", 1, true, values_of<std::uint8_t>},
                               NumberType{"i1", "I8", 1, false, values_of<std::int8_t, I64>},
                               NumberType{"u2", "U16", 2, false, values_of<std::uint16_t, I64>},
                               NumberType{"i2", "I16", 2, false, values_of<std::int16_t, I64>},
                               NumberType{"u4", "U32", 4, false, values_of<std::uint32_t, I64>},
                               NumberType{"i4", "I32", 4, true, values_of<std::int32_t, I64>},
                               NumberType{"u8", "U64", 8, false, values_of<std::uint64_t>},
                               NumberType{"i8", "I64", 8, true, values_of<I64>},
                               NumberType{"f2", "F16", 2, true, values_of<Half, float>},
                               NumberType{"", "BF16", 2, true, values_of<BrainFloat, float>},
                               NumberType{"f4", "F32", 4, true, values_of<float>},
                               NumberType{"f8", "F64", 8, true, values_of<double>}};

}  // namespace

std::span<const NumberType> number_types() { return all_types; }

}  // namespace glassnet
