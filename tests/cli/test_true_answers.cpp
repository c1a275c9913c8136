// SPDX-License-Identifier: GPL-3.0-or-later
//
// What `glassnet` says is so: classes keep their names, settings have an effect or are told, figures bear the
// names of what was measured.
#include "files/project_file.h"
#include "files/run_folder.h"
#include "formats/safetensors.h"
#include "project/project_data.h"
#include "support/files.h"
#include "support/png_text.h"
#include "support/program.h"
#include "support/tiny_networks.h"
#include "support/zip_text.h"

#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

QString text_of(const fs::path& path) { return QString::fromStdString(path.string()); }

Outcome call(const QStringList& arguments, const fs::path& folder) {
    return run_glassnet(arguments, text_of(folder));
}

/// 24 pictures a class: each brighter than those of the class before.
void write_classes(const fs::path& folder, const std::vector<std::string>& names) {
    for (std::size_t number = 0; number < names.size(); ++number) {
        fs::create_directories(folder / names[number]);
        for (int i = 0; i < 24; ++i) {
            const int level = 30 + static_cast<int>(number) * 180 / static_cast<int>(names.size() - 1) + i;
            write_file_atomically(folder / names[number] / (std::to_string(i) + ".png"),
                                  png_text(8, 8, std::string(64, static_cast<char>(level))));
        }
    }
}

/// Tells bright pictures from dark ones, with one sigmoid or with softmax.
Project bright_or_dark(bool one_output, const std::string& data = "pics") {
    Project project;
    const tiny::LayerChoice end = one_output
                                      ? tiny::LayerChoice{"Dense", {{"units", 1}, {"activation", "sigmoid"}}}
                                      : tiny::LayerChoice{"Dense", {{"units", 2}, {"activation", "softmax"}}};
    project.network =
        tiny::chain({8, 8, 1}, {{"Flatten"}, {"Dense", {{"units", 8}, {"activation", "relu"}}}, end});
    project.data.source = data;
    project.preprocessing = {{"Rescale", {{"scale", 1.0 / 255}}}};
    project.training.loss = {one_output ? "binary_crossentropy" : "sparse_categorical_crossentropy", {}};
    project.training.optimizer = {"Adam", {{"learning_rate", 0.02}}};
    project.training.epochs = 30;
    project.training.batch_size = 8;
    return project;
}

/// A folder with `p.glassnet`, its pictures in `pics`, and a run of it.
struct Trained {
    Folder folder;
    QString run;
    explicit Trained(bool one_output, const std::vector<std::string>& names = {"dark", "light"}) {
        write_classes(folder.path("pics"), names);
        save_project(bright_or_dark(one_output), folder.path("p.glassnet"));
        const Outcome trained = call({"train", "p.glassnet", "--threads", "1"}, folder.path());
        if (trained.code != 0) qWarning("%s", trained.text().constData());
        run = text_of(list_runs(folder.path("p.runs")).front());
    }
};

bool warns(const Outcome& outcome, const char* words) { return outcome.errors.contains(words); }

}  // namespace

class TestTrueAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void one_sigmoid_and_two_softmaxes_name_the_same_class_data() {
        QTest::addColumn<bool>("one");
        QTest::newRow("one sigmoid") << true;
        QTest::newRow("softmax of two") << false;
    }

    void one_sigmoid_and_two_softmaxes_name_the_same_class() {
        QFETCH(bool, one);
        const Trained trained(one);
        for (const char* name : {"dark", "light"}) {
            const Outcome told =
                call({"predict", trained.run, QStringLiteral("pics/") + name + "/5.png", "--json"},
                     trained.folder.path());
            QVERIFY2(told.code == 0, told.text().constData());
            const auto classes = json_lines(told.output).back()["classes"].toArray();
            QCOMPARE(classes.size(), 2);
            QCOMPARE(classes[0].toObject()["class"].toString(), QLatin1String(name));
            QVERIFY(classes[0].toObject()["probability"].toDouble() > 0.8);
            const double sum = classes[0].toObject()["probability"].toDouble() +
                               classes[1].toObject()["probability"].toDouble();
            QVERIFY(std::abs(sum - 1) < 1e-5);
        }
    }

    /// What the network sees of a file is what the same numbers, cropped by hand, are to `trace`.
    void predict_crops_a_picture_as_training_did() {
        const Folder folder;
        write_classes(folder.path("pics"), {"dark", "light"});
        Project project = bright_or_dark(false);
        project.network =
            tiny::chain({4, 5, 1}, {{"Flatten"}, {"Dense", {{"units", 2}, {"activation", "softmax"}}}});
        project.preprocessing.push_back({"CenterCrop", {{"height", 4}, {"width", 5}}});
        project.training.epochs = 2;
        save_project(project, folder.path("p.glassnet"));
        const Outcome trained = call({"train", "p.glassnet"}, folder.path());
        QVERIFY2(trained.code == 0, trained.text().constData());
        const fs::path run = list_runs(folder.path("p.runs")).front();
        std::string picture, middle;
        for (int row = 0; row < 8; ++row) {
            for (int column = 0; column < 8; ++column) {
                const int value = 20 * row + 3 * column;
                picture += static_cast<char>(value);
                if (row < 2 || row >= 6 || column < 1 || column >= 6) continue;
                const float seen = static_cast<float>(value) * static_cast<float>(1.0 / 255);
                middle.append(reinterpret_cast<const char*>(&seen), sizeof(seen));
            }
        }
        folder.write("one.png", png_text(8, 8, picture));
        folder.write("x.npz", zip_text({{"x.npy", npy_text("<f4", "(1, 4, 5, 1)", middle)}}));
        const Outcome told = call({"predict", text_of(run), "one.png", "--json"}, folder.path());
        const Outcome traced = call({"trace", "p.glassnet", "--input", "x.npz", "--weights",
                                     text_of(run / "best.safetensors"), "--output", "out.safetensors"},
                                    folder.path());
        QVERIFY2(told.code == 0 && traced.code == 0, (told.text() + traced.text()).constData());
        const StoredTensors stored =
            read_safetensors(read_file(folder.path("out.safetensors"), 1'000'000), "out");
        const auto& scores = std::get<std::vector<float>>(stored.tensors.at("dense_1/output").values);
        const auto classes = json_lines(told.output).back()["classes"].toArray();
        QCOMPARE(classes.size(), 2);
        for (const auto& each : classes) {
            const QJsonObject one = each.toObject();
            const float score = scores.at(one["class"].toString() == QStringLiteral("light"));
            QVERIFY2(std::abs(one["probability"].toDouble() - static_cast<double>(score)) < 1e-6,
                     told.output.constData());
        }
        QVERIFY(std::abs(scores[0] - scores[1]) > 1e-3F);
        const Outcome judged = call({"evaluate", text_of(run)}, folder.path());
        QVERIFY2(judged.code == 0, judged.text().constData());
    }

    /// What a step takes from the training part stays with the run, whatever data it is judged by.
    void a_run_keeps_what_its_steps_took_from_the_training_part() {
        const Folder folder;
        write_classes(folder.path("pics"), {"dark", "light"});
        write_classes(folder.path("other"), {"dark", "light"});
        fs::remove(folder.path("other/light/7.png"));
        Project project = bright_or_dark(false);
        project.preprocessing = {{"Normalization", {}}};
        project.training.epochs = 3;
        save_project(project, folder.path("p.glassnet"));
        const Outcome trained = call({"train", "p.glassnet"}, folder.path());
        QVERIFY2(trained.code == 0, trained.text().constData());
        const fs::path run = list_runs(folder.path("p.runs")).front();
        const auto frozen = RunFolder::open(run).project().preprocessing;
        QCOMPARE(frozen.size(), std::size_t{1});
        const Value* const mean = find(frozen[0].settings, "mean");
        const Value* const variance = find(frozen[0].settings, "variance");
        QVERIFY(mean && variance && mean->get_if<Value::List>()->size() == 1);
        const auto data = load_dataset(project, folder.path("").string());
        double sum = 0, values = 0;
        for (std::int64_t sample = 0; sample < data->training.count; ++sample) {
            std::vector<float> raw(64);
            data->read_input(data->training, sample, raw.data());
            for (const float value : raw) sum += static_cast<double>(value), ++values;
        }
        const double expected = sum / values;
        QVERIFY(std::abs((*mean->get_if<Value::List>())[0].number() - expected) < 1e-9 * expected);
        QVERIFY(load_project(folder.path("p.glassnet")).preprocessing == project.preprocessing);  // as drawn
        for (const QStringList& command : {QStringList{"evaluate", text_of(run), "--data", "other"},
                                           {"resume", text_of(run), "--epochs", "4"},
                                           {"predict", text_of(run), "pics/light/5.png"}}) {
            const Outcome told = call(command, folder.path());
            QVERIFY2(told.code == 0, told.text().constData());
            QVERIFY(RunFolder::open(run).project().preprocessing == frozen);
        }
    }

    void a_run_owns_the_names_of_its_classes() {
        const Trained trained(false);
        // the order of the folders changes
        fs::rename(trained.folder.path("pics/dark"), trained.folder.path("pics/zdark"));
        const Outcome told = call({"predict", trained.run, "pics/zdark/5.png"}, trained.folder.path());
        QVERIFY2(told.code == 0 && told.output.contains("dark 9"), told.text().constData());
        QVERIFY(told.output.indexOf("dark") < told.output.indexOf("light"));
        const Outcome judged = call({"evaluate", trained.run}, trained.folder.path());
        QCOMPARE(judged.code, 3);
        QVERIFY2(warns(judged, "run.classes_differ") && warns(judged, "dark, light") &&
                     warns(judged, "light, zdark"),
                 judged.text().constData());
        fs::rename(trained.folder.path("pics"), trained.folder.path("gone"));  // no data is needed to answer
        const Outcome without = call({"predict", trained.run, "gone/zdark/5.png"}, trained.folder.path());
        QVERIFY2(without.code == 0 && without.output.contains("dark 9"), without.text().constData());
    }

    void data_that_has_changed_is_told() {
        const Trained trained(false);
        write_file_atomically(trained.folder.path("pics/dark/99.png"),
                              png_text(8, 8, std::string(64, '\x20')));
        const Outcome judged = call({"evaluate", trained.run}, trained.folder.path());
        QCOMPARE(judged.code, 0);
        QVERIFY2(warns(judged, "run.data_differs") && warns(judged, "4 validation samples then, 5 now"),
                 judged.text().constData());
        fs::remove(trained.folder.path("pics/dark/99.png"));
        write_file_atomically(trained.folder.path("pics/dark/1.png"),
                              png_text(8, 8, std::string(64, '\x20')));
        const Outcome again = call({"evaluate", trained.run}, trained.folder.path());
        QVERIFY2(warns(again, "as many samples, with other values or labels"), again.text().constData());
    }

    void weights_serve_a_network_with_another_end() {
        const Trained trained(false);
        const fs::path here = trained.folder.path();
        write_classes(here / "pics3", {"a", "b", "c"});
        Project other = bright_or_dark(false, "pics3");
        assign(other.network.nodes.back().settings, "units", 3);
        save_project(other, here / "three.glassnet");
        const QString weights = trained.run + QStringLiteral("/best.safetensors");
        const QStringList command{"train", "three.glassnet", "--epochs", "1", "--threads",
                                  "1",     "--init",         weights};
        const Outcome refused = call(command, here);
        QVERIFY2(refused.code == 3 && warns(refused, "--skip-mismatch"), refused.text().constData());
        const Outcome taken = call(command + QStringList{"--skip-mismatch"}, here);
        QVERIFY2(taken.code == 0 && taken.output.contains("init: 2 of 4 weights taken; these begin anew: "
                                                          "dense_2/bias, dense_2/kernel"),
                 taken.text().constData());
        Project nothing = other;
        for (Node& node : nothing.network.nodes) node.id += "_x";
        for (Wire& wire : nothing.network.wires) {
            wire.from += "_x";
            wire.to += "_x";
        }
        save_project(nothing, here / "x.glassnet");
        const Outcome none = call({"train", "x.glassnet", "--init", weights, "--skip-mismatch"}, here);
        QVERIFY2(none.code == 3 && warns(none, "train.init_nothing"), none.text().constData());
    }

    void all_pictures_of_a_folder_are_told() {
        const Trained trained(false);
        write_file_atomically(trained.folder.path("pics/note.txt"), std::string("no picture"));
        const Outcome told = call({"predict", trained.run, "pics", "--json"}, trained.folder.path());
        QVERIFY2(told.code == 0, told.text().constData());
        QCOMPARE(json_lines(told.output).size(), 48);
        fs::create_directory(trained.folder.path("nothing"));
        const Outcome none = call({"predict", trained.run, "nothing"}, trained.folder.path());
        QCOMPARE(none.code, 3);
        QVERIFY2(warns(none, "predict.no_pictures"), none.text().constData());
    }

    void pictures_of_other_proportions_are_answered_as_they_were_learned() {
        // Left half dark, right half light: stretched it is neither, cropped from the middle of a long
        // picture it depends on what stands there.
        const Folder folder;
        write_classes(folder.path("pics"), {"dark", "light"});
        Project project = bright_or_dark(false);
        project.preprocessing.insert(project.preprocessing.begin(),
                                     {"Resize", {{"height", 8}, {"width", 8}, {"mode", "crop"}}});
        save_project(project, folder.path("p.glassnet"));
        QCOMPARE(call({"train", "p.glassnet", "--threads", "1"}, folder.path()).code, 0);
        const QString run = text_of(list_runs(folder.path("p.runs")).front());
        std::string row(32, '\x1e');  // the middle 8 of 32 columns are light, all others dark
        std::fill(row.begin() + 12, row.begin() + 20, '\xd2');
        std::string picture;
        for (int i = 0; i < 8; ++i) picture += row;
        write_file_atomically(folder.path("wide.png"), png_text(32, 8, picture));
        const Outcome told = call({"predict", run, "wide.png", "--json"}, folder.path());
        QVERIFY2(told.code == 0, told.text().constData());
        QCOMPARE(json_lines(told.output).back()["classes"].toArray()[0].toObject()["class"].toString(),
                 QStringLiteral("light"));
    }

    void project_data_and_runs_move_together() {
        const Trained trained(false);
        const fs::path here = trained.folder.path(), there = here / "there";
        fs::create_directory(there);
        for (const char* part : {"pics", "p.glassnet", "p.runs"}) fs::rename(here / part, there / part);
        const QString run = text_of(list_runs(there / "p.runs").front());
        for (const QStringList& command : {QStringList{"evaluate", run},
                                           {"resume", run},
                                           {"predict", run, text_of(there / "pics/dark/5.png")}}) {
            const Outcome outcome = call(command, "/");
            QVERIFY2(outcome.code == 0 && !warns(outcome, "run.data"), outcome.text().constData());
        }
        fs::rename(there / "pics", there / "elsewhere");
        for (const char* command : {"evaluate", "resume"}) {
            QCOMPARE(call({command, run}, there).code, 3);
            const Outcome pointed = call({command, run, "--data", "elsewhere"}, there);
            QVERIFY2(pointed.code == 0, pointed.text().constData());
        }
    }

    void evaluate_without_a_test_part_uses_validation_and_says_so() {
        const Trained trained(false);
        const Outcome judged = call({"evaluate", trained.run}, trained.folder.path());
        QVERIFY2(
            judged.code == 0 && judged.output.contains("validation: loss") && warns(judged, "data.no_test"),
            judged.text().constData());
        QCOMPARE(call({"evaluate", trained.run, "--part", "test"}, trained.folder.path()).code, 3);
    }

    void settings_that_nothing_reads_are_told_data() {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* place, const char* setting, const char* words) {
            QTest::addRow("%s.%s", place, setting) << place << setting << words;
        };
        row("training", "learning_rate", "it is a setting of the optimizer");
        row("training", "epohcs", "epochs, batch_size");
        row("training", "restore_best_weights", "training");
        row("data", "validation_splitt", "validation_split");
        row("data", "split_sed", "split_seed");
        row("project", "name", "network, data");
        row("training.optimizer", "lr", "learning_rate");
        row("training.optimizer", "momentun", "momentum");
        row("training.loss", "label_smoothing", "from_logits");
        row("training.stopping", "mode", "patience");
        row("training.optimizer.schedule", "warmup_target", "decay_steps");
        row("dense_1.kernel_initializer", "std", "stddev");
    }

    void settings_that_nothing_reads_are_told() {
        QFETCH(QString, place);
        QFETCH(QString, setting);
        QFETCH(QString, words);
        Project project = bright_or_dark(false, "builtin:digits");
        const std::string name = setting.toStdString();
        const Field field{name, Value(0.5)};
        if (place == "training") project.training.written.push_back(field);
        if (place == "data") project.data.written.push_back(field);
        if (place == "project") project.extra.push_back(field);
        if (place == "training.optimizer") project.training.optimizer = {"SGD", {field}};
        if (place == "training.loss") project.training.loss = {"sparse_categorical_crossentropy", {field}};
        if (place == "training.stopping") project.training.stopping = {"EarlyStopping", {field}};
        if (place == "training.optimizer.schedule")
            project.training.optimizer = {"SGD",
                                          {{"schedule", Value::Map{{"kind", "PolynomialDecay"}, field}}}};
        if (place == "dense_1.kernel_initializer")
            find_node(project.network, "dense_1")
                ->settings.push_back({"kernel_initializer", Value::Map{{"kind", "random_normal"}, field}});
        const Folder folder;
        save_project(project, folder.path("p.glassnet"));
        const Outcome valid = call({"validate", "p.glassnet"}, folder.path());
        QVERIFY2(warns(valid, ("“" + name + "”").c_str()) && warns(valid, qPrintable(words)),
                 valid.text().constData());
    }

    void seeds_that_cannot_be_are_refused_data() {
        QTest::addColumn<QString>("seed");
        QTest::addColumn<bool>("good");
        QTest::newRow("zero") << "0" << true;
        QTest::newRow("largest") << "18446744073709551615" << true;
        QTest::newRow("one more") << "18446744073709551616" << false;
        QTest::newRow("negative") << "-1" << false;
        QTest::newRow("broken") << "1.5" << false;
    }

    void seeds_that_cannot_be_are_refused() {
        QFETCH(QString, seed);
        QFETCH(bool, good);
        const Folder folder;
        Project project = bright_or_dark(false, "builtin:digits");
        find_node(project.network, "dense_2")->settings = {{"units", 10}, {"activation", "softmax"}};
        save_project(project, folder.path("p.glassnet"));
        const Outcome trained = call({"train", "p.glassnet", "--epochs", "1", "--seed", seed}, folder.path());
        QVERIFY2(trained.code == (good ? 0 : 2), trained.text().constData());
        if (good)
            QCOMPARE(RunFolder::open(list_runs(folder.path("p.runs")).front()).project().training.seed,
                     seed.toULongLong());
        else
            QVERIFY2(trained.errors.size() < 300 && warns(trained, "18,446,744,073,709,551,615"),
                     trained.text().constData());
    }

    void set_reaches_every_setting_data() {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("expected");  // of the frozen project's text; empty: refused
        const auto row = [](const char* set, const char* expected) {
            QTest::addRow("%s", set) << set << expected;
        };
        row("training.epochs=2", "\"epochs\": 2");
        row("training.batch_size=16", "\"batch_size\": 16");
        row("optimizer.learning_rate=0.5", "\"learning_rate\": 0.5");
        row("training.optimizer.beta_1=0.5", "\"beta_1\": 0.5");
        row("optimizer.kind=Lion", "\"Lion\"");
        row("training.optimizer=Lion", "\"Lion\"");
        row("stopping.kind=EarlyStopping", "\"EarlyStopping\"");
        row("data.validation_split=0.25", "\"validation_split\": 0.25");
        row("preprocessing.0.scale=0.5", "\"scale\": 0.5");
        row("dense_1.units=3", "\"units\": 3");
        row("training.epoch=2", "");
        row("optimizer.lr=0.5", "");
        row("data.image_size=64", "");
        row("preprocessing.1.scale=0.5", "");
        row("dense_9.units=3", "");
        row("dense_1.unit=3", "");
    }

    void set_reaches_every_setting() {
        QFETCH(QString, set);
        QFETCH(QString, expected);
        const Folder folder;
        Project project = bright_or_dark(false, "builtin:digits");
        find_node(project.network, "dense_2")->settings = {{"units", 10}, {"activation", "softmax"}};
        save_project(project, folder.path("p.glassnet"));
        QStringList command{"train", "p.glassnet", "--set", set};
        if (!set.contains("epochs")) command += {"--epochs", "1"};
        const Outcome trained = call(command, folder.path());
        QVERIFY2(trained.code == (expected.isEmpty() ? 3 : 0), trained.text().constData());
        if (expected.isEmpty()) return;
        const std::string frozen =
            to_json(RunFolder::open(list_runs(folder.path("p.runs")).front()).project());
        QVERIFY2(QString::fromStdString(frozen).contains(expected), frozen.c_str());
    }

    void a_setting_set_in_the_wrong_place_is_sent_to_the_right_one() {
        const Folder folder;
        save_project(bright_or_dark(false, "builtin:digits"), folder.path("p.glassnet"));
        const Outcome trained =
            call({"train", "p.glassnet", "--set", "training.learning_rate=0.01"}, folder.path());
        QVERIFY2(trained.code == 3 && warns(trained, "--set optimizer.learning_rate="),
                 trained.text().constData());
    }

    void the_best_epoch_is_told_by_what_was_measured() {
        const Folder folder;
        write_classes(folder.path("pics"), {"dark", "light"});
        Project project = bright_or_dark(false);
        project.data.validation_split = 0;
        project.training.epochs = 2;
        project.training.stopping = {"EarlyStopping", {{"patience", 0}}};  // Keras' default
        save_project(project, folder.path("p.glassnet"));
        const Outcome trained = call({"train", "p.glassnet"}, folder.path());
        QVERIFY2(trained.code == 0 && trained.output.contains("(by loss)"), trained.text().constData());
        QVERIFY2(warns(trained, "monitor.unmeasured"), trained.text().constData());
    }

    void names_of_a_matrix_can_be_told_apart() {
        const Trained trained(false, {"training one", "training two"});
        const Outcome judged = call({"evaluate", trained.run}, trained.folder.path());
        QVERIFY2(judged.output.contains("training one") && judged.output.contains("training two"),
                 judged.text().constData());
        QVERIFY(!judged.output.contains("traini "));
    }
};

QTEST_GUILESS_MAIN(TestTrueAnswers)
#include "test_true_answers.moc"
