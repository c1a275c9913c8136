// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/folders/folder_names.h"

#include "base/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace glassnet {

namespace {

constexpr std::string_view class_mark = "{class}";

/// Returns the name in lower case, without what people put between words.
std::string plain_name(std::string_view name) {
    std::string plain = lower_case(name);
    std::erase_if(plain, [](char letter) { return letter == '_' || letter == '-' || letter == ' '; });
    return plain;
}

/// Tells whether the rest of a name fits the rest of a pattern; the class found is written to `found`.
bool fits(std::string_view pattern, std::string_view name, std::string& found) {
    if (pattern.empty()) return name.empty();
    const bool is_class = pattern.starts_with(class_mark);
    if (is_class || pattern[0] == '*' || pattern[0] == '#') {
        const std::string_view rest = pattern.substr(is_class ? class_mark.size() : 1);
        for (std::size_t length = pattern[0] == '*' ? 0 : 1; length <= name.size(); ++length) {
            if (pattern[0] == '#' && !is_digit(name[length - 1])) return false;
            if (!fits(rest, name.substr(length), found)) continue;
            if (is_class) found = name.substr(0, length);
            return true;
        }
        return false;
    }
    return !name.empty() && name[0] == pattern[0] && fits(pattern.substr(1), name.substr(1), found);
}

}  // namespace

std::optional<Part> part_named(std::string_view name) {
    static const std::map<std::string_view, Part> stems{{"train", Part::training},
                                                        {"training", Part::training},
                                                        {"val", Part::validation},
                                                        {"valid", Part::validation},
                                                        {"validation", Part::validation},
                                                        {"validate", Part::validation},
                                                        {"validating", Part::validation},
                                                        {"dev", Part::validation},
                                                        {"test", Part::test},
                                                        {"tests", Part::test},
                                                        {"testing", Part::test}};
    std::string plain = plain_name(name);
    while (!plain.empty() && is_digit(plain.back())) plain.pop_back();  // a year, a number of the fold
    for (const std::string_view end : {"", "set", "data", "dataset", "images", "pictures", "split"}) {
        if (!plain.ends_with(end)) continue;
        const auto found = stems.find(std::string_view(plain).substr(0, plain.size() - end.size()));
        if (found != stems.end()) return found->second;
    }
    return std::nullopt;
}

bool is_system_folder(std::string_view name) {
    static const std::set<std::string_view> names{"__MACOSX",   "@eaDir",       "@Recycle",
                                                  "#recycle",   "$RECYCLE.BIN", "System Volume Information",
                                                  "lost+found", "__pycache__"};
    return name.starts_with('.') || names.contains(name);
}

bool is_hidden_file(std::string_view name) {
    return name.starts_with('.') || name == "Thumbs.db" || name == "desktop.ini";
}

bool names_no_class(std::string_view name) {
    static const std::set<std::string_view> names{"unlabelled", "unlabeled",   "unknown",  "images",
                                                  "pictures",   "all",         "nolabels", "unclassified",
                                                  "masks",      "annotations", "labels"};
    return part_named(name) || names.contains(plain_name(name));
}

bool has_picture_ending(std::string_view name) {
    static const std::set<std::string_view> endings{
        ".png", ".apng", ".jpg",  ".jpeg", ".jpe", ".jfif", ".bmp", ".dib", ".tif", ".tiff",
        ".gif", ".webp", ".ppm",  ".pgm",  ".pbm", ".pnm",  ".pam", ".jp2", ".j2k", ".jxl",
        ".svg", ".avif", ".heic", ".heif", ".ico", ".psd",  ".dcm", ".nef", ".cr2", ".dng"};
    const auto dot = name.find_last_of('.');
    return dot != std::string_view::npos && endings.contains(lower_case(name.substr(dot)));
}

std::string shown(const std::filesystem::path& path) { return printable(path.string()); }

std::optional<std::string> class_in_name(std::string_view pattern, std::string_view name) {
    std::string found;
    return fits(pattern, name, found) && !found.empty() ? std::optional(found) : std::nullopt;
}

std::optional<std::string> pattern_for(const std::vector<std::string>& names) {
    for (const std::string_view pattern : {"{class}.#.*", "{class}_#.*", "{class}-#.*", "{class} #.*",
                                           "{class} (#).*", "{class}#.*", "{class}_*", "{class}-*"}) {
        std::map<std::string, int> counts;
        for (const std::string& name : names) {
            const auto found = class_in_name(pattern, name);
            if (!found) break;
            ++counts[*found];
        }
        int covered = 0;
        for (const auto& [name, count] : counts) covered += count;
        if (covered == static_cast<int>(names.size()) && counts.size() >= 2 &&
            std::ranges::all_of(counts, [](const auto& entry) { return entry.second >= 2; }))
            return std::string(pattern);
    }
    return std::nullopt;
}

}  // namespace glassnet
