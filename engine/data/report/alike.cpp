// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/report/alike.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <map>
#include <set>
#include <type_traits>
#include <unordered_map>

namespace glassnet {

namespace {

constexpr std::int64_t grid_width = 17, grid_height = 16;

/// Returns a number made of all values of a sample; equal samples have equal numbers.
template <class T>
std::uint64_t number_of(std::span<const T> values) {
    std::uint64_t number = 0x9E3779B97F4A7C15ULL;
    const auto mix = [&](std::uint64_t bits) {
        number = (std::rotl(number, 23) ^ bits) * 0xD6E8FEB86659FD93ULL;
        number ^= number >> 32;
    };
    std::span<const std::byte> rest = std::as_bytes(values);
    for (; rest.size() >= sizeof(std::uint64_t); rest = rest.subspan(sizeof(std::uint64_t))) {
        std::uint64_t word = 0;
        std::memcpy(&word, rest.data(), sizeof word);
        mix(word);
    }
    for (const std::byte last : rest) mix(std::to_integer<std::uint64_t>(last));
    return number;
}

/// Calls visit(ref, values) for each sample, values as they are stored.
template <class Visit>
void for_each_sample(const Dataset& dataset, const LoadWatch& watch, const Visit& visit) {
    const auto size = static_cast<std::size_t>(dataset.summary.sample_shape.elements());
    std::int64_t bytes = 0;
    for (const Part part : all_parts) bytes += dataset.part(part).inputs.bytes();
    LoadCounter counter(watch, LoadStage::measuring, bytes);
    for (const Part part : all_parts) {
        dataset.part(part).inputs.for_each_block([&](std::int64_t first, auto values) {
            for (std::size_t at = 0; at < values.size(); at += size, ++first)
                visit(SampleRef{part, first}, values.subspan(at, size));
            counter.add(std::ssize(std::as_bytes(values)));
        });
    }
}

/// A picture made small: 17 × 16 means of brightness, and the signs of their differences.
struct Small {
    SampleRef ref;
    std::array<float, grid_width * grid_height> values{};
    std::array<float, 4> channels{};                // means of the first channels: what tells red from blue
    std::array<std::uint16_t, grid_height> rows{};  // a bit where the right one is brighter
};

class Shrinker {
public:
    explicit Shrinker(const Shape& shape) : height_(shape[0]), width_(shape[1]), channels_(shape[2]) {}

    template <class T>
    [[nodiscard]] Small shrunk(SampleRef ref, std::span<const T> picture, double range) const {
        Small small{.ref = ref};
        for (std::int64_t y = 0; y < grid_height; ++y)
            for (std::int64_t x = 0; x < grid_width; ++x)
                small.values[static_cast<std::size_t>(y * grid_width + x)] = mean(picture, y, x);
        for (std::size_t i = 0; i < picture.size(); ++i)
            if (const auto channel = i % static_cast<std::size_t>(channels_); channel < small.channels.size())
                small.channels[channel] += static_cast<float>(picture[i]);
        for (float& sum : small.channels) sum /= static_cast<float>(height_ * width_);
        // Less than this is noise of a decoder.
        const double least = 0.02 * range;
        for (std::int64_t y = 0; y < grid_height; ++y) {
            for (std::int64_t x = 0; x + 1 < grid_width; ++x) {
                const float* pair = &small.values[static_cast<std::size_t>(y * grid_width + x)];
                if (pair[1] - pair[0] > least) small.rows[static_cast<std::size_t>(y)] |= 1U << x;
            }
        }
        return small;
    }

private:
    /// Returns the mean of the pixels below one cell of the grid; at least one.
    template <class T>
    [[nodiscard]] float mean(std::span<const T> picture, std::int64_t y, std::int64_t x) const {
        const std::int64_t top = y * height_ / grid_height, left = x * width_ / grid_width;
        const std::int64_t bottom = std::max((y + 1) * height_ / grid_height, top + 1);
        const std::int64_t right = std::max((x + 1) * width_ / grid_width, left + 1);
        double sum = 0;
        for (std::int64_t row = top; row < bottom; ++row) {
            const auto first = picture.begin() + (row * width_ + left) * channels_;
            for (auto value = first; value != first + (right - left) * channels_; ++value) sum += *value;
        }
        return static_cast<float>(sum / static_cast<double>((bottom - top) * (right - left) * channels_));
    }

    std::int64_t height_, width_, channels_;
};

int different_bits(const Small& a, const Small& b) {
    int bits = 0;
    for (std::size_t i = 0; i < a.rows.size(); ++i)
        bits += std::popcount(static_cast<unsigned>(a.rows[i] ^ b.rows[i]));
    return bits;
}

bool are_close(const Small& a, const Small& b, double range) {
    double sum = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i) sum += std::abs(a.values[i] - b.values[i]);
    for (std::size_t i = 0; i < a.channels.size(); ++i)
        if (std::abs(a.channels[i] - b.channels[i]) > 0.02 * range) return false;
    return sum / static_cast<double>(a.values.size()) <= 0.02 * range;
}

bool is_nearly_flat(const Small& small) {
    int bits = 0;
    for (const std::uint16_t row : small.rows) bits += std::popcount(row);
    return bits < 8;
}

bool are_equal(const Dataset& dataset, SampleRef a, SampleRef b) {
    const SampleValues &of_a = dataset.part(a.part).inputs, &of_b = dataset.part(b.part).inputs;
    bool equal = false;
    of_a.visit(a.index, [&]<class T>(std::span<const T> values) {
        of_b.visit(b.index, [&]<class U>(std::span<const U> others) {
            if constexpr (std::is_same_v<T, U>) equal = std::ranges::equal(values, others);
        });
    });
    return equal;
}

}  // namespace

template <class T>
void SameSamples::add(Part part, std::int64_t first, std::span<const T> values, std::int64_t elements) {
    const auto size = static_cast<std::size_t>(elements);
    for (std::size_t at = 0; at < values.size(); at += size, ++first)
        found_.push_back({number_of(values.subspan(at, size)), {part, first}});
}
template void SameSamples::add(Part, std::int64_t, std::span<const std::uint8_t>, std::int64_t);
template void SameSamples::add(Part, std::int64_t, std::span<const float>, std::int64_t);

std::vector<std::vector<SampleRef>> SameSamples::groups(const Dataset& dataset) {
    std::ranges::sort(found_, {}, [](const Found& found) { return std::pair(found.number, found.sample); });
    std::vector<std::vector<SampleRef>> same;
    std::vector<std::vector<SampleRef>> of_number;  // equal numbers may come of samples that are not
    for (std::size_t begin = 0, end = 0; begin < found_.size(); begin = end) {
        while (end < found_.size() && found_[end].number == found_[begin].number) ++end;
        if (end - begin == 1) continue;
        of_number.clear();
        for (const Found& found : std::span(found_).subspan(begin, end - begin)) {
            const auto group = std::ranges::find_if(
                of_number, [&](const auto& refs) { return are_equal(dataset, refs.front(), found.sample); });
            if (group == of_number.end())
                of_number.push_back({found.sample});
            else
                group->push_back(found.sample);
        }
        for (auto& group : of_number)
            if (group.size() > 1) same.push_back(std::move(group));
    }
    std::ranges::sort(same);
    return same;
}

std::vector<std::pair<SampleRef, SampleRef>> alike_pictures(const Dataset& dataset, const LoadWatch& watch,
                                                            int most_bits) {
    if (dataset.summary.sample_shape.rank() != 3) return {};
    const double range = dataset.summary.highest_input - dataset.summary.lowest_input;
    const Shrinker shrinker(dataset.summary.sample_shape);
    std::vector<Small> smalls;
    for_each_sample(dataset, watch, [&](SampleRef ref, const auto& values) {
        Small small = shrinker.shrunk(ref, values, range);
        if (!is_nearly_flat(small)) smalls.push_back(small);
    });
    // Alike pictures have an equal row of the grid somewhere; what many share tells nothing.
    constexpr std::size_t most_in_common = 200;
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_row;
    for (std::size_t i = 0; i < smalls.size(); ++i)
        for (std::uint32_t y = 0; y < grid_height; ++y)
            if (smalls[i].rows[y] != 0) by_row[y << 16 | smalls[i].rows[y]].push_back(i);
    std::set<std::pair<SampleRef, SampleRef>> pairs;
    LoadCounter counter(watch, LoadStage::measuring, std::ssize(by_row) << 16);
    for (const auto& [row, members] : by_row) {
        counter.add(1 << 16);  // comparing the pairs of a row takes as long as looking at such many values
        if (members.size() > most_in_common) continue;
        for (std::size_t i = 0; i < members.size(); ++i) {
            for (std::size_t k = i + 1; k < members.size(); ++k) {
                const Small &a = smalls[members[i]], &b = smalls[members[k]];
                if (different_bits(a, b) <= most_bits && are_close(a, b, range) &&
                    !are_equal(dataset, a.ref, b.ref))
                    pairs.insert(std::minmax(a.ref, b.ref));
            }
        }
    }
    return {pairs.begin(), pairs.end()};
}

}  // namespace glassnet
