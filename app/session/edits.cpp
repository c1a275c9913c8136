// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/edits.h"

#include "network/network.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace glassnet::app {

namespace {

void put(Value::Map& settings, const Kind& kind, std::string_view name, const Value& value) {
    const auto index = find_setting(kind, name);
    if (index && kind.settings_info()[*index].default_value == value)
        remove(settings, name);
    else
        assign(settings, name, value);
}

}  // namespace

Project withSetting(Project project, std::string_view node, const Kind& kind, std::string_view setting,
                    const Value& value) {
    if (Node* found = find_node(project.network, node)) put(found->settings, kind, setting, value);
    return project;
}

Project withoutSetting(Project project, std::string_view node, std::string_view setting) {
    if (Node* found = find_node(project.network, node)) remove(found->settings, setting);
    return project;
}

KindSettings withSetting(KindSettings settings, const Kind& kind, std::string_view setting,
                         const Value& value) {
    put(settings.settings, kind, setting, value);
    return settings;
}

std::string insertBehind(Network& network, std::string_view kind, std::string_view after) {
    constexpr double column = 176;
    const Node* before = find_node(network, after);
    if (!before) return add_node(network, kind, Point{0, 0});
    const std::string from(after);
    const Point at = before->at.value_or(Point{});
    std::vector<Wire> leaving;
    for (const Wire& wire : network.wires)
        if (wire.from == from) leaving.push_back(wire);
    // Whatever stands to the right in the same row makes room.
    const auto inTheWay = [&](const Node& node) {
        return node.at && node.id != from && std::abs(node.at->y - at.y) < 60 && node.at->x > at.x + 20 &&
               node.at->x < at.x + column + 20;
    };
    bool crowded = false;
    for (const Node& node : network.nodes) crowded = crowded || inTheWay(node);
    const Point place = crowded ? Point{at.x + 40, at.y + 150} : Point{at.x + column, at.y};
    if (leaving.size() == 1) return insert_into_wire(network, leaving.front(), kind, place);
    std::string id = add_node(network, kind, place);
    for (const Wire& wire : leaving) {
        for (Wire& mine : network.wires)
            if (mine == wire) mine.from = id;
    }
    connect(network, from, id);
    return id;
}

void insertNode(Network& network, std::string_view node, const Wire& into) {
    const auto place = std::ranges::find(network.wires, into);
    if (place == network.wires.end()) return;
    const std::string from = place->from;
    place->from = node;
    connect(network, from, node);
}

}  // namespace glassnet::app
