// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/repair.h"

#include <utility>

namespace glassnet {

namespace {

void insert_before(Network& network, const std::string& node, const std::string& kind) {
    const auto inputs = inputs_of(network, node);
    if (inputs.size() != 1) return;
    const Node* before = find_node(std::as_const(network), inputs.front());
    const Node* after = find_node(std::as_const(network), node);
    std::optional<Point> at;
    if (before && after && before->at && after->at)
        at = Point{(before->at->x + after->at->x) / 2, (before->at->y + after->at->y) / 2 + 96};
    insert_into_wire(network, {inputs.front(), node}, kind, at);
}

}  // namespace

Network apply(const Repair& repair, Network network) {
    switch (repair.action) {
        case Repair::Action::insert_before:
            insert_before(network, repair.node, repair.kind);
            break;
        case Repair::Action::set_setting:
            if (Node* node = find_node(network, repair.node))
                assign(node->settings, repair.setting, repair.value);
            break;
        case Repair::Action::remove_wire:
            remove_wire(network, {repair.setting, repair.node});
            break;
        case Repair::Action::remove_node:
            remove_nodes(network, {repair.node}, Bridge::yes);
            break;
        case Repair::Action::replace_loss:
        case Repair::Action::train_output:
        case Repair::Action::forget_output:
            break;
    }
    return network;
}

}  // namespace glassnet
