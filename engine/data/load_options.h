// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace glassnet {

/// How far loading has come. A value.
struct LoadProgress {
    bool is_finding = false;  // files are still looked for; then `all` is not known
    std::int64_t done = 0;    // files
    std::int64_t all = 0;
    friend bool operator==(const LoadProgress&, const LoadProgress&) = default;
};

/// Hears how loading goes on, once for each file, and returns whether it shall.
using LoadWatch = std::function<bool(const LoadProgress&)>;

/// Tells the watch, if there is one. Throws Error (data.cancelled) where it wants loading to end.
void tell(const LoadWatch& watch, const LoadProgress& progress);

/// What loading needs to know beside the settings of the data.
struct LoadOptions {
    std::optional<KindSettings> resize{};    // the Resize that the project's preprocessing begins with
    std::optional<KindSettings> proposed{};  // takes its place where pictures differ in size
    LoadWatch watch{};
};

}  // namespace glassnet
