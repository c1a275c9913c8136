// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/store/sample_store.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace glassnet {

/// The values of samples: those of a store, or some of them in an order of their own. Copies share the
/// values. Several threads may read at once.
class SampleValues {
public:
    SampleValues() = default;  // of no sample
    /// Keeps values in memory, `elements` for each sample.
    SampleValues(std::vector<std::uint8_t> values, std::int64_t elements);
    SampleValues(std::vector<float> values, std::int64_t elements);
    explicit SampleValues(std::shared_ptr<const SampleStore> store) : store_(std::move(store)) {}

    [[nodiscard]] bool are_bytes() const { return form().are_bytes; }
    [[nodiscard]] std::int64_t elements() const { return form().elements; }
    [[nodiscard]] std::int64_t count() const;
    /// Returns how many bytes all of them are.
    [[nodiscard]] std::int64_t bytes() const { return count() * form().bytes_of_a_sample(); }
    [[nodiscard]] bool are_in_memory() const { return !store_ || store_->is_in_memory(); }

    /// Reads a sample as float: elements() values. Throws Error as SampleStore::read.
    void read(std::int64_t sample, float* to) const;
    /// Returns the values of these samples, in this order; nothing is copied.
    [[nodiscard]] SampleValues selected(std::span<const std::int64_t> samples) const;

    /// Calls visit(values) for one sample: a span of const std::uint8_t or const float.
    template <class Visit>
    void visit(std::int64_t sample, const Visit& visit) const {
        std::vector<std::byte> room;
        typed(stored(sample, 1, room), visit);
    }

    /// Calls visit(first, values) for all samples in their order, several at once: a span of const
    /// std::uint8_t or const float that begins with sample `first`.
    template <class Visit>
    void for_each_block(const Visit& visit) const {
        std::vector<std::byte> room;
        for (std::int64_t first = 0; first < count();) {
            const std::int64_t samples = neighbours(first);
            typed(stored(first, samples, room), [&](auto values) { visit(first, values); });
            first += samples;
        }
    }

    /// Returns all values. T is what they are.
    template <class T>
    [[nodiscard]] std::vector<T> all() const {
        std::vector<T> values;
        values.reserve(static_cast<std::size_t>(count() * elements()));
        for_each_block(
            [&](std::int64_t, auto block) { values.insert(values.end(), block.begin(), block.end()); });
        return values;
    }

private:
    [[nodiscard]] SampleForm form() const { return store_ ? store_->form() : SampleForm(); }
    [[nodiscard]] std::int64_t row_of(std::int64_t sample) const {
        return rows_ ? std::int64_t{(*rows_)[static_cast<std::size_t>(sample)]} : sample;
    }
    [[nodiscard]] std::span<const std::byte> stored(std::int64_t sample, std::int64_t count,
                                                    std::vector<std::byte>& room) const {
        return store_->read(row_of(sample), count, room);
    }
    /// Returns how many samples from this one on lie one after the other, of those that are read at once.
    [[nodiscard]] std::int64_t neighbours(std::int64_t first) const;

    template <class Visit>
    void typed(std::span<const std::byte> bytes, const Visit& visit) const {
        if (are_bytes())
            visit(std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
        else
            visit(std::span(reinterpret_cast<const float*>(bytes.data()), bytes.size() / sizeof(float)));
    }

    std::shared_ptr<const SampleStore> store_;                // nothing: no samples
    std::shared_ptr<const std::vector<std::uint32_t>> rows_;  // of the store; nothing: all of them
};

}  // namespace glassnet
