// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a target is follows from the loss that learns it, and what a loss cannot mean is told before the first
// step.
#include "formats/safetensors.h"
#include "project/project.h"
#include "support/files.h"
#include "support/problems.h"
#include "support/tiny_networks.h"
#include "training/learner.h"

#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

using Floats = std::vector<float>;
using Numbers = std::vector<std::int64_t>;

/// Six samples of two numbers each, and these targets.
StoredTensors arrays(StoredTensor targets) {
    StoredTensors stored;
    stored.tensors["x_train"] = {{6, 2}, Floats{0, 0, 1, 0, 0, 1, 1, 1, 0.5F, 0, 0, 0.5F}};
    stored.tensors["y_train"] = std::move(targets);
    return stored;
}

std::shared_ptr<const Dataset> loaded(const StoredTensors& stored, double share = 0) {
    const Folder folder;
    folder.write("a.safetensors", write_safetensors(stored));
    return load_dataset({.source = "a.safetensors", .validation_split = share}, folder.text());
}

Project project_of(const char* loss, int units, const char* activation) {
    Project project;
    project.network = tiny::chain({2}, {{"Dense", {{"units", units}, {"activation", activation}}}});
    project.training.loss = {loss, {}};
    project.training.batch_size = 3;
    project.training.epochs = 2;
    return project;
}

/// Errors and warnings about data and loss.
std::vector<Problem> told(const Project& project, const Dataset& dataset) {
    std::vector<Problem> problems = check(project, &dataset.summary).problems;
    std::erase_if(problems, [](const Problem& problem) {
        return !problem.code().starts_with("data.") && !problem.code().starts_with("loss.");
    });
    return problems;
}

TrainingTask task_of(const Project& project, std::shared_ptr<const Dataset> dataset) {
    return {.network = project.network,
            .dataset = std::move(dataset),
            .augmentation = {},
            .preprocessing = {},
            .settings = project.training};
}

Evaluation trained(const TrainingTask& task) {
    History history;
    Learner learner(task, history);
    while (!learner.done()) learner.step();
    return learner.evaluate(task.dataset->training);
}

const StoredTensor one_hot{{6, 3}, Floats{1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1}};
const StoredTensor class_numbers{{6}, Numbers{0, 1, 2, 0, 1, 2}};
const StoredTensor prices{{6}, Numbers{150'000, 122'000, 99'000, 180'000, 75'000, 150'000}};

}  // namespace

class TestTargets : public QObject {
    Q_OBJECT
private slots:
    void the_loss_decides_what_targets_are_data() {
        QTest::addColumn<StoredTensors>("stored");
        QTest::addColumn<QByteArray>("loss");
        QTest::addColumn<int>("units");
        QTest::addColumn<QByteArray>("activation");
        QTest::addColumn<QByteArray>("told_code");
        QTest::addColumn<QString>("what");
        const auto row = [](const char* name, const StoredTensor& targets, const char* loss, int units,
                            const char* activation, const char* code = "", const char* what = "") {
            QTest::newRow(name) << arrays(targets) << QByteArray(loss) << units << QByteArray(activation)
                                << QByteArray(code) << QString::fromUtf8(what);
        };
        row("whole numbers as values", prices, "mean_absolute_error", 1, "linear", "data.large_targets",
            "targets reach 180000");
        row("the same in two dimensions", {{6, 1}, std::get<Numbers>(prices.values)}, "huber", 1, "linear",
            "data.large_targets", "targets reach");
        row("small whole numbers as values", class_numbers, "mean_squared_error", 1, "linear");
        row("whole numbers that are no classes", prices, "sparse_categorical_crossentropy", 3, "softmax",
            "data.label_range", "label 150000 at sample 0 of the training part");
        row("class numbers stored as floats", {{6}, Floats{0, 1, 2, 0, 1, 2}},
            "sparse_categorical_crossentropy", 3, "softmax");
        row("fractions for a loss of classes", {{6}, Floats{0, 1, 2, 0.5F, 1, 2}},
            "sparse_categorical_crossentropy", 3, "softmax", "data.label_range", "label 0.5 at sample 3");
        row("one-hot rows", one_hot, "categorical_crossentropy", 3, "softmax");
        row("one-hot rows for a loss of class numbers", one_hot, "sparse_categorical_crossentropy", 3,
            "softmax", "loss.one_hot", "3");
        row("values for a loss of class numbers", {{6, 2}, Floats(12, 0.3F)},
            "sparse_categorical_crossentropy", 2, "softmax", "loss.needs_classes", "2");
        row("class numbers for a loss of values", class_numbers, "mean_squared_error", 3, "linear",
            "loss.needs_values");
        row("labels from 1", {{6}, Numbers{1, 2, 3, 1, 2, 3}}, "sparse_categorical_crossentropy", 3,
            "softmax", "data.labels_from_one", "1 … 3");
        row("whole −1 and 1", {{6}, Numbers{-1, 1, 1, -1, 1, -1}}, "hinge", 1, "linear");
        row("other values for a hinge", {{6}, Floats{-1, 1, 7, -1, 1, -1}}, "hinge", 1, "linear",
            "loss.target_sign", "sample 2");
        row("masks of 255", {{6, 2}, Numbers{0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255}},
            "binary_crossentropy", 2, "sigmoid", "loss.target_zero_to_one",
            "sample 2 of the training part holds 255");
        row("counts below 0", {{6}, Floats{0, 1, 2, -0.5F, 1, 2}}, "poisson", 1, "softplus",
            "loss.target_negative", "sample 3");
        row("rows that add up to 2", {{6, 2}, Floats{1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0}},
            "categorical_crossentropy", 2, "softmax", "loss.target_sum",
            "sample 3 of the training part add up to 2");
        row("one class", {{6}, Numbers{0, 0, 0, 0, 0, 0}}, "sparse_categorical_crossentropy", 2, "softmax",
            "data.one_class");
        row("one class as values", {{6}, Numbers{0, 0, 0, 0, 0, 0}}, "mean_squared_error", 1, "linear");
    }
    void the_loss_decides_what_targets_are() {
        QFETCH(StoredTensors, stored);
        QFETCH(QByteArray, loss);
        QFETCH(int, units);
        QFETCH(QByteArray, activation);
        QFETCH(QByteArray, told_code);
        QFETCH(QString, what);
        const auto problems = told(project_of(loss.data(), units, activation.data()), *loaded(stored));
        QByteArray codes;
        for (const Problem& problem : problems) {
            if (problem.code() != "data.empty_class")
                codes += (codes.isEmpty() ? "" : ",") + QByteArray(problem.code().data());
        }
        QCOMPARE(codes, told_code);
        if (problems.empty()) return;
        QVERIFY2(QString::fromStdString(problems.front().what()).contains(what),
                 problems.front().what().c_str());
    }

    void no_targets_at_all_serve_only_who_learns_the_input() {
        StoredTensors stored = arrays({{6}, Numbers{0, 1, 0, 1, 0, 1}});
        std::erase_if(stored.tensors, [](const auto& each) { return each.first.starts_with("y_"); });
        const auto data = loaded(stored);
        for (const auto& [loss, activation] :
             {std::pair("sparse_categorical_crossentropy", "softmax"), {"mean_squared_error", "linear"}}) {
            const auto problems = told(project_of(loss, 2, activation), *data);
            std::string codes;
            for (const Problem& problem : problems) codes += std::string(problem.code()) + " ";
            QCOMPARE(QByteArray::fromStdString(codes), QByteArray("data.arrays_missing "));
        }
        Project own = project_of("mean_squared_error",
                                 static_cast<int>(data->summary.sample_shape.elements()), "linear");
        own.training.outputs = {{.node = "dense_1", .target = "input"}};
        QVERIFY(told(own, *data).empty());
    }

    void softmax_is_never_sent_to_squared_errors() {
        const auto problems = told(project_of("sparse_categorical_crossentropy", 2, "softmax"),
                                   *loaded(arrays({{6, 2}, Floats(12, 0.3F)})));
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY(problems.front().repairs.empty());
        const auto rows =
            told(project_of("sparse_categorical_crossentropy", 3, "softmax"), *loaded(arrays(one_hot)));
        QCOMPARE(rows.at(0).repairs.at(0).kind, std::string("categorical_crossentropy"));
    }

    void one_hot_rows_learn_what_class_numbers_learn() {
        const Project project = project_of("categorical_crossentropy", 3, "softmax");
        const Evaluation rows = trained(task_of(project, loaded(arrays(one_hot)))),
                         numbers = trained(task_of(project, loaded(arrays(class_numbers))));
        QCOMPARE(rows.loss, numbers.loss);
        QCOMPARE(*rows.accuracy, *numbers.accuracy);
        QVERIFY(rows.accuracy);
        QCOMPARE(rows.predicted.size(), std::size_t{6});
    }

    void one_hot_rows_are_values_to_a_loss_of_values() {
        const Project project = project_of("mean_squared_error", 3, "linear");
        const auto dataset = loaded(arrays(one_hot));
        auto raw = std::make_shared<Dataset>(*dataset);  // the same without a word of classes
        raw->training.targets = std::get<Floats>(one_hot.values);
        raw->summary.class_names.clear();
        raw->summary.target_facts = {};
        const Evaluation evaluation = trained(task_of(project, dataset));
        QCOMPARE(evaluation.loss, trained(task_of(project, raw)).loss);
        QVERIFY(!evaluation.accuracy);
    }

    void one_hot_classes_can_be_weighted() {
        Project project = project_of("categorical_crossentropy", 3, "softmax");
        project.training.class_weight = {"balanced", {}};
        QVERIFY(check(project, &loaded(arrays(one_hot))->summary).ready());
        project = project_of("mean_squared_error", 1, "linear");
        project.training.class_weight = {"balanced", {}};
        const auto problems = check(project, &loaded(arrays(class_numbers))->summary).problems;
        QVERIFY(std::ranges::find(problems, "class_weight.values", &Problem::code) != problems.end());
    }

    void a_label_beyond_the_training_counts_where_the_network_has_no_output_for_it() {
        StoredTensors stored = arrays(class_numbers);
        stored.tensors["x_val"] = {{1, 2}, Floats{1, 0}};
        stored.tensors["y_val"] = {{1}, Numbers{3}};
        const auto dataset = loaded(stored);
        const auto three = told(project_of("sparse_categorical_crossentropy", 3, "softmax"), *dataset);
        QCOMPARE(three.front().code(), std::string_view("data.label"));
        QVERIFY(contains(three.front().what(), "label 3 at sample 0 of the validation part"));
        QVERIFY(
            check(project_of("sparse_categorical_crossentropy", 4, "softmax"), &dataset->summary).ready());
    }

    void an_empty_class_does_not_ask_for_a_larger_layer() {
        const auto dataset = loaded(arrays({{6}, Numbers{0, 1, 3, 0, 1, 3}}));
        const auto problems = told(project_of("sparse_categorical_crossentropy", 3, "softmax"), *dataset);
        QCOMPARE(problems.front().code(), std::string_view("data.classes_empty"));
        QVERIFY(problems.front().repairs.empty());
    }

    void masks_without_a_channel_fit_an_output_of_one_channel() {
        StoredTensors stored;
        stored.tensors["x_train"] = {{2, 4, 4}, Floats(32, 0.5F)};
        stored.tensors["y_train"] = {{2, 4, 4}, Floats(32, 1)};
        Project project;
        project.network = tiny::chain(
            {4, 4, 1}, {{"Conv2D", {{"filters", 1}, {"padding", "same"}, {"activation", "sigmoid"}}}});
        project.training.loss = {"binary_crossentropy", {}};
        const auto dataset = loaded(stored);
        QVERIFY(told(project, *dataset).empty() ||
                told(project, *dataset).front().code() == "training.batch_large");
        QVERIFY(check(project, &dataset->summary).ready());
    }
};

QTEST_GUILESS_MAIN(TestTargets)
#include "test_targets.moc"
