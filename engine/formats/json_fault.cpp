// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/json_fault.h"

#include "base/text.h"

#include <algorithm>
#include <string>

namespace glassnet {

namespace {

constexpr ProblemKind fault_end{"json.ends_early", Severity::error,
                                "the text ends before everything that it opens is closed",
                                "Close it, or restore an earlier copy of the file."};
constexpr ProblemKind fault_comma_behind{"json.comma_behind", Severity::error,
                                         "a comma stands before “{word}”, with nothing behind it",
                                         "Remove the comma."};
constexpr ProblemKind fault_comma{"json.comma_missing", Severity::error, "a comma is missing before {word}",
                                  "Write a comma between the two."};
constexpr ProblemKind fault_colon{"json.colon_missing", Severity::error,
                                  "a colon is missing between a field's name and its value: before {word}",
                                  "Write a colon between the two."};
constexpr ProblemKind fault_comment{"json.comment", Severity::error, "comments are no part of JSON",
                                    "Remove the comment."};
constexpr ProblemKind fault_quotes{"json.quotes", Severity::error,
                                   "{word} is no value: texts and names stand in double quotes",
                                   "Write it in double quotes, or write a number, true, false or null."};
constexpr ProblemKind fault_line{"json.open_text", Severity::error,
                                 "a text that begins with a quote is not closed on its line",
                                 "Close it with a quote."};
constexpr ProblemKind fault_backslash{"json.backslash", Severity::error,
                                      "a backslash in a text is followed by what it cannot stand for",
                                      "Write two backslashes for one, or slashes in paths: C:/data."};
constexpr ProblemKind fault_bytes{"json.bytes", Severity::error, "a byte here belongs to no text in UTF-8",
                                  "Save the file as UTF-8."};
constexpr ProblemKind fault_python{"json.python", Severity::error, "{word} is a word of Python, not of JSON",
                                   "Write true, false or null in small letters."};
constexpr ProblemKind fault_decimal{"json.decimal_comma", Severity::error,
                                    "a field has to follow behind the comma, not {word}",
                                    "Write a decimal point in numbers, as in 0.5."};
constexpr ProblemKind fault_number{"json.number", Severity::error, "{word} is no number that can be read",
                                   "Write it in decimal figures, as in -12, 0.5 or 1e-3."};
constexpr ProblemKind fault_more{"json.more", Severity::error, "{word} follows behind the end of the text",
                                 "Remove what follows, or mend the brackets before it."};
constexpr ProblemKind fault_word{"json.syntax", Severity::error, "this is no JSON: {word} is not expected",
                                 "Mend the text at this place, or restore an earlier copy of the file."};

bool is_blank(char letter) { return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t'; }

/// Tells whether the letter may be one of a number or a name, in any language.
bool is_of_word(char letter) {
    const bool is_latin = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    return is_latin || is_digit(letter) || static_cast<unsigned char>(letter) >= 0x80 ||
           std::string_view("+-._").find(letter) != std::string_view::npos;
}

/// Returns where the text begins that ends with the quote at `end`.
std::size_t begin_of_text(std::string_view text, std::size_t end) {
    for (std::size_t at = end; at-- > 0;) {
        if (text[at] != '"') continue;
        std::size_t backslashes = 0;
        while (backslashes < at && text[at - 1 - backslashes] == '\\') ++backslashes;
        if (backslashes % 2 == 0) return at;
    }
    return end;
}

/// Returns where the word begins that holds the byte: a text in quotes, a number, a name, or a single mark.
std::size_t begin_of_word(std::string_view text, std::size_t at) {
    if (text[at] == '"') return begin_of_text(text, at);
    if (!is_of_word(text[at])) return at;
    while (at > 0 && is_of_word(text[at - 1])) --at;
    return at;
}

std::string word_at(std::string_view text, std::size_t begin) {
    constexpr std::size_t longest = 40;
    std::size_t end = begin + 1;
    if (is_of_word(text[begin]))
        while (end < text.size() && is_of_word(text[end])) ++end;
    else if (text[begin] == '"' || text[begin] == '\'')
        end = std::min(text.find(text[begin], begin + 1), text.size() - 1) + 1;
    const bool is_long = end - begin > longest;
    return printable(std::string(text.substr(begin, is_long ? longest : end - begin))) + (is_long ? "…" : "");
}

bool says(std::string_view told, std::string_view part) { return told.find(part) != std::string_view::npos; }

/// Returns what is wrong within a word, if it is a fault of that kind.
const ProblemKind* fault_within(std::string_view told) {
    if (says(told, "UTF-8") || says(told, "BOM")) return &fault_bytes;
    if (says(told, "control character") || says(told, "closing quote")) return &fault_line;
    if (says(told, "backslash") || says(told, "\\u") || says(told, "surrogate")) return &fault_backslash;
    return nullptr;
}

}  // namespace

JsonFault json_fault(std::string_view text, std::size_t stopped, std::string_view told) {
    const ProblemKind* const within = fault_within(told);
    if (says(told, "unexpected end of input") || stopped >= text.size()) return {&fault_end, {}, text.size()};
    if (within) return {within, {}, stopped};
    const std::size_t begin = begin_of_word(text, stopped);
    std::size_t before = begin;
    while (before > 0 && is_blank(text[before - 1])) --before;
    const char last = before > 0 ? text[before - 1] : '\0';
    const std::string word = word_at(text, begin);
    const char first = text[begin];
    if (first_letter(text.substr(begin)).bytes == 0) return {&fault_bytes, {}, begin};
    const Value::Map arguments{{"word", first == '"' ? word : "“" + word + "”"}};
    if (first == '/' || first == '#') return {&fault_comment, {}, begin};
    if ((first == ']' || first == '}' || first == ',') && last == ',')
        return {&fault_comma_behind, {{"word", word}}, before - 1};
    if (says(told, "expected end of input")) return {&fault_more, arguments, begin};
    const bool is_value = first == '"' || first == '[' || first == '{' || is_of_word(first);
    if (is_value && says(told, "object separator")) return {&fault_colon, arguments, begin};
    if (is_value && (last == '"' || last == ']' || last == '}' || is_of_word(last)))
        return {&fault_comma, arguments, begin};
    if (is_digit(first) && last == ',' && says(told, "object key")) return {&fault_decimal, arguments, begin};
    if (word == "True" || word == "False" || word == "None") return {&fault_python, arguments, begin};
    if (word == "NaN" || word == "Infinity") return {&fault_number, arguments, begin};
    if (is_digit(first) || first == '-' || first == '+' || first == '.')
        return {&fault_number, arguments, begin};
    if (first == '\'' || says(told, "literal")) return {&fault_quotes, arguments, begin};
    return {&fault_word, arguments, begin};
}

}  // namespace glassnet
