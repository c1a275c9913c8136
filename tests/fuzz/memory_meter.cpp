// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/memory_meter.h"

#include <malloc.h>
#include <algorithm>
#include <cstdlib>
#include <new>

namespace {

std::int64_t taken = 0;
std::int64_t most = 0;

void* take(std::size_t size) {
    if (size > static_cast<std::size_t>(glassnet::testing::MemoryMeter::largest_request)) {
        most = std::max(most, static_cast<std::int64_t>(std::min<std::size_t>(size, INT64_MAX)));
        throw std::bad_alloc();
    }
    void* memory = std::malloc(std::max<std::size_t>(size, 1));
    if (!memory) throw std::bad_alloc();
    taken += static_cast<std::int64_t>(malloc_usable_size(memory));
    most = std::max(most, taken);
    return memory;
}

void give_back(void* memory) {
    if (memory) taken -= static_cast<std::int64_t>(malloc_usable_size(memory));
    std::free(memory);
}

}  // namespace

// All forms but the aligned ones, which no parser asks for: a sanitizer brings each form along, and they must
// not be mixed.
void* operator new(std::size_t size) { return take(size); }
void* operator new[](std::size_t size) { return take(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    try {
        return take(size);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}
void* operator new[](std::size_t size, const std::nothrow_t& none) noexcept {
    return operator new(size, none);
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { give_back(memory); }

namespace glassnet::testing {

void MemoryMeter::start() {
    taken = 0;
    most = 0;
}

std::int64_t MemoryMeter::peak() { return most; }

}  // namespace glassnet::testing
