// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace glassnet {

/// What the values of samples are, each sample's one after the other.
struct SampleForm {
    bool are_bytes = true;      // std::uint8_t, else float
    std::int64_t elements = 0;  // of each sample
    [[nodiscard]] std::int64_t bytes_of_a_sample() const {
        return elements * (are_bytes ? std::int64_t{sizeof(std::uint8_t)} : std::int64_t{sizeof(float)});
    }
};

/// Where the values of samples lie: in memory, or in files from which they are read when somebody wants them.
/// Immutable; several threads may read at once.
class SampleStore {
public:
    SampleStore() = default;
    virtual ~SampleStore() = default;
    SampleStore(const SampleStore&) = delete;
    SampleStore& operator=(const SampleStore&) = delete;

    [[nodiscard]] virtual SampleForm form() const = 0;
    [[nodiscard]] virtual std::int64_t count() const = 0;
    /// Returns the values of `count` samples from `first` on, as bytes that are aligned for them. They lie in
    /// `room`, or in the store for as long as it lives. Throws Error (data.read, data.file_changed).
    [[nodiscard]] virtual std::span<const std::byte> read(std::int64_t first, std::int64_t count,
                                                          std::vector<std::byte>& room) const = 0;
    /// Tells whether reading costs nothing and cannot fail.
    [[nodiscard]] virtual bool is_in_memory() const { return false; }
};

}  // namespace glassnet
