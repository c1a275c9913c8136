// SPDX-License-Identifier: GPL-3.0-or-later
// One format for libFuzzer, which changes files so that they reach code that no file has reached: FORMAT_NAME
// is its name.
#include "fuzz/formats.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

using namespace glassnet::testing;

const Format& the_format() {
    static const Workplace place;
    static const std::vector<Format> all = formats(place);
    for (const Format& format : all) {
        if (std::strcmp(format.name, FORMAT_NAME) == 0) return format;
    }
    std::fprintf(stderr, "no format is called %s\n", FORMAT_NAME);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    const Answer answer = answer_to(the_format(), std::string(reinterpret_cast<const char*>(bytes), count));
    if (answer.fault.empty()) return 0;
    std::fprintf(stderr, "FAULT: %s\n", answer.fault.c_str());
    std::abort();
}
