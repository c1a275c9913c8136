// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/class_names.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "base/problem.h"

namespace glassnet {

namespace fs = std::filesystem;

namespace {

constexpr ProblemKind class_names_count{"data.class_names", Severity::error,
                                        "class_names.txt names {found} classes; 2 to {limit} are needed",
                                        "Write one name a line."};

}  // namespace

std::vector<std::string> read_class_names(const fs::path& folder) {
    const fs::path path = folder / "class_names.txt";
    if (!fs::exists(path)) return {};
    const auto bytes = read_file(path, limits::json_bytes);
    std::vector<std::string> names(1);
    for (const char letter : as_text(bytes)) {
        if (letter == '\n')
            names.emplace_back();
        else if (letter != '\r')
            names.back() += letter;
    }
    if (names.back().empty()) names.pop_back();
    const auto count = static_cast<std::int64_t>(names.size());
    if (count < 2 || count > limits::classes)
        throw Error(class_names_count, {{"found", count}, {"limit", limits::classes}},
                    {.file = path.string()});
    return names;
}

}  // namespace glassnet
