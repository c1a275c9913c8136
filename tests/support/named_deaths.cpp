// SPDX-License-Identifier: GPL-3.0-or-later
//
// Part of every test program. An engine that is broken badly enough kills its tests, and Qt Test then ends
// without a word about which function it was in: here it is named, as a failure that people and tests/run.sh
// read like any other.
#include "support/deaths.h"

#include <QTest>

#include <unistd.h>
#include <cstdio>

namespace {

void tell(int signal) {
    const char* function = QTest::currentTestFunction();
    std::fflush(stdout);
    char text[256];
    const int length =
        std::snprintf(text, sizeof text,
                      "FAIL!  : %s() died (signal %d)\nTotals: 0 passed, 1 failed, the rest did not run\n",
                      function ? function : "before or after all tests", signal);
    if (length > 0 && ::write(STDOUT_FILENO, text, static_cast<std::size_t>(length)) < 0)
        std::perror("write");
}

// Before main: Qt Test leaves handlers alone that it finds.
[[maybe_unused]] const bool is_listening = (glassnet::testing::tell_at_death(tell), true);

}  // namespace
