// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/snapshot.h"

#include <mutex>
#include <vector>

namespace glassnet {

/// Every batch and every epoch of a run, nothing lost. Written by the trainer thread, read from any thread.
class History {
public:
    void add(const BatchRecord& record);
    void add(const EpochRecord& record);
    void clear();
    /// Makes room for so many more batches at once, so that adding them allocates nothing.
    void expect_batches(std::size_t count);

    /// Returns the batch records from position `first` on.
    [[nodiscard]] std::vector<BatchRecord> batches_from(std::size_t first) const;
    [[nodiscard]] std::vector<EpochRecord> epochs_from(std::size_t first) const;

private:
    mutable std::mutex mutex_;
    std::vector<BatchRecord> batches_;
    std::vector<EpochRecord> epochs_;
};

}  // namespace glassnet
