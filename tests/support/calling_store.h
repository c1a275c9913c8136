// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/run_store.h"

#include <functional>
#include <memory>
#include <utility>

namespace glassnet::testing {

/// Hands each state to a function, on the training thread.
class CallingStore final : public RunStore {
public:
    using Call = std::function<void(const std::shared_ptr<const Checkpoint>&)>;
    explicit CallingStore(Call call) : call_(std::move(call)) {}
    [[nodiscard]] bool wants_state(Now now) const override { return now == Now::epoch_ended; }
    void offer(const std::shared_ptr<const Checkpoint>& state) override { call_(state); }
    void keep(const std::shared_ptr<const Checkpoint>& state) override { call_(state); }
    void finish(const std::string&) override {}

private:
    Call call_;
};

}  // namespace glassnet::testing
