// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace glassnet::platform {

/// Captures what the whole program writes to its error stream while this lives; some libraries report nowhere
/// else. There is one at a time.
class KeptErrorStream {
public:
    KeptErrorStream();
    ~KeptErrorStream() { give_back(); }
    KeptErrorStream(const KeptErrorStream&) = delete;
    KeptErrorStream& operator=(const KeptErrorStream&) = delete;

    /// Returns what was written so far, cut near `most` bytes, and ends the capture.
    [[nodiscard]] std::string take_text(std::size_t most);

private:
    void give_back();

    int kept_ = -1, usual_ = -1;
};

}  // namespace glassnet::platform
