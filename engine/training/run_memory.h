// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/run_store.h"

#include <functional>
#include <memory>
#include <mutex>

namespace glassnet {

/// The newest and the best state of a run in memory, for views, and a second store, once there is one, that
/// gets every state too. Any thread may look at the states.
class RunMemory final : public RunStore {
public:
    using OpenStore = std::function<std::unique_ptr<RunStore>()>;

    /// Adds the second store; on any thread. `open` is called once on the training thread, when there is a
    /// first trained state; the first `open` stays, because a run does not move. It may throw Error.
    void also_in(OpenStore open);

    [[nodiscard]] bool wants_state(Now now) const override;
    void offer(const std::shared_ptr<const Checkpoint>& state) override;
    void keep(const std::shared_ptr<const Checkpoint>& state) override;
    void finish(const std::string& stop_reason) override;

    [[nodiscard]] std::shared_ptr<const Checkpoint> newest() const;
    [[nodiscard]] std::shared_ptr<const Checkpoint> best() const override;

private:
    void remember(const std::shared_ptr<const Checkpoint>& state);
    /// Returns the second store, opened if possible; otherwise nullptr.
    [[nodiscard]] RunStore* second();

    mutable std::mutex mutex_;
    std::shared_ptr<const Checkpoint> newest_, best_;
    OpenStore open_;
    std::unique_ptr<RunStore> second_;  // the training thread alone
};

}  // namespace glassnet
