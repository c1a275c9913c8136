// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/checkpoint.h"

#include <memory>
#include <string>

namespace glassnet {

/// Where a run leaves the states worth keeping: in memory (RunMemory), on the disk (RunSaver). Only the
/// thread that trains calls it.
class RunStore {
public:
    virtual ~RunStore() = default;

    enum class Now { within_epoch, epoch_ended };
    /// Whether a state of now is wanted. Asked after each batch, before a state is copied.
    [[nodiscard]] virtual bool wants_state(Now now) const = 0;
    /// Takes a state while the training goes on. Throws Error, of an earlier state too.
    virtual void offer(const std::shared_ptr<const Checkpoint>& state) = 0;
    /// Takes a state at which the training rests; what can be lost is safe when this returns. A state with a
    /// stop_reason ends the run. Throws Error likewise.
    virtual void keep(const std::shared_ptr<const Checkpoint>& state) = 0;
    /// The run has ended with weights that are not worth keeping. Throws Error.
    virtual void finish(const std::string& stop_reason) = 0;
    /// The state at the end of the best epoch so far, nullptr where it is not at hand in memory.
    [[nodiscard]] virtual std::shared_ptr<const Checkpoint> best() const { return nullptr; }

protected:
    RunStore() = default;
    RunStore(const RunStore&) = default;
    RunStore& operator=(const RunStore&) = default;
};

}  // namespace glassnet
