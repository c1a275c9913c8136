// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/platform/error_stream.h"

#include <sys/mman.h>
#include <unistd.h>
#include <array>
#include <cstdio>

namespace glassnet::platform {

namespace {

int memory_file() {
#ifdef __linux__
    return ::memfd_create("glassnet-remarks", MFD_CLOEXEC);
#else
    std::FILE* const file = std::tmpfile();
    return file ? ::dup(::fileno(file)) : -1;
#endif
}

}  // namespace

KeptErrorStream::KeptErrorStream() : kept_(memory_file()), usual_(kept_ < 0 ? -1 : ::dup(STDERR_FILENO)) {
    if (usual_ >= 0) ::dup2(kept_, STDERR_FILENO);
}

std::string KeptErrorStream::take_text(std::size_t most) {
    std::string text;
    std::array<char, 4096> buffer{};
    ::lseek(kept_, 0, SEEK_SET);
    for (ssize_t count = 0;
         usual_ >= 0 && (count = ::read(kept_, buffer.data(), buffer.size())) > 0 && text.size() < most;)
        text.append(buffer.data(), static_cast<std::size_t>(count));
    give_back();
    return text;
}

void KeptErrorStream::give_back() {
    if (usual_ >= 0) {
        ::dup2(usual_, STDERR_FILENO);
        ::close(usual_);
    }
    if (kept_ >= 0) ::close(kept_);
    usual_ = kept_ = -1;
}

}  // namespace glassnet::platform
