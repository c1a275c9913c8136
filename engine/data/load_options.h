// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomic_file.h"
#include "base/kind_settings.h"
#include "data/store/pack_folder.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace glassnet {

/// What loading is at: looking for files, reading them, or taking the measure of what was read.
enum class LoadStage { finding, reading, measuring };

/// How far loading has come. A value.
struct LoadProgress {
    LoadStage stage = LoadStage::reading;
    bool are_bytes = false;  // what is counted: bytes, or files
    std::int64_t done = 0;
    std::int64_t all = 0;  // not known while files are looked for
    friend bool operator==(const LoadProgress&, const LoadProgress&) = default;
};

/// Hears how loading goes on, once for each file or every few megabytes, and returns whether it shall.
using LoadWatch = std::function<bool(const LoadProgress&)>;

/// Tells the watch, if there is one. Throws Error (data.cancelled) where it wants loading to end.
void tell(const LoadWatch& watch, const LoadProgress& progress);

/// Counts the bytes that one stage of loading is done with, and tells the watch every few megabytes.
class LoadCounter {
public:
    /// `all` bytes are expected.
    LoadCounter(const LoadWatch& watch, LoadStage stage, std::int64_t all)
        : watch_(watch), now_{.stage = stage, .are_bytes = true, .all = all} {}
    /// Adds bytes that are done. Throws Error (data.cancelled).
    void add(std::int64_t bytes);
    /// Tells the watch again: the work goes on, without bytes that count. Throws Error (data.cancelled).
    void stay() const { tell(watch_, now_); }
    /// Return functions that do the same, for those who read. They hold as long as this does.
    [[nodiscard]] ByteWatch adding() {
        return [this](std::int64_t bytes) { add(bytes); };
    }
    [[nodiscard]] ByteWatch staying() const {
        return [this](std::int64_t) { stay(); };
    }

private:
    const LoadWatch& watch_;
    LoadProgress now_;
    std::int64_t untold_ = 0;
};

/// What loading needs to know beside the settings of the data.
struct LoadOptions {
    std::optional<KindSettings> resize{};    // the Resize that the project's preprocessing begins with
    std::optional<KindSettings> proposed{};  // takes its place where pictures differ in size or are too large
    LoadWatch watch{};
    PackFolder packs{};  // where decoded pictures are kept for the next time
    std::int64_t memory =
        0;  // bytes that samples may take there, of each data set; 0: a quarter of what is free
};

/// Returns how many bytes of memory samples may take.
[[nodiscard]] std::int64_t memory_for_samples(const LoadOptions& options);

}  // namespace glassnet
