// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/fit_to_data.h"

#include "data/preprocessing/resize.h"
#include "project/project_data.h"
#include "support/problems.h"

#include <QTest>

#include <algorithm>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

Project project_of(const char* name) {
    const auto all = templates();
    return std::ranges::find(all, name, &Template::id)->make();
}

DatasetSummary classes(Shape shape, int count, double largest = 255) {
    DatasetSummary data{
        .source = {}, .title = {}, .sample_shape = shape, .class_names = {}, .target_shape = {}, .notes = {}};
    for (int i = 0; i < count; ++i) data.class_names.push_back("class " + std::to_string(i));
    data.target_facts.training_classes = count;
    data.training_samples = 100;
    data.highest_input = data.largest_input = largest;
    return data;
}

DatasetSummary values(Shape shape, Shape targets) {
    DatasetSummary data = classes(shape, 0, 1);
    data.target_shape = targets;
    data.target_facts.largest = 1000;
    return data;
}

std::string codes_of(const std::vector<Problem>& changes) {
    std::string text;
    for (const Problem& change : changes) text += (text.empty() ? "" : ",") + std::string(change.code());
    return text;
}

Value setting(const Project& project, const char* node, const char* name) {
    const Value* value = find(find_node(project.network, node)->settings, name);
    return value ? *value : Value("default");
}

bool has_errors_with(const Project& project, const DatasetSummary& data) {
    return has_errors(check(project, &data, MemoryCheck::left_out).problems);
}

}  // namespace

class TestFitToData : public QObject {
    Q_OBJECT
private slots:
    void what_fits_stays() {
        const Project project = example_project();
        const Fitted fitted = fit_to_data(project, classes({28, 28, 1}, 10));
        QVERIFY(fitted.project == project);
        QVERIFY(fitted.changes.empty());
    }

    void every_template_can_be_trained_on_pictures_of_its_size_and_other_classes() {
        for (const Template& each : templates()) {
            const Project project = each.make();
            const auto [height, width] = picture_size_for(project, {});
            for (const int channels : {1, 3}) {
                const DatasetSummary data = classes({height, width, channels}, 7);
                const Fitted fitted = fit_to_data(project, data);
                QVERIFY2(!has_errors_with(fitted.project, data), std::string(each.id).c_str());
                QVERIFY(fit_to_data(fitted.project, data).changes.empty());
            }
        }
    }

    void the_input_takes_what_the_steps_make_of_a_sample() {
        Project project = project_of("small-cnn");
        project.preprocessing = {{"CenterCrop", {{"height", 20}, {"width", 24}}}};
        const DatasetSummary data = classes({32, 48, 3}, 4);
        const Fitted fitted = fit_to_data(project, data);
        QCOMPARE(setting(fitted.project, "input_1", "shape"), Value(Value::List{20, 24, 3}));
        QCOMPARE(fitted.project.preprocessing.size(), std::size_t{2});  // a crop leaves bytes as they are
        QVERIFY(!has_errors_with(fitted.project, data));
        QVERIFY(fit_to_data(fitted.project, data).changes.empty());
    }

    void columns_that_a_step_brings_to_scale_get_no_further_normalization() {
        for (const char* kind : {"", "Normalization", "MinMaxScaler"}) {
            Project project = project_of("mlp");
            project.preprocessing.clear();
            if (*kind) project.preprocessing = {{kind, {}}};
            DatasetSummary data = classes({5}, 3, 80);
            const std::string codes = codes_of(fit_to_data(project, data).changes);
            QCOMPARE(codes.find("fit.normalization") == std::string::npos, *kind != 0);
        }
    }

    void shape_and_classes_are_taken_from_the_data() {
        const Fitted fitted = fit_to_data(project_of("small-cnn"), classes({32, 48, 3}, 4));
        QCOMPARE(codes_of(fitted.changes), std::string("fit.input,fit.units"));
        QVERIFY(setting(fitted.project, "input_1", "shape") == Value(Value::List{32, 48, 3}));
        QVERIFY(setting(fitted.project, "dense_2", "units") == Value(4));
        QCOMPARE(fitted.changes[1].what(), std::string("dense_2 gives 4 numbers (before: 10)"));
    }

    void values_get_a_linear_end_and_mean_squared_error() {
        const DatasetSummary data = values({13}, {2});
        const Fitted fitted = fit_to_data(project_of("mlp"), data);
        QCOMPARE(codes_of(fitted.changes),
                 std::string("fit.input,fit.units,fit.loss,fit.metrics,fit.activation,fit.no_rescale"));
        QCOMPARE(fitted.project.training.loss.kind, std::string("mean_squared_error"));
        QCOMPARE(fitted.project.training.metrics.at(0).kind, std::string("mean_absolute_error"));
        QVERIFY(!has_errors_with(fitted.project, data));
    }

    void classes_after_values_get_a_loss_of_classes_again() {
        const Fitted before = fit_to_data(project_of("mlp"), values({13}, {1}));
        const DatasetSummary data = classes({13}, 3, 1);
        const Fitted fitted = fit_to_data(before.project, data);
        QCOMPARE(fitted.project.training.loss.kind, std::string("sparse_categorical_crossentropy"));
        QVERIFY(!has_errors_with(fitted.project, data));
    }

    void rows_with_a_single_1_are_compared_by_categorical_crossentropy() {
        DatasetSummary data = classes({8, 8, 1}, 3);
        data.target_shape = {3};
        data.target_facts.is_one_hot = true;
        const Fitted fitted = fit_to_data(project_of("mlp"), data);
        QCOMPARE(fitted.project.training.loss.kind, std::string("categorical_crossentropy"));
        QVERIFY(!has_errors_with(fitted.project, data));
    }

    void a_sigmoid_for_two_classes_stays() {
        Project project = fit_to_data(project_of("mlp"), classes({8, 8, 1}, 2)).project;
        project.training.loss = {"binary_crossentropy", {}};
        Node* last = find_node(project.network, project.network.nodes.back().id);
        assign(last->settings, "units", 1);
        assign(last->settings, "activation", "sigmoid");
        const Fitted fitted = fit_to_data(project, classes({8, 8, 1}, 2));
        QVERIFY(fitted.changes.empty());
        const DatasetSummary three = classes({8, 8, 1}, 3);
        const Fitted more = fit_to_data(project, three);
        QCOMPARE(more.project.training.loss.kind, std::string("sparse_categorical_crossentropy"));
        QVERIFY(!has_errors_with(more.project, three));
    }

    void whole_numbers_stay_values_to_a_loss_of_values() {
        Project project = fit_to_data(project_of("mlp"), values({5}, {1})).project;
        DatasetSummary ages = classes({5}, 80, 1);
        ages.target_facts.is_numbered = true;
        ages.target_shape = {1};
        const Fitted fitted = fit_to_data(project, ages);
        QVERIFY2(fitted.changes.empty(), codes_of(fitted.changes).c_str());
    }

    void bytes_are_rescaled_unless_something_else_does() {
        Project project = project_of("mlp");
        project.preprocessing.clear();
        const DatasetSummary data = classes({28, 28, 1}, 10);
        QCOMPARE(codes_of(fit_to_data(project, data).changes), std::string("fit.rescale"));
        QVERIFY(fit_to_data(project, classes({28, 28, 1}, 10, 1)).changes.empty());
        project.preprocessing = {{"Rescale", {{"scale", 1.0 / 255}}}};
        QCOMPARE(codes_of(fit_to_data(project, classes({28, 28, 1}, 10, 1)).changes),
                 std::string("fit.no_rescale"));
        project.preprocessing.clear();
        project.preprocessing.push_back({"Rescale", {{"scale", 0.5}}});
        QVERIFY(fit_to_data(project, data).changes.empty());
    }

    void columns_of_different_size_are_normalized() {
        DatasetSummary data = values({4}, {1});
        data.highest_input = data.largest_input = 1000;
        const Fitted fitted = fit_to_data(project_of("mlp"), data);
        QVERIFY(contains(codes_of(fitted.changes), "fit.no_rescale,fit.normalization"));
        QVERIFY(!has_errors_with(fitted.project, data));
        QVERIFY(fit_to_data(fitted.project, data).changes.empty());
    }

    void a_network_that_learns_its_input_keeps_its_end() {
        Project project = fit_to_data(project_of("mlp"), values({5}, {1})).project;
        const std::string last = project.network.nodes.back().id;
        project.training.outputs = {{.node = last, .loss = {"mean_squared_error", {}}, .target = "input"}};
        assign(find_node(project.network, last)->settings, "units", 5);
        QVERIFY(fit_to_data(project, classes({5}, 3, 1)).changes.empty());
    }

    void a_network_with_several_inputs_keeps_their_shapes() {
        Project project = project_of("mlp");
        add_node(project.network, "Input");
        const Fitted fitted = fit_to_data(project, classes({5, 5, 1}, 10));
        QVERIFY(!contains(codes_of(fitted.changes), "fit.input"));
    }

    void pictures_of_many_sizes_come_to_one_with_the_network_in_one_step() {
        DatasetSummary data = classes({28, 28, 3}, 4);
        data.picture_sizes = {{{30, 40}, 5}, {{500, 375}, 2}};
        static constexpr ProblemKind sizes{"data.picture_sizes", Severity::error, "sizes", "Choose one."};
        data.size_problem = Problem(sizes);
        const Fitted fitted = fit_to_data(project_of("small-cnn"), data);
        QCOMPARE(codes_of(fitted.changes), std::string("fit.size,fit.input,fit.units,fit.augmentation"));
        QVERIFY(fitted.project.preprocessing.front() == resize_to(28, 28));
        QCOMPARE(fitted.project.preprocessing.size(), std::size_t{2});  // Rescale stays
        QCOMPARE(fitted.project.augmentation.size(), std::size_t{1});
        QVERIFY(fit_to_data(fitted.project, data).changes.empty());
    }

    void large_pictures_of_one_size_come_to_that_of_the_network() {
        DatasetSummary data = classes({500, 375, 3}, 4);
        data.picture_sizes = {{{500, 375}, 7}};
        const Fitted fitted = fit_to_data(project_of("small-cnn"), data);
        QVERIFY(fitted.project.preprocessing.front() == resize_to(28, 28));
        QVERIFY(setting(fitted.project, "input_1", "shape") == Value(Value::List{28, 28, 3}));
    }

    void a_user_who_removed_the_augmentation_is_not_asked_again() {
        DatasetSummary data = classes({28, 28, 3}, 4);
        data.picture_sizes = {{{28, 28}, 7}};
        Project project = fit_to_data(project_of("small-cnn"), data).project;
        QCOMPARE(project.augmentation.size(), std::size_t{1});
        project.augmentation.clear();
        QVERIFY(fit_to_data(project, data).changes.empty());
    }

    void pictures_are_brought_to_a_size_that_suits() {
        const Project small = project_of("small-cnn");
        QVERIFY(picture_size_for(small, {{{32, 32}, 9}}) == std::pair(32, 32));
        QVERIFY(picture_size_for(small, {{{32, 32}, 9}, {{40, 32}, 1}}) == std::pair(28, 28));
        QVERIFY(picture_size_for(small, {{{800, 600}, 9}}) == std::pair(28, 28));
        QVERIFY(picture_size_for(project_of("keras-tutorial-cnn"), {}) == std::pair(224, 224));
        QVERIFY(picture_size_for(Project{}, {}) == std::pair(64, 64));
    }
};

QTEST_GUILESS_MAIN(TestFitToData)
#include "test_fit_to_data.moc"
