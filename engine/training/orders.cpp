// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/orders.h"

#include <utility>

namespace glassnet {

void OrderQueue::send(Order order) {
    {
        const std::scoped_lock lock(mutex_);
        orders_.push_back(std::move(order));
    }
    arrived_.notify_one();
}

std::optional<Order> OrderQueue::try_receive() {
    const std::scoped_lock lock(mutex_);
    if (orders_.empty()) return std::nullopt;
    Order order = std::move(orders_.front());
    orders_.pop_front();
    return order;
}

Order OrderQueue::receive() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return !orders_.empty(); });
    Order order = std::move(orders_.front());
    orders_.pop_front();
    return order;
}

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
