// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/arrange.h"

#include <algorithm>
#include <unordered_map>

namespace glassnet {

namespace {

/// The graph in ranks: rank = longest path from an input; within a rank ordered by the mean of the neighbours
/// (barycentre sweeps, Sugiyama, Tagawa and Toda 1981). Nodes on cycles come last, as far as they are
/// reached.
class Ranks {
public:
    explicit Ranks(const Network& network) : network_(network) {
        for (std::size_t i = 0; i < network.nodes.size(); ++i) positions_[network.nodes[i].id] = i;
        neighbours_before_.resize(network.nodes.size());
        neighbours_after_.resize(network.nodes.size());
        for (const Wire& wire : network.wires) {
            const auto from = positions_.find(wire.from);
            const auto to = positions_.find(wire.to);
            if (from == positions_.end() || to == positions_.end()) continue;
            neighbours_before_[to->second].push_back(from->second);
            neighbours_after_[from->second].push_back(to->second);
        }
        assign_ranks();
        order_ranks();
    }

    std::vector<std::vector<std::size_t>> rows;  // per rank: node positions, top to bottom

private:
    void assign_ranks() {
        const std::size_t count = network_.nodes.size();
        std::vector<std::size_t> open(count);
        std::vector<std::size_t> rank(count, 0);
        std::vector<std::size_t> queue;
        for (std::size_t i = 0; i < count; ++i) {
            open[i] = neighbours_before_[i].size();
            if (open[i] == 0) queue.push_back(i);
        }
        for (std::size_t next = 0; next < queue.size(); ++next) {
            for (const std::size_t after : neighbours_after_[queue[next]]) {
                rank[after] = std::max(rank[after], rank[queue[next]] + 1);
                if (--open[after] == 0) queue.push_back(after);
            }
        }
        // Sources are placed right before the first node they feed, not all in the first column.
        for (const std::size_t node : queue) {
            if (!neighbours_before_[node].empty() || neighbours_after_[node].empty()) continue;
            std::size_t nearest = rank[neighbours_after_[node].front()];
            for (const std::size_t after : neighbours_after_[node]) nearest = std::min(nearest, rank[after]);
            rank[node] = nearest - 1;
        }
        rows.resize(count == 0 ? 0 : *std::ranges::max_element(rank) + 1);
        for (std::size_t i = 0; i < count; ++i) rows[rank[i]].push_back(i);
    }

    void order_ranks() {
        place_.resize(network_.nodes.size());
        for (const auto& row : rows) remember(row);
        for (int sweep = 0; sweep < 8; ++sweep) {
            for (auto& row : rows) sort_row(row, sweep % 2 == 0 ? neighbours_before_ : neighbours_after_);
        }
    }

    void remember(const std::vector<std::size_t>& row) {
        for (std::size_t i = 0; i < row.size(); ++i) place_[row[i]] = static_cast<double>(i);
    }

    void sort_row(std::vector<std::size_t>& row, const std::vector<std::vector<std::size_t>>& neighbours) {
        const auto centre = [&](std::size_t node) {
            if (neighbours[node].empty()) return place_[node];
            double sum = 0;
            for (const std::size_t other : neighbours[node]) sum += place_[other];
            return sum / static_cast<double>(neighbours[node].size());
        };
        std::ranges::stable_sort(row, {}, centre);
        remember(row);
    }

    const Network& network_;
    std::unordered_map<std::string, std::size_t> positions_;
    std::vector<std::vector<std::size_t>> neighbours_before_, neighbours_after_;
    std::vector<double> place_;
};

}  // namespace

Network arrange(Network network, const ArrangeOptions& options) {
    const Ranks ranks(network);
    const auto columns = static_cast<std::size_t>(std::max(0, options.columns_per_band));
    double top = 0;
    for (std::size_t begin = 0; begin < ranks.rows.size();) {
        const std::size_t end =
            columns == 0 ? ranks.rows.size() : std::min(ranks.rows.size(), begin + columns);
        std::size_t tallest = 1;
        for (std::size_t rank = begin; rank < end; ++rank) {
            tallest = std::max(tallest, ranks.rows[rank].size());
            for (std::size_t row = 0; row < ranks.rows[rank].size(); ++row) {
                network.nodes[ranks.rows[rank][row]].at =
                    Point{static_cast<double>(rank - begin) * options.column,
                          top + static_cast<double>(row) * options.row};
            }
        }
        top += static_cast<double>(tallest) * options.row;
        begin = end;
    }
    return network;
}

Network place_missing(Network network, const ArrangeOptions& options) {
    if (std::ranges::all_of(network.nodes, [](const Node& node) { return node.at.has_value(); }))
        return network;
    Network arranged = arrange(network, options);
    if (std::ranges::none_of(network.nodes, [](const Node& node) { return node.at.has_value(); }))
        return arranged;
    double bottom = 0;
    for (const Node& node : network.nodes) {
        if (node.at) bottom = std::max(bottom, node.at->y + options.row);
    }
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
        if (!network.nodes[i].at)
            network.nodes[i].at = Point{arranged.nodes[i].at->x, arranged.nodes[i].at->y + bottom};
    }
    return network;
}

}  // namespace glassnet
