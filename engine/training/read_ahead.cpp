// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/read_ahead.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace glassnet {

namespace {

constexpr int readers = 8;                                    // requests that a disk gets at once
constexpr std::int64_t bytes_ahead = std::int64_t{16} << 20;  // where three batches are less
constexpr std::int64_t most_ahead = 4096;                     // samples, likewise

/// Returns how many samples are held: those of the batch at work and of the next ones.
std::size_t ring_size(const SampleValues& values, int most) {
    const std::int64_t bytes = std::max<std::int64_t>(1, values.elements() * std::int64_t{sizeof(float)});
    const std::int64_t affordable = std::clamp<std::int64_t>(bytes_ahead / bytes, 1, most_ahead);
    return static_cast<std::size_t>(std::max<std::int64_t>(std::int64_t{most} * 3, affordable));
}

}  // namespace

ReadAhead::ReadAhead(SampleValues values, int most)
    : values_(std::move(values)), ring_(ring_size(values_, most)), batch_(static_cast<std::size_t>(most)) {
    for (int i = 0; i < readers; ++i) threads_.emplace_back([this] { serve(); });
}

ReadAhead::~ReadAhead() {
    {
        const Lock lock(mutex_);
        ending_ = true;
    }
    wanted_.notify_all();
}

ReadAhead::Sample ReadAhead::read_one(std::uint32_t number, std::vector<float> room) const {
    Sample sample{.values = std::move(room)};
    sample.values.resize(static_cast<std::size_t>(values_.elements()));
    try {
        values_.read(number, sample.values.data());
    } catch (const Error& error) {
        sample.fault = error;
    }
    return sample;
}

void ReadAhead::serve() {
    Lock lock(mutex_);
    while (true) {
        wanted_.wait(lock, [&] { return ending_ || taken_ < last_; });
        if (ending_) return;
        Slot& own = slot(taken_++);
        own.state = Slot::State::reading;
        std::vector<float> room = std::exchange(own.sample.values, {});
        lock.unlock();
        Sample sample = read_one(own.number, std::move(room));
        lock.lock();
        own.sample = std::move(sample);
        own.state = Slot::State::ready;
        ready_.notify_all();
    }
}

void ReadAhead::align(Lock& lock, std::span<const std::uint32_t> numbers,
                      std::span<const std::uint32_t> next) {
    const auto wanted = [&](std::int64_t i) {
        const auto at = static_cast<std::size_t>(i);
        return at < numbers.size() ? numbers[at] : next[at - numbers.size()];
    };
    const auto count = std::min(std::ssize(numbers) + std::ssize(next), std::ssize(ring_));
    std::int64_t same = 0;  // those that are wanted already
    while (same < std::min(count, last_ - first_) && slot(first_ + same).number == wanted(same)) ++same;
    if (first_ + same < last_) {  // others were expected
        last_ = std::max(first_ + same, taken_);
        const auto is_at_rest = [&] {
            for (std::int64_t place = first_ + same; place < last_; ++place)
                if (slot(place).state == Slot::State::reading) return false;
            return true;
        };
        ready_.wait(lock, is_at_rest);
        last_ = first_ + same;
        taken_ = std::min(taken_, last_);
    }
    for (; last_ - first_ < count; ++last_) {
        Slot& added = slot(last_);
        added.number = wanted(last_ - first_);
        added.state = Slot::State::wanted;
    }
    wanted_.notify_all();
}

std::span<const ReadAhead::Sample> ReadAhead::read(std::span<const std::uint32_t> numbers,
                                                   std::span<const std::uint32_t> next) {
    Lock lock(mutex_);
    align(lock, numbers, next);
    const auto are_ready = [&] {
        for (std::int64_t i = 0; i < std::ssize(numbers); ++i)
            if (slot(first_ + i).state != Slot::State::ready) return false;
        return true;
    };
    const auto begin = std::chrono::steady_clock::now();
    ready_.wait(lock, are_ready);
    waited_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    for (std::size_t i = 0; i < numbers.size(); ++i, ++first_) std::swap(batch_[i], slot(first_).sample);
    align(lock, next, {});
    return std::span(batch_).first(numbers.size());
}

}  // namespace glassnet
