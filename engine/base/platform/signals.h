// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace glassnet::platform {

/// While it lives, a request that the program end (Ctrl-C, `kill`, a terminal that is closed) calls `handler`
/// instead of ending it. The handler runs between any two instructions: it may access lock-free atomics and
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

/// Makes a full disk or a closed pipe an error of the write from now on, instead of ending the program.
void survive_failed_writes();

}  // namespace glassnet::platform
