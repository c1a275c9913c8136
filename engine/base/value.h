// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace glassnet {

struct Field;

/// A part of a project file without any meaning yet: what JSON can express, with integers kept exact and
/// fields kept in order. A plain value: copyable, comparable, safe to share between threads once it no longer
/// changes.
class Value {
public:
    using List = std::vector<Value>;
    using Map = std::vector<Field>;

    Value();
    Value(bool value);
    Value(int value);
    Value(std::int64_t value);
    Value(double value);
    Value(const char* value);
    Value(std::string_view value);
    Value(std::string value);
    Value(List value);
    Value(Map value);

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(content_); }
    [[nodiscard]] bool is_number() const { return is<std::int64_t>() || is<double>(); }

    /// Tells whether the value holds exactly this type: bool, std::int64_t, double, std::string, List or Map.
    template <class T>
    [[nodiscard]] bool is() const {
        return std::holds_alternative<T>(content_);
    }
    template <class T>
    [[nodiscard]] const T* get_if() const {
        return std::get_if<T>(&content_);
    }
    template <class T>
    [[nodiscard]] T* get_if() {
        return std::get_if<T>(&content_);
    }

    /// Returns the number as a double, whether it is an integer or not; 0 for anything else.
    [[nodiscard]] double number() const;

    friend bool operator==(const Value&, const Value&);

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Map> content_;
};

struct Field {
    std::string name;
    Value value;
    friend bool operator==(const Field&, const Field&) = default;
};

// Down here because clang needs a complete Field as soon as a Value can be made.
inline Value::Value() = default;
inline Value::Value(bool value) : content_(value) {}
inline Value::Value(int value) : content_(std::int64_t{value}) {}
inline Value::Value(std::int64_t value) : content_(value) {}
inline Value::Value(double value) : content_(value) {}
inline Value::Value(const char* value) : content_(std::string(value)) {}
inline Value::Value(std::string_view value) : content_(std::string(value)) {}
inline Value::Value(std::string value) : content_(std::move(value)) {}
inline Value::Value(List value) : content_(std::move(value)) {}
inline Value::Value(Map value) : content_(std::move(value)) {}

/// Returns the value of the field of this name, or null if there is none.
[[nodiscard]] const Value* find(const Value::Map& fields, std::string_view name);

/// Sets the field of this name, which keeps its place, or appends it.
void assign(Value::Map& fields, std::string_view name, Value value);

/// Removes the field of this name, if there is one.
void remove(Value::Map& fields, std::string_view name);

/// Returns the value as a person would write it: `32`, `0.5`, `3 × 3`, `relu`, `true`, `constant (value
/// 0.5)`. Always with a decimal point, whatever the locale.
[[nodiscard]] std::string to_text(const Value& value);

/// Returns the shortest decimal text that reads back to exactly this number, whatever the locale.
[[nodiscard]] std::string to_text(double number);

}  // namespace glassnet
