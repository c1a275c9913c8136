// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/layer.h"
#include "network/network.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace glassnet {

/// What is known of one node after the check.
struct CheckedNode {
    enum class State {
        ready,   // shape and weights are known
        wrong,   // has a problem of its own
        waiting  // nothing wrong here, but with a node before it
    };
    std::string id;
    State state = State::waiting;
    std::shared_ptr<const Layer> layer{};  // with its settings; nullptr if the kind is unknown
    std::vector<int> inputs{};             // positions in Checked::nodes, in order
    std::vector<Shape> input_shapes{};
    Shape output_shape{};
    std::vector<WeightSpec> weights{};
    std::int64_t parameters = 0;  // elements of all weights
    std::int64_t trainable_parameters = 0;
    std::int64_t multiply_adds = 0;  // forward, one sample
    std::int64_t output_bytes = 0;   // float32, one sample
};

/// The outcome of a check: everything the canvas, the inspector, the summary and the compiler need.
struct Checked {
    std::vector<CheckedNode> nodes;  // in the order of Network::nodes
    std::vector<int> order;          // positions in `nodes`, inputs first; only nodes outside cycles
    std::vector<int> inputs;         // Input nodes
    std::vector<int> outputs;        // nodes that feed no other
    std::vector<Problem> problems;   // all of them, errors first within a node
    std::vector<int> by_id;          // positions in `nodes`, in the order of their ids

    [[nodiscard]] CheckedNode& node(int position) { return nodes[static_cast<std::size_t>(position)]; }
    [[nodiscard]] const CheckedNode& node(int position) const {
        return nodes[static_cast<std::size_t>(position)];
    }
    [[nodiscard]] bool ready() const { return !has_errors(problems); }
    [[nodiscard]] const CheckedNode* find(std::string_view id) const;
    [[nodiscard]] std::int64_t parameters() const;
    [[nodiscard]] std::int64_t trainable_parameters() const;
    [[nodiscard]] std::int64_t multiply_adds() const;
    [[nodiscard]] std::int64_t output_bytes() const;
};

/// Finds every shape or every problem. Never throws for anything drawn; 100 nodes take less than 1 ms.
[[nodiscard]] Checked check(const Network& network);

}  // namespace glassnet
