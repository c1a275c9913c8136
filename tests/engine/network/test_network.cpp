// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/network.h"
#include "support/tiny_networks.h"

#include <QtTest>

using namespace glassnet;

namespace {

using Ids = std::vector<std::string>;

/// input_1 → dense_1 → dense_2 → dense_3
Network line() { return tiny::chain({8}, {{"Dense"}, {"Dense"}, {"Dense"}}); }

}  // namespace

class TestNetwork : public QObject {
    Q_OBJECT
private slots:
    void fresh_ids_follow_keras_names() {
        const Network empty;
        QCOMPARE(fresh_id(empty, "Conv2D"), std::string("conv2d_1"));
        QCOMPARE(fresh_id(empty, "MaxPooling2D"), std::string("max_pooling2d_1"));
        QCOMPARE(fresh_id(empty, "GlobalAveragePooling2D"), std::string("global_average_pooling2d_1"));
        QCOMPARE(fresh_id(empty, "BatchNormalization"), std::string("batch_normalization_1"));
    }

    void fresh_ids_take_the_first_free_number() {
        Network network = line();
        remove_nodes(network, {"dense_2"});
        QCOMPARE(add_node(network, "Dense"), std::string("dense_2"));
        QCOMPARE(add_node(network, "Dense"), std::string("dense_4"));
    }

    void fresh_ids_of_strange_kinds_are_names_that_rename_takes() {
        for (const std::string& kind : {std::string("My Layer!"), std::string("层"), std::string("\n<b>"),
                                        std::string(), std::string(256, 'K')}) {
            Network network = line();
            const std::string id = add_node(network, kind);
            QVERIFY(id.size() <= 256);
            Network other = line();
            QVERIFY2(rename_node(other, "dense_1", id), id.c_str());
        }
    }

    void a_wire_that_closes_a_circle_is_refused() {
        Network network = line();
        const Network before = network;
        QVERIFY(!glassnet::connect(network, "dense_3", "dense_1"));
        QVERIFY(!glassnet::connect(network, "dense_1", "dense_1"));
        QVERIFY(network == before);
    }

    void a_wire_is_drawn_once_and_between_nodes_that_are_there() {
        Network network = line();
        const Network before = network;
        QVERIFY(!glassnet::connect(network, "dense_1", "dense_2"));
        QVERIFY(!glassnet::connect(network, "dense_1", "nobody"));
        QVERIFY(!glassnet::connect(network, "nobody", "dense_1"));
        QVERIFY(network == before);
        QVERIFY(glassnet::connect(network, "dense_1", "dense_3"));
    }

    void a_layer_put_into_a_wire_keeps_the_place_among_the_inputs() {
        Network network = tiny::chain({8}, {{"Dense"}});
        add_node(network, "Dense");
        add_node(network, "Concatenate");
        for (const auto& [from, to] :
             {std::pair{"input_1", "dense_2"}, {"dense_1", "concatenate_1"}, {"dense_2", "concatenate_1"}})
            glassnet::connect(network, from, to);
        QCOMPARE(insert_into_wire(network, {"dense_1", "concatenate_1"}, "Dropout"),
                 std::string("dropout_1"));
        QCOMPARE(inputs_of(network, "concatenate_1"), (Ids{"dropout_1", "dense_2"}));
        QCOMPARE(inputs_of(network, "dropout_1"), (Ids{"dense_1"}));
    }

    void a_removed_node_takes_its_wires_along() {
        Network network = line();
        remove_nodes(network, {"dense_2"});
        QVERIFY(!find_node(network, "dense_2"));
        QVERIFY((network.wires == std::vector<Wire>{{"input_1", "dense_1"}}));
    }

    void a_bridge_joins_the_neighbours_of_a_removed_node() {
        Network network = line();
        remove_nodes(network, {"dense_1", "dense_2"}, Bridge::yes);
        QVERIFY((network.wires == std::vector<Wire>{{"input_1", "dense_3"}}));
    }

    void a_bridge_keeps_the_order_of_inputs_and_draws_no_wire_twice() {
        Network network = line();
        add_node(network, "Concatenate");
        glassnet::connect(network, "dense_3", "concatenate_1");
        glassnet::connect(network, "dense_2", "concatenate_1");
        glassnet::connect(network, "dense_1", "concatenate_1");
        remove_nodes(network, {"dense_3"}, Bridge::yes);  // dense_2 feeds it already
        QCOMPARE(inputs_of(network, "concatenate_1"), (Ids{"dense_2", "dense_1"}));
        remove_nodes(network, {"dense_2"}, Bridge::yes);
        QCOMPARE(inputs_of(network, "concatenate_1"), (Ids{"dense_1"}));
    }

    void a_node_with_two_inputs_is_removed_without_a_bridge() {
        Network network = line();
        add_node(network, "Add");
        glassnet::connect(network, "dense_1", "add_1");
        glassnet::connect(network, "dense_2", "add_1");
        add_node(network, "Activation");
        glassnet::connect(network, "add_1", "activation_1");
        remove_nodes(network, {"add_1"}, Bridge::yes);
        QVERIFY(inputs_of(network, "activation_1").empty());
    }

    void a_new_name_reaches_the_wires() {
        Network network = line();
        QVERIFY(rename_node(network, "dense_2", "hidden.layer-2_x"));
        QCOMPARE(inputs_of(network, "dense_3"), (Ids{"hidden.layer-2_x"}));
        QCOMPARE(inputs_of(network, "hidden.layer-2_x"), (Ids{"dense_1"}));
    }

    void a_name_that_belongs_to_the_node_itself_may_be_passed_as_its_id() {
        Network network = line();
        const Node* node = find_node(std::as_const(network), "dense_2");
        QVERIFY(rename_node(network, node->id, "a-much-longer-name-than-before-that-moves-in-memory"));
        QCOMPARE(inputs_of(network, "dense_3"), (Ids{"a-much-longer-name-than-before-that-moves-in-memory"}));
    }

    void bad_names_are_refused_and_change_nothing() {
        Network network = line();
        const Network before = network;
        for (const std::string& name :
             {std::string(), std::string("dense_1"), std::string("a b"), std::string("a/b"),
              std::string("層"), std::string("a\n"), std::string(257, 'a')}) {
            QVERIFY2(!rename_node(network, "dense_2", name), name.c_str());
        }
        QVERIFY(!rename_node(network, "nobody", "somebody"));
        QVERIFY(network == before);
        QVERIFY(rename_node(network, "dense_2", std::string(256, 'a')));
    }

    void copies_have_fresh_ids_and_the_wires_among_them() {
        Network network = line();
        find_node(network, "dense_1")->at = Point{10, 20};
        find_node(network, "dense_1")->settings = {{"units", 7}, {"unknown", "kept"}};
        QCOMPARE(duplicate_nodes(network, {"dense_1", "dense_2", "dense_1", "nobody"}, {5, 6}),
                 (Ids{"dense_4", "dense_5"}));
        const Node* copy = find_node(std::as_const(network), "dense_4");
        QVERIFY(copy->settings == find_node(std::as_const(network), "dense_1")->settings);
        QVERIFY((copy->at == Point{15, 26}));
        QVERIFY(!find_node(std::as_const(network), "dense_5")->at);
        QCOMPARE(inputs_of(network, "dense_5"), (Ids{"dense_4"}));
        QVERIFY(inputs_of(network, "dense_4").empty());
        QCOMPARE(inputs_of(network, "dense_3"), (Ids{"dense_2"}));
    }
};

QTEST_APPLESS_MAIN(TestNetwork)
#include "test_network.moc"
