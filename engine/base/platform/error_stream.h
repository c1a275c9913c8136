// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace glassnet::platform {

/// Keeps what the whole program writes to its error stream while this lives; libraries that offer no other
/// way to be heard write there. There is one at a time.
class KeptErrorStream {
public:
    KeptErrorStream();
    ~KeptErrorStream() { give_back(); }
    KeptErrorStream(const KeptErrorStream&) = delete;
    KeptErrorStream& operator=(const KeptErrorStream&) = delete;

    /// What was written so far, cut near `most` bytes. Ends the keeping.
    [[nodiscard]] std::string take_text(std::size_t most);

private:
    void give_back();

    int kept_ = -1, usual_ = -1;
};

}  // namespace glassnet::platform
