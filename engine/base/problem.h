// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/value.h"

#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

enum class Severity { hint, warning, error };

[[nodiscard]] std::string_view to_text(Severity severity);

/// One kind of problem: a stable dotted code, its text and its hint. Texts are templates, `{name}` is filled
/// from the arguments. Constants of this type stand beside the code that raises them; nothing composes error
/// texts anywhere else.
struct ProblemKind {
    std::string_view code;
    Severity severity;
    std::string_view what;
    std::string_view hint;
};

/// A change to the network that fixes a problem, as data: `apply` in network/repair carries it out.
struct Repair {
    enum class Action {
        insert_before,
        set_setting,
        remove_wire,
        remove_node,
        replace_loss,
        train_output,
        forget_output
    };
    Action action{};
    std::string node{};        // the node it acts on
    std::string kind{};        // insert_before: kind of the new layer; replace_loss: the loss
    std::string setting{};     // set_setting: its name
    Value value{};             // set_setting: its new value
    std::string_view title{};  // template of the button's text, filled from `arguments`
    Value::Map arguments{};
    friend bool operator==(const Repair&, const Repair&) = default;
};

/// Where a problem is. Unused parts stay empty or negative.
struct Where {
    std::string file{};
    std::int64_t line = -1;    // counted from 1
    std::int64_t offset = -1;  // bytes from the beginning of the file
    std::string node{};
    std::string wire_from{};  // the wire wire_from → node
    std::string setting{};    // field path inside the node or the project
    std::string tensor{};
    friend bool operator==(const Where&, const Where&) = default;
};

/// The one record of everything that can be wrong: canvas badge, problems panel, command line, JSON and log
/// all show it.
class Problem {
public:
    explicit Problem(const ProblemKind& kind, Value::Map arguments = {}, Where where = {},
                     std::vector<Repair> repairs = {});

    [[nodiscard]] const ProblemKind& kind() const { return *kind_; }
    [[nodiscard]] std::string_view code() const { return kind_->code; }
    [[nodiscard]] Severity severity() const { return kind_->severity; }
    [[nodiscard]] std::string what() const;
    [[nodiscard]] std::string hint() const;

    Value::Map arguments;
    Where where;
    std::vector<Repair> repairs;

    friend bool operator==(const Problem&, const Problem&) = default;

private:
    const ProblemKind* kind_;
};

/// Returns `template_text` with each `{name}` replaced by that argument; a name without an argument stays as
/// it is.
[[nodiscard]] std::string fill(std::string_view template_text, const Value::Map& arguments);

/// Puts a place in words: "conv2d_1.filters in fashion.glassnet, line 7"; empty if there is none.
[[nodiscard]] std::string to_text(const Where& where);

[[nodiscard]] bool has_errors(const std::vector<Problem>& problems);

/// Thrown where work cannot continue; caught at the boundaries (a sub-command, a thread's top, a slot) and
/// shown.
class Error : public std::exception {
public:
    explicit Error(Problem problem);
    explicit Error(std::vector<Problem> problems);
    Error(const ProblemKind& kind, Value::Map arguments = {}, Where where = {});

    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
    /// Returns the same problems; those that name no file get this one.
    [[nodiscard]] Error in_file(const std::string& file) const;
    [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

private:
    std::vector<Problem> problems_;
    std::string text_;
};

}  // namespace glassnet
