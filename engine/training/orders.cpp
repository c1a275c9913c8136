// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/orders.h"

#include <utility>

namespace glassnet {

void Mailbox::publish(std::shared_ptr<const Snapshot> snapshot) {
    const std::scoped_lock lock(mutex_);
    newest_ = std::move(snapshot);
}

std::shared_ptr<const Snapshot> Mailbox::fetch() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(newest_, nullptr);
}

bool Mailbox::wants_one() const {
    const std::scoped_lock lock(mutex_);
    return newest_ == nullptr;
}

}  // namespace glassnet
