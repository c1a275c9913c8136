// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace glassnet::platform {

/// While it lives, a wish that the program end (Ctrl-C, `kill`, a terminal that is closed) calls `handler`
/// instead of ending it. The handler runs between any two instructions: it may touch lock-free atomics and
/// end the program by std::_Exit, nothing else. There is one at a time.
class EndRequests {
public:
    explicit EndRequests(void (*handler)());
    ~EndRequests();
    EndRequests(const EndRequests&) = delete;
    EndRequests& operator=(const EndRequests&) = delete;

private:
    std::array<void (*)(int), 3> before_{};
};

/// A full disk or a closed pipe is from now on an error of the writing, not a death.
void survive_failed_writes();

}  // namespace glassnet::platform
