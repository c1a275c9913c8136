// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Wrong files made of right ones. Everything is a function of (seed, stream, case): a failure can be called
/// up again by its number.
namespace glassnet::testing {

class Mutator {
public:
    /// `words` are pieces that the format gives a meaning to; `seeds` are whole files, spliced into each
    /// other.
    Mutator(const std::vector<std::string>& seeds, const std::vector<std::string_view>& words)
        : seeds_(seeds), words_(words) {}

    /// Case number `number`: a seed after one to four changes, half of them single ones.
    [[nodiscard]] std::string make(std::uint32_t seed, std::uint32_t stream, std::uint32_t number) const {
        Random random(seed, Random::Purpose::generated_data, stream, number);
        std::string text = seeds_[random.below(static_cast<std::uint32_t>(seeds_.size()))];
        // many changes are refused at the first one
        const std::uint32_t changes = random.below(2) == 1 ? 1 : 2 + random.below(3);
        for (std::uint32_t i = 0; i < changes && !text.empty(); ++i) change(text, random);
        return text;
    }

private:
    static std::size_t below(Random& random, std::size_t bound) {
        return random.below(static_cast<std::uint32_t>(bound));
    }

    void change(std::string& text, Random& random) const {
        const std::size_t at = below(random, text.size());
        const std::size_t length = std::min(text.size() - at, 1 + below(random, 16));
        switch (random.below(10)) {
            case 0:
                text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
                break;
            case 1:
                text[at] = static_cast<char>(random.bits());
                break;
            case 2:
                text.resize(at);
                break;
            case 3:
                text.insert(at, text.substr(at, length));
                break;
            case 4:
                text.erase(at, length);
                break;
            case 5:
                write_extreme(text, at, random);
                break;
            case 6:
                write_number(text, at, random);
                break;
            case 7:
                splice(text, at, random);
                break;
            case 8:
                if (!words_.empty()) text.insert(at, words_[below(random, words_.size())]);
                break;
            default:
                text.replace(at, length, length, random.below(2) == 1 ? '\xFF' : '\0');
        }
    }

    /// What a length field may claim: numbers at the borders of their types, in 1, 2, 4 or 8 bytes of either
    /// order.
    static void write_extreme(std::string& text, std::size_t at, Random& random) {
        constexpr std::array<std::uint64_t, 12> extremes{
            0,          1,          0x7F,         0xFF,        0x7FFF,     0xFFFF,
            0x7FFFFFFF, 0x80000000, 0xFFFFFFFFUL, 0x100000000, 1ULL << 62, ~0ULL};
        const std::uint64_t number = extremes[below(random, extremes.size())];
        const std::size_t width = std::size_t{1} << random.below(4);
        const bool highest_first = random.below(2) == 1;
        for (std::size_t i = 0; i < width && at + i < text.size(); ++i) {
            const std::size_t byte = highest_first ? width - 1 - i : i;
            text[at + i] = static_cast<char>(number >> (8 * byte));
        }
    }

    /// The same for numbers written in digits: the next one behind `at` becomes another.
    static void write_number(std::string& text, std::size_t at, Random& random) {
        constexpr std::array<std::string_view, 14> numbers{
            "0",    "-1",   "0.5", "1e999", "-0",   "2147483647",          "2147483648",
            "1e20", "1e-9", "NaN", "null",  "true", "9223372036854775807", "9223372036854775808"};
        constexpr std::string_view digits = "0123456789";
        const std::size_t begin = text.find_first_of(digits, at);
        if (begin == std::string::npos) return;
        const std::size_t end = std::min(text.size(), text.find_first_not_of(digits, begin));
        text.replace(begin, end - begin, numbers[below(random, numbers.size())]);
    }

    /// The beginning of this file, the end of one of the seeds.
    void splice(std::string& text, std::size_t at, Random& random) const {
        const std::string& other = seeds_[below(random, seeds_.size())];
        text.resize(at);
        text += other.substr(below(random, other.size()));
    }

    const std::vector<std::string>& seeds_;
    const std::vector<std::string_view>& words_;
};

}  // namespace glassnet::testing
