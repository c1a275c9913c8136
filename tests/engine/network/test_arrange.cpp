// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/arrange.h"
#include "support/tiny_networks.h"

#include <QtTest>
#include <set>

using namespace glassnet;

namespace {

constexpr ArrangeOptions one_band{.columns_per_band = 0};

bool all_apart(const Network& network) {
    std::set<std::pair<double, double>> places;
    for (const Node& node : network.nodes) {
        if (!node.at || !places.emplace(node.at->x, node.at->y).second) return false;
    }
    return true;
}

double x_of(const Network& network, const std::string& id) { return find_node(network, id)->at->x; }
double y_of(const Network& network, const std::string& id) { return find_node(network, id)->at->y; }

/// How many pairs of wires between the same two columns cross.
int crossings(const Network& network) {
    int count = 0;
    for (const Wire& a : network.wires) {
        for (const Wire& b : network.wires) {
            const bool same_columns =
                x_of(network, a.from) == x_of(network, b.from) && x_of(network, a.to) == x_of(network, b.to);
            count += same_columns && y_of(network, a.from) < y_of(network, b.from) &&
                     y_of(network, a.to) > y_of(network, b.to);
        }
    }
    return count;
}

/// Nodes of one kind with these wires between them.
Network drawn(const std::vector<std::string>& ids, const std::vector<Wire>& wires) {
    Network network;
    for (const std::string& id : ids) network.nodes.push_back({id, "Add", {}, {}});
    network.wires = wires;
    return network;
}

}  // namespace

class TestArrange : public QObject {
    Q_OBJECT
private slots:
    void equal_networks_are_arranged_equally() {
        for (const Template& each : templates())
            QVERIFY(arrange(each.make().network) == arrange(each.make().network));
    }

    void arranging_twice_moves_nothing() {
        for (const Template& each : templates()) {
            const Network once = arrange(each.make().network);
            QVERIFY2(arrange(once) == once, each.id.data());
        }
    }

    void no_two_nodes_lie_at_one_place() {
        for (const Template& each : templates()) {
            QVERIFY2(all_apart(arrange(each.make().network)), each.id.data());
            QVERIFY2(all_apart(arrange(each.make().network, one_band)), each.id.data());
        }
    }

    void every_wire_of_one_band_leads_from_left_to_right() {
        for (const Template& each : templates()) {
            const Network network = arrange(each.make().network, one_band);
            for (const Wire& wire : network.wires)
                QVERIFY2(x_of(network, wire.from) < x_of(network, wire.to),
                         (wire.from + " → " + wire.to).c_str());
        }
    }

    void branches_that_need_not_cross_do_not() {
        const Network twisted = drawn({"start", "a", "b", "after_b", "after_a"},
                                      {{"start", "a"}, {"start", "b"}, {"a", "after_a"}, {"b", "after_b"}});
        QCOMPARE(crossings(arrange(twisted, one_band)), 0);
        // One node of the last column has two neighbours before it: their mean counts, not their sum.
        const Network joined =
            drawn({"start", "a", "b", "c", "after_c", "after_b_and_c", "after_a"}, {{"start", "a"},
                                                                                    {"start", "b"},
                                                                                    {"start", "c"},
                                                                                    {"c", "after_c"},
                                                                                    {"b", "after_b_and_c"},
                                                                                    {"c", "after_b_and_c"},
                                                                                    {"a", "after_a"}});
        QCOMPARE(crossings(arrange(joined, one_band)), 0);
    }

    void a_source_stands_right_before_the_first_node_it_feeds() {
        const Network network =
            arrange(drawn({"start", "one", "two", "three", "four", "late"}, {{"start", "one"},
                                                                             {"one", "two"},
                                                                             {"two", "three"},
                                                                             {"three", "four"},
                                                                             {"late", "four"},
                                                                             {"late", "two"}}),
                    one_band);
        QCOMPARE(x_of(network, "late"), x_of(network, "one"));
    }

    void a_long_chain_goes_on_in_a_band_below() {
        const Network network =
            arrange(tiny::chain({8}, {{"Dense"}, {"Dense"}, {"Dense"}, {"Dense"}, {"Dense"}}));
        QCOMPARE(x_of(network, "dense_5"), x_of(network, "input_1"));
        QVERIFY(find_node(network, "dense_5")->at->y > find_node(network, "input_1")->at->y);
    }

    void only_places_change() {
        Network before = templates().front().make().network;
        Network after = arrange(before);
        for (Node& node : before.nodes) node.at.reset();
        for (Node& node : after.nodes) node.at.reset();
        QVERIFY(before == after);
    }

    void nodes_on_a_circle_and_wires_to_nowhere_find_their_places_too() {
        Network network = tiny::chain({8}, {{"Dense"}, {"Add"}, {"Dense"}});
        network.wires.push_back({"add_1", "dense_1"});
        network.wires.push_back({"ghost", "dense_2"});
        QVERIFY(all_apart(arrange(network)));
    }

    void an_empty_network_stays_empty() { QVERIFY(arrange(Network{}) == Network{}); }

    void only_nodes_without_a_place_get_one() {
        Network network = arrange(tiny::chain({8}, {{"Dense"}, {"Dense"}}));
        const Network before = network;
        QVERIFY(place_missing(network) == before);
        add_node(network, "Dropout");
        const Network after = place_missing(network);
        QVERIFY(all_apart(after));
        const ArrangeOptions sizes;
        for (const Node& node : before.nodes) QVERIFY(y_of(after, "dropout_1") >= node.at->y + sizes.row);
        for (std::size_t i = 0; i < before.nodes.size(); ++i) QVERIFY(after.nodes[i] == before.nodes[i]);
        Network gap = before;
        find_node(gap, "dense_1")->at.reset();
        gap = place_missing(gap);
        for (const char* id : {"input_1", "dense_2"})
            QVERIFY(y_of(gap, "dense_1") >= y_of(gap, id) + sizes.row);
    }
};

QTEST_APPLESS_MAIN(TestArrange)
#include "test_arrange.moc"
