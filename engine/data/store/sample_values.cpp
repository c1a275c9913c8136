// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/store/sample_values.h"

namespace glassnet {

namespace {

/// Values that lie in memory.
template <class T>
class MemoryStore final : public SampleStore {
public:
    MemoryStore(std::vector<T> values, std::int64_t elements)
        : values_(std::move(values)),
          form_{.are_bytes = std::is_same_v<T, std::uint8_t>, .elements = elements},
          count_(elements > 0 ? std::ssize(values_) / elements : 0) {}

    [[nodiscard]] SampleForm form() const override { return form_; }
    [[nodiscard]] std::int64_t count() const override { return count_; }
    [[nodiscard]] std::span<const std::byte> read(std::int64_t first, std::int64_t count,
                                                  std::vector<std::byte>&) const override {
        return std::as_bytes(std::span(values_).subspan(static_cast<std::size_t>(first * form_.elements),
                                                        static_cast<std::size_t>(count * form_.elements)));
    }
    [[nodiscard]] bool is_in_memory() const override { return true; }

private:
    std::vector<T> values_;
    SampleForm form_;
    std::int64_t count_;
};

/// Returns room that a thread keeps, from the first sample on that it reads from a file.
std::vector<std::byte>& room_of_thread() {
    thread_local std::vector<std::byte> room;
    return room;
}

}  // namespace

SampleValues::SampleValues(std::vector<std::uint8_t> values, std::int64_t elements)
    : store_(std::make_shared<MemoryStore<std::uint8_t>>(std::move(values), elements)) {}

SampleValues::SampleValues(std::vector<float> values, std::int64_t elements)
    : store_(std::make_shared<MemoryStore<float>>(std::move(values), elements)) {}

std::int64_t SampleValues::count() const {
    if (rows_) return std::ssize(*rows_);
    return store_ ? store_->count() : 0;
}

void SampleValues::read(std::int64_t sample, float* to) const {
    std::vector<std::byte> unused;
    std::vector<std::byte>& room = store_->is_in_memory() ? unused : room_of_thread();
    typed(stored(sample, 1, room), [&](auto values) { std::ranges::copy(values, to); });
}

SampleValues SampleValues::selected(std::span<const std::int64_t> samples) const {
    if (!store_) return {};
    SampleValues result(store_);
    auto rows = std::make_shared<std::vector<std::uint32_t>>();
    rows->reserve(samples.size());
    for (const std::int64_t sample : samples) rows->push_back(static_cast<std::uint32_t>(row_of(sample)));
    result.rows_ = std::move(rows);
    return result;
}

std::int64_t SampleValues::neighbours(std::int64_t first) const {
    constexpr std::int64_t bytes_at_once = std::int64_t{4} << 20;
    const std::int64_t most = std::min(
        count() - first,
        std::max<std::int64_t>(1, bytes_at_once / std::max<std::int64_t>(1, form().bytes_of_a_sample())));
    if (!rows_) return most;
    std::int64_t samples = 1;
    while (samples < most && row_of(first + samples) == row_of(first) + samples) ++samples;
    return samples;
}

}  // namespace glassnet
