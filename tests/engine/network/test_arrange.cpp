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

}  // namespace

class TestArrange : public QObject {
    Q_OBJECT
private slots:
    void equal_networks_are_arranged_equally() {
        for (const Template& each : templates()) QVERIFY(arrange(each.make().network) == arrange(each.make().network));
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
                QVERIFY2(x_of(network, wire.from) < x_of(network, wire.to), (wire.from + " → " + wire.to).c_str());
        }
    }

    void a_long_chain_goes_on_in_a_band_below() {
        const Network network = arrange(tiny::chain({8}, {{"Dense"}, {"Dense"}, {"Dense"}, {"Dense"}, {"Dense"}}));
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
        for (std::size_t i = 0; i < before.nodes.size(); ++i) QVERIFY(after.nodes[i] == before.nodes[i]);
    }
};

QTEST_APPLESS_MAIN(TestArrange)
#include "test_arrange.moc"
