// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/memory_planner.h"

#include "math/arena.h"
#include "plan/call_order.h"

#include <algorithm>
#include <map>
#include <queue>

namespace glassnet {

namespace {

/// From the first access of a buffer to its last.
struct LiveRange {
    Buffer buffer;
    std::int64_t elements = 0;
    int first_region = 0, last_region = -1;
    int first_call = 0, last_call = 0;
    bool local = true;  // each region that accesses it works by samples and defines it first
};

/// Returns the live ranges of all buffers that are accessed, in the order of the first access.
std::vector<LiveRange> live_ranges_of(const Plan& plan) {
    std::vector<LiveRange> ranges;
    std::map<Buffer, std::size_t> known;
    for_each_access(plan, [&](const Buffer& buffer, const Access& access) {
        const auto [found, is_new] = known.try_emplace(buffer, ranges.size());
        if (is_new)
            ranges.push_back({.buffer = buffer, .first_region = access.region, .first_call = access.call});
        LiveRange& range = ranges[found->second];
        if (access.region != range.last_region)
            range.local = range.local && access.by_samples && access.defines;
        range.last_region = access.region;
        range.last_call = access.call;
    });
    for (LiveRange& range : ranges) {
        const std::int64_t whole = slot_of(plan, range.buffer).elements;
        range.elements = range.local ? whole / plan.batch * plan.shard_samples : whole;
    }
    return ranges;
}

/// Contiguous memory that hands out ranges and takes them back.
class FreeList {
public:
    std::int64_t take(std::int64_t elements) {
        auto best = free_.end();
        for (auto each = free_.begin(); each != free_.end(); ++each) {
            if (each->second >= elements && (best == free_.end() || each->second < best->second)) best = each;
        }
        if (best == free_.end()) return take_from_end(elements);
        const auto [offset, size] = *best;
        free_.erase(best);
        if (size > elements) free_.emplace(offset + elements, size - elements);
        return offset;
    }

    void give_back(std::int64_t offset, std::int64_t elements) {
        auto next = free_.lower_bound(offset);
        if (next != free_.end() && offset + elements == next->first) {
            elements += next->second;
            next = free_.erase(next);
        }
        if (next != free_.begin()) {
            const auto before = std::prev(next);
            if (before->first + before->second == offset) {
                before->second += elements;
                return;
            }
        }
        free_.emplace(offset, elements);
    }

    [[nodiscard]] std::int64_t size() const { return size_; }

private:
    std::int64_t take_from_end(std::int64_t elements) {
        std::int64_t offset = size_;
        if (!free_.empty()) {
            const auto last = std::prev(free_.end());
            if (last->first + last->second == size_) {
                offset = last->first;
                free_.erase(last);
            }
        }
        size_ = offset + elements;
        return offset;
    }

    std::map<std::int64_t, std::int64_t> free_;  // size by offset
    std::int64_t size_ = 0;
};

/// Returns when a buffer begins to hold its place: local ones share within a region, the others between
/// regions.
int first_of(const LiveRange& range) { return range.local ? range.first_call : range.first_region; }
int last_of(const LiveRange& range) { return range.local ? range.last_call : range.last_region; }

/// Places all local buffers, or all others; returns how much memory they take.
std::int64_t place(Plan& plan, std::vector<LiveRange> ranges, bool local) {
    std::erase_if(ranges, [local](const LiveRange& range) { return range.local != local; });
    // Large ones first where several begin at once.
    std::ranges::stable_sort(ranges, [](const LiveRange& a, const LiveRange& b) {
        return first_of(a) != first_of(b) ? first_of(a) < first_of(b) : a.elements > b.elements;
    });
    const auto ends_later = [](const LiveRange* a, const LiveRange* b) { return last_of(*a) > last_of(*b); };
    std::priority_queue<const LiveRange*, std::vector<const LiveRange*>, decltype(ends_later)> alive(
        ends_later);
    FreeList free_list;
    for (const LiveRange& range : ranges) {
        for (; !alive.empty() && last_of(*alive.top()) < first_of(range); alive.pop())
            free_list.give_back(slot_of(plan, alive.top()->buffer).offset,
                                aligned<float>(alive.top()->elements));
        Slot& slot = slot_of(plan, range.buffer);
        slot.offset = free_list.take(aligned<float>(range.elements));
        slot.local = local;
        alive.push(&range);
    }
    return free_list.size();
}

std::string name_of(const Plan& plan, const Buffer& buffer) {
    constexpr const char* names[] = {"output",           "output gradient",  "per-sample memory",
                                     "per-shard memory", "per-batch memory", "sum"};
    const std::string role = names[static_cast<std::size_t>(buffer.role)];
    const int step = buffer.role == Buffer::Role::sum ? plan.sum(buffer.number).consumer : buffer.number;
    return plan.step(step).node + " " + role;
}

/// Finds, among buffers in one memory, those that overlap while both are needed.
void find_conflicts(const Plan& plan, std::vector<LiveRange> ranges, std::vector<std::string>& faults) {
    std::ranges::stable_sort(ranges, {}, first_of);
    std::map<std::int64_t, const LiveRange*> present;  // by offset; never two that overlap
    std::multimap<int, const LiveRange*> ends;
    for (const LiveRange& range : ranges) {
        for (; !ends.empty() && ends.begin()->first < first_of(range); ends.erase(ends.begin()))
            present.erase(slot_of(plan, ends.begin()->second->buffer).offset);
        const std::int64_t offset = slot_of(plan, range.buffer).offset;
        const auto next = present.lower_bound(offset);
        const LiveRange* other = nullptr;
        if (next != present.end() && next->first < offset + range.elements) other = next->second;
        if (next != present.begin()) {
            const auto before = std::prev(next);
            if (before->first + before->second->elements > offset) other = before->second;
        }
        if (other) {
            faults.push_back(name_of(plan, range.buffer) + " and " + name_of(plan, other->buffer) +
                             " overlap");
            continue;
        }
        present.emplace(offset, &range);
        ends.emplace(last_of(range), &range);
    }
}

}  // namespace

void reuse_memory(Plan& plan) {
    const std::vector<LiveRange> ranges = live_ranges_of(plan);
    plan.local_elements = place(plan, ranges, true);
    plan.arena_elements = place(plan, ranges, false);
}

std::vector<std::string> find_overlaps(const Plan& plan) {
    std::vector<std::string> faults;
    std::vector<LiveRange> ranges = live_ranges_of(plan), whole, local;
    for (LiveRange& range : ranges) {
        const Slot& slot = slot_of(plan, range.buffer);
        if (slot.local && !range.local)
            faults.push_back(name_of(plan, range.buffer) + " is accessed outside its shard");
        range.local = slot.local;
        range.elements = slot.local ? slot.elements / plan.batch * plan.shard_samples : slot.elements;
        const std::int64_t end = slot.local ? plan.local_elements : plan.arena_elements;
        if (slot.offset + range.elements > end)
            faults.push_back(name_of(plan, range.buffer) + " reaches past the arena");
        (slot.local ? local : whole).push_back(range);
    }
    find_conflicts(plan, std::move(whole), faults);
    find_conflicts(plan, std::move(local), faults);
    return faults;
}

}  // namespace glassnet
