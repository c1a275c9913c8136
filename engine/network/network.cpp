// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/network.h"

#include "base/limits.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <unordered_set>
#include <utility>

namespace glassnet {

namespace {

// Names made here must pass rename_node and fit into a file, whatever an unknown kind is called.
constexpr std::size_t longest_stem = 64;

bool may_stand_in_name(unsigned char letter) {
    return letter < 128 && (std::isalnum(letter) || letter == '_' || letter == '-' || letter == '.');
}

/// Applies Keras' rule: Conv2D → conv2d, MaxPooling2D → max_pooling2d, GlobalAveragePooling2D →
/// global_average_pooling2d.
std::string snake_case(std::string_view kind) {
    std::string text;
    for (std::size_t i = 0; i < kind.size() && text.size() < longest_stem; ++i) {
        const auto letter = static_cast<unsigned char>(kind[i]);
        if (!may_stand_in_name(letter)) continue;
        const bool begins_word =
            std::isupper(letter) && i > 0 && std::islower(static_cast<unsigned char>(kind[i - 1]));
        if (begins_word) text += '_';
        text += static_cast<char>(std::tolower(letter));
    }
    return text.empty() ? "node" : text;
}

bool reaches(const Network& network, std::string_view from, std::string_view to) {
    std::vector<std::string_view> open{from};
    std::unordered_set<std::string_view> seen;
    while (!open.empty()) {
        const auto id = open.back();
        open.pop_back();
        if (id == to) return true;
        if (!seen.insert(id).second) continue;
        for (const Wire& wire : network.wires) {
            if (wire.from == id) open.emplace_back(wire.to);
        }
    }
    return false;
}

}  // namespace

const Node* find_node(const Network& network, std::string_view id) {
    const auto found = std::ranges::find(network.nodes, id, &Node::id);
    return found == network.nodes.end() ? nullptr : &*found;
}

Node* find_node(Network& network, std::string_view id) {
    const auto found = std::ranges::find(network.nodes, id, &Node::id);
    return found == network.nodes.end() ? nullptr : &*found;
}

std::string fresh_id(const Network& network, std::string_view kind) {
    const std::string stem = snake_case(kind) + "_";
    std::vector<bool> taken(network.nodes.size() + 2);
    for (const Node& node : network.nodes) {
        if (!node.id.starts_with(stem)) continue;
        std::size_t number = 0;
        const auto [end, error] =
            std::from_chars(node.id.data() + stem.size(), node.id.data() + node.id.size(), number);
        if (error == std::errc() && end == node.id.data() + node.id.size() && number < taken.size())
            taken[number] = true;
    }
    const auto free = std::find(taken.begin() + 1, taken.end(), false);  // one of n + 1 numbers is free
    return stem + std::to_string(free - taken.begin());
}

std::string add_node(Network& network, std::string_view kind, std::optional<Point> at, Value::Map settings) {
    std::string id = fresh_id(network, kind);
    network.nodes.push_back({id, std::string(kind), std::move(settings), at});
    return id;
}

bool can_connect(const Network& network, std::string_view from, std::string_view to) {
    if (!find_node(network, from) || !find_node(network, to)) return false;
    const bool wired = std::ranges::any_of(
        network.wires, [&](const Wire& wire) { return wire.from == from && wire.to == to; });
    return !wired && !reaches(network, to, from);
}

bool connect(Network& network, std::string_view from, std::string_view to) {
    if (!can_connect(network, from, to)) return false;
    network.wires.push_back({std::string(from), std::string(to)});
    return true;
}

std::string insert_into_wire(Network& network, const Wire& wire, std::string_view kind,
                             std::optional<Point> at, Value::Map settings) {
    std::string id = add_node(network, kind, at, std::move(settings));
    const auto place = std::ranges::find(network.wires, wire);
    if (place != network.wires.end()) {
        place->from = id;
        network.wires.push_back({wire.from, id});
    }
    return id;
}

void remove_nodes(Network& network, const std::vector<std::string>& ids, Bridge bridge) {
    for (const std::string& id : ids) {
        const auto inputs = inputs_of(network, id);
        if (bridge == Bridge::yes && inputs.size() == 1) {
            for (Wire& wire : network.wires) {
                const bool doubled =
                    std::ranges::find(network.wires, Wire{inputs.front(), wire.to}) != network.wires.end();
                if (wire.from == id && !doubled) wire.from = inputs.front();
            }
        }
        std::erase_if(network.wires, [&](const Wire& wire) { return wire.from == id || wire.to == id; });
        std::erase_if(network.nodes, [&](const Node& node) { return node.id == id; });
    }
}

void remove_wire(Network& network, const Wire& wire) { std::erase(network.wires, wire); }

bool rename_node(Network& network, std::string_view id, std::string_view new_id) {
    Node* node = find_node(network, id);
    const bool allowed = !new_id.empty() && new_id.size() <= limits::name_characters &&
                         std::ranges::all_of(new_id, may_stand_in_name);
    if (!node || !allowed || find_node(network, new_id)) return false;
    const std::string old_id(id);  // `id` may be a view of the name that changes here
    for (Wire& wire : network.wires) {
        if (wire.from == old_id) wire.from = new_id;
        if (wire.to == old_id) wire.to = new_id;
    }
    node->id = new_id;
    return true;
}

std::vector<std::string> duplicate_nodes(Network& network, const std::vector<std::string>& ids, Point shift) {
    std::map<std::string, std::string> copies;
    std::vector<std::string> fresh;
    for (const std::string& id : ids) {
        const Node* node = find_node(std::as_const(network), id);
        if (!node || copies.contains(id)) continue;
        const auto at =
            node->at ? std::optional(Point{node->at->x + shift.x, node->at->y + shift.y}) : std::nullopt;
        fresh.push_back(add_node(network, std::string(node->kind), at, Value::Map(node->settings)));
        copies[id] = fresh.back();
    }
    const std::vector<Wire> wires = network.wires;
    for (const Wire& wire : wires) {
        if (copies.contains(wire.from) && copies.contains(wire.to))
            network.wires.push_back({copies[wire.from], copies[wire.to]});
    }
    return fresh;
}

std::vector<std::string> inputs_of(const Network& network, std::string_view id) {
    std::vector<std::string> inputs;
    for (const Wire& wire : network.wires) {
        if (wire.to == id) inputs.push_back(wire.from);
    }
    return inputs;
}

}  // namespace glassnet
