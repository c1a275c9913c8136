// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every command once with what is right, and all of them with what is wrong.
#include "base/hash.h"
#include "files/project_file.h"
#include "files/run_folder.h"
#include "files/weights_file.h"
#include "support/files.h"
#include "support/idx_text.h"
#include "support/png_text.h"
#include "support/program.h"
#include "support/tiny_networks.h"
#include "support/zip_text.h"

#include <QtTest>
#include <cmath>
#include <csignal>
#include <cstring>
#include <functional>
#include <map>
#include <numeric>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

constexpr int long_run = 150;  // epochs: long enough to be interrupted in

/// Small enough for a run of a second, with dropout so that random numbers count.
Project small_project(int epochs) {
    Project project;
    project.network = tiny::chain({28, 28, 1}, {{"Flatten"},
                                                {"Dense", {{"units", 12}, {"activation", "relu"}}},
                                                {"Dropout", {{"rate", 0.1}}},
                                                {"Dense", {{"units", 10}, {"activation", "softmax"}}}});
    project.preprocessing = {{"Rescale", {{"scale", 1.0 / 255}}}};
    project.training.epochs = epochs;
    return project;
}

QString text_of(const fs::path& path) { return QString::fromStdString(path.string()); }

/// All files below a folder with their hashes.
std::map<std::string, std::string> listing(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        files[entry.path().string()] =
            entry.is_regular_file() ? sha256(read_file(entry.path(), 1'000'000'000)) : "folder";
    }
    return files;
}

std::string tensors_text(const std::string& header, const std::string& values) {
    return little_endian(header.size(), 8) + header + values;
}

/// A bad input: what is called, and how it may end.
struct Bad {
    QStringList arguments;
    int exit = 3;
};

}  // namespace

class TestCli : public QObject {
    Q_OBJECT

private:
    Folder shared_;         // project.glassnet with a finished run
    fs::path run_;          // that run
    QByteArray long_hash_;  // of the long run, uninterrupted

    static Outcome call(const QStringList& arguments, const fs::path& folder) {
        return run_glassnet(arguments, text_of(folder));
    }

    /// The last object on standard output.
    static QJsonObject result_of(const Outcome& outcome) {
        const auto lines = json_lines(outcome.output);
        return lines.empty() ? QJsonObject() : lines.back();
    }

    QJsonObject bench(const QStringList& more, const fs::path& folder) {
        const Outcome outcome = call(QStringList{"bench", text_of(shared_.path("project.glassnet")),
                                                 "--steps", "3", "--batch", "8", "--json"} +
                                         more,
                                     folder);
        if (outcome.code != 0) qWarning("%s", outcome.text().constData());
        return result_of(outcome);
    }

    /// Starts the long run and ends it as soon as its first epoch lies on the disk; then goes on with it.
    void interrupt_and_resume(const std::function<void(QProcess&)>& interrupt, int expected_exit) {
        const Folder folder;
        save_project(small_project(long_run), folder.path("p.glassnet"));
        QProcess process;
        process.setWorkingDirectory(text_of(folder.path()));
        process.start(QStringLiteral(GLASSNET_PROGRAM),
                      {QStringLiteral("train"), QStringLiteral("p.glassnet"), QStringLiteral("--json")});
        const auto has_an_epoch = [&] {
            const auto runs = list_runs(folder.path("p.runs"));
            return !runs.empty() && fs::exists(runs.front() / "history.csv") &&
                   fs::exists(runs.front() / "best.safetensors");
        };
        QTRY_VERIFY_WITH_TIMEOUT(has_an_epoch(), 60'000);
        interrupt(process);
        QVERIFY(process.waitForFinished(60'000));
        if (expected_exit < 0)
            QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        else
            QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == expected_exit,
                     process.readAllStandardError().constData());
        const Outcome resumed =
            call({"resume", text_of(list_runs(folder.path("p.runs")).front()), "--json"}, folder.path());
        QVERIFY2(resumed.code == 0, resumed.text().constData());
        QCOMPARE(result_of(resumed)["weights_sha256"].toString().toUtf8(), long_hash_);
    }

    /// Each call must end with its exit code, tell what, where and how to mend it in JSON, and leave the
    /// folder as it is.
    static void expect_refusals(const std::vector<Bad>& calls, const fs::path& folder) {
        const auto before = listing(folder);
        for (const Bad& bad : calls) {
            const Outcome outcome = call(QStringList(bad.arguments) << QStringLiteral("--json"), folder);
            const QByteArray name =
                bad.arguments.join(' ').left(120).toUtf8() + "\n" + outcome.text().left(2000);
            QVERIFY2(!outcome.ended_by_signal, name.constData());
            QVERIFY2(outcome.code == bad.exit, name.constData());
            const auto records = json_lines(outcome.errors);
            QVERIFY2(!records.empty(), name.constData());
            for (const QJsonObject& record : records) {
                for (const char* field : {"code", "severity", "what", "hint"})
                    QVERIFY2(!record[QLatin1String(field)].toString().isEmpty(), name.constData());
                QVERIFY2(!record["where"].toObject().isEmpty(), name.constData());
                QVERIFY2(record["code"] != "internal.unexpected", name.constData());
            }
            for (const QJsonObject& line : json_lines(outcome.output))
                QVERIFY2(!line.isEmpty(), name.constData());
            QVERIFY2(listing(folder) == before, name.constData());
        }
    }

private slots:
    void initTestCase() {
        save_project(small_project(2), shared_.path("project.glassnet"));
        const Outcome trained = call({"train", "project.glassnet", "--json"}, shared_.path());
        QVERIFY2(trained.code == 0, trained.text().constData());
        run_ = result_of(trained)["run"].toString().toStdString();
        if (run_.is_relative()) run_ = shared_.path() / run_;
        QVERIFY(fs::is_directory(run_));
        const Folder folder;
        save_project(small_project(long_run), folder.path("p.glassnet"));
        const Outcome uninterrupted = call({"train", "p.glassnet", "--json"}, folder.path());
        QVERIFY2(uninterrupted.code == 0, uninterrupted.text().constData());
        long_hash_ = result_of(uninterrupted)["weights_sha256"].toString().toUtf8();
        QCOMPARE(long_hash_.size(), 64);
    }

    void the_version_is_told_in_a_printed_time() {
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            timer.start();
            const Outcome outcome = call({"--version"}, shared_.path());
            best = std::min(best, timer.nsecsElapsed());
            QCOMPARE(outcome.code, 0);
            QVERIFY(outcome.output.startsWith("glassnet "));
        }
        qInfo("glassnet --version: %.1f ms", static_cast<double>(best) / 1e6);
    }

    void every_command_explains_itself_with_an_example() {
        const Outcome all = call({"--help"}, shared_.path());
        QCOMPARE(all.code, 0);
        for (const char* command :
             {"demo", "templates", "new", "summary", "validate", "train", "resume", "evaluate", "predict",
              "trace", "hash-weights", "plan", "bench", "check-gradients", "catalogue"}) {
            QVERIFY2(all.output.contains(command), command);
            const Outcome outcome = call({QLatin1String(command), "--help"}, shared_.path());
            QCOMPARE(outcome.code, 0);
            QVERIFY2(outcome.output.contains(QByteArray("Example: glassnet ") + command), command);
            QVERIFY2(outcome.errors.isEmpty(), outcome.errors.constData());
        }
    }

    void new_makes_a_project_from_every_template() {
        const Folder folder;
        for (const Template& each : templates()) {
            const QString name = QString::fromUtf8(each.id.data(), static_cast<qsizetype>(each.id.size()));
            const Outcome outcome = call({"new", name, name + ".glassnet", "--json"}, folder.path());
            QVERIFY2(outcome.code == 0, outcome.text().constData());
            const fs::path file = folder.path(std::string(each.id) + ".glassnet");
            QVERIFY(load_project(file) == each.make());
            QCOMPARE(result_of(outcome)["sha256"].toString().toStdString(),
                     sha256(read_file(file, 1'000'000)));
        }
    }

    void new_replaces_a_file_only_if_forced() {
        const Folder folder;
        folder.write("mine.glassnet", "mine");
        expect_refusals({{{"new", "mlp", "mine.glassnet"}}}, folder.path());
        QCOMPARE(call({"new", "mlp", "mine.glassnet", "--force"}, folder.path()).code, 0);
        QVERIFY(load_project(folder.path("mine.glassnet")).network.nodes.size() > 2);
    }

    void summary_tells_shapes_and_parameters() {
        const Outcome outcome = call({"summary", "project.glassnet"}, shared_.path());
        QCOMPARE(outcome.code, 0);
        // 784 · 12 + 12 + 12 · 10 + 10
        QVERIFY(outcome.output.contains("dense_1") && outcome.output.contains("9,550"));
        const QJsonObject result = result_of(call({"summary", "project.glassnet", "--json"}, shared_.path()));
        QCOMPARE(result["parameters"].toInt(), 9550);
        QCOMPARE(result["nodes"].toArray().size(), 5);
    }

    void validate_finds_good_files_good() {
        const Outcome outcome = call(
            {"validate", "project.glassnet", text_of(run_), text_of(run_ / "last.safetensors"), "--json"},
            shared_.path());
        QVERIFY2(outcome.code == 0, outcome.text().constData());
        for (const QJsonObject& line : json_lines(outcome.output)) QCOMPARE(line["valid"].toBool(), true);
    }

    void evaluate_counts_every_sample_of_a_part() {
        const QJsonObject result = result_of(call({"evaluate", text_of(run_), "--json"}, shared_.path()));
        QVERIFY(result["accuracy"].toDouble() > 0.3);
        int samples = 0;
        for (const auto& row : result["confusion"].toArray()) {
            for (const auto& count : row.toArray()) samples += count.toInt();
        }
        QCOMPARE(samples, result["samples"].toInt());
        QVERIFY(samples > 0);
        QCOMPARE(call({"evaluate", text_of(run_), "--part", "validation"}, shared_.path()).code, 0);
    }

    void predict_names_classes_of_pictures() {
        const Folder folder;
        folder.write("boot.png", png_text(28, 28, std::string(28 * 28, '\x40')));
        folder.write("large.png", png_text(60, 40, std::string(60 * 40 * 3, '\x80'), PngColour::rgb));
        const Outcome outcome =
            call({"predict", text_of(run_), "boot.png", "large.png", "--json"}, folder.path());
        QVERIFY2(outcome.code == 0, outcome.text().constData());
        const auto lines = json_lines(outcome.output);
        QCOMPARE(lines.size(), std::size_t{2});
        for (const QJsonObject& line : lines) {
            QCOMPARE(line["classes"].toArray().size(), 5);
            QVERIFY(!line["classes"].toArray()[0].toObject()["class"].toString().isEmpty());
        }
    }

    void trace_writes_outputs_loss_and_gradients() {
        const Folder folder;
        folder.write("x.npz",
                     zip_text({{"x.npy", npy_text("|u1", "(2, 28, 28, 1)", std::string(2 * 784, '\1'))}}));
        folder.write("y.npz", zip_text({{"y.npy", npy_text("|u1", "(2,)", std::string("\3\4"))}}));
        const Outcome outcome =
            call({"trace", text_of(shared_.path("project.glassnet")), "--input", "x.npz", "--target", "y.npz",
                  "--output", "out.safetensors", "--double", "--json"},
                 folder.path());
        QVERIFY2(outcome.code == 0, outcome.text().constData());
        const auto bytes = read_file(folder.path("out.safetensors"), 100'000'000);
        const StoredTensors stored = read_safetensors(bytes, "out");
        for (const char* name : {"input_1/output", "dense_1/output", "dense_2/output", "loss",
                                 "dense_1/kernel/gradient", "dense_2/bias"})
            QVERIFY2(stored.tensors.contains(name), name);
        QCOMPARE(std::get<std::vector<double>>(stored.tensors.at("loss").values).front(),
                 result_of(outcome)["loss"].toDouble());
    }

    void gradients_are_checked() {
        const Outcome outcome =
            call({"check-gradients", "project.glassnet", "--directions", "5", "--json"}, shared_.path());
        QVERIFY2(outcome.code == 0, outcome.text().constData());
        QCOMPARE(result_of(outcome)["good"].toBool(), true);
        QStringList tensors;
        for (const auto& tensor : result_of(outcome)["tensors"].toArray())
            tensors += tensor.toObject()["tensor"].toString();
        QCOMPARE(tensors.join(' '),
                 QStringLiteral("dense_1/kernel dense_1/bias dense_2/kernel dense_2/bias input_1/output"));
    }

    void the_catalogue_holds_every_kind_with_its_settings() {
        const QJsonObject all = result_of(call({"catalogue", "--json"}, shared_.path()));
        const QByteArray page = call({"catalogue", "--markdown"}, shared_.path()).output;
        int kinds = 0;
        for (const auto& family : all) {
            for (const auto& each : family.toArray()) {
                const QJsonObject kind = each.toObject();
                ++kinds;
                QVERIFY(page.contains("\n### " + kind["id"].toString().toUtf8() + "\n"));
                for (const char* field : {"title", "summary"})
                    QVERIFY(!kind[QLatin1String(field)].toString().isEmpty());
                for (const auto& setting : kind["settings"].toArray()) {
                    QVERIFY(!setting.toObject()["help"].toString().isEmpty());
                    QVERIFY(!setting.toObject()["type"].toString().isEmpty());
                    QVERIFY(setting.toObject().contains("default"));
                }
            }
        }
        QVERIFY(kinds > 50);
        for (const char* family : {"layers", "activations", "initializers", "regularizers", "constraints",
                                   "losses", "optimizers", "schedules", "stopping", "metrics"})
            QVERIFY2(!all[QLatin1String(family)].toArray().isEmpty(), family);
    }

    void the_catalogue_tells_of_one_kind() {
        const auto page = call({"catalogue", "conv2d"}, shared_.path());
        QVERIFY(page.output.contains("Conv2D (Layers)") && page.output.contains("kernel_size"));
        QVERIFY(!page.output.contains("Dense"));
        const QJsonObject both = result_of(call({"catalogue", "softmax", "--json"}, shared_.path()));
        QCOMPARE(both["layers"].toArray().size() + both["activations"].toArray().size(), 2);
        const auto unknown = call({"catalogue", "Conv3D"}, shared_.path());
        QCOMPARE(unknown.code, 3);
        QVERIFY(unknown.text().contains("did you mean Conv2D"));
    }

    void evaluate_tells_every_metric() {
        const QJsonObject result = result_of(call({"evaluate", text_of(run_), "--json"}, shared_.path()));
        QCOMPARE(result["metrics"].toObject()["accuracy"].toDouble(), result["accuracy"].toDouble());
        QVERIFY(result["metrics"].toObject()["roc_auc"].toDouble() > 0.5);
        QVERIFY(result["metrics"].toObject().size() > 10);
    }

    void plan_lists_every_step() {
        const QJsonObject result = result_of(
            call({"plan", "project.glassnet", "--steps", "2", "--batch", "8", "--json"}, shared_.path()));
        qsizetype nodes = 0;
        for (const auto& step : result["steps"].toArray())
            nodes += 1 + step.toObject()["fused"].toArray().size();
        QCOMPARE(nodes, 5);
        QCOMPARE(result["batch"].toInt(), 8);
        // behind the input, whose step flattens too
        const QJsonObject dense = result["steps"].toArray()[1].toObject();
        QCOMPARE(dense["forward_kernel"].toString(), QStringLiteral("product by slices"));
        QCOMPARE(dense["backward_kernel"].toString(), QStringLiteral("product by rows"));
        QCOMPARE(dense["output"].toString(), QStringLiteral("12"));
        QVERIFY(dense["gflops"].toDouble() > 0);
        QVERIFY(std::abs(dense["gflops"].toDouble() / result["peak_gflops"].toDouble() -
                         dense["peak_share"].toDouble()) < 1e-9);
    }

    /// By the names of plan: who compares two runs can look there what a kernel does.
    void a_run_keeps_on_record_what_has_computed_it() {
        const QJsonObject listed =
            result_of(call({"plan", "project.glassnet", "--steps", "1", "--json"}, shared_.path()));
        const std::string text(as_text(read_file(run_ / "run.json", 1'000'000)));
        const QJsonObject record =
            QJsonDocument::fromJson(QByteArray::fromStdString(text)).object()["machine"].toObject();
        QCOMPARE(record["instructions"], listed["instructions"]);
        QCOMPARE(record["threads"], listed["threads"]);
        const QJsonArray steps = listed["steps"].toArray(), kernels = record["kernels"].toArray();
        QCOMPARE(kernels.size(), steps.size() - 1);  // an input computes nothing
        for (qsizetype i = 0; i < kernels.size(); ++i) {
            QCOMPARE(kernels[i].toObject()["node"], steps[i + 1].toObject()["node"]);
            QCOMPARE(kernels[i].toObject()["forward"], steps[i + 1].toObject()["forward_kernel"]);
            QCOMPARE(kernels[i].toObject()["backward"], steps[i + 1].toObject()["backward_kernel"]);
        }
    }

    void what_plan_lists_adds_up_to_the_whole_step() {
        const QJsonObject result = result_of(
            call({"plan", "project.glassnet", "--steps", "5", "--batch", "8", "--json"}, shared_.path()));
        QStringList outside;
        double milliseconds = 0, share = 0;
        for (const auto& each : result["steps"].toArray()) {
            milliseconds +=
                each.toObject()["forward_ms"].toDouble() + each.toObject()["backward_ms"].toDouble();
            share += each.toObject()["share"].toDouble();
        }
        for (const auto& each : result["outside"].toArray()) {
            outside << each.toObject()["name"].toString();
            milliseconds += each.toObject()["ms"].toDouble();
            share += each.toObject()["share"].toDouble();
        }
        const QStringList expected{"packing", "loss", "gradient_sums", "check", "optimizer", "rest"};
        QCOMPARE(outside, expected);
        QVERIFY(std::abs(milliseconds - result["listed_ms"].toDouble()) < 1e-6);
        QVERIFY(std::abs(share - 1) < 1e-6);
        QVERIFY(result["step_ms"].toDouble() > 0);
    }

    void the_listing_of_a_plan_fits_a_terminal() {
        const Outcome outcome =
            call({"plan", SOURCE_FOLDER "/tests/bench/networks/g.glassnet", "--batch", "2", "--steps", "1"},
                 shared_.path());
        QCOMPARE(outcome.code, 0);
        const QStringList lines = QString::fromUtf8(outcome.output).split(QLatin1Char('\n'));
        QVERIFY(lines.size() > 40);
        for (const QString& line : lines) QVERIFY2(line.size() <= 140, line.toUtf8().constData());
        QVERIFY(lines.at(lines.size() - 2).startsWith(QStringLiteral("one step: ")));
    }

    void bench_tells_times_loss_and_memory() {
        const QJsonObject result = bench({}, shared_.path());
        QCOMPARE(result["batch"].toInt(), 8);
        QCOMPARE(result["steps"].toInt(), 3);
        QVERIFY(result["min_ms"].toDouble() > 0);
        QVERIFY(result["min_ms"].toDouble() <= result["median_ms"].toDouble());
        QVERIFY(result["median_ms"].toDouble() <= result["max_ms"].toDouble());
        QVERIFY(result["peak_bytes"].toDouble() > 1'000'000);
        QVERIFY(result["last_loss"].toDouble() < result["loss"].toDouble());  // it learns
    }

    void bench_holds_the_weights_if_told_to() {
        const QJsonObject result = bench({"--still"}, shared_.path());
        QVERIFY(result["loss"].toDouble() > 0);
        QCOMPARE(result["last_loss"].toDouble(), result["loss"].toDouble());
    }

    void bench_counts_the_gradients_that_pass() {
        const double usual = bench({"--still"}, shared_.path())["nonzero_share"].toDouble();
        QVERIFY2(usual > 0.05 && usual < 0.95, qPrintable(QString::number(usual)));
        // Dropout takes a tenth of them.
        const double open =
            bench({"--still", "--raise-biases", "100"}, shared_.path())["nonzero_share"].toDouble();
        QVERIFY2(open > 0.75 && open < 1, qPrintable(QString::number(open)));
        QCOMPARE(bench({"--still", "--raise-biases", "-100"}, shared_.path())["nonzero_share"].toDouble(-1),
                 0.0);
    }

    void bench_counts_behind_a_pooling() {
        const Folder folder;
        Project project = small_project(1);
        project.network = tiny::chain({8, 8, 1}, {{"Conv2D", {{"filters", 4}, {"activation", "relu"}}},
                                                  {"MaxPooling2D"},
                                                  {"Flatten"},
                                                  {"Dense", {{"units", 10}, {"activation", "softmax"}}}});
        save_project(project, folder.path("p.glassnet"));
        // Of each window one value gets a gradient, and that one is counted: all of them, not a quarter.
        const QJsonObject result = result_of(call({"bench", "p.glassnet", "--still", "--raise-biases", "100",
                                                   "--steps", "1", "--batch", "8", "--json"},
                                                  folder.path()));
        QCOMPARE(result["nonzero_share"].toDouble(), 1.0);
    }

    void what_bench_saves_gives_trace_the_same_loss() {
        const Folder folder;
        const QJsonObject result = bench({"--save", "b.safetensors"}, folder.path());
        const Outcome traced = call({"trace", text_of(shared_.path("project.glassnet")), "--weights",
                                     "b.safetensors", "--input", "b.safetensors", "--target", "b.safetensors",
                                     "--training", "--output", "t.safetensors", "--json"},
                                    folder.path());
        QVERIFY2(traced.code == 0, traced.text().constData());
        const double loss = result["loss"].toDouble();
        QVERIFY2(std::abs(result_of(traced)["loss"].toDouble() - loss) < 1e-6 * loss,
                 traced.output.constData());
        const auto stored = read_safetensors(read_file(folder.path("b.safetensors"), 100'000'000), "b");
        QCOMPARE(std::get<std::vector<float>>(stored.tensors.at("loss").values).front(),
                 static_cast<float>(loss));
    }

    void bench_times_answers_too() {
        const Folder folder;
        const QJsonObject result = bench({"--inference", "--save", "b.safetensors"}, folder.path());
        QCOMPARE(result["work"].toString(), QStringLiteral("inference"));
        QVERIFY(result["median_ms"].toDouble() > 0);
        QVERIFY(result["loss"].isNull() && result["nonzero_share"].isNull());
        const auto stored = read_safetensors(read_file(folder.path("b.safetensors"), 100'000'000), "b");
        const auto& outputs = std::get<std::vector<float>>(stored.tensors.at("dense_2/output").values);
        QCOMPARE(outputs.size(), std::size_t{80});
        const double sum = std::accumulate(outputs.begin(), outputs.end(), 0.0);
        // probabilities of eight samples
        QVERIFY2(std::abs(sum - 8) < 1e-4, qPrintable(QString::number(sum)));
    }

    void trace_does_not_overwrite_what_it_reads() {
        const Folder folder;
        const std::string samples =
            zip_text({{"x.npy", npy_text("|u1", "(2, 28, 28, 1)", std::string(2 * 784, '\1'))}});
        folder.write("x.npz", samples);
        expect_refusals(
            {{{"trace", text_of(shared_.path("project.glassnet")), "--input", "x.npz", "--output", "x.npz"},
              3}},
            folder.path());
    }

    void one_label_far_beyond_the_others_is_told_by_its_place() {
        const Folder folder;
        std::string labels;
        for (int i = 0; i < 60; ++i) labels += static_cast<char>(i % 10);
        labels[39] = static_cast<char>(200);
        folder.write("d.npz",
                     zip_text({{"x_train.npy", npy_text("|u1", "(60, 4, 4, 1)", std::string(60 * 16, '\1'))},
                               {"y_train.npy", npy_text("|u1", "(60,)", labels)}}));
        const Outcome outcome = call(
            {"train", text_of(shared_.path("project.glassnet")), "--data", "d.npz", "--runs", "r", "--json"},
            folder.path());
        QCOMPARE(outcome.code, 3);
        const auto records = json_lines(outcome.errors);
        const auto gap = std::ranges::find_if(
            records, [](const auto& record) { return record["code"] == QStringLiteral("data.label_gap"); });
        QVERIFY(gap != records.end());
        QVERIFY((*gap)["what"].toString().contains(QStringLiteral("label 200 at sample 39")));
        QVERIFY((*gap)["where"].toObject()["file"].toString().endsWith(QStringLiteral("d.npz")));
    }

    void weights_that_are_not_finite_are_told() {
        const Folder folder;
        save_weights({{"dense_1/bias", TensorValue{Shape{2}, {1.0F, NAN}}}}, folder.path("w.safetensors"));
        for (const char* command : {"validate", "hash-weights"})
            QVERIFY2(call({QLatin1String(command), "w.safetensors", "--json"}, folder.path())
                         .errors.contains("weights.not_finite"),
                     command);
    }

    void reading_a_run_does_not_disturb_who_writes_it() {
        const Folder folder;
        save_project(small_project(long_run), folder.path("p.glassnet"));
        QProcess process;
        process.setWorkingDirectory(text_of(folder.path()));
        process.start(QStringLiteral(GLASSNET_PROGRAM),
                      {QStringLiteral("train"), QStringLiteral("p.glassnet"), QStringLiteral("--json")});
        int readings = 0;
        while (!process.waitForFinished(1)) {
            const auto runs = list_runs(folder.path("p.runs"));
            if (!runs.empty())
                readings += call({"hash-weights", text_of(runs.front())}, folder.path()).code == 0;
        }
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        QVERIFY(readings > 0);
    }

    void hashes_of_a_run_and_of_its_last_weights_are_equal() {
        const Outcome run = call({"hash-weights", text_of(run_), "--json"}, shared_.path());
        const Outcome file =
            call({"hash-weights", text_of(run_ / "last.safetensors"), "--json"}, shared_.path());
        QCOMPARE(result_of(run)["weights_sha256"].toString().size(), 64);
        QCOMPARE(result_of(run)["weights_sha256"], result_of(file)["weights_sha256"]);
    }

    void any_number_of_threads_gives_the_same_weights() {
        QByteArray first;
        for (const char* threads : {"1", "2", "3"}) {
            const Folder folder;
            save_project(small_project(2), folder.path("p.glassnet"));
            const Outcome outcome =
                call({"train", "p.glassnet", "--threads", QLatin1String(threads), "--json"}, folder.path());
            QVERIFY2(outcome.code == 0, outcome.text().constData());
            const QByteArray hash = result_of(outcome)["weights_sha256"].toString().toUtf8();
            if (first.isEmpty()) first = hash;
            QCOMPARE(hash, first);
        }
    }

    void another_seed_gives_other_weights() {
        const Folder folder;
        save_project(small_project(1), folder.path("p.glassnet"));
        const Outcome one = call({"train", "p.glassnet", "--seed", "1", "--json"}, folder.path());
        const Outcome two = call({"train", "p.glassnet", "--seed", "2", "--json"}, folder.path());
        QVERIFY(result_of(one)["weights_sha256"] != result_of(two)["weights_sha256"]);
        QCOMPARE(list_runs(folder.path("p.runs")).size(), std::size_t{2});
    }

    void options_of_train_reach_the_frozen_project() {
        const Folder folder;
        save_project(small_project(5), folder.path("p.glassnet"));
        const Outcome outcome = call({"train", "p.glassnet", "--epochs", "1", "--batch", "64",
                                      "--learning-rate", "0.01", "--no-shuffle", "--set", "dense_1.units=7",
                                      "--set", "dense_1.activation=tanh", "--runs", "elsewhere"},
                                     folder.path());
        QVERIFY2(outcome.code == 0, outcome.text().constData());
        const RunFolder run = RunFolder::open(list_runs(folder.path("elsewhere")).front());
        const Project& frozen = run.project();
        QCOMPARE(frozen.training.epochs, 1);
        QCOMPARE(frozen.training.batch_size, 64);
        QCOMPARE(frozen.training.shuffle, false);
        QVERIFY((find_node(frozen.network, "dense_1")->settings ==
                 Value::Map{{"units", 7}, {"activation", "tanh"}}));
        QVERIFY(load_project(folder.path("p.glassnet")) == small_project(5));
    }

    void a_time_limit_and_a_resume_equal_an_uninterrupted_run() {
        const Folder folder;
        save_project(small_project(long_run), folder.path("p.glassnet"));
        const Outcome limited =
            call({"train", "p.glassnet", "--max-seconds", "0.05", "--json"}, folder.path());
        QVERIFY2(limited.code == 0, limited.text().constData());
        QVERIFY(result_of(limited)["stop_reason"].toString().contains("time limit"));
        QVERIFY(result_of(limited)["weights_sha256"].toString().toUtf8() != long_hash_);
        const Outcome resumed =
            call({"resume", text_of(list_runs(folder.path("p.runs")).front()), "--json"}, folder.path());
        QVERIFY2(resumed.code == 0, resumed.text().constData());
        QCOMPARE(result_of(resumed)["weights_sha256"].toString().toUtf8(), long_hash_);
    }

    void an_interrupt_writes_a_checkpoint_that_resume_continues_exactly() {
        interrupt_and_resume(
            [](QProcess& process) { ::kill(static_cast<pid_t>(process.processId()), SIGINT); }, 6);
    }

    void a_killed_run_is_resumed_exactly() {
        interrupt_and_resume(
            [](QProcess& process) { ::kill(static_cast<pid_t>(process.processId()), SIGKILL); }, -1);
    }

    void a_finished_run_resumed_changes_nothing() {
        const Outcome before = call({"hash-weights", text_of(run_), "--json"}, shared_.path());
        const Outcome resumed = call({"resume", text_of(run_), "--json"}, shared_.path());
        QVERIFY2(resumed.code == 0, resumed.text().constData());
        QCOMPARE(result_of(resumed)["weights_sha256"], result_of(before)["weights_sha256"]);
    }

    void a_run_is_resumed_with_other_settings_of_its_training() {
        const Folder folder;
        save_project(small_project(3), folder.path("p.glassnet"));
        const Outcome whole = call({"train", "p.glassnet", "--json"}, folder.path());
        const Outcome part = call({"train", "p.glassnet", "--epochs", "2", "--json"}, folder.path());
        QVERIFY2(part.code == 0, part.text().constData());
        const QString run = result_of(part)["run"].toString();
        const Outcome longer = call({"resume", run, "--epochs", "3", "--json"}, folder.path());
        QVERIFY2(longer.code == 0, longer.text().constData());
        QCOMPARE(result_of(longer)["weights_sha256"], result_of(whole)["weights_sha256"]);
        QCOMPARE(result_of(longer)["epoch"].toInt(), 3);
        // What was changed stays: nothing is left to do.
        const Outcome again = call({"resume", run, "--json"}, folder.path());
        QCOMPARE(result_of(again)["weights_sha256"], result_of(whole)["weights_sha256"]);
        const Outcome slower = call({"resume", run, "--set", "training.epochs=4", "--learning-rate", "1e-4",
                                     "--batch", "9", "--json"},
                                    folder.path());
        QVERIFY2(slower.code == 0, slower.text().constData());
        QCOMPARE(result_of(slower)["epoch"].toInt(), 4);
        const RunFolder read = RunFolder::open(folder.path() / run.toStdString());
        QCOMPARE(read.changes().size(), 2U);
        QCOMPARE(read.changes().back().settings.batch_size, 9);
        expect_refusals({{{"resume", run, "--set", "dense_1.units=9"}, 3},
                         {{"resume", run, "--set", "loss=mean_squared_error"}, 2},
                         {{"resume", run, "--set", "training.loss=mean_squared_error"}, 3},
                         {{"resume", run, "--set", "training.seed=9"}, 3}},
                        folder.path());
    }

    void a_learning_rate_beyond_reason_ends_with_a_diagnosis_and_keeps_finite_weights() {
        for (const char* optimizer : {"Adam", "SGD"}) {
            const Folder folder;
            Project project = small_project(3);
            project.training.optimizer = {optimizer, {}};
            save_project(project, folder.path("p.glassnet"));
            const Outcome outcome =
                call({"train", "p.glassnet", "--learning-rate", "1e30", "--json"}, folder.path());
            QVERIFY2(outcome.code == 5, outcome.text().constData());
            const auto records = json_lines(outcome.errors);
            const QJsonObject last = records.back();
            QVERIFY2(last["code"].toString().endsWith("not_finite"), outcome.text().constData());
            const std::string node = last["where"].toObject()["node"].toString().toStdString();
            QVERIFY2(find_node(project.network, node), outcome.text().constData());
            const auto newest =
                RunFolder::open(list_runs(folder.path("p.runs")).front()).load_newest_checkpoint();
            QVERIFY(newest.checkpoint && newest.problems.empty());
            for (const auto& [name, tensor] : newest.checkpoint->weights) {
                for (const float value : tensor.values) QVERIFY2(std::isfinite(value), name.c_str());
            }
        }
    }

    void a_value_that_is_not_finite_keeps_the_checkpoint_of_the_step_before() {
        const Folder folder;
        std::string x(8 * 4 * 4, '\0');
        const float huge = 3e38F;
        for (int i = 0; i < 4; ++i) std::memcpy(x.data() + (5 * 4 + i) * 4, &huge, 4);  // sample 5
        folder.write(
            "d.npz",
            zip_text({{"x_train.npy", npy_text("<f4", "(8, 4)", x)},
                      {"y_train.npy", npy_text("|u1", "(8,)", std::string("\0\1\0\1\0\1\0\1", 8))}}));
        Project project;
        project.network = tiny::chain(
            {4}, {{"Dense", {{"units", 9}}}, {"Dense", {{"units", 2}, {"activation", "softmax"}}}});
        project.data.source = "d.npz";
        project.data.validation_split = 0;
        save_project(project, folder.path("p.glassnet"));
        const Outcome outcome =
            call({"train", "p.glassnet", "--batch", "1", "--no-shuffle", "--json"}, folder.path());
        QVERIFY2(outcome.code == 5, outcome.text().constData());
        const auto newest =
            RunFolder::open(list_runs(folder.path("p.runs")).front()).load_newest_checkpoint();
        QVERIFY(newest.checkpoint);
        QCOMPARE(newest.checkpoint->step, 5);
        QVERIFY(newest.checkpoint->stop_reason.find("not finite") != std::string::npos);
    }

    void a_training_beyond_the_memory_is_refused_before_it_begins() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(Q_OS_LINUX)
        QSKIP("A sanitizer, or a system without ulimit -v, takes address space as it likes.");
#else
        const Folder folder;
        Project project = small_project(1);
        project.network = tiny::chain(
            {28, 28, 1}, {{"Conv2D", {{"kernel_size", Value::List{1024, 1024}}, {"padding", "same"}}},
                          {"GlobalAveragePooling2D"},
                          {"Dense", {{"units", 10}, {"activation", "softmax"}}}});
        save_project(project, folder.path("p.glassnet"));
        QProcess process;
        process.setWorkingDirectory(text_of(folder.path()));
        process.start("sh",
                      {"-c", "ulimit -v 2000000; exec \"$0\" train p.glassnet --json", GLASSNET_PROGRAM});
        QVERIFY(process.waitForFinished(120'000));
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 4, errors.constData());
        QVERIFY2(errors.contains("training.memory"), errors.constData());
        QVERIFY(!fs::exists(folder.path("p.runs")));
#endif
    }

    void a_traced_seed_of_zero_is_a_seed() {
        const Folder folder;
        folder.write("x.npz",
                     zip_text({{"x.npy", npy_text("|u1", "(1, 28, 28, 1)", std::string(784, '\1'))}}));
        Project project = small_project(1);
        project.training.seed = 5;
        save_project(project, folder.path("five.glassnet"));
        project.training.seed = 0;
        save_project(project, folder.path("zero.glassnet"));
        const auto traced = [&](const QStringList& more) {
            const Outcome outcome =
                call(QStringList{"trace", "--input", "x.npz", "--training", "--output", "o"} << more,
                     folder.path());
            return outcome.code == 0 ? sha256(read_file(folder.path("o"), 1'000'000'000))
                                     : outcome.text().toStdString();
        };
        QCOMPARE(traced({"five.glassnet", "--seed", "0"}), traced({"zero.glassnet"}));
        QVERIFY(traced({"five.glassnet"}) != traced({"zero.glassnet"}));
    }

    void strange_file_names_work_everywhere_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"two words", "神经网络", "🧠 net", "-dash", "100 %s %n", "line\nbreak",
                                 "quote\"'s", "#hash&amp;", "..dots"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }

    void strange_file_names_work_everywhere() {
        QFETCH(QString, name);
        const Folder folder;
        const QString file = name + ".glassnet";
        const Outcome made = call({"new", "--json", "--", "mlp", file}, folder.path());
        QVERIFY2(made.code == 0, made.text().constData());
        QCOMPARE(result_of(made)["saved"].toString(), file);
        QVERIFY(fs::exists(folder.path(file.toStdString())));
        const Outcome summary = call({"summary", "--json", "--", file}, folder.path());
        QVERIFY2(summary.code == 0 && result_of(summary)["parameters"].toInt() == 109'386,
                 summary.text().constData());
        const Outcome trained = call({"train", "--max-seconds", "0.01", "--json", "--", file}, folder.path());
        QVERIFY2(trained.code == 0, trained.text().constData());
        const auto runs = list_runs(folder.path((name + ".runs").toStdString()));
        QCOMPARE(runs.size(), std::size_t{1});
        const Outcome hash = call({"hash-weights", "--json", "--", text_of(runs.front())}, folder.path());
        QVERIFY2(hash.code == 0, hash.text().constData());
    }

    void an_unknown_layer_survives_loading_and_saving() {
        const Folder folder;
        Project project = small_project(1);
        project.network.nodes[2].kind = "Capsule";
        assign(project.network.nodes[2].settings, "routings", 3);
        save_project(project, folder.path("p.glassnet"));
        QVERIFY(load_project(folder.path("p.glassnet")) == project);
        expect_refusals({{{"summary", "p.glassnet"}},
                         {{"validate", "p.glassnet"}},
                         {{"train", "p.glassnet"}},
                         {{"plan", "p.glassnet"}},
                         {{"bench", "p.glassnet"}}},
                        folder.path());
        QVERIFY(load_project(folder.path("p.glassnet")) == project);
    }

    void bad_command_lines_are_refused() {
        const QString project = text_of(shared_.path("project.glassnet"));
        const Folder folder;
        expect_refusals({{{"fly"}, 2},
                         {{"--fly"}, 2},
                         {{"new"}, 2},
                         {{"new", "mlp"}, 2},
                         {{"train"}, 2},
                         {{"train", project, "--epochs", "0"}, 2},
                         {{"train", project, "--epochs", "many"}, 2},
                         {{"train", project, "--epochs", "2.5"}, 2},
                         {{"train", project, "--batch", "-1"}, 2},
                         {{"train", project, "--batch", "65537"}, 2},
                         {{"train", project, "--threads", "0"}, 2},
                         {{"train", project, "--learning-rate", "0"}, 2},
                         {{"train", project, "--learning-rate", "-1"}, 2},
                         {{"train", project, "--max-seconds", "0"}, 2},
                         {{"train", project, "--seed", "x"}, 2},
                         {{"train", project, "--seed", "-1"}, 2},
                         {{"train", project, "--wings"}, 2},
                         {{"train", project, "other.glassnet"}, 2},
                         {{"evaluate", text_of(run_), "--part", "all"}, 2},
                         {{"predict", text_of(run_)}, 2},
                         {{"trace", project}, 2},
                         {{"plan", project, "--steps", "0"}, 2},
                         {{"bench"}, 2},
                         {{"bench", project, "--steps", "0"}, 2},
                         {{"bench", project, "--batch", "0"}, 2},
                         {{"bench", project, "--warm-up", "-1"}, 2},
                         {{"bench", project, "--raise-biases", "nan"}, 2},
                         {{"bench", project, "--still", "--inference"}, 2},
                         {{"bench", project, "--steps", "1", "--save", project}, 3},
                         {{"bench", project, "--steps", "1", "--save", "no/such/folder/b.safetensors"}, 3},
                         {{"resume"}, 2},
                         {{"summary", project, "train"}, 2},
                         {{"train", project, "--learning-rate", "inf", "--runs", "r"}, 2},
                         {{"train", project, "--learning-rate", "nan", "--runs", "r"}, 2},
                         {{"train", project, "--max-seconds", "nan", "--runs", "r"}, 2},
                         {{"train", project, "--data", "", "--runs", "r"}, 2},
                         {{"train", project, "--set", "dense_1.id=foo", "--runs", "r"}, 3},
                         {{"train", project, "--set", "dense_1.at=[1,2]", "--runs", "r"}, 3},
                         {{"train", project, "--set", "dense_1.unitz=64", "--runs", "r"}, 3},
                         {{"train", project, "--set", "nonsense"}, 2},
                         {{"train", project, "--set", "nobody.units=3"}, 3},
                         {{"train", project, "--set", "dense_1.units=0", "--runs", "r"}, 3},
                         {{"train", project, "--set", "dense_1.units=", "--runs", "r"}, 3},
                         {{"train", project, "--set", "dense_1.units=1000000000", "--runs", "r"}, 3},
                         {{"train", project, "--data", "nowhere", "--runs", "r"}, 3},
                         {{"train", project, "--data", "builtin:unicorns", "--runs", "r"}, 3},
                         {{"train", project, "--data", "builtin:digits", "--runs", "r"}, 3},
                         {{"train", project, "--init", "nowhere.safetensors", "--runs", "r"}, 3},
                         {{"new", "unicorn", "u.glassnet"}, 3},
                         {{"new", "mlp", "no/such/folder/p.glassnet"}, 3},
                         {{"new", "mlp", QString(300, 'n')}, 3},
                         {{"new", "mlp", "."}, 3}},
                        folder.path());
    }

    void bad_projects_are_refused() {
        const Folder folder;
        const std::string good = to_json(small_project(1));
        const std::map<std::string, std::string> contents{
            {"empty", ""},
            {"cut", good.substr(0, good.size() / 2)},
            {"cut_by_one", good.substr(0, good.rfind('}'))},
            {"deep", std::string(100'000, '[')},
            {"deep_closed", "{\"glassnet\": 1, \"x\": " + std::string(70, '[') + std::string(70, ']') + "}"},
            {"duplicate_keys", "{\"glassnet\": 1, \"glassnet\": 1}"},
            {"duplicate_ids",
             R"({"glassnet": 1, "network": {"nodes": [{"id": "a", "kind": "Dense"}, {"id": "a", "kind": "Dense"}], "wires": []}})"},
            {"dangling",
             R"({"glassnet": 1, "network": {"nodes": [{"id": "a", "kind": "Dense"}], "wires": [["a", "b"]]}})"},
            {"self_loop",
             R"({"glassnet": 1, "network": {"nodes": [{"id": "a", "kind": "Dense"}], "wires": [["a", "a"]]}})"},
            {"circle",
             R"({"glassnet": 1, "network": {"nodes": [{"id": "i", "kind": "Input", "shape": [4]}, {"id": "a", "kind": "Add"}, {"id": "b", "kind": "Add"}], "wires": [["i", "a"], ["b", "a"], ["a", "b"], ["i", "b"]]}})"},
            {"newer", "{\"glassnet\": 2}"},
            {"no_version", "{}"},
            {"a_list", "[1, 2]"},
            {"not_json", "hello"},
            {"html", "<!doctype html><html></html>"},
            {"nan", "{\"glassnet\": 1, \"data\": {\"validation_split\": NaN}}"},
            {"wrong_types",
             R"({"glassnet": 1, "network": {"nodes": [7, {"id": 3, "kind": []}], "wires": "none"}, "training": {"epochs": 2.5, "seed": -1}})"},
            {"units_0",
             R"({"glassnet": 1, "network": {"nodes": [{"id": "i", "kind": "Input", "shape": [4]}, {"id": "a", "kind": "Dense", "units": 0}], "wires": [["i", "a"]]}})"},
            {"units_1e20",
             R"({"glassnet": 1, "network": {"nodes": [{"id": "i", "kind": "Input", "shape": [4]}, {"id": "a", "kind": "Dense", "units": 1e20}], "wires": [["i", "a"]]}})"},
            {"no_layers", "{\"glassnet\": 1}"},
            {"utf16", std::string("\xFF\xFE{\0\"\0", 6)},
            {"bad_utf8", "{\"glassnet\": 1, \"x\": \"\xC3\x28\"}"},
            {"zeros", std::string(1000, '\0')},
            {"behind", good + "}"}};
        std::vector<Bad> calls;
        for (const auto& [name, content] : contents) {
            folder.write(name + ".glassnet", content);
            const QString file = QString::fromStdString(name + ".glassnet");
            for (const char* command : {"summary", "validate", "train", "plan", "bench"})
                calls.push_back({{QLatin1String(command), file}});
        }
        fs::create_directory(folder.path("folder.glassnet"));
        for (const char* command : {"summary", "train", "plan", "bench"}) {
            calls.push_back({{QLatin1String(command), "missing.glassnet"}});
            calls.push_back({{QLatin1String(command), "folder.glassnet"}});
            calls.push_back({{QLatin1String(command), QString(5000, 'x')}});
        }
        expect_refusals(calls, folder.path());
    }

    void bad_pictures_are_refused() {
        const Folder folder;
        const std::string good = png_text(28, 28, std::string(28 * 28, '\x40'));
        std::string bad_checksum = good;
        bad_checksum[good.size() / 2] = static_cast<char>(bad_checksum[good.size() / 2] ^ 1);
        const std::map<std::string, std::string> contents{
            {"empty.png", ""},
            {"page.png", "<!doctype html><html>not found</html>"},
            {"text.png", "just text"},
            {"cut.png", good.substr(0, good.size() / 2)},
            {"checksum.png", bad_checksum},
            {"claim.png",
             "\x89PNG\r\n\x1a\n" +
                 png_chunk("IHDR", big_endian(65'000) + big_endian(65'000) + std::string("\x08\0\0\0\0", 5)) +
                 png_chunk("IEND", "")},
            {"width_0.png",
             "\x89PNG\r\n\x1a\n" +
                 png_chunk("IHDR", big_endian(0) + big_endian(5) + std::string("\x08\0\0\0\0", 5)) +
                 png_chunk("IEND", "")},
            {"cut.jpg", std::string("\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20)},
            {"huge.bmp", "BM" + little_endian(100, 4) + little_endian(0, 4) + little_endian(54, 4) +
                             little_endian(40, 4) + little_endian(0x7FFFFFFF, 4) + little_endian(1, 4) +
                             little_endian(1, 2) + little_endian(24, 2) + std::string(70, '\0')},
            {"drawing.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"}};
        std::vector<Bad> calls;
        for (const auto& [name, content] : contents) {
            folder.write(name, content);
            calls.push_back({{"validate", QString::fromStdString(name)}});
            calls.push_back({{"predict", text_of(run_), QString::fromStdString(name)}});
        }
        calls.push_back({{"predict", text_of(run_), "missing.png"}});
        calls.push_back({{"predict", "no_run", "cut.png"}});
        expect_refusals(calls, folder.path());
    }

    void bad_idx_files_are_refused() {
        const Folder folder;
        const std::string labels = idx_text({4}, std::string("\0\1\2\3", 4));
        const std::string pictures = idx_text({4, 28, 28}, std::string(4 * 784, '\1'));
        std::map<std::string, std::string> contents{
            {"cut", pictures.substr(0, 100)},
            {"header_only", pictures.substr(0, 6)},
            {"claim", idx_text({0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}, "")},
            {"type", idx_text({4}, "abcd", 0x77)},
            {"no_sides", std::string("\0\0\x08\0", 4)},
            {"gzip_cut", gzip_text(pictures).substr(0, 30)}};
        std::vector<Bad> calls;
        for (const auto& [name, content] : contents) {
            folder.write(name + "/train-images-idx3-ubyte", content);
            folder.write(name + "/train-labels-idx1-ubyte", labels);
            calls.push_back({{"validate", QString::fromStdString(name + "/train-images-idx3-ubyte")}});
            calls.push_back({{"train", text_of(shared_.path("project.glassnet")), "--data",
                              QString::fromStdString(name), "--runs", "r"}});
        }
        folder.write("counts/train-images-idx3-ubyte", pictures);
        folder.write("counts/train-labels-idx1-ubyte", idx_text({3}, "\1\1\1"));
        calls.push_back(
            {{"train", text_of(shared_.path("project.glassnet")), "--data", "counts", "--runs", "r"}});
        expect_refusals(calls, folder.path());
    }

    void bad_archives_are_refused() {
        const Folder folder;
        const std::string x = npy_text("|u1", "(2, 28, 28, 1)", std::string(2 * 784, '\1'));
        const std::string good = zip_text({{"x.npy", x}});
        const std::map<std::string, std::string> contents{
            {"cut.npz", good.substr(0, good.size() / 2)},
            {"code.npz", zip_text({{"x.npy", npy_text("|O", "(1,)", "pickled")}})},
            {"short.npz", zip_text({{"x.npy", npy_text("|u1", "(2, 28, 28, 1)", "few")}})},
            {"huge.npz", zip_text({{"x.npy", npy_text("|u1", "(4294967296, 4294967296)", "few")}})},
            {"fortran.npz",
             zip_text({{"x.npy",
                        npy_text("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2), }", "1234")}})},
            {"complex.npz", zip_text({{"x.npy", npy_text("<c8", "(1,)", "12345678")}})},
            {"secret.npz", zip_text({{.name = "x.npy", .content = x, .is_encrypted = true}})},
            {"checksum.npz", zip_text({{.name = "x.npy", .content = x, .checksum_change = 1}})},
            {"twice.npz", zip_text({{"x.npy", x}, {"x.npy", x}})},
            {"climbs.npz", zip_text({{"../x.npy", x}})}};
        std::vector<Bad> calls;
        const QString project = text_of(shared_.path("project.glassnet"));
        for (const auto& [name, content] : contents) {
            folder.write(name, content);
            const QString file = QString::fromStdString(name);
            calls.push_back({{"validate", file}});
            calls.push_back({{"trace", project, "--input", file, "--output", "out.safetensors"}});
            calls.push_back({{"train", project, "--data", file, "--runs", "r"}});
        }
        folder.write("other_shape.npz", zip_text({{"x.npy", npy_text("|u1", "(2, 3)", "123456")}}));
        calls.push_back({{"trace", project, "--input", "other_shape.npz", "--output", "out.safetensors"}});
        folder.write("x.npz", good);
        folder.write("class_99.npz", zip_text({{"y.npy", npy_text("|u1", "(2,)", "\1\x63")}}));
        calls.push_back({{"trace", project, "--input", "x.npz", "--target", "class_99.npz", "--output",
                          "out.safetensors"}});
        calls.push_back(
            {{"trace", project, "--input", "x.npz", "--target", "x.npz", "--output", "out.safetensors"}});
        calls.push_back(
            {{"trace", project, "--input", "x.npz", "--output", "no/such/folder/out.safetensors"}});
        expect_refusals(calls, folder.path());
    }

    void bad_weights_are_refused() {
        const Folder folder;
        const std::string four(16, '\0');
        const std::map<std::string, std::string> contents{
            {"empty", ""},
            {"length", little_endian(std::uint64_t{1} << 63, 8) + "{}"},
            {"longer_than_file", little_endian(1000, 8) + "{}"},
            {"not_json", tensors_text("hello", "")},
            {"overlap",
             tensors_text(
                 R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})",
                 four)},
            {"hole",
             tensors_text(
                 R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}})",
                 four)},
            {"past_end", tensors_text(R"({"a":{"dtype":"F32","shape":[8],"data_offsets":[0,32]}})", four)},
            {"type", tensors_text(R"({"a":{"dtype":"Q7","shape":[4],"data_offsets":[0,16]}})", four)},
            {"product",
             tensors_text(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,16]}})",
                          four)},
            {"code.pt", std::string("\x80\x02}q\0.", 6)},
            {"program", std::string("\x7f"
                                    "ELF\2\1\1",
                                    7) +
                            std::string(60, '\0')},
            {"keras.h5", std::string("\x89HDF\r\n\x1a\n", 8) + std::string(60, '\0')}};
        const QString project = text_of(shared_.path("project.glassnet"));
        std::vector<Bad> calls;
        for (const auto& [name, content] : contents) {
            folder.write(name, content);
            const QString file = QString::fromStdString(name);
            calls.push_back({{"validate", file}});
            calls.push_back({{"hash-weights", file}});
            calls.push_back({{"train", project, "--init", file, "--runs", "r"}});
        }
        folder.write(
            "other",
            tensors_text(R"({"dense_1/kernel":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", four));
        calls.push_back({{"train", project, "--init", "other", "--runs", "r"}});
        folder.write("x.npz",
                     zip_text({{"x.npy", npy_text("|u1", "(1, 28, 28, 1)", std::string(784, '\1'))}}));
        calls.push_back(
            {{"trace", project, "--input", "x.npz", "--weights", "other", "--output", "out.safetensors"}});
        calls.push_back({{"hash-weights", "missing"}});
        calls.push_back({{"hash-weights", "."}});
        calls.push_back({{"evaluate", "."}});
        calls.push_back({{"resume", "."}});
        calls.push_back({{"resume", project}});
        calls.push_back({{"resume", "missing"}});
        expect_refusals(calls, folder.path());
    }

    void a_run_whose_checkpoints_are_all_damaged_is_not_resumed() {
        const Folder folder;
        fs::copy(run_, folder.path("run"), fs::copy_options::recursive);
        for (const auto& entry : fs::directory_iterator(folder.path("run") / "checkpoints"))
            write_file_atomically(entry.path(), std::string_view("damaged"));
        expect_refusals({{{"resume", "run"}}, {{"hash-weights", "run"}}}, folder.path());
    }

    void a_run_whose_newest_checkpoint_is_damaged_goes_on_from_the_one_before() {
        const Folder folder;
        save_project(small_project(3), folder.path("p.glassnet"));
        const Outcome whole = call({"train", "p.glassnet", "--json"}, folder.path());
        QCOMPARE(whole.code, 0);
        const fs::path run = list_runs(folder.path("p.runs")).front();
        std::vector<fs::path> checkpoints(fs::directory_iterator(run / "checkpoints"), {});
        QCOMPARE(checkpoints.size(), std::size_t{2});
        std::ranges::sort(checkpoints);
        auto bytes = read_file(checkpoints.back(), 1'000'000'000);
        bytes[bytes.size() / 2] ^= std::byte{1};
        write_file_atomically(checkpoints.back(), bytes);
        const Outcome resumed = call({"resume", text_of(run), "--json"}, folder.path());
        QVERIFY2(resumed.code == 0 && !resumed.errors.isEmpty(), resumed.text().constData());
        QCOMPARE(result_of(resumed)["weights_sha256"], result_of(whole)["weights_sha256"]);
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "test_cli.moc"
