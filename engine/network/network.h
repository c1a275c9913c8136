// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// A place on the canvas, in pixels at 100 %.
struct Point {
    double x = 0;
    double y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// A layer as drawn: its kind and the settings that were given. Nothing here is checked; unknown kinds and
/// settings are kept.
struct Node {
    std::string id;  // "conv2d_1": unique, also the first part of its weights' names
    std::string kind;
    Value::Map settings;
    std::optional<Point> at;  // arranged automatically if empty
    friend bool operator==(const Node&, const Node&) = default;
};

struct Wire {
    std::string from;
    std::string to;
    friend bool operator==(const Wire&, const Wire&) = default;
};

/// A network as drawn, right or wrong. The order of the wires into a node is the order of its inputs. A
/// value.
struct Network {
    std::vector<Node> nodes;
    std::vector<Wire> wires;
    friend bool operator==(const Network&, const Network&) = default;
};

[[nodiscard]] const Node* find_node(const Network&, std::string_view id);
[[nodiscard]] Node* find_node(Network&, std::string_view id);

/// Returns "conv2d_3" for "Conv2D": Keras' snake-case name and the first free number.
[[nodiscard]] std::string fresh_id(const Network&, std::string_view kind);

/// Puts a new layer on the canvas, without wires, and returns its id.
std::string add_node(Network&, std::string_view kind, std::optional<Point> at = {}, Value::Map settings = {});

/// Tells whether a wire from → to may be drawn: two different nodes, not wired yet, no cycle.
[[nodiscard]] bool can_connect(const Network&, std::string_view from, std::string_view to);

/// Draws the wire if it may be drawn; tells whether it did.
bool connect(Network&, std::string_view from, std::string_view to);

/// Puts a new layer into the wire from → to (which keeps its place among the inputs of `to`) and returns its
/// id.
std::string insert_into_wire(Network&, const Wire& wire, std::string_view kind, std::optional<Point> at = {},
                             Value::Map settings = {});

enum class Bridge { no, yes };
/// Removes the nodes and their wires. With `bridge`, a removed node with one input leaves its outputs wired
/// to that input.
void remove_nodes(Network&, const std::vector<std::string>& ids, Bridge bridge = Bridge::no);
void remove_wire(Network&, const Wire& wire);

/// Renames a node, in its wires too. Refused (false) if the name is taken, empty, longer than 256 characters,
/// or has other characters than letters, digits, `_`, `-` and `.`.
bool rename_node(Network&, std::string_view id, std::string_view new_id);

/// Copies these nodes with fresh ids, shifted, and the wires among them; returns the new ids.
std::vector<std::string> duplicate_nodes(Network&, const std::vector<std::string>& ids, Point shift);

/// Returns the ids of the nodes wired into `id`, in the order of its inputs.
[[nodiscard]] std::vector<std::string> inputs_of(const Network&, std::string_view id);

}  // namespace glassnet
