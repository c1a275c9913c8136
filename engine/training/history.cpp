// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/history.h"

#include <algorithm>

namespace glassnet {

namespace {
template <class Record>
std::vector<Record> from(const std::vector<Record>& records, std::size_t first) {
    return {records.begin() + static_cast<std::ptrdiff_t>(std::min(first, records.size())), records.end()};
}
}  // namespace

void History::add(const BatchRecord& record) {
    const std::scoped_lock lock(mutex_);
    batches_.push_back(record);
}

void History::add(const EpochRecord& record) {
    const std::scoped_lock lock(mutex_);
    epochs_.push_back(record);
}

void History::clear() {
    const std::scoped_lock lock(mutex_);
    batches_.clear();
    epochs_.clear();
}

std::vector<BatchRecord> History::batches_from(std::size_t first) const {
    const std::scoped_lock lock(mutex_);
    return from(batches_, first);
}

std::vector<EpochRecord> History::epochs_from(std::size_t first) const {
    const std::scoped_lock lock(mutex_);
    return from(epochs_, first);
}

}  // namespace glassnet
