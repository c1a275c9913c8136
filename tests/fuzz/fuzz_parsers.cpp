// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a file holds, a parser hands back a value or throws Error with problems that say something: never
// another exception, never a signal, never memory that follows a file's claims instead of its size. Worth
// most under the preset "asan".
//   fuzz_parsers                                    a few seconds, for every test run
//   fuzz_parsers FORMAT|all CASES [FIRST [SEED]]    as long as it takes; "npz 1 4711" repeats case 4711 alone
//   fuzz_parsers --replay FOLDER                    every file of FOLDER/FORMAT/, for every format
//   fuzz_parsers --write-seeds FOLDER               what libFuzzer begins with: right files in
//                                                   FOLDER/FORMAT/, words in FOLDER/FORMAT.dict
#include "fuzz/formats.h"
#include "fuzz/memory_meter.h"
#include "fuzz/mutate.h"

#include "support/deaths.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

constexpr std::int64_t bytes_per_byte = 64;
constexpr std::int64_t bytes_for_all = 1 << 20;
constexpr std::uint32_t few_cases = 3000;
// of one format, where nobody asked for a number of cases
constexpr auto short_budget = std::chrono::milliseconds(350);

// For the message of a program that dies: what was being read.
const char* current_format = "";
std::uint32_t current_case = 0;
std::string current_file;

void tell(int signal) {
    std::printf("FAIL!  : %s, case %u %s: died (signal %d)\nTotals: 0 passed, 1 failed\n", current_format,
                static_cast<unsigned>(current_case), current_file.c_str(), signal);
    std::fflush(stdout);
}

/// What is wrong with the answer to this text, memory included; empty if nothing is.
std::string fault_of(const Format& format, const std::string& text, bool& refused) {
    MemoryMeter::start();
    const Answer answer = answer_to(format, text);
    refused = answer.refused;
    std::string fault = answer.fault;
    const std::int64_t allowed =
        bytes_per_byte * static_cast<std::int64_t>(text.size()) + bytes_for_all + format.more_bytes;
    if (MemoryMeter::peak() > allowed) {
        fault += " took " + std::to_string(MemoryMeter::peak()) + " bytes for a file of " +
                 std::to_string(text.size());
    }
    return fault;
}

struct Cases {
    std::uint32_t count;
    std::uint32_t first;
    std::uint32_t seed;
    bool in_a_hurry;
};

/// Says whether the format passed.
bool fuzz(const Format& format, std::uint32_t stream, const Cases& cases) {
    const Mutator mutator(format.seeds, format.words);
    const auto begin = std::chrono::steady_clock::now();
    const auto in_time = [&] {
        return !cases.in_a_hurry || std::chrono::steady_clock::now() < begin + short_budget;
    };
    current_format = format.name;
    std::uint32_t faults = 0, refusals = 0, done = 0;
    bool refused = false;
    for (const std::string& good : format.seeds) {
        if (const std::string fault = fault_of(format, good, refused); !fault.empty()) {
            std::printf("FAIL!  : %s, a seed: %s\n", format.name, fault.c_str());
            ++faults;
        }
    }
    for (; done < cases.count && faults < 10 && in_time(); ++done) {
        current_case = cases.first + done;
        const std::string fault = fault_of(format, mutator.make(cases.seed, stream, current_case), refused);
        refusals += refused;
        if (fault.empty()) continue;
        ++faults;
        std::printf("FAIL!  : %s, case %u: %s\n", format.name, static_cast<unsigned>(current_case),
                    fault.c_str());
    }
    // A mutator that changes nothing, or a parser that takes everything, would pass unnoticed.
    if (done >= 200 && refusals < done / 20) {
        std::printf("FAIL!  : %s refused only %u of %u damaged files\n", format.name, refusals, done);
        ++faults;
    }
    if (faults == 0) std::printf("PASS   : %s: %u cases, %u refused\n", format.name, done, refusals);
    return faults == 0;
}

/// Says whether every file of the format passed. A format without files has failed: it was forgotten.
bool replay(const Format& format, const fs::path& corpus) {
    current_format = format.name;
    int files = 0, faults = 0;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(corpus / format.name, none)) {
        bool refused = false;
        ++files;
        // Told before, because the parser may kill the program.
        current_file = entry.path().filename().string();
        if (const std::string fault = fault_of(format, content_of_file(entry.path()), refused);
            !fault.empty()) {
            std::printf("FAIL!  : %s, %s: %s\n", format.name, current_file.c_str(), fault.c_str());
            ++faults;
        }
    }
    if (files == 0) std::printf("FAIL!  : %s has no files in the corpus\n", format.name);
    if (files > 0 && faults == 0) std::printf("PASS   : %s: %d files\n", format.name, files);
    return files > 0 && faults == 0;
}

void write_seeds(const Format& format, const fs::path& folder) {
    fs::create_directories(folder / format.name);
    for (std::size_t i = 0; i < format.seeds.size(); ++i)
        std::ofstream(folder / format.name / ("seed-" + std::to_string(i + 1)), std::ios::binary)
            << format.seeds[i];
    std::ofstream words(folder / (std::string(format.name) + ".dict"));
    for (const std::string_view word : format.words) {
        words << '"';
        for (const char letter : word) {
            std::array<char, 8> code{};
            std::snprintf(code.data(), code.size(), "\\x%02X",
                          static_cast<unsigned>(static_cast<unsigned char>(letter)));
            words << code.data();
        }
        words << "\"\n";
    }
}

}  // namespace

int main(int argc, char** argv) {
    const auto number = [&](int position, std::uint32_t otherwise) {
        return argc > position ? static_cast<std::uint32_t>(std::strtoul(argv[position], nullptr, 10))
                               : otherwise;
    };
    tell_at_death(tell);
    const Workplace place;
    const std::vector<Format> all = formats(place);
    const std::string_view wanted = argc > 1 ? argv[1] : "all";
    if (wanted == "--write-seeds" && argc > 2) {
        for (const Format& format : all) write_seeds(format, argv[2]);
        return 0;
    }
    const bool replays = wanted == "--replay" && argc > 2;
    const Cases cases{
        .count = number(2, few_cases), .first = number(3, 0), .seed = number(4, 1), .in_a_hurry = argc <= 2};
    int passed = 0, failed = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!replays && wanted != "all" && wanted != all[i].name) continue;
        const bool good =
            replays ? replay(all[i], argv[2]) : fuzz(all[i], static_cast<std::uint32_t>(i), cases);
        ++(good ? passed : failed);
    }
    std::printf("Totals: %d passed, %d failed\n", passed, failed);
    return failed > 0 || passed == 0 ? 1 : 0;
}
