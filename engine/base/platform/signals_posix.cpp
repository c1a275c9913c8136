// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/platform/signals.h"

#include <atomic>
#include <csignal>

namespace glassnet::platform {

namespace {

constexpr std::array signals{SIGINT, SIGTERM, SIGHUP};

std::atomic<void (*)()> called{nullptr};
static_assert(std::atomic<void (*)()>::is_always_lock_free);

extern "C" void call_handler(int signal) {
    if (void (*const handler)() = called) handler();
    std::signal(signal, call_handler);  // some systems reset it once it was called
}

}  // namespace

EndRequests::EndRequests(void (*handler)()) {
    called = handler;
    for (std::size_t i = 0; i < signals.size(); ++i) before_[i] = std::signal(signals[i], call_handler);
}

EndRequests::~EndRequests() {
    for (std::size_t i = 0; i < signals.size(); ++i) std::signal(signals[i], before_[i]);
}

void survive_failed_writes() {
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace glassnet::platform
