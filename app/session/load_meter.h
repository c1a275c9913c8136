// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/load_options.h"

#include <chrono>
#include <mutex>
#include <optional>

namespace glassnet::app {

/// How far loading has come, and how fast it goes on. A value.
struct LoadState {
    LoadProgress progress;
    double perSecond = 0;                    // files; 0: not known yet
    std::optional<double> secondsLeft = {};  // known once some are read
};

/// Stands between the thread that loads data and the one that shows how far it has come and may end it.
class LoadMeter {
public:
    /// Called by the thread that loads; returns whether it shall go on.
    bool take(const LoadProgress& progress);
    /// Lets loading end at its next file.
    void end();
    [[nodiscard]] LoadState state() const;

private:
    using Clock = std::chrono::steady_clock;
    mutable std::mutex mutex_;
    LoadProgress progress_{.is_finding = true};
    LoadProgress first_{};  // of those that are read
    Clock::time_point since_ = Clock::now(), now_ = since_;
    bool ended_ = false;
};

}  // namespace glassnet::app
