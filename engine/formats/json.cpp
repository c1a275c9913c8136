// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/json.h"

#include "base/limits.h"
#include "base/problem.h"
#include "formats/json_fault.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace glassnet {

namespace {

constexpr ProblemKind json_empty{"json.empty", Severity::error, "the file is empty",
                                 "Restore an earlier copy of the file."};
constexpr ProblemKind json_duplicate{"json.duplicate", Severity::error, "the field “{field}” is given twice",
                                     "Remove one of the two."};
constexpr ProblemKind json_depth{"json.depth", Severity::error, "more than {limit} levels of brackets",
                                 "Check that this is the right file."};
constexpr ProblemKind json_size{"json.size", Severity::error, "{found} {unit}, at most {limit} are allowed",
                                "Check that this is the right file."};

using Json = nlohmann::json;

/// Tells the handler how far the parser has read, which its own events do not say.
class Reader {
public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Reader() = default;
    Reader(const char* at, const char** newest) : at_(at), newest_(newest) {}
    reference operator*() const { return *at_; }
    Reader& operator++() {
        *newest_ = ++at_;
        return *this;
    }
    Reader operator++(int) {
        Reader old = *this;
        ++*this;
        return old;
    }
    friend bool operator==(const Reader& a, const Reader& b) { return a.at_ == b.at_; }

private:
    const char* at_ = nullptr;
    const char** newest_ = nullptr;
};

/// Builds a Value without recursion, whatever the depth.
class ValueBuilder : public nlohmann::json_sax<Json> {
public:
    ValueBuilder(std::string_view text, const std::string& file_name)
        : text_(text), file_name_(file_name), newest_(text.data()) {}

    Value build() {
        const Reader begin(text_.data(), &newest_);
        const Reader end(text_.data() + text_.size(), &newest_);
        Json::sax_parse(begin, end, this);
        return std::move(root_);
    }

    bool null() override { return add({}); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(std::int64_t{value}); }
    bool number_unsigned(number_unsigned_t value) override {
        constexpr auto largest = static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max());
        return value <= largest ? add(static_cast<std::int64_t>(value)) : add(static_cast<double>(value));
    }
    bool number_float(number_float_t value, const string_t&) override { return add(value); }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t&) override { return false; }  // not in JSON texts

    bool start_object(std::size_t) override { return open(Value::Map{}); }
    bool start_array(std::size_t) override { return open(Value::List{}); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        if (!open_.back().names.insert(name).second) fail(json_duplicate, {{"field", name}});
        open_.back().name = std::move(name);
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const Json::exception& exception) override {
        JsonFault fault = json_fault(text_, position > 0 ? position - 1 : 0, exception.what());
        newest_ = text_.data() + fault.at;
        fail(*fault.kind, std::move(fault.arguments));
    }

private:
    struct Open {
        Value value;
        std::string name = {};  // of the current field
        std::unordered_set<std::string> names = {};
    };

    bool add(Value value) {
        if (++count_ > limits::json_values) {
            fail(json_size, {{"found", count_}, {"unit", "values"}, {"limit", limits::json_values}});
        }
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (auto* list = open_.back().value.get_if<Value::List>()) {
            list->push_back(std::move(value));
        } else {
            open_.back().value.get_if<Value::Map>()->push_back(
                {std::move(open_.back().name), std::move(value)});
        }
        return true;
    }

    bool open(Value value) {
        if (open_.size() == limits::json_depth) fail(json_depth, {{"limit", limits::json_depth}});
        open_.push_back({std::move(value)});
        return true;
    }

    bool close() {
        Value value = std::move(open_.back().value);
        open_.pop_back();
        return add(std::move(value));
    }

    [[noreturn]] void fail(const ProblemKind& kind, Value::Map arguments) {
        const std::int64_t line = 1 + std::count(text_.data(), newest_, '\n');
        throw Error(kind, std::move(arguments),
                    {.file = file_name_, .line = line, .offset = newest_ - text_.data()});
    }

    std::string_view text_;
    const std::string& file_name_;
    const char* newest_;
    std::vector<Open> open_;
    std::int64_t count_ = 0;
    Value root_;
};

/// Notes the lines of the wanted paths while the text is parsed.
class LineFinder : public nlohmann::json_sax<Json> {
public:
    explicit LineFinder(std::string_view text, const std::vector<std::string>& paths)
        : text_(text), newest_(text.data()), counted_(newest_) {
        for (const std::string& path : paths) lines_[path] = -1;
    }

    std::map<std::string, std::int64_t> find() {
        const Reader begin(text_.data(), &newest_);
        const Reader end(text_.data() + text_.size(), &newest_);
        Json::sax_parse(begin, end, this);
        return std::move(lines_);
    }

    bool null() override { return note(); }
    bool boolean(bool) override { return note(); }
    bool number_integer(number_integer_t) override { return note(); }
    bool number_unsigned(number_unsigned_t) override { return note(); }
    bool number_float(number_float_t, const string_t&) override { return note(); }
    bool string(string_t&) override { return note(); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return note(), open(-1); }
    bool start_array(std::size_t) override { return note(), open(0); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        path_.resize(open_.back().path_length);
        path_ += (path_.empty() ? "" : ".") + name;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const Json::exception&) override { return false; }

private:
    struct Open {
        std::size_t path_length;
        std::int64_t index;  // of the next element; negative in an object
    };

    bool note() {
        if (!open_.empty() && open_.back().index >= 0) {
            path_.resize(open_.back().path_length);
            path_ += "[" + std::to_string(open_.back().index++) + "]";
        }
        if (const auto found = lines_.find(path_); found != lines_.end()) {
            line_ += std::count(counted_, newest_, '\n');
            counted_ = newest_;
            found->second = line_;
        }
        return true;
    }
    bool open(std::int64_t index) {
        open_.push_back({path_.size(), index});
        return true;
    }
    bool close() {
        path_.resize(open_.back().path_length);
        open_.pop_back();
        return true;
    }

    std::string_view text_;
    const char* newest_;
    const char* counted_;
    std::int64_t line_ = 1;
    std::string path_;
    std::vector<Open> open_;
    std::map<std::string, std::int64_t> lines_;
};

std::string quoted(const std::string& text) {
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string number_text(double number) {
    if (!std::isfinite(number)) return "null";
    std::string text = to_text(number);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

/// How the elements of a container are separated.
struct Layout {
    bool lines = false;
    int level = 0;
    [[nodiscard]] std::string before() const {
        return lines ? "\n" + std::string(static_cast<std::size_t>(level + 1) * 2, ' ') : "";
    }
    [[nodiscard]] std::string between() const { return lines ? "," : ", "; }
    [[nodiscard]] std::string after() const {
        return lines ? "\n" + std::string(static_cast<std::size_t>(level) * 2, ' ') : "";
    }
    [[nodiscard]] Layout deeper() const { return {lines, level + 1}; }
};

void append(std::string& text, const Value& value, Layout layout);

template <class Container, class AppendElement>
void append_all(std::string& text, const Container& elements, Layout layout, AppendElement append_element) {
    bool first = true;
    for (const auto& element : elements) {
        text += (first ? "" : layout.between()) + layout.before();
        append_element(element);
        first = false;
    }
    if (!first) text += layout.after();
}

void append(std::string& text, const Value& value, Layout layout) {
    if (const auto* map = value.get_if<Value::Map>()) {
        text += '{';
        append_all(text, *map, layout, [&](const Field& field) {
            text += quoted(field.name) + ": ";
            append(text, field.value, layout.deeper());
        });
        text += '}';
    } else if (const auto* list = value.get_if<Value::List>()) {
        const bool flat = std::ranges::none_of(*list, [](const Value& element) {
            return element.is<Value::Map>() || element.is<Value::List>();
        });
        const Layout inside{layout.lines && !flat, layout.level};
        text += '[';
        append_all(text, *list, inside,
                   [&](const Value& element) { append(text, element, inside.deeper()); });
        text += ']';
    } else if (const auto* string = value.get_if<std::string>()) {
        text += quoted(*string);
    } else if (const auto* number = value.get_if<double>()) {
        text += number_text(*number);
    } else {
        text += value.is_null() ? "null" : to_text(value);
    }
}

}  // namespace

Value parse_json(std::string_view text, const std::string& file_name) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    const auto size = static_cast<std::int64_t>(text.size());
    if (size > limits::json_bytes) {
        throw Error(json_size, {{"found", size}, {"unit", "bytes"}, {"limit", limits::json_bytes}},
                    {.file = file_name});
    }
    const std::string_view content =
        text.substr(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    if (content.find_first_not_of(" \t\r\n") == std::string_view::npos)
        throw Error(json_empty, {}, {.file = file_name, .line = 1, .offset = 0});
    return ValueBuilder(text, file_name).build();
}

std::vector<std::int64_t> lines_of(std::string_view text, const std::vector<std::string>& paths) {
    const auto found = LineFinder(text, paths).find();
    std::vector<std::int64_t> lines;
    lines.reserve(paths.size());
    for (const std::string& path : paths) lines.push_back(found.at(path));
    return lines;
}

std::string write_json(const Value& value) {
    std::string text;
    append(text, value, {});
    return text;
}

std::string write_json_lines(const Value& value) {
    std::string text;
    append(text, value, {.lines = true});
    return text + '\n';
}

}  // namespace glassnet
