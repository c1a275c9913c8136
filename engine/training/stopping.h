// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "training/monitor.h"

#include <memory>
#include <span>
#include <string>

namespace glassnet {

/// When a run ends, and which of its epochs was the best: functions of the epochs' records alone, so that a resumed run has nothing to
/// remember.
class Stopping : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<Stopping> clone() const = 0;
    /// The number of the best epoch, 0 where there is none yet.
    [[nodiscard]] virtual int best_epoch(std::span<const EpochRecord> epochs) const = 0;
    /// Why the run should end after these epochs, in plain words; empty while it should go on.
    [[nodiscard]] virtual std::string reason(std::span<const EpochRecord> epochs) const = 0;
    [[nodiscard]] virtual Monitor watched() const = 0;
};

/// Why a run ended whose time was up.
[[nodiscard]] std::string time_limit_reason(double seconds);

}  // namespace glassnet
