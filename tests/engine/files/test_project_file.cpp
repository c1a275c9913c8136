// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "base/hash.h"
#include "files/project_file.h"
#include "support/problems.h"

#include <QTemporaryDir>
#include <QtTest>
#include <limits>

using namespace glassnet;
using glassnet::testing::code_of;
using glassnet::testing::contains;
using glassnet::testing::problems_of;

namespace {

const char* const documented_text = R"({
  "glassnet": 1,
  "network": {
    "nodes": [
      {"id": "input_1", "kind": "Input", "shape": [28, 28, 1], "at": [0, 0]},
      {"id": "conv2d_1", "kind": "Conv2D", "filters": 32, "kernel_size": [3, 3], "activation": "relu", "at": [160, 0]},
      {"id": "flatten_1", "kind": "Flatten", "at": [320, 0]},
      {"id": "dense_1", "kind": "Dense", "units": 10, "activation": "softmax", "at": [480, 0]}
    ],
    "wires": [
      ["input_1", "conv2d_1"],
      ["conv2d_1", "flatten_1"],
      ["flatten_1", "dense_1"]
    ]
  },
  "data": {"source": "builtin:fashion-mnist"},
  "preprocessing": [{"kind": "Rescale", "scale": 0.00392156862745098}],
  "augmentation": [],
  "training": {"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"], "optimizer": {"kind": "Adam", "learning_rate": 0.001},
               "epochs": 10, "batch_size": 32, "seed": 42}
}
)";

std::vector<Problem> problems_in(const std::string& text) {
    return problems_of([&] { (void)project_from_json(text, "a.glassnet"); });
}

std::string codes_in(const std::string& text) {
    return code_of([&] { (void)project_from_json(text, "a.glassnet"); });
}

/// A project text with these nodes and wires.
std::string with_network(const std::string& nodes, const std::string& wires) {
    return R"({"glassnet": 1, "network": {"nodes": [)" + nodes + "],\n\"wires\": [" + wires + "]}}";
}

}  // namespace

class TestProjectFile : public QObject {
    Q_OBJECT
private slots:
    void the_documented_text_is_written_as_it_was_read();
    void an_empty_project_reads_back_equal();
    void everything_that_differs_from_the_defaults_reads_back_equal();
    void unknown_fields_and_kinds_survive();
    void a_loss_may_be_a_name_or_an_object();
    void what_is_left_out_has_its_default();
    void a_newer_format_is_refused_clearly();
    void another_json_file_is_refused_clearly();
    void an_empty_file_is_told_with_its_byte();
    void a_cut_file_is_told_with_its_byte();
    void all_faults_come_at_once_with_lines();
    void more_than_fifty_faults_are_counted();
    void numbers_of_the_wrong_kind_are_told_with_path_and_value();
    void too_many_nodes_are_refused();
    void too_long_names_are_refused();
    void saving_returns_the_hash_of_the_file();
    void what_cannot_be_read_again_is_not_saved();
    void names_with_markup_and_direction_marks_survive();
};

void TestProjectFile::the_documented_text_is_written_as_it_was_read() {
    QCOMPARE(to_json(project_from_json(documented_text)), std::string(documented_text));
}

void TestProjectFile::an_empty_project_reads_back_equal() {
    const Project project;
    QVERIFY(project_from_json(to_json(project)) == project);
}

void TestProjectFile::everything_that_differs_from_the_defaults_reads_back_equal() {
    Project project;
    project.network.nodes = {{"a", "Input", {{"shape", Value::List{2}}}, Point{0.5, -3}},
                             {"b", "Dense", {{"rate", 1.0}, {"units", 3}}, {}}};
    project.network.wires = {{"a", "b"}};
    project.data = {
        .source = "some folder/x",
        .validation_split = 0.25,
        .split_seed = 7,
        .class_folders = ClassFolders::separate,
        .class_pattern = "{class}.*",
        .inputs = "a",
        .targets = "b",
        .more_targets = "c=d",
        .missing_values = MissingValues::mean,
        .text_columns = TextColumns::drop,
        .dropped_columns = "e, f",
        .alpha = "channel",
        .changes = {{.sample = "a/1.png", .class_name = "b"}, {.sample = "a/2.png", .excluded = true}},
        .written = {{"note", "n"}}};
    project.preprocessing = {{"Rescale", {{"scale", 0.5}}}, {"Other", {}}};
    project.augmentation = {{"RandomFlip", {{"mode", "vertical"}}}, {"RandomRotation", {}}};
    project.training = {.loss = {"huber", {{"delta", 2.0}}},
                        .outputs = {{.node = "b",
                                     .loss = {"mean_squared_error", {}},
                                     .loss_weight = 0.5,
                                     .target = "input",
                                     .written = {{"y", 2}}},
                                    {.node = "c", .loss = {"huber", {{"delta", 3.0}}}}},
                        .optimizer = {"SGD", {{"momentum", 0.9}}},
                        .stopping = {"EarlyStopping", {{"patience", 3}}},
                        .class_weight = {"given", {{"weights", Value::List{1, 2.5}}}},
                        .metrics = {{"f1", {{"average", "micro"}}}, {"log_loss", {}}},
                        .epochs = 3,
                        .batch_size = 16,
                        .seed = std::numeric_limits<std::uint64_t>::max(),
                        .shuffle = false,
                        .keep_checkpoints = 4,
                        .max_seconds = 90,
                        .recompute_activations = true,
                        .written = {{"x", 1}}};
    const std::string text = to_json(project);
    QVERIFY2(project_from_json(text) == project, text.c_str());
    QCOMPARE(to_json(project_from_json(text)), text);
}

void TestProjectFile::unknown_fields_and_kinds_survive() {
    const std::string text = R"({"glassnet": 1, "future": {"a": [1, {"b": null}]},
        "network": {"nodes": [{"id": "n", "kind": "Hologram", "depth": {"x": [1.0]}}], "wires": [], "groups": ["n"]},
        "data": {"source": "s", "weather": "fine"}, "training": {"patience": 3}})";
    const std::string written = to_json(project_from_json(text));
    for (const char* part :
         {R"("future": {"a": [1, {"b": null}]})", R"("kind": "Hologram", "depth": {"x": [1.0]})",
          R"("groups": ["n"])", R"("weather": "fine")", R"("patience": 3)"}) {
        QVERIFY2(contains(written, part), part);
    }
    QVERIFY(project_from_json(written) == project_from_json(text));
}

void TestProjectFile::a_loss_may_be_a_name_or_an_object() {
    const Project name =
        project_from_json(R"({"glassnet": 1, "training": {"loss": "huber", "optimizer": "SGD"}})");
    const Project object = project_from_json(
        R"({"glassnet": 1, "training": {"loss": {"kind": "huber"}, "optimizer": {"kind": "SGD"}}})");
    QVERIFY(name == object);
    QCOMPARE(name.training.loss.kind, std::string("huber"));
}

void TestProjectFile::what_is_left_out_has_its_default() {
    QVERIFY(project_from_json(R"({"glassnet": 1})") == Project());
}

void TestProjectFile::a_newer_format_is_refused_clearly() {
    const auto problems = problems_in(R"({"glassnet": 2, "network": 7})");
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(std::string(problems[0].code()), std::string("project.newer"));
    QVERIFY(contains(problems[0].what(), "format 2"));
}

void TestProjectFile::another_json_file_is_refused_clearly() {
    QCOMPARE(codes_in(R"({"nodes": []})"), std::string("project.format"));
    QCOMPARE(codes_in("[1]"), std::string("project.format"));
    QCOMPARE(codes_in(R"({"glassnet": "one"})"), std::string("project.format"));
}

void TestProjectFile::an_empty_file_is_told_with_its_byte() {
    const auto problems = problems_in("");
    QCOMPARE(std::string(problems.at(0).code()), std::string("json.empty"));
    QCOMPARE(problems[0].where.offset, std::int64_t{0});
}

void TestProjectFile::a_cut_file_is_told_with_its_byte() {
    const std::string text = std::string(documented_text).substr(0, 200);
    const auto problems = problems_in(text);
    QCOMPARE(std::string(problems.at(0).code()), std::string("json.ends_early"));
    QCOMPARE(problems[0].where.offset, std::int64_t{200});
}

void TestProjectFile::all_faults_come_at_once_with_lines() {
    const auto problems = problems_in(with_network(
        "\n{\"id\": \"a\", \"kind\": \"Input\"},\n{\"id\": \"a\", \"kind\": \"Dense\"},\n{\"kind\": 3}",
        "\n[\"a\", \"b\"],\n[\"a\", \"a\"],\n[\"a\"]"));
    std::string told;
    for (const Problem& problem : problems) {
        told += std::string(problem.code()) + " " + std::to_string(problem.where.line) + " " +
                problem.where.setting + "\n";
        QVERIFY(!problem.hint().empty());
    }
    QCOMPARE(told, std::string("project.duplicate_id 3 network.nodes[1].id\n"
                               "project.type 4 network.nodes[2].kind\n"
                               "project.missing 4 network.nodes[2]\n"
                               "project.type 8 network.wires[2]\n"
                               "project.dangling_wire 6 network.wires[0]\n"
                               "project.self_loop 7 network.wires[1]\n"));
}

void TestProjectFile::more_than_fifty_faults_are_counted() {
    std::string nodes;
    for (int i = 0; i < 60; ++i) nodes += std::string(i ? "," : "") + R"({"id": "a", "kind": "Dense"})";
    const auto problems = problems_in(with_network(nodes, ""));
    QCOMPARE(problems.size(), std::size_t{51});
    QCOMPARE(problems.back().what(), std::string("9 more problems are not listed"));
}

void TestProjectFile::numbers_of_the_wrong_kind_are_told_with_path_and_value() {
    const auto problems = problems_in(
        R"({"glassnet": 1, "training": {"epochs": 2.5, "batch_size": 1e20, "seed": -1, "shuffle": 1}})");
    QCOMPARE(problems.size(), std::size_t{4});
    QCOMPARE(problems[0].what(),
             std::string("training.epochs must be a whole number below 2,147,483,648, not 2.5"));
    QCOMPARE(problems[1].what(),
             std::string("training.batch_size must be a whole number below 2,147,483,648, not 1e+20"));
    QCOMPARE(problems[2].where.setting, std::string("training.seed"));
    QCOMPARE(problems[3].where.setting, std::string("training.shuffle"));
}

void TestProjectFile::too_many_nodes_are_refused() {
    std::string nodes = "0";
    for (int i = 0; i < 10'000; ++i) nodes += ",0";
    const auto problems = problems_in(with_network(nodes, ""));
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(problems[0].what(), std::string("network.nodes has 10001 nodes, at most 10000 are allowed"));
}

void TestProjectFile::too_long_names_are_refused() {
    QCOMPARE(codes_in(with_network(R"({"id": ")" + std::string(256, 'n') + R"(", "kind": "Dense"})", "")),
             std::string());
    QCOMPARE(codes_in(with_network(R"({"id": ")" + std::string(257, 'n') + R"(", "kind": "Dense"})", "")),
             std::string("project.limit"));
}

void TestProjectFile::saving_returns_the_hash_of_the_file() {
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "a.glassnet";
    const Project project = project_from_json(documented_text);
    QCOMPARE(save_project(project, path), sha256(std::string_view(documented_text)));
    QVERIFY(load_project(path) == project);
}

void TestProjectFile::what_cannot_be_read_again_is_not_saved() {
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "a.glassnet";
    Project project;
    save_project(project, path);
    const auto before = read_file(path, 10'000);
    project.network.nodes = {{"same", "Dense", {}, {}}, {"same", "Dense", {}, {}}};
    QCOMPARE(code_of([&] { save_project(project, path); }), std::string("project.duplicate_id"));
    QVERIFY(read_file(path, 10'000) == before);
}

void TestProjectFile::names_with_markup_and_direction_marks_survive() {
    Project project;
    project.network.nodes = {{"<b>x</b>\u202E\u0007\n", "Dense", {}, {}}};
    QVERIFY(project_from_json(to_json(project)) == project);
}

QTEST_APPLESS_MAIN(TestProjectFile)
#include "test_project_file.moc"
