// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hash.h"

#include <algorithm>
#include <cstring>

namespace glassnet {

namespace {

void absorb(Sha256State& state, const std::byte* blocks, std::size_t count) {
    (has_sha_instructions() ? absorb_fast : absorb_plain)(state, blocks, count);
}

}  // namespace

Sha256& Sha256::update(std::span<const std::byte> bytes) {
    const std::size_t used = count_ % pending_.size();
    count_ += bytes.size();
    if (used > 0) {
        const std::size_t taken = std::min(pending_.size() - used, bytes.size());
        std::copy_n(bytes.begin(), taken, pending_.begin() + static_cast<std::ptrdiff_t>(used));
        bytes = bytes.subspan(taken);
        if (used + taken < pending_.size()) return *this;
        absorb(state_, pending_.data(), 1);
    }
    const std::size_t whole = bytes.size() / pending_.size();
    absorb(state_, bytes.data(), whole);
    bytes = bytes.subspan(whole * pending_.size());
    std::ranges::copy(bytes, pending_.begin());
    return *this;
}

Sha256& Sha256::update(std::int64_t number) {
    std::array<std::byte, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(static_cast<std::uint64_t>(number) >> (8 * i));
    return update(bytes);
}

std::string Sha256::hex() const {
    Sha256State state = state_;
    std::array<std::byte, 128> tail{};
    const std::size_t used = count_ % pending_.size();
    std::copy_n(pending_.begin(), used, tail.begin());
    tail[used] = std::byte{0x80};
    const std::size_t length = used < 56 ? 64 : 128;
    for (std::size_t i = 0; i < 8; ++i)
        tail[length - 1 - i] = static_cast<std::byte>((count_ * 8) >> (8 * i));
    absorb(state, tail.data(), length / pending_.size());

    std::string text;
    for (const std::uint32_t word : state) {
        for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[word >> shift & 15];
    }
    return text;
}

std::string sha256(std::span<const std::byte> bytes) { return Sha256().update(bytes).hex(); }
std::string sha256(std::string_view text) { return Sha256().update(text).hex(); }

}  // namespace glassnet
