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

void History::expect_batches(std::size_t count) {
    const std::scoped_lock lock(mutex_);
    const std::size_t needed = batches_.size() + count;
    // At least twice the room, as push_back would: a run of many short epochs is not copied at each.
    if (needed > batches_.capacity()) batches_.reserve(std::max(needed, 2 * batches_.capacity()));
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
