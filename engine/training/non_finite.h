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

/// Finds the first such tensor of the batch that this executor has done, in the order of execution; among
/// those that are still there, if its plan reuses memory.
[[nodiscard]] std::optional<NonFinite> find_non_finite(const Executor<float>& executor);

/// Finds the same for a batch that has ended without a finite result: by running it `again` where nothing is
/// overwritten, or in what is still there where that found nothing or memory was short.
[[nodiscard]] NonFinite find_non_finite(const Executor<float>& done,
                                        const std::function<std::optional<NonFinite>()>& again);

}  // namespace glassnet
