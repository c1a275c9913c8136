// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>

namespace glassnet {

/// A kernel's shape worked out once for both precisions: float in training, double where results are checked.
template <template <class> class Kernel>
class InBothPrecisions {
public:
    template <class... Arguments>
    explicit InBothPrecisions(const Arguments&... arguments) : single_(arguments...), double_(arguments...) {}

    template <class T>
    [[nodiscard]] const Kernel<T>& in() const {
        if constexpr (std::is_same_v<T, float>)
            return single_;
        else
            return double_;
    }

    /// Returns the larger of what `elements` says of the two.
    template <class Elements>
    [[nodiscard]] std::int64_t largest(const Elements& elements) const {
        return std::max(elements(single_), elements(double_));
    }

private:
    Kernel<float> single_;
    Kernel<double> double_;
};

}  // namespace glassnet
