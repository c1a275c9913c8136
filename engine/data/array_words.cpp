// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/array_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <vector>

namespace glassnet {

namespace {

using Role = ArrayName::Role;

struct PartWord {
    std::string_view word;
    Part part;
    bool is_joined = true;  // may stand without a gap: "xtrain"
};

// Longer words first, so that "valid" is not "val" and "id".
constexpr std::array part_words{
    PartWord{"training", Part::training},     PartWord{"train", Part::training},
    PartWord{"trn", Part::training, false},   PartWord{"tr", Part::training, false},
    PartWord{"validation", Part::validation}, PartWord{"valid", Part::validation},
    PartWord{"val", Part::validation},        PartWord{"dev", Part::validation, false},
    PartWord{"testing", Part::test},          PartWord{"test", Part::test},
    PartWord{"tst", Part::test, false},       PartWord{"te", Part::test, false}};

struct RoleWords {
    std::string_view words;
    Role role;
};

// Whatever names inputs may stand with whatever names targets.
constexpr std::array role_words{RoleWords{"x", Role::inputs},
                                RoleWords{"image", Role::inputs},
                                RoleWords{"images", Role::inputs},
                                RoleWords{"img", Role::inputs},
                                RoleWords{"imgs", Role::inputs},
                                RoleWords{"picture", Role::inputs},
                                RoleWords{"pictures", Role::inputs},
                                RoleWords{"data", Role::inputs},
                                RoleWords{"input", Role::inputs},
                                RoleWords{"inputs", Role::inputs},
                                RoleWords{"feature", Role::inputs},
                                RoleWords{"features", Role::inputs},
                                RoleWords{"sample", Role::inputs},
                                RoleWords{"samples", Role::inputs},
                                RoleWords{"y", Role::targets},
                                RoleWords{"label", Role::targets},
                                RoleWords{"labels", Role::targets},
                                RoleWords{"target", Role::targets},
                                RoleWords{"targets", Role::targets},
                                RoleWords{"output", Role::targets},
                                RoleWords{"outputs", Role::targets},
                                RoleWords{"mask", Role::targets},
                                RoleWords{"masks", Role::targets},
                                RoleWords{"sample_weight", Role::sample_weights},
                                RoleWords{"sample_weights", Role::sample_weights},
                                RoleWords{"class_names", Role::class_names},
                                RoleWords{"classes", Role::class_names},
                                RoleWords{"label_names", Role::class_names},
                                RoleWords{"target_names", Role::class_names}};

Role role_of(std::string_view words) {
    const auto* const found = std::ranges::find(role_words, words, &RoleWords::words);
    return found == role_words.end() ? Role::other : found->role;
}

bool is_upper(char letter) { return std::isupper(static_cast<unsigned char>(letter)) != 0; }

/// Returns the words of a name in lower case; they end at what is no letter or digit, and before a capital
/// behind a small letter or before one: "xTrain", "XTrain".
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char letter = name[i];
        const bool is_small_next =
            i + 1 < name.size() && std::islower(static_cast<unsigned char>(name[i + 1]));
        const bool is_begin = i > 0 && is_upper(letter) && (!is_upper(name[i - 1]) || is_small_next);
        const bool is_part = std::isalnum(static_cast<unsigned char>(letter)) || (letter & 0x80) != 0;
        if ((is_begin || !is_part) && !words.back().empty()) words.emplace_back();
        if (is_part) words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

/// Takes a part off a word of inputs or targets that it is joined to: "xtrain", "testlabels".
std::optional<Part> split_off(std::string& word) {
    for (const PartWord& part : part_words) {
        if (!part.is_joined || word.size() <= part.word.size()) continue;
        std::string rest;
        if (word.ends_with(part.word))
            rest = word.substr(0, word.size() - part.word.size());
        else if (word.starts_with(part.word))
            rest = word.substr(part.word.size());
        if (role_of(rest) == Role::other) continue;
        word = rest;
        return part.part;
    }
    return std::nullopt;
}

}  // namespace

ArrayName read_array_name(const std::string& array) {
    ArrayName name{.array = array, .words = {}};
    std::vector<std::string> words = words_of(array);
    // The last such word counts: a target “test_score” is y_test_score_train.
    const auto is_part = [](const std::string& word) {
        return std::ranges::find(part_words, word, &PartWord::word) != part_words.end();
    };
    const auto last = std::find_if(words.rbegin(), words.rend(), is_part);
    if (last != words.rend()) {
        name.part = std::ranges::find(part_words, *last, &PartWord::word)->part;
        words.erase(std::next(last).base());
    }
    for (std::string& word : words) {
        if (!name.part) name.part = split_off(word);
        if (word != "set") name.words += (name.words.empty() ? "" : "_") + word;
    }
    name.role = role_of(name.words);
    return name;
}

}  // namespace glassnet
