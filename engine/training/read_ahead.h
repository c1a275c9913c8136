// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "base/threads.h"
#include "data/store/sample_values.h"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace glassnet {

/// Reads samples that do not lie in memory before they are wanted, on threads of its own: a disk that needs
/// long for each reads several at once, while the network learns. Bounded in memory. What is read does not
/// depend on it. Used by one thread.
class ReadAhead {
public:
    /// A batch has at most `most` samples.
    ReadAhead(SampleValues values, int most);
    ~ReadAhead();
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    /// A sample as it was read, or why it could not be.
    struct Sample {
        std::vector<float> values{};
        std::optional<Error> fault{};
    };
    /// Returns the samples of these numbers, in their order; they stay until the next call. `next` are those
    /// that will be wanted afterwards, in their order, as far as that is known.
    [[nodiscard]] std::span<const Sample> read(std::span<const std::uint32_t> numbers,
                                               std::span<const std::uint32_t> next);

    /// Returns how many seconds read() has waited for samples.
    [[nodiscard]] double seconds_waited() const { return waited_; }

private:
    struct Slot {
        std::uint32_t number = 0;
        enum class State { wanted, reading, ready } state = State::wanted;
        Sample sample{};
    };
    using Lock = std::unique_lock<std::mutex>;
    void serve();
    [[nodiscard]] Sample read_one(std::uint32_t number, std::vector<float> room) const;
    /// Makes the samples from first_ on those that are wanted: `numbers`, then `next`.
    void align(Lock& lock, std::span<const std::uint32_t> numbers, std::span<const std::uint32_t> next);
    [[nodiscard]] Slot& slot(std::int64_t place) {
        return ring_[static_cast<std::size_t>(place) % ring_.size()];
    }

    SampleValues values_;
    std::mutex mutex_;
    std::condition_variable wanted_, ready_;
    std::vector<Slot> ring_;
    // Places in the sequence of all samples that were ever wanted: first_ ≤ taken_ ≤ last_.
    std::int64_t first_ = 0;  // the next one that read() returns
    std::int64_t taken_ = 0;  // the next one that a thread takes
    std::int64_t last_ = 0;   // behind those that are wanted
    std::vector<Sample> batch_;
    bool ending_ = false;
    double waited_ = 0;
    std::vector<Thread> threads_;  // last: they begin when all other members exist
};

}  // namespace glassnet
