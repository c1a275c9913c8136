// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/platform/error_stream.h"

#include <io.h>
#include <array>
#include <cstdio>

namespace glassnet::platform {

namespace {

constexpr int error_stream = 2;

int temporary_file() {
    std::FILE* const file = std::tmpfile();
    return file ? ::_dup(::_fileno(file)) : -1;
}

}  // namespace

KeptErrorStream::KeptErrorStream() : kept_(temporary_file()), usual_(kept_ < 0 ? -1 : ::_dup(error_stream)) {
    if (usual_ >= 0) ::_dup2(kept_, error_stream);
}

std::string KeptErrorStream::take_text(std::size_t most) {
    std::string text;
    std::array<char, 4096> buffer{};
    ::_lseek(kept_, 0, SEEK_SET);
    for (int count = 0; usual_ >= 0 && text.size() < most &&
                        (count = ::_read(kept_, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(count));
    give_back();
    return text;
}

void KeptErrorStream::give_back() {
    if (usual_ >= 0) {
        ::_dup2(usual_, error_stream);
        ::_close(usual_);
    }
    if (kept_ >= 0) ::_close(kept_);
    usual_ = kept_ = -1;
}

}  // namespace glassnet::platform
