// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/platform/memory.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>

namespace glassnet {

/// One block of zeroed memory, aligned to 64 bytes, that never moves. Kernels that work in whole vectors may
/// read, but not use, `slack` elements behind its end.
template <class T>
class Arena {
public:
    static constexpr std::int64_t alignment = 64;
    static constexpr std::int64_t slack = 32;  // the widest panel of a product

    Arena() = default;
    explicit Arena(std::int64_t elements)
        : data_(static_cast<T*>(::operator new (static_cast<std::size_t>(elements + slack) * sizeof(T),
                                                std::align_val_t{alignment}))),
          size_(elements) {
        platform::prefer_large_pages(data_.get(), static_cast<std::size_t>(elements + slack) * sizeof(T));
        std::uninitialized_fill_n(data_.get(), elements + slack, T{});
    }

    [[nodiscard]] T* data() const { return data_.get(); }
    [[nodiscard]] std::int64_t size() const { return size_; }
    [[nodiscard]] std::span<T> all() const { return {data_.get(), static_cast<std::size_t>(size_)}; }

private:
    struct Release {
        void operator()(T* pointer) const { ::operator delete (pointer, std::align_val_t{alignment}); }
    };
    std::unique_ptr<T, Release> data_;
    std::int64_t size_ = 0;
};

/// Rounds `elements` up so that what follows in an arena is aligned again.
template <class T>
constexpr std::int64_t aligned(std::int64_t elements) {
    constexpr std::int64_t step = Arena<T>::alignment / static_cast<std::int64_t>(sizeof(T));
    return (elements + step - 1) / step * step;
}

}  // namespace glassnet
