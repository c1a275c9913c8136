// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// All that Glassnet reads: how right files look, and what must hold for any file. The mutating program, the
/// libFuzzer programs and the replay of the corpus read them from here.
namespace glassnet::testing {

struct Format {
    const char* name;
    std::vector<std::string> seeds;                 // right files
    std::vector<std::string_view> words;            // pieces that the format gives a meaning to
    std::function<void(const std::string&)> parse;  // throws where a promise does not hold
    std::int64_t more_bytes = 0;                    // that it may take whatever the size of the file
};

/// A folder of this program alone, gone at its end.
class Workplace {
public:
    Workplace();
    ~Workplace();
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;

    [[nodiscard]] std::filesystem::path write(const char* name, const std::string& text) const;
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
};

/// Every format; those that read files write them into `place`, which must live as long.
[[nodiscard]] std::vector<Format> formats(const Workplace& place);

struct Answer {
    std::string fault;  // what is wrong with it; empty if nothing is
    bool refused = false;
};

/// Lets the parser read this text: it hands back a value or throws Error with problems that say something.
[[nodiscard]] Answer answer_to(const Format& format, const std::string& text);

[[nodiscard]] std::string content_of_file(const std::filesystem::path& path);

}  // namespace glassnet::testing
