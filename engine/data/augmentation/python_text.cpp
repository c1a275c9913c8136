// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/python_text.h"

#include "base/problem.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind augmentation_python{
    "augmentation.python", Severity::error, "The Python code cannot be read: {reason}",
    "Paste a call such as ImageDataGenerator(rotation_range=20, horizontal_flip=True), or "
    "keras.Sequential([layers.RandomFlip('horizontal'), …])."};
constexpr std::size_t longest_text = 65536;
constexpr int deepest = 50;

[[noreturn]] void refuse(const char* reason) { throw Error(augmentation_python, {{"reason", reason}}); }

bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

using Expression = PythonExpression;

class PythonReader {
public:
    explicit PythonReader(std::string_view text) : text_(text) {}

    /// Reads `name = expression`, or an expression.
    Expression statement() {
        const std::size_t start = at_;
        if (begins_name(look())) {
            (void)name();
            if (take('=') && look() != '=') return sum();
            at_ = start;
        }
        return sum();
    }

    [[nodiscard]] bool at_end() { return look() == '\0'; }

    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

    /// Tells whether nothing of this line has been read.
    [[nodiscard]] bool at_line_start() const {
        std::size_t before = at_;
        while (before > 0 && (text_[before - 1] == ' ' || text_[before - 1] == '\t')) --before;
        return before == 0 || text_[before - 1] == '\n';
    }

    /// Passes over the rest of the line.
    void skip_line() {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    }

private:
    /// Returns the next character that says something, '\0' at the end.
    char look() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '#')
                skip_line();
            else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\\')
                ++at_;
            else
                return c;
        }
        return '\0';
    }
    bool take(char wanted) {
        if (look() != wanted) return false;
        ++at_;
        return true;
    }

    std::string name() {
        std::string last;
        do {
            (void)look();
            const std::size_t start = at_;
            while (at_ < text_.size() && (begins_name(text_[at_]) || is_digit(text_[at_]))) ++at_;
            last = text_.substr(start, at_ - start);
            if (last.empty()) refuse("a name is missing");
        } while (take('.'));
        return last;
    }

    Expression other(std::size_t start) const {
        return {.kind = Expression::Kind::other, .text = std::string(text_.substr(start, at_ - start))};
    }
    Expression valued(Value value, std::size_t start) const {
        return {.kind = Expression::Kind::value,
                .value = std::move(value),
                .text = std::string(text_.substr(start, at_ - start))};
    }

    /// Joins two numbers; what is no number stays what only Python knows.
    Expression joined(char sign, const Expression& left, const Expression& right, std::size_t start) const {
        if (!left.value.is_number() || !right.value.is_number()) return other(start);
        const double a = left.value.number(), b = right.value.number();
        const double result = sign == '+' ? a + b : sign == '-' ? a - b : sign == '*' ? a * b : a / b;
        const bool is_whole = left.value.is<std::int64_t>() && right.value.is<std::int64_t>() && sign != '/';
        if (is_whole && std::abs(result) < 1e15) return valued(static_cast<std::int64_t>(result), start);
        return std::isfinite(result) ? valued(result, start) : other(start);
    }

    Expression sum() {
        (void)look();
        const std::size_t start = at_;
        Expression left = product();
        while (look() == '+' || look() == '-') {
            const char sign = text_[at_++];
            left = joined(sign, left, product(), start);
        }
        return left;
    }

    Expression product() {
        (void)look();
        const std::size_t start = at_;
        Expression left = factor();
        while (look() == '*' || look() == '/') {
            const char sign = text_[at_++];
            left = joined(sign, left, factor(), start);
        }
        return left;
    }

    Expression factor() {
        if (++depth_ > deepest) refuse("it is nested too deeply");
        (void)look();
        const std::size_t start = at_;
        Expression result;
        if (take('-'))
            result = joined('-', valued(std::int64_t{0}, start), factor(), start);
        else if (take('+'))
            result = factor();
        else
            result = atom();
        --depth_;
        return result;
    }

    Expression atom() {
        const char next = look();
        if (is_digit(next) || next == '.') return number();
        if (next == '\'' || next == '"') return quoted();
        if (next == '[' || next == '(') return list();
        if (!begins_name(next))
            refuse(next == '\0' ? "it ends too early" : "a sign stands where a value should");
        const std::size_t start = at_;
        std::string word = name();
        if (take('(')) {
            Expression made = call(std::move(word));
            made.text = text_.substr(start, at_ - start);
            return made;
        }
        if (word == "True" || word == "False") return valued(word == "True", start);
        return word == "None" ? valued({}, start) : other(start);
    }

    Expression number() {
        const std::size_t start = at_;
        std::string digits;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            const bool is_sign = (c == '-' || c == '+') && !digits.empty() && (digits.back() | 32) == 'e';
            if (!is_digit(c) && c != '.' && c != 'e' && c != 'E' && c != '_' && !is_sign) break;
            if (c != '_') digits += c;
            ++at_;
        }
        double value = 0;
        const char* const end = digits.data() + digits.size();
        const auto [stop, error] = std::from_chars(digits.data(), end, value);
        if (error != std::errc() || stop != end || !std::isfinite(value)) refuse("a number is none");
        const bool is_whole = digits.find_first_of(".eE") == std::string::npos && value < 1e15;
        return is_whole ? valued(static_cast<std::int64_t>(value), start) : valued(value, start);
    }

    Expression quoted() {
        const std::size_t start = at_;
        const char quote = text_[at_++];
        const std::size_t end = text_.find(quote, at_);
        if (end == std::string_view::npos) refuse("a text does not end");
        std::string inner(text_.substr(at_, end - at_));
        at_ = end + 1;
        return valued(std::move(inner), start);
    }

    Expression list() {
        const std::size_t start = at_;
        const char close = text_[at_++] == '[' ? ']' : ')';
        Expression made{.kind = Expression::Kind::list};
        bool has_comma = false;
        while (!take(close)) {
            made.items.push_back(sum());
            if (take(',')) {
                has_comma = true;
            } else {
                if (!take(close)) refuse("a bracket is not closed");
                break;
            }
        }
        if (close == ')' && made.items.size() == 1 && !has_comma) return made.items.front();
        made.text = text_.substr(start, at_ - start);
        const auto is_value = [](const Expression& item) { return item.kind == Expression::Kind::value; };
        if (!std::ranges::all_of(made.items, is_value)) return made;
        Value::List values;
        for (const Expression& item : made.items) values.push_back(item.value);
        return valued(values, start);
    }

    Expression call(std::string word) {
        Expression made{.kind = Expression::Kind::call, .name = std::move(word)};
        while (!take(')')) {
            (void)look();
            const std::size_t start = at_;
            std::string keyword;
            if (begins_name(look())) {
                keyword = name();
                if (!take('=')) {
                    keyword.clear();
                    at_ = start;
                }
            }
            Expression given = sum();
            if (keyword.empty())
                made.items.push_back(std::move(given));
            else
                made.named.emplace_back(std::move(keyword), std::move(given));
            if (!take(',')) {
                if (!take(')')) refuse("a bracket is not closed");
                break;
            }
        }
        return made;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

bool says_something(const Expression& read) {
    const auto is_call = [](const Expression& item) { return item.kind == Expression::Kind::call; };
    return is_call(read) || (read.kind == Expression::Kind::list && std::ranges::any_of(read.items, is_call));
}

}  // namespace

PythonExpression read_python(std::string_view text) {
    if (text.size() > longest_text) refuse("it is longer than 64 KB");
    PythonReader reader(text);
    while (!reader.at_end()) {
        const std::string_view rest = reader.rest();
        const bool is_import = rest.starts_with("import ") || rest.starts_with("from ");
        if (!is_import) {
            Expression read = reader.statement();
            if (says_something(read)) return read;
            if (reader.at_line_start()) continue;
        }
        reader.skip_line();
    }
    refuse("there is no call");
}

}  // namespace glassnet
