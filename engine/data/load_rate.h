// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/load_options.h"

#include <chrono>
#include <optional>

namespace glassnet {

/// How far loading has come, and how fast it goes on. A value.
struct LoadState {
    LoadProgress progress;
    double per_second = 0;                    // files or bytes; 0: not known yet
    std::optional<double> seconds_left = {};  // known once some are read
};

/// Works out from what loading tells how fast it goes on. Begins anew with each stage, and
/// where files are read once more.
class LoadRate {
public:
    void take(const LoadProgress& progress);
    [[nodiscard]] LoadState state() const;

private:
    using Clock = std::chrono::steady_clock;
    LoadProgress now_{.stage = LoadStage::finding};
    LoadProgress first_{.stage = LoadStage::finding};
    Clock::time_point since_ = Clock::now(), taken_ = since_;
};

}  // namespace glassnet
