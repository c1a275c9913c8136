// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layer_problems.h"

namespace glassnet {

namespace {

constexpr ProblemKind shape_flat{"shape.flat", Severity::error, "{kind} needs a flat input but gets {found}",
                                 "Insert Flatten ({values} values) before it."};
constexpr ProblemKind shape_rank{"shape.rank", Severity::error,
                                 "{kind} needs pictures (height × width × channels) but gets {found}",
                                 "Put it before Flatten, or remove it."};
constexpr ProblemKind shape_window{"shape.window", Severity::error,
                                   "The {height} × {width} window of {kind} is larger than its {found} input",
                                   "Make the window smaller, or set padding to “same”."};
constexpr ProblemKind shape_differ{"shape.differ", Severity::error,
                                   "{kind} joins inputs of one shape but gets {first} and {other}",
                                   "Make both branches end with the same shape, or use Concatenate."};
constexpr ProblemKind shape_axis{"shape.axis", Severity::error,
                                 "{kind}'s axis {axis} is none of the {rank} of {found}",
                                 "Count from 1 (the batch is 0), or from −1 backwards."};
constexpr ProblemKind shape_groups{"shape.groups", Severity::error,
                                   "{channels} channels cannot be cut in {groups} groups of one size",
                                   "Choose a number of groups that divides {channels}."};
constexpr ProblemKind shape_filter_groups{"shape.filter_groups", Severity::error,
                                          "{filters} filters cannot be cut in {groups} groups of one size",
                                          "Choose a number of filters that {groups} divides."};

Repair set_groups(std::int64_t fitting) {
    return {.action = Repair::Action::set_setting,
            .setting = "groups",
            .value = fitting,
            .title = "Set groups to {groups}",
            .arguments = {{"groups", fitting}}};
}

}  // namespace

Error needs_flat_input(std::string_view kind, const Shape& found) {
    std::vector<Repair> repairs{{.action = Repair::Action::insert_before,
                                 .kind = "Flatten",
                                 .title = "Insert Flatten ({values} values)",
                                 .arguments = {{"values", found.elements()}}}};
    if (found.rank() == 3) {
        repairs.push_back({.action = Repair::Action::insert_before,
                           .kind = "GlobalAveragePooling2D",
                           .title = "Insert GlobalAveragePooling2D ({values} values)",
                           .arguments = {{"values", found[2]}}});
    }
    return Error(Problem(shape_flat,
                         {{"kind", kind}, {"found", to_text(found)}, {"values", found.elements()}}, {},
                         std::move(repairs)));
}

Error needs_pictures(std::string_view kind, const Shape& found) {
    return Error(
        Problem(shape_rank, {{"kind", kind}, {"found", to_text(found)}}, {},
                {{.action = Repair::Action::remove_node, .title = "Remove {node}", .arguments = {}}}));
}

Error window_too_large(std::string_view kind, std::int64_t kernel_height, std::int64_t kernel_width,
                       const Shape& found) {
    return Error(Problem(
        shape_window,
        {{"kind", kind}, {"height", kernel_height}, {"width", kernel_width}, {"found", to_text(found)}}, {},
        {{.action = Repair::Action::set_setting,
          .setting = "padding",
          .value = "same",
          .title = "Set padding to “same”",
          .arguments = {}}}));
}

Error shapes_differ(std::string_view kind, const Shape& first, const Shape& other) {
    return Error(shape_differ, {{"kind", kind}, {"first", to_text(first)}, {"other", to_text(other)}});
}

Error no_such_axis(std::string_view kind, int axis, const Shape& found) {
    return Error(shape_axis,
                 {{"kind", kind}, {"axis", axis}, {"rank", found.rank()}, {"found", to_text(found)}});
}

Error channels_not_in_groups(std::int64_t channels, int groups, std::int64_t fitting) {
    return Error(
        Problem(shape_groups, {{"channels", channels}, {"groups", groups}}, {}, {set_groups(fitting)}));
}

Error filters_not_in_groups(int filters, int groups, std::int64_t fitting) {
    return Error(
        Problem(shape_filter_groups, {{"filters", filters}, {"groups", groups}}, {}, {set_groups(fitting)}));
}

}  // namespace glassnet
