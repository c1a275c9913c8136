// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/memory_planner.h"

#include "math/arena.h"
#include "plan/call_order.h"

#include <algorithm>
#include <map>
#include <queue>

namespace glassnet {

namespace {

/// From the first touch of a piece to its last.
struct Life {
    Piece piece;
    std::int64_t elements = 0;
    int first_region = 0, last_region = -1;
    int first_call = 0, last_call = 0;
    bool local = true;  // each region that touches it works by samples and defines it first
};

/// All pieces that are touched, in the order of the first touch.
std::vector<Life> lives_of(const Plan& plan) {
    std::vector<Life> lives;
    std::map<Piece, std::size_t> known;
    for_each_touch(plan, [&](const Piece& piece, const Touch& touch) {
        const auto [found, is_new] = known.try_emplace(piece, lives.size());
        if (is_new) lives.push_back({.piece = piece, .first_region = touch.region, .first_call = touch.call});
        Life& life = lives[found->second];
        if (touch.region != life.last_region) life.local = life.local && touch.by_samples && touch.defines;
        life.last_region = touch.region;
        life.last_call = touch.call;
    });
    for (Life& life : lives) {
        const std::int64_t whole = slot_of(plan, life.piece).elements;
        life.elements = life.local ? whole / plan.batch * plan.shard_samples : whole;
    }
    return lives;
}

/// A row of memory that hands out stretches and takes them back.
class Shelf {
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

/// The time in which a piece holds its place: local ones share within a region, the others between regions.
int first_of(const Life& life) { return life.local ? life.first_call : life.first_region; }
int last_of(const Life& life) { return life.local ? life.last_call : life.last_region; }

/// Places all local pieces, or all others; says how much memory they take.
std::int64_t place(Plan& plan, std::vector<Life> lives, bool local) {
    std::erase_if(lives, [local](const Life& life) { return life.local != local; });
    // Large ones first where several begin at once.
    std::ranges::stable_sort(lives, [](const Life& a, const Life& b) {
        return first_of(a) != first_of(b) ? first_of(a) < first_of(b) : a.elements > b.elements;
    });
    const auto ends_later = [](const Life* a, const Life* b) { return last_of(*a) > last_of(*b); };
    std::priority_queue<const Life*, std::vector<const Life*>, decltype(ends_later)> alive(ends_later);
    Shelf shelf;
    for (const Life& life : lives) {
        for (; !alive.empty() && last_of(*alive.top()) < first_of(life); alive.pop())
            shelf.give_back(slot_of(plan, alive.top()->piece).offset, aligned<float>(alive.top()->elements));
        Slot& slot = slot_of(plan, life.piece);
        slot.offset = shelf.take(aligned<float>(life.elements));
        slot.local = local;
        alive.push(&life);
    }
    return shelf.size();
}

std::string name_of(const Plan& plan, const Piece& piece) {
    constexpr const char* names[] = {"output",           "output gradient",  "per-sample memory",
                                     "per-shard memory", "per-batch memory", "sum"};
    const std::string role = names[static_cast<std::size_t>(piece.role)];
    const int step = piece.role == Piece::Role::sum
                         ? plan.sums[static_cast<std::size_t>(piece.number)].consumer
                         : piece.number;
    return plan.steps[static_cast<std::size_t>(step)].node + " " + role;
}

/// Of pieces in one memory, those that meet while both are wanted.
void find_meetings(const Plan& plan, std::vector<Life> lives, std::vector<std::string>& faults) {
    std::ranges::stable_sort(lives, {}, first_of);
    std::map<std::int64_t, const Life*> present;  // by offset; never two over each other
    std::multimap<int, const Life*> ends;
    for (const Life& life : lives) {
        for (; !ends.empty() && ends.begin()->first < first_of(life); ends.erase(ends.begin()))
            present.erase(slot_of(plan, ends.begin()->second->piece).offset);
        const std::int64_t offset = slot_of(plan, life.piece).offset;
        const auto next = present.lower_bound(offset);
        const Life* other = nullptr;
        if (next != present.end() && next->first < offset + life.elements) other = next->second;
        if (next != present.begin()) {
            const auto before = std::prev(next);
            if (before->first + before->second->elements > offset) other = before->second;
        }
        if (other) {
            faults.push_back(name_of(plan, life.piece) + " and " + name_of(plan, other->piece) + " overlap");
            continue;
        }
        present.emplace(offset, &life);
        ends.emplace(last_of(life), &life);
    }
}

}  // namespace

void reuse_memory(Plan& plan) {
    const std::vector<Life> lives = lives_of(plan);
    plan.local_elements = place(plan, lives, true);
    plan.arena_elements = place(plan, lives, false);
}

std::vector<std::string> find_overlaps(const Plan& plan) {
    std::vector<std::string> faults;
    std::vector<Life> lives = lives_of(plan), whole, local;
    for (Life& life : lives) {
        const Slot& slot = slot_of(plan, life.piece);
        if (slot.local && !life.local)
            faults.push_back(name_of(plan, life.piece) + " is wanted outside the shard in hand");
        life.local = slot.local;
        life.elements = slot.local ? slot.elements / plan.batch * plan.shard_samples : slot.elements;
        const std::int64_t end = slot.local ? plan.local_elements : plan.arena_elements;
        if (slot.offset + life.elements > end)
            faults.push_back(name_of(plan, life.piece) + " reaches past the arena");
        (slot.local ? local : whole).push_back(life);
    }
    find_meetings(plan, std::move(whole), faults);
    find_meetings(plan, std::move(local), faults);
    return faults;
}

}  // namespace glassnet
