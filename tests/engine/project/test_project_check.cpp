// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/project.h"
#include "support/problems.h"
#include "support/tiny_networks.h"
#include "training/check_training.h"

#include <QtTest>
#include <algorithm>
#include <limits>

using namespace glassnet;
using namespace glassnet::testing;
using tiny::chain;

namespace {

const Value::Map softmax_4{{"units", 4}, {"activation", "softmax"}};

/// A project that goes with tiny::pictures and has no problem at all.
Project good() {
    Project project;
    project.network = chain(
        {8, 8, 1}, {{"Flatten"}, {"Dense", {{"units", 8}, {"activation", "relu"}}}, {"Dense", softmax_4}});
    project.training.batch_size = 10;
    return project;
}

Project with_network(Network network) {
    Project project = good();
    project.network = std::move(network);
    return project;
}

const DatasetSummary& pictures() {
    static const auto data = tiny::pictures(40, 8);
    return data->summary;
}

/// Values instead of classes: three numbers for each picture.
DatasetSummary values() {
    DatasetSummary data = pictures();
    data.class_names.clear();
    data.target_shape = {3};
    return data;
}

const Problem* find_problem(const Checked& checked, std::string_view code) {
    const auto found = std::ranges::find(checked.problems, code, &Problem::code);
    return found == checked.problems.end() ? nullptr : &*found;
}

struct Fault {
    const char* code;
    Project project;
    DatasetSummary data = pictures();
    Severity severity = Severity::error;
    std::string place{};              // node or setting
    std::vector<std::string> said{};  // in the text
    bool repairable = false;
};

Project changed(const std::function<void(Project&)>& change) {
    Project project = good();
    change(project);
    return project;
}

DatasetSummary changed_data(const std::function<void(DatasetSummary&)>& change) {
    DatasetSummary data = pictures();
    change(data);
    return data;
}

std::vector<Fault> faults() {
    std::vector<Fault> all;
    all.push_back({.code = "kind.unknown",
                   .project = changed([](Project& p) {
                       p.training.loss = {"guesswork", {}};
                   }),
                   .place = "training.loss",
                   .said = {"guesswork"}});
    all.push_back({.code = "kind.unknown",
                   .project = changed([](Project& p) {
                       p.training.loss = {"", {}};
                   }),
                   .place = "training.loss"});
    all.push_back({.code = "kind.unknown",
                   .project = changed([](Project& p) {
                       p.training.optimizer = {"Sophia", {}};
                   }),
                   .place = "training.optimizer",
                   .said = {"Sophia"}});
    Network two_ends = good().network;
    connect(two_ends, "dense_1", add_node(two_ends, "Dense"));
    all.push_back({.code = "network.outputs",
                   .project = with_network(two_ends),
                   .place = "dense_3",
                   .said = {"2", "dense_2", "dense_3"},
                   .repairable = true});
    const auto outputs = [](std::vector<OutputSettings> named) {
        return changed([&](Project& p) { p.training.outputs = std::move(named); });
    };
    all.push_back({.code = "training.output_unknown",
                   .project = outputs({{.node = "dense_9"}}),
                   .severity = Severity::warning,
                   .place = "training.outputs.dense_9",
                   .said = {"dense_9"},
                   .repairable = true});
    all.push_back({.code = "training.output_twice",
                   .project = outputs({{.node = "dense_2"}, {.node = "dense_2"}}),
                   .place = "training.outputs.dense_2",
                   .said = {"dense_2"}});
    all.push_back({.code = "training.output_target",
                   .project = outputs({{.node = "dense_2", .target = "depth"}}),
                   .place = "dense_2",
                   .said = {"dense_2", "depth"}});
    all.push_back({.code = "training.output_weight",
                   .project = outputs({{.node = "dense_2", .loss_weight = -0.5}}),
                   .place = "dense_2",
                   .said = {"dense_2", "-0.5"}});
    all.push_back({.code = "kind.ignored",
                   .project = changed([](Project& p) {
                       p.training.metrics = {{"beauty", {}}};
                   }),
                   .severity = Severity::warning,
                   .place = "training.metrics",
                   .said = {"beauty"}});
    all.push_back({.code = "metrics.targets",
                   .project = changed([](Project& p) {
                       p.training.metrics = {{"r2_score", {}}};
                   }),
                   .severity = Severity::hint,
                   .place = "training.metrics"});
    Network two_inputs = good().network;
    add_node(two_inputs, "Input", {}, {{"shape", Value::List{8, 8, 1}}});
    all.push_back(
        {.code = "network.inputs", .project = with_network(two_inputs), .place = "input_2", .said = {"2"}});
    all.push_back({.code = "data.shape",
                   .project = good(),
                   .data = changed_data([](DatasetSummary& d) {
                       d.sample_shape = {9, 9, 3};
                   }),
                   .place = "input_1",
                   .said = {"8 × 8 × 1", "9 × 9 × 3"},
                   .repairable = true});
    all.push_back({.code = "data.shape_behind",
                   .project = changed([](Project& p) {
                       p.preprocessing = {{"CenterCrop", {{"height", 6}, {"width", 7}}}};
                   }),
                   .place = "input_1",
                   .said = {"8 × 8 × 1", "6 × 7 × 1"},
                   .repairable = true});
    all.push_back({.code = "data.step_shape",
                   .project = changed([](Project& p) {
                       p.preprocessing = {{"CenterCrop", {{"height", 9}, {"width", 8}}}};
                   }),
                   .place = "preprocessing",
                   .said = {"CenterCrop", "8 × 8 × 1"}});
    all.push_back({.code = "data.classes",
                   .project = good(),
                   .data = changed_data([](DatasetSummary& d) { d.class_names.push_back("fifth"); }),
                   .place = "dense_2",
                   .said = {"4", "5"},
                   .repairable = true});
    all.push_back({.code = "data.classes",
                   .project = with_network(chain({8, 8, 1}, {{"Flatten"},
                                                             {"Dense", {{"units", 7}}},
                                                             {"Activation", {{"activation", "softmax"}}}})),
                   .place = "activation_1",
                   .said = {"7", "4"},
                   .repairable = true});
    all.push_back({.code = "loss.output_shape",
                   .project = with_network(chain({8, 8, 1}, {{"Conv2D", {{"activation", "softmax"}}}})),
                   .place = "conv2d_1",
                   .said = {"6 × 6 × 32"}});
    all.push_back({.code = "data.values",
                   .project = changed([](Project& p) {
                       p.training.loss = {"mean_squared_error", {}};
                       assign(find_node(p.network, "dense_2")->settings, "activation", "linear");
                   }),
                   .data = values(),
                   .place = "dense_2",
                   .said = {"4", "3"},
                   .repairable = true});
    all.push_back({.code = "loss.needs_values",
                   .project = changed([](Project& p) {
                       p.training.loss = {"mean_squared_error", {}};
                   }),
                   .place = "training.loss",
                   .repairable = true});
    all.push_back({.code = "loss.needs_classes",
                   .project = changed([](Project& p) {
                       assign(find_node(p.network, "dense_2")->settings, "activation", "sigmoid");
                   }),
                   .data = values(),
                   .place = "training.loss",
                   .said = {"3"},
                   .repairable = true});
    all.push_back({.code = "loss.softmax_missing",
                   .project = with_network(chain({8, 8, 1}, {{"Flatten"}, {"Dense", {{"units", 4}}}})),
                   .place = "dense_1",
                   .said = {"linear"},
                   .repairable = true});
    all.push_back(
        {.code = "loss.softmax_values",
         .project = changed([](Project& p) {
             p.training.loss = {"mean_squared_error", {}};
         }),
         .data = changed_data([](DatasetSummary& d) { d.class_names.clear(), d.target_shape = {4}; }),
         .severity = Severity::warning,
         .place = "dense_2",
         .repairable = true});
    all.push_back(
        {.code = "network.softmax_twice",
         .project = with_network(chain(
             {8, 8, 1}, {{"Flatten"}, {"Dense", softmax_4}, {"Activation", {{"activation", "softmax"}}}})),
         .severity = Severity::warning,
         .place = "activation_1",
         .repairable = true});
    all.push_back({.code = "network.linear_stack",
                   .project = with_network(chain({8, 8, 1}, {{"Flatten"}, {"Dense"}, {"Dense", softmax_4}})),
                   .severity = Severity::hint,
                   .place = "dense_1",
                   .repairable = true});
    all.push_back({.code = "network.dropout_last",
                   .project = changed([](Project& p) {
                       p.network = chain({8, 8, 1}, {{"Flatten"}, {"Dense", {{"units", 3}}}, {"Dropout"}});
                       p.training.loss = {"mean_squared_error", {}};
                   }),
                   .data = values(),
                   .severity = Severity::warning,
                   .place = "dropout_1",
                   .repairable = true});
    all.push_back({.code = "training.batch_one",
                   .project = changed([](Project& p) {
                       p.network = chain(
                           {8, 8, 1}, {{"Flatten"}, {"Dense"}, {"BatchNormalization"}, {"Dense", softmax_4}});
                       p.training.batch_size = 1;
                   }),
                   .severity = Severity::warning,
                   .place = "batch_normalization_1"});
    all.push_back({.code = "network.no_weights",
                   .project = with_network(chain({4}, {{"Activation", {{"activation", "softmax"}}}}))});
    all.push_back(
        {.code = "network.all_frozen",
         .project = with_network(
             chain({8, 8, 1}, {{"Flatten"},
                               {"Dense", {{"units", 8}, {"activation", "relu"}, {"trainable", false}}},
                               {"Dense", {{"units", 4}, {"activation", "softmax"}, {"trainable", false}}}})),
         .place = "dense_2",
         .said = {"2"},
         .repairable = true});
    all.push_back({.code = "network.bias_undone",
                   .project = with_network(chain(
                       {8, 8, 1}, {{"Flatten"}, {"Dense"}, {"BatchNormalization"}, {"Dense", softmax_4}})),
                   .severity = Severity::hint,
                   .place = "dense_1",
                   .said = {"batch_normalization_1"},
                   .repairable = true});
    all.push_back({.code = "setting.range",
                   .project = changed([](Project& p) { p.training.keep_checkpoints = 0; }),
                   .place = "training.keep_checkpoints",
                   .said = {"0"}});
    all.push_back({.code = "kind.unknown",
                   .project = changed([](Project& p) {
                       p.training.stopping = {"Never", {}};
                   }),
                   .place = "training.stopping",
                   .said = {"Never"}});
    all.push_back({.code = "class_weight.count",
                   .project = changed([](Project& p) {
                       p.training.class_weight = {"given", {{"weights", Value::List{1, 2, 3, 4, 5, 6, 7}}}};
                   }),
                   .place = "training.class_weight.weights",
                   .said = {"7"}});
    all.push_back({.code = "optimizer.clipped_twice",
                   .project = changed([](Project& p) {
                       p.training.optimizer.settings = {{"clipnorm", 1.0}, {"clipvalue", 1.0}};
                   }),
                   .place = "training.optimizer",
                   .said = {"clipnorm", "clipvalue"}});
    for (const int epochs : {0, -1, 1'000'001})
        all.push_back({.code = "setting.range",
                       .project = changed([&](Project& p) { p.training.epochs = epochs; }),
                       .place = "training.epochs",
                       .said = {std::to_string(epochs)}});
    for (const int batch : {0, -5, 65'537})
        all.push_back({.code = "setting.range",
                       .project = changed([&](Project& p) { p.training.batch_size = batch; }),
                       .place = "training.batch_size",
                       .said = {std::to_string(batch)}});
    all.push_back({.code = "training.batch_large",
                   .project = changed([](Project& p) { p.training.batch_size = 41; }),
                   .severity = Severity::warning,
                   .place = "training.batch_size",
                   .said = {"41", "40"}});
    for (const double rate :
         {0.0, -0.1, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        all.push_back({.code = "setting.range",
                       .project = changed([&](Project& p) {
                           p.training.optimizer.settings = {{"learning_rate", rate}};
                       }),
                       .place = "training.optimizer.learning_rate",
                       .said = {"> 0"}});
    }
    for (const double rate : {1e30, 0.5, 1e-9}) {
        all.push_back({.code = "training.rate",
                       .project = changed([&](Project& p) {
                           p.training.optimizer.settings = {{"learning_rate", rate}};
                       }),
                       .severity = Severity::warning,
                       .place = "training.optimizer.learning_rate"});
    }
    all.push_back({.code = "training.no_samples",
                   .project = good(),
                   .data = changed_data([](DatasetSummary& d) { d.training_samples = 0; }),
                   .place = "data"});
    all.push_back({.code = "data.not_normalized",
                   .project = good(),
                   .data = changed_data([](DatasetSummary& d) { d.highest_input = 255; }),
                   .severity = Severity::warning,
                   .place = "preprocessing",
                   .said = {"255"}});
    all.push_back({.code = "data.not_normalized",  // a Rescale that does not fit the data
                   .project = changed([](Project& p) {
                       p.preprocessing = {{"Rescale", {}}};
                   }),
                   .data = changed_data([](DatasetSummary& d) { d.highest_input = 65535; }),
                   .severity = Severity::warning,
                   .place = "preprocessing",
                   .said = {"257"}});
    all.push_back({.code = "data.too_small",  // divided by 255 twice
                   .project = changed([](Project& p) {
                       p.preprocessing = {{"Rescale", {}}};
                   }),
                   .data = changed_data([](DatasetSummary& d) { d.highest_input = 1; }),
                   .severity = Severity::warning,
                   .place = "preprocessing",
                   .said = {"0.0039"}});
    all.push_back({.code = "data.constant_columns",
                   .project = with_network(chain({3}, {{"Normalization"}, {"Dense", softmax_4}})),
                   .data = changed_data([](DatasetSummary& d) {
                       d.sample_shape = {3}, d.constant_columns = {0, 2};
                   }),
                   .severity = Severity::warning,
                   .place = "normalization_1",
                   .said = {"0, 2"}});
    all.push_back({.code = "loss.input_zero_to_one",
                   .project = changed([](Project& p) {
                       p.network = chain(
                           {8, 8, 1},
                           {{"Conv2D", {{"filters", 1}, {"padding", "same"}, {"activation", "sigmoid"}}}});
                       p.training.loss = {"binary_crossentropy", {}};
                       p.training.outputs = {{.node = "conv2d_1", .target = "input"}};
                   }),
                   .data = changed_data([](DatasetSummary& d) { d.highest_input = 16; }),
                   .place = "training.loss",
                   .said = {"conv2d_1", "16"}});
    all.push_back({.code = "kind.unknown",
                   .project = changed([](Project& p) {
                       p.preprocessing = {{"Whiten", {}}};
                   }),
                   .place = "preprocessing[0]",
                   .said = {"Whiten"}});
    all.push_back({.code = "data.step_shape",
                   .project = changed([](Project& p) {
                       p.network = chain({12}, {{"Dense", softmax_4}});
                       p.augmentation = {{"RandomRotation", {}}};
                   }),
                   .data = changed_data([](DatasetSummary& d) { d.sample_shape = {12}; }),
                   .place = "augmentation",
                   .said = {"RandomRotation", "12"}});
    // 4 × 4 bytes for each of 2 · 10⁹ weights: more than any machine has that runs this test.
    all.push_back(
        {.code = "training.memory",
         .project = changed([](Project& p) {
             p.network = chain({8, 8, 1}, {{"Flatten"},
                                           {"Dense", {{"units", 1'000'000}, {"activation", "relu"}}},
                                           {"Dense", {{"units", 2'000}, {"activation", "relu"}}},
                                           {"Dense", softmax_4}});
             p.training.batch_size = 40;
             const std::vector<std::pair<std::string, int>> more{{"a", 1'000'000}, {"b", 2'000},
                                                                 {"c", 1'000'000}, {"d", 2'000},
                                                                 {"e", 1'000'000}, {"f", 2'000}};
             for (const auto& [id, units] : more)
                 rename_node(p.network,
                             insert_into_wire(p.network, {inputs_of(p.network, "dense_3").front(), "dense_3"},
                                              "Dense", {}, {{"units", units}, {"activation", "relu"}}),
                             id);
         }),
         .said = {"MiB"}});
    return all;
}

}  // namespace

class TestProjectCheck : public QObject {
    Q_OBJECT
private slots:
    void a_good_project_has_no_problem() {
        const Checked checked = check(good(), &pictures());
        QVERIFY2(checked.problems.empty(),
                 checked.problems.empty() ? "" : checked.problems.front().what().c_str());
    }

    void the_templates_have_no_errors() {
        for (const Template& each : templates())
            QVERIFY2(check(each.make(), nullptr).problems.empty(), each.id.data());
    }

    void every_fault_is_told_with_place_numbers_and_hint() {
        for (const Fault& fault : faults()) {
            const Checked checked = check(fault.project, &fault.data);
            const Problem* problem = find_problem(checked, fault.code);
            QVERIFY2(problem, fault.code);
            QCOMPARE(problem->severity(), fault.severity);
            QVERIFY2(checked.ready() == (fault.severity != Severity::error),
                     (fault.code + (": " + checked.problems.front().what())).c_str());
            const std::string place =
                fault.place.find('.') != std::string::npos || problem->where.node.empty()
                    ? problem->where.setting
                    : problem->where.node;
            QCOMPARE(place, fault.place);
            QVERIFY2(!problem->hint().empty(), fault.code);
            for (const std::string& part : fault.said)
                QVERIFY2(contains(problem->what(), part), (problem->what() + " lacks " + part).c_str());
            QVERIFY2(!contains(problem->what() + problem->hint(), "{"),
                     (problem->what() + problem->hint()).c_str());
        }
    }

    void every_repair_makes_its_problem_go_away() {
        for (const Fault& fault : faults()) {
            const Checked checked = check(fault.project, &fault.data);
            const Problem* problem = find_problem(checked, fault.code);
            QVERIFY2(problem, fault.code);
            QCOMPARE(!problem->repairs.empty(), fault.repairable);
            for (const Repair& repair : problem->repairs) {
                QVERIFY2(!contains(fill(repair.title, repair.arguments), "{"), repair.title.data());
                const Checked after = check(apply(repair, fault.project), &fault.data);
                QVERIFY2(!find_problem(after, fault.code),
                         (std::string(fault.code) + ": " + fill(repair.title, repair.arguments)).c_str());
            }
        }
    }

    void without_data_nothing_is_said_about_data() {
        Project project = good();
        project.augmentation = {{"RandomRotation", {}}};
        project.training.batch_size = 5000;
        QVERIFY(check(project, nullptr).problems.empty());
    }

    void all_problems_come_at_once() {
        Project project = good();
        project.training.epochs = 0;
        project.training.batch_size = 0;
        project.training.optimizer = {"Sophia", {}};
        project.training.loss = {"guesswork", {}};
        project.preprocessing = {{"Whiten", {}}};
        const Checked checked = check(project, &pictures());
        const auto told = [&](std::string_view place) {
            return std::ranges::any_of(checked.problems,
                                       [&](const Problem& each) { return each.where.setting == place; });
        };
        for (const char* place : {"training.epochs", "training.batch_size", "training.optimizer",
                                  "training.loss", "preprocessing[0]"})
            QVERIFY2(told(place), place);
    }

    void an_unknown_layer_stands_in_the_way_of_training_only() {
        const Checked checked = check(
            with_network(chain({8, 8, 1}, {{"Capsule"}, {"Flatten"}, {"Dense", softmax_4}})), &pictures());
        QVERIFY(!checked.ready());
        QVERIFY(find_problem(checked, "kind.unknown"));
    }

    void an_empty_project_is_no_trouble() {
        Project project;
        QVERIFY(find_problem(check(project, &pictures()), "network.empty"));
        QVERIFY(!find_problem(check(project, &pictures()), "network.outputs"));
    }

    void pictures_may_be_rotated_and_rows_may_not() {
        Project project = good();
        project.augmentation = {{"RandomRotation", {}}, {"RandomFlip", {}}};
        QVERIFY(check(project, &pictures()).problems.empty());
    }

    void a_repair_of_the_loss_leaves_the_network_and_the_other_way_round() {
        const Project project = good();
        const Project loss =
            apply({.action = Repair::Action::replace_loss, .kind = "mean_squared_error"}, project);
        QVERIFY(loss.network == project.network && loss.training.loss.kind == "mean_squared_error");
        const Project layer =
            apply({.action = Repair::Action::set_setting, .node = "dense_1", .setting = "units", .value = 9},
                  project);
        QVERIFY(layer.training == project.training && layer.network != project.network);
    }
};

QTEST_APPLESS_MAIN(TestProjectCheck)
#include "test_project_check.moc"
