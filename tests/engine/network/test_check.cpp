// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/check.h"
#include "network/repair.h"
#include "support/problems.h"
#include "support/tiny_networks.h"

#include <QtTest>
#include <algorithm>
#include <limits>

using namespace glassnet;
using namespace glassnet::testing;
using tiny::chain;

namespace {

Project project_of(std::string_view id) {
    const auto all = templates();
    return std::ranges::find(all, id, &Template::id)->make();
}

std::string shape_of(const Checked& checked, const char* id) {
    const CheckedNode* node = checked.find(id);
    return node ? to_text(node->output_shape) : "no such node";
}

const Problem* find_problem(const Checked& checked, std::string_view code) {
    const auto found = std::ranges::find(checked.problems, code, &Problem::code);
    return found == checked.problems.end() ? nullptr : &*found;
}

Network two_branches(Value::Map first, Value::Map second, std::string_view kind, Value::Map settings = {}) {
    Network network = chain({8, 8, 3}, {{"Conv2D", std::move(first)}});
    add_node(network, "Conv2D", {}, std::move(second));
    connect(network, "input_1", "conv2d_2");
    const std::string end = add_node(network, kind, {}, std::move(settings));
    connect(network, "conv2d_1", end);
    connect(network, "conv2d_2", end);
    return network;
}

/// A network that has one fault, and what the check must say.
struct Fault {
    const char* code;
    Network network;
    std::string node;
    std::vector<std::string> said;  // in the text
};

std::vector<Fault> faults() {
    std::vector<Fault> all;
    all.push_back({"network.empty", {}, "", {}});
    Network no_input;
    add_node(no_input, "Dense");
    all.push_back({"network.no_input", no_input, "", {}});
    all.push_back({"node.unconnected", no_input, "dense_1", {"dense_1"}});
    all.push_back({"kind.unknown", chain({8}, {{"Capsule"}, {"Dense"}}), "capsule_1", {"Capsule"}});
    Network circle = chain({8}, {{"Dense"}, {"Add"}});
    circle.wires.push_back({"add_1", "dense_1"});
    all.push_back({"node.cycle", circle, "dense_1", {"dense_1"}});
    all.push_back({"node.too_few_inputs", chain({8}, {{"Add"}}), "add_1", {"1 input", "2"}});
    Network crowded = chain({8}, {{"Dense"}, {"Dense"}});
    connect(crowded, "input_1", "dense_2");
    all.push_back({"node.too_many_inputs", crowded, "dense_2", {"2 inputs", "takes 1"}});
    Network twins = chain({8}, {{"Dense"}, {"Dense"}});
    twins.nodes[2].id = "dense_1";
    all.push_back({"node.duplicate_id", twins, "dense_1", {"dense_1"}});
    all.push_back(
        {"tensor.too_large", chain({1 << 20, 1 << 20}, {{"Flatten"}}), "input_1", {"2,147,483,647"}});
    // the first square beyond
    all.push_back({"tensor.too_large", chain({46'341, 46'341}, {{"Flatten"}}), "input_1", {"2147488281"}});
    all.push_back({"tensor.too_large",
                   chain({40'000}, {{"Dense", {{"units", 1'000'000}}}}),
                   "dense_1",
                   {"40000000000"}});
    all.push_back({"shape.flat", chain({8, 8, 16}, {{"Dense"}}), "dense_1", {"8 × 8 × 16"}});
    all.push_back({"shape.rank", chain({128}, {{"Conv2D"}}), "conv2d_1", {"128"}});
    all.push_back(
        {"shape.rank", chain({128}, {{"GlobalAveragePooling2D"}}), "global_average_pooling2d_1", {"128"}});
    all.push_back({"shape.window",
                   chain({3, 3, 1}, {{"Conv2D", {{"kernel_size", 5}}}}),
                   "conv2d_1",
                   {"5 × 5", "3 × 3 × 1"}});
    all.push_back({"shape.window",
                   chain({3, 3, 1}, {{"MaxPooling2D", {{"pool_size", 4}}}}),
                   "max_pooling2d_1",
                   {"4 × 4", "3 × 3 × 1"}});
    all.push_back({"shape.window",
                   chain({3, 9, 1}, {{"AveragePooling2D", {{"pool_size", 4}}}}),
                   "average_pooling2d_1",
                   {"4 × 4", "3 × 9 × 1"}});
    all.push_back({"shape.window",
                   chain({5, 5, 1}, {{"Conv2D", {{"dilation_rate", 3}}}}),
                   "conv2d_1",
                   {"7 × 7", "5 × 5 × 1"}});
    all.push_back({"shape.window",
                   chain({2, 2, 1}, {{"DepthwiseConv2D"}}),
                   "depthwise_conv2d_1",
                   {"3 × 3", "2 × 2 × 1"}});
    all.push_back({"shape.groups",
                   chain({5, 5, 6}, {{"Conv2D", {{"groups", 4}}}}),
                   "conv2d_1",
                   {"6 channels", "4 groups"}});
    all.push_back({"shape.filter_groups",
                   chain({5, 5, 6}, {{"Conv2D", {{"groups", 3}, {"filters", 8}}}}),
                   "conv2d_1",
                   {"8 filters", "3 groups"}});
    all.push_back({"shape.groups",
                   chain({5, 5, 6}, {{"GroupNormalization", {{"groups", 4}}}}),
                   "group_normalization_1",
                   {"6 channels"}});
    all.push_back({"shape.window",
                   chain({5, 5, 1}, {{"DepthwiseConv2D", {{"dilation_rate", 3}}}}),
                   "depthwise_conv2d_1",
                   {"7 × 7"}});
    all.push_back({"shape.differ",
                   two_branches({{"filters", 4}}, {{"filters", 8}}, "Add"),
                   "add_1",
                   {"6 × 6 × 4", "6 × 6 × 8"}});
    all.push_back({"shape.differ",
                   two_branches({{"filters", 4}}, {{"kernel_size", 5}}, "Concatenate"),
                   "concatenate_1",
                   {"6 × 6 × 4", "4 × 4 × 32"}});
    all.push_back({"shape.differ",
                   two_branches({{"filters", 4}}, {{"filters", 8}}, "Concatenate", {{"axis", 1}}),
                   "concatenate_1",
                   {"6 × 6 × 8"}});
    all.push_back({"shape.axis",
                   two_branches({}, {}, "Concatenate", {{"axis", 4}}),
                   "concatenate_1",
                   {"axis 4", "6 × 6 × 32"}});
    all.push_back(
        {"shape.axis", two_branches({}, {}, "Concatenate", {{"axis", 0}}), "concatenate_1", {"axis 0"}});
    all.push_back({"shape.axis",
                   chain({8, 3}, {{"LayerNormalization", {{"axis", Value::List{-1, -3}}}}}),
                   "layer_normalization_1",
                   {"axis -3"}});
    all.push_back(
        {"shape.axis", chain({8}, {{"PReLU", {{"shared_axes", Value::List{2}}}}}), "pre_lu_1", {"axis 2"}});
    all.push_back({"setting.range",
                   chain({8}, {{"PReLU", {{"shared_axes", Value::List{-1}}}}}),
                   "pre_lu_1",
                   {"shared_axes"}});
    all.push_back({"setting.range", chain({8}, {{"Dense", {{"units", 0}}}}), "dense_1", {"units", "0"}});
    all.push_back({"setting.range",
                   chain({8}, {{"Dense", {{"units", 1'000'000'000}}}}),
                   "dense_1",
                   {"1000000000", "1000000"}});
    all.push_back(
        {"setting.range", chain({8}, {{"Dropout", {{"rate", 1.0}}}}), "dropout_1", {"rate", "< 1"}});
    all.push_back(
        {"setting.range", chain({8, 8, 1}, {{"Conv2D", {{"strides", 0}}}}), "conv2d_1", {"strides"}});
    all.push_back({"setting.range",
                   chain({8, 8, 1}, {{"Conv2D", {{"dilation_rate", 0}}}}),
                   "conv2d_1",
                   {"dilation_rate"}});
    all.push_back(
        {"setting.type", chain({8}, {{"Dense", {{"units", 2.5}}}}), "dense_1", {"2.5", "whole number"}});
    all.push_back(
        {"setting.choice", chain({8}, {{"Dense", {{"activation", "swishy"}}}}), "dense_1", {"swishy"}});
    all.push_back({"setting.unknown", chain({8}, {{"Dense", {{"unit", 3}}}}), "dense_1", {"unit"}});
    all.push_back({"shape.sides", chain({1, 1, 1, 1, 1, 1, 1, 1, 1}, {{"Flatten"}}), "input_1", {"9"}});
    return all;
}

}  // namespace

class TestCheck : public QObject {
    Q_OBJECT
private slots:
    void absurd_costs_end_at_the_largest_number() {
        Network network;
        std::string last = add_node(network, "Input", {}, {{"shape", Value::List{46'340, 46'340, 1}}});
        for (int i = 0; i < 5000; ++i) {
            const std::string next =
                add_node(network, "Conv2D", {},
                         {{"filters", 1}, {"kernel_size", Value::List{1024, 1024}}, {"padding", "same"}});
            glassnet::connect(network, last, next);
            last = next;
        }
        QCOMPARE(check(network).multiply_adds(), std::numeric_limits<std::int64_t>::max());
    }

    void small_cnn_has_the_shapes_and_parameters_of_keras() {
        const Checked checked = check(project_of("small-cnn").network);
        QVERIFY(checked.ready());
        QCOMPARE(shape_of(checked, "conv2d_1"), std::string("26 × 26 × 32"));
        QCOMPARE(shape_of(checked, "max_pooling2d_1"), std::string("13 × 13 × 32"));
        QCOMPARE(shape_of(checked, "conv2d_2"), std::string("11 × 11 × 64"));
        QCOMPARE(shape_of(checked, "max_pooling2d_2"), std::string("5 × 5 × 64"));
        QCOMPARE(shape_of(checked, "flatten_1"), std::string("1600"));
        QCOMPARE(shape_of(checked, "dense_1"), std::string("128"));
        QCOMPARE(shape_of(checked, "dense_2"), std::string("10"));
        QCOMPARE(checked.find("conv2d_1")->parameters, 320);
        QCOMPARE(checked.find("conv2d_2")->parameters, 18'496);
        QCOMPARE(checked.find("dense_1")->parameters, 204'928);
        QCOMPARE(checked.find("dense_2")->parameters, 1'290);
        QCOMPARE(checked.parameters(), 225'034);
        QCOMPARE(checked.trainable_parameters(), 225'034);
        QCOMPARE(checked.find("conv2d_1")->output_bytes, 26 * 26 * 32 * 4);
        QCOMPARE(checked.multiply_adds(), 26 * 26 * 32 * 9 + 11 * 11 * 64 * 9 * 32 + 1600 * 128 + 1280);
    }

    void keras_tutorial_cnn_has_the_shapes_and_parameters_of_keras() {
        const Checked checked = check(project_of("keras-tutorial-cnn").network);
        QVERIFY(checked.ready());
        QCOMPARE(shape_of(checked, "conv2d_1"), std::string("222 × 222 × 32"));
        QCOMPARE(shape_of(checked, "max_pooling2d_1"), std::string("111 × 111 × 32"));
        QCOMPARE(shape_of(checked, "conv2d_2"), std::string("109 × 109 × 64"));
        QCOMPARE(shape_of(checked, "max_pooling2d_2"), std::string("54 × 54 × 64"));
        QCOMPARE(shape_of(checked, "flatten_1"), std::string("186624"));
        QCOMPARE(checked.find("conv2d_1")->parameters, 896);
        QCOMPARE(checked.find("dense_1")->parameters, 23'888'000);
        QCOMPARE(checked.parameters(), 23'908'682);
    }

    void resnet_20_has_the_parameters_of_keras() {
        const Checked checked = check(project_of("resnet-20").network);
        QVERIFY(checked.ready());
        QCOMPARE(checked.parameters(), 273'754);
        // moving means and variances
        QCOMPARE(checked.parameters() - checked.trainable_parameters(), 2 * (7 * 16 + 7 * 32 + 7 * 64));
        QCOMPARE(shape_of(checked, "global_average_pooling2d_1"), std::string("64"));
        QCOMPARE(shape_of(checked, "add_9"), std::string("7 × 7 × 64"));
    }

    void mlp_has_the_parameters_of_keras() {
        QCOMPARE(check(project_of("mlp").network).parameters(),
                 784 * 128 + 128 + 128 * 64 + 64 + 64 * 10 + 10);
    }

    void all_templates_are_ready_and_end_in_ten_classes() {
        for (const Template& each : templates()) {
            const Checked checked = check(each.make().network);
            QVERIFY2(checked.ready(), each.id.data());
            QCOMPARE(checked.inputs.size(), std::size_t{1});
            QCOMPARE(checked.outputs.size(), std::size_t{1});
            QCOMPARE(checked.node(checked.outputs[0]).output_shape, Shape{10});
            QCOMPARE(checked.order.size(), checked.nodes.size());
        }
    }

    void every_fault_is_told_with_node_numbers_and_hint() {
        for (const Fault& fault : faults()) {
            const Problem* problem = find_problem(check(fault.network), fault.code);
            QVERIFY2(problem, fault.code);
        }
        for (const Fault& fault : faults()) {
            const Checked checked = check(fault.network);
            const Problem& problem = *find_problem(checked, fault.code);
            QCOMPARE(problem.where.node, fault.node);
            QVERIFY2(!problem.hint().empty(), fault.code);
            for (const std::string& part : fault.said)
                QVERIFY2(contains(problem.what(), part), (problem.what() + " lacks " + part).c_str());
            QVERIFY2(!contains(problem.what() + problem.hint(), "{"),
                     (problem.what() + problem.hint()).c_str());
            if (problem.severity() == Severity::error) QVERIFY2(!checked.ready(), fault.code);
        }
    }

    void every_repair_of_the_network_makes_its_problem_go_away() {
        int repairs = 0;
        for (const Fault& fault : faults()) {
            const Checked checked = check(fault.network);
            for (const Problem& problem : checked.problems) {
                for (const Repair& repair : problem.repairs) {
                    ++repairs;
                    QVERIFY2(!contains(fill(repair.title, repair.arguments), "{"), repair.title.data());
                    const Checked after = check(apply(repair, fault.network));
                    const bool still = std::ranges::any_of(after.problems, [&](const Problem& other) {
                        return other.code() == problem.code() && other.where.node == problem.where.node;
                    });
                    QVERIFY2(
                        !still,
                        (std::string(problem.code()) + ": " + fill(repair.title, repair.arguments)).c_str());
                }
            }
        }
        QVERIFY2(repairs >= 9, qPrintable(QString::number(repairs)));
    }

    void the_largest_tensor_that_is_allowed_is_allowed() {
        QVERIFY(check(chain({46'340, 46'340}, {{"Flatten"}})).ready());
    }

    /// The canvas draws the problem on the wire; with several wires it cannot know on which.
    void a_problem_of_the_only_input_names_its_wire() {
        const Checked flat = check(chain({8, 8, 16}, {{"Dense"}}));
        QCOMPARE(find_problem(flat, "shape.flat")->where.wire_from, std::string("input_1"));
        const Checked differ = check(two_branches({{"filters", 4}}, {{"filters", 8}}, "Add"));
        QCOMPARE(find_problem(differ, "shape.differ")->where.wire_from, std::string());
    }

    void a_warning_does_not_stop_a_node() {
        const Checked checked = check(chain({8}, {{"Dense", {{"unit", 3}}}, {"Dense"}}));
        QVERIFY(checked.ready());
        QCOMPARE(checked.find("dense_1")->state, CheckedNode::State::ready);
        QCOMPARE(checked.find("dense_2")->state, CheckedNode::State::ready);
    }

    void flatten_and_global_pooling_are_offered_before_dense() {
        const Network network = chain({8, 8, 16}, {{"Dense"}});
        const Checked checked = check(network);
        const Problem* problem = find_problem(checked, "shape.flat");
        QVERIFY(problem);
        QCOMPARE(problem->repairs.size(), std::size_t{2});
        QCOMPARE(shape_of(check(apply(problem->repairs[0], network)), "flatten_1"), std::string("1024"));
        QCOMPARE(shape_of(check(apply(problem->repairs[1], network)), "global_average_pooling2d_1"),
                 std::string("16"));
    }

    void a_node_behind_a_wrong_one_waits_and_has_no_problem_of_its_own() {
        const Checked checked =
            check(chain({3, 3, 1}, {{"Conv2D", {{"kernel_size", 5}}}, {"Flatten"}, {"Dense"}}));
        QCOMPARE(checked.problems.size(), std::size_t{1});
        QCOMPARE(checked.find("conv2d_1")->state, CheckedNode::State::wrong);
        QCOMPARE(checked.find("flatten_1")->state, CheckedNode::State::waiting);
        QCOMPARE(checked.find("dense_1")->state, CheckedNode::State::waiting);
        QCOMPARE(checked.find("input_1")->state, CheckedNode::State::ready);
    }

    void both_wrong_nodes_of_two_branches_are_told_at_once() {
        Network network = two_branches({{"kernel_size", 9}}, {{"filters", 0}}, "Add");
        const Checked checked = check(network);
        QVERIFY(find_problem(checked, "shape.window") && find_problem(checked, "setting.range"));
    }

    void unknown_kinds_are_kept_with_all_they_have() {
        const Network network =
            chain({8}, {{"Capsule", {{"routings", 3}, {"deep", Value::Map{{"a", 1}}}}}, {"Dense"}});
        const Network before = network;
        const Checked checked = check(network);
        QVERIFY(network == before);
        QVERIFY(!checked.find("capsule_1")->layer);
        QCOMPARE(checked.find("dense_1")->state, CheckedNode::State::waiting);
    }

    void the_circle_itself_and_what_lies_behind_it_are_out_of_the_order() {
        Network network = chain({8}, {{"Dense"}, {"Add"}, {"Dense"}});
        network.wires.push_back({"add_1", "dense_1"});
        const Checked checked = check(network);
        QCOMPARE(checked.order, std::vector<int>{0});
    }

    void wires_to_nowhere_do_no_harm() {
        Network network = chain({8}, {{"Dense"}});
        network.wires.push_back({"ghost", "dense_1"});
        network.wires.push_back({"dense_1", "ghost"});
        QVERIFY(check(network).ready());
    }

    void a_hundred_nodes_are_checked_in_a_printed_time() {
        Network network = chain({32, 32, 3}, {{"Conv2D", {{"padding", "same"}}}});
        std::string last = "conv2d_1";
        while (network.nodes.size() < 100) {
            const std::string next =
                add_node(network, network.nodes.size() % 2 ? "Conv2D" : "BatchNormalization", {},
                         network.nodes.size() % 2 ? Value::Map{{"padding", "same"}} : Value::Map{});
            glassnet::connect(network, last, next);
            last = next;
        }
        QVERIFY(check(network).ready());
        constexpr int rounds = 100;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < rounds; ++i) (void)check(network);
        qInfo("check of 100 nodes: %.3f ms", static_cast<double>(timer.nsecsElapsed()) / 1e6 / rounds);
    }
};

QTEST_APPLESS_MAIN(TestCheck)
#include "test_check.moc"
