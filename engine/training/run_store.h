// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/checkpoint.h"

#include <memory>
#include <string>

namespace glassnet {

/// Where a run stores the states worth keeping: in memory (RunMemory), on the disk (RunSaver). Called only by
/// the thread that trains.
class RunStore {
public:
    virtual ~RunStore() = default;

    enum class Now { within_epoch, epoch_ended };
    /// Tells whether the current state is wanted. Called after each batch, before a state is copied.
    [[nodiscard]] virtual bool wants_state(Now now) const = 0;
    /// Takes a state while the training continues. Throws Error, of an earlier state too.
    virtual void offer(const std::shared_ptr<const Checkpoint>& state) = 0;
    /// Takes a state at which the training rests; what can be lost is safe when this returns. A state with a
    /// stop_reason ends the run. Throws Error likewise.
    virtual void keep(const std::shared_ptr<const Checkpoint>& state) = 0;
    /// Ends a run whose weights are not worth keeping. Throws Error.
    virtual void finish(const std::string& stop_reason) = 0;
    /// Returns the state at the end of the best epoch so far, nullptr where it is not available in memory.
    [[nodiscard]] virtual std::shared_ptr<const Checkpoint> best() const { return nullptr; }

protected:
    RunStore() = default;
    RunStore(const RunStore&) = default;
    RunStore& operator=(const RunStore&) = default;
};

}  // namespace glassnet
