// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace glassnet {

template <class T>
class Executor;

/// A tensor that holds NaN or infinity.
struct NonFinite {
    std::string node;
    std::string tensor;  // "output", "kernel", "kernel gradient", "input"
};

/// The first such tensor of the batch that this executor has done, in the order of the work; among those that
/// still stand, if its plan reuses memory.
[[nodiscard]] std::optional<NonFinite> find_non_finite(const Executor<float>& executor);

/// The same for a batch that has ended without a finite result: by doing it `again` where nothing is
/// overwritten, or by what still stands where that found nothing or memory was short.
[[nodiscard]] NonFinite find_non_finite(const Executor<float>& done,
                                        const std::function<std::optional<NonFinite>()>& again);

}  // namespace glassnet
