// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace glassnet {

double Value::number() const {
    if (const auto* integer = get_if<std::int64_t>()) return static_cast<double>(*integer);
    if (const auto* real = get_if<double>()) return *real;
    return 0;
}

bool operator==(const Value& a, const Value& b) { return a.content_ == b.content_; }

const Value* find(const Value::Map& fields, std::string_view name) {
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? nullptr : &found->value;
}

void assign(Value::Map& fields, std::string_view name, Value value) {
    const auto found = std::ranges::find(fields, name, &Field::name);
    if (found != fields.end()) {
        found->value = std::move(value);
    } else {
        fields.push_back({std::string(name), std::move(value)});
    }
}

void remove(Value::Map& fields, std::string_view name) {
    std::erase_if(fields, [&](const Field& field) { return field.name == name; });
}

std::string to_text(double number) {
    std::array<char, 32> text{};
    const bool is_whole =
        // 1000000 rather than 1e+06
        number == std::floor(number) && std::abs(number) < 1e15 && !(number == 0 && std::signbit(number));
    char* const end =
        is_whole
            ? std::to_chars(text.data(), text.data() + text.size(), static_cast<std::int64_t>(number)).ptr
            : std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return {text.data(), end};
}

std::string to_text(const Value& value) {
    if (const auto* truth = value.get_if<bool>()) return *truth ? "true" : "false";
    if (const auto* integer = value.get_if<std::int64_t>()) return std::to_string(*integer);
    if (const auto* real = value.get_if<double>()) return to_text(*real);
    if (const auto* text = value.get_if<std::string>()) return *text;
    if (const auto* list = value.get_if<Value::List>()) {
        std::string text;
        for (const Value& element : *list) text += (text.empty() ? "" : " × ") + to_text(element);
        return text;
    }
    if (const auto* map = value.get_if<Value::Map>()) {
        std::string text;
        const Value* const kind = find(*map, "kind");  // "constant (value 0.5)"
        for (const Field& field : *map)
            if (&field.value != kind)
                text += (text.empty() ? "" : ", ") + field.name + " " + to_text(field.value);
        return kind ? to_text(*kind) + " (" + text + ")" : text;
    }
    return "nothing";
}

}  // namespace glassnet
