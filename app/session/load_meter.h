// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/load_rate.h"

#include <mutex>

namespace glassnet::app {

/// Stands between the thread that loads data and the one that shows how far it has come and may end it.
class LoadMeter {
public:
    /// Called by the thread that loads; returns whether it shall go on.
    bool take(const LoadProgress& progress);
    /// Lets loading end at its next file.
    void end();
    [[nodiscard]] LoadState state() const;

private:
    mutable std::mutex mutex_;
    LoadRate rate_;
    bool ended_ = false;
};

}  // namespace glassnet::app
