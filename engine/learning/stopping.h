// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "learning/monitor.h"

#include <memory>
#include <span>
#include <string>

namespace glassnet {

/// Which epochs count, and when one is better than those before it.
struct BestRule {
    Monitor monitor = Monitor::val_loss;
    double min_delta = 0;
    int start_from_epoch = 0;
    friend bool operator==(const BestRule&, const BestRule&) = default;
};

/// When a run ends, and which of its epochs was the best: functions of the epochs' records alone, so that a
/// resumed run has nothing to remember.
class Stopping : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Stopping> clone() const = 0;
    /// Returns the number of the best epoch, 0 where there is none yet.
    [[nodiscard]] int best_epoch(std::span<const EpochRecord> epochs) const { return progress(epochs).best; }
    /// Returns why the run should end after these epochs, in plain words; empty while it should continue.
    [[nodiscard]] virtual std::string reason(std::span<const EpochRecord> epochs) const = 0;
    [[nodiscard]] virtual BestRule rule() const = 0;
    [[nodiscard]] Monitor watched() const { return rule().monitor; }

protected:
    struct Progress {
        int best = 0;    // its number
        int waited = 0;  // epochs since then
    };
    [[nodiscard]] Progress progress(std::span<const EpochRecord> epochs) const;
};

/// Returns why a run ended whose time was up.
[[nodiscard]] std::string time_limit_reason(double seconds);

}  // namespace glassnet
