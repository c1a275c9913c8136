// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <initializer_list>

// Sanitizers end a program without any signal. 0 where there is none.
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*)());

/// Last words of a test program.
namespace glassnet::testing {

namespace deaths {
inline void (*tell)(int signal) = nullptr;

inline void on_signal(int signal) {
    std::signal(signal, SIG_DFL);  // after the return the fault comes again, or abort goes on
    tell(signal);
}
inline void at_the_sanitizers_end() { tell(0); }
}  // namespace deaths

/// Calls `tell` when the program dies of a signal (its number) or of a sanitizer's report (0). What it calls
/// may have been damaged: it should do little.
inline void tell_at_death(void (*tell)(int signal)) {
    deaths::tell = tell;
    if (__sanitizer_set_death_callback) {
        __sanitizer_set_death_callback(deaths::at_the_sanitizers_end);
        std::signal(SIGABRT, deaths::on_signal);
        return;
    }
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
        std::signal(signal, deaths::on_signal);
}

}  // namespace glassnet::testing
