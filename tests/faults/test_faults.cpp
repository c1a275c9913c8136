// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that fails at any one file operation costs nothing: what was there stays, the fault is told, the
// retry ends as if nothing had been. Each command runs once untouched, which tells its operations; then again
// for each of them and each fault that can befall it.
//   GLASSNET_FAULTS=all   every operation (minutes); otherwise a part of them, spread over all
#include "files/checkpoint_file.h"
#include "files/project_file.h"
#include "files/run_folder.h"
#include "files/weights_file.h"
#include "formats/safetensors.h"
#include "support/files.h"
#include "support/program.h"
#include "support/tiny_networks.h"

#include <QTest>

#include <map>
#include <memory>
#include <stdexcept>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t some_operations = 6;  // of each command and fault, where not all are wanted

using Files = std::map<std::string, std::string>;  // contents by path below the folder

Files files_in(const fs::path& folder) {
    Files files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            files[fs::relative(entry.path(), folder).string()] =
                as_text(read_file(entry.path(), std::int64_t{1} << 30));
    }
    return files;
}

/// Temporary files that were not there before.
QStringList new_temporary_files(const Files& before, const fs::path& folder) {
    QStringList names;
    for (const auto& [name, content] : files_in(folder)) {
        if (name.ends_with(".tmp") && !before.contains(name)) names << QString::fromStdString(name);
    }
    return names;
}

/// One file operation of a command, as the bad disk told it.
struct DiskOperation {
    QString name, file;
};

std::vector<DiskOperation> operations_in(const fs::path& log) {
    std::vector<DiskOperation> operations;
    const auto bytes = read_file(log, 1 << 24);
    for (const QString& line :
         QString::fromStdString(std::string(as_text(bytes))).split('\n', Qt::SkipEmptyParts))
        operations.push_back({line.section(' ', 0, 0), line.section(' ', 1)});
    return operations;
}

struct DiskFault {
    QString name;  // as the bad disk calls it; empty for none
    std::size_t at = 0;

    [[nodiscard]] bool kills() const { return name.startsWith("kill"); }
    /// Nothing works any more, not even tidying up.
    [[nodiscard]] bool is_lasting() const { return name == "eio-on"; }
};

const QStringList faults{"eio",    "enospc",    "short",       "short-enospc",
                         "eio-on", "enospc-on", "kill-before", "kill-after"};

/// Whether the fault can befall this operation.
bool concerns(const QString& fault, const DiskOperation& operation) {
    if (fault.startsWith("kill") || fault.startsWith("eio")) return true;
    if (fault == "short") return operation.name == "write" || operation.name == "read";
    if (fault == "short-enospc") return operation.name == "write";
    return QStringList{"create", "write", "fsync", "mkdir", "rename"}.contains(operation.name);
}

/// Whether the command cannot have done its work although it met the fault: then it must say so.
bool spoils(const QString& fault, const DiskOperation& operation) {
    if (fault == "short") return false;
    const bool is_new_file = operation.file.endsWith(".tmp");
    return (operation.name == "close" && is_new_file) ||
           QStringList{"create", "write", "fsync", "mkdir", "rename", "chmod"}.contains(operation.name);
}

Outcome run_on_bad_disk(const QStringList& words, const fs::path& folder, const DiskFault& fault,
                        const QString& log = {}) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LD_PRELOAD", BAD_DISK);
    environment.insert("BAD_DISK_FOLDER", QString::fromStdString(fs::canonical(folder).string()));
    environment.insert("BAD_DISK_LOG", log);
    if (!fault.name.isEmpty()) {
        environment.insert("BAD_DISK_FAULT", fault.name);
        environment.insert("BAD_DISK_AT", QString::number(fault.at));
    }
    // The sanitizer wants to be the first library; the bad disk is a guest of its own accord.
    environment.insert("ASAN_OPTIONS", qEnvironmentVariable("ASAN_OPTIONS") + ":verify_asan_link_order=0");
    process.setProcessEnvironment(environment);
    return run_glassnet(process, words, QString::fromStdString(folder.string()));
}

/// A command in a folder, and how to go on after a fault.
struct Scene {
    QStringList words;
    std::shared_ptr<Folder> start;  // is copied for each fault
    std::vector<DiskOperation> operations;
    Files before, after;  // of the undisturbed command
    QByteArray weights;   // its hash of the weights, for commands that train
};

QByteArray hash_in(const QByteArray& output) {
    for (const QJsonObject& object : json_lines(output)) {
        if (object.contains("weights_sha256")) return object["weights_sha256"].toString().toUtf8();
    }
    return {};
}

/// Four epochs, the third the best, so that a lost best.safetensors is not made good by the last epoch.
Project short_training() {
    Project project;
    project.network =
        tiny::chain({8, 8, 1}, {{"Flatten"}, {"Dense", {{"units", 10}, {"activation", "softmax"}}}});
    project.data.source = "builtin:digits";
    project.training.epochs = 4;
    project.training.keep_checkpoints = 2;
    project.training.optimizer = {"SGD", {{"learning_rate", 0.5}, {"momentum", 0.5}}};
    return project;
}

/// Runs the command undisturbed in a copy of its folder.
void learn(Scene& scene) {
    const Folder folder, logs;
    fs::copy(scene.start->path(), folder.path(), fs::copy_options::recursive);
    scene.before = files_in(folder.path());
    const fs::path log = logs.path("log");
    const Outcome outcome =
        run_on_bad_disk(scene.words, folder.path(), {}, QString::fromStdString(log.string()));
    QVERIFY2(outcome.code == 0, outcome.text().constData());
    scene.after = files_in(folder.path());
    scene.weights = hash_in(outcome.output);
    scene.operations = operations_in(log);
}

/// Throws where a file is neither the old nor the new one, or cannot be read.
void expect_whole_files(const Scene& scene, const fs::path& folder) {
    for (const auto& [name, content] : files_in(folder)) {
        if (name.ends_with(".tmp") || name.find(".runs/") != std::string::npos) continue;
        const auto before = scene.before.find(name), after = scene.after.find(name);
        const bool is_old = before != scene.before.end() && before->second == content;
        const bool is_new = after != scene.after.end() && after->second == content;
        if (!is_old && !is_new) throw std::runtime_error(name + " is neither old nor new");
    }
    for (const auto& [name, content] : scene.before) {
        if (!fs::exists(folder / name) && name.find("checkpoints") == std::string::npos)
            throw std::runtime_error(name + " is gone");
    }
    for (const fs::path& run : list_runs(folder / "p.runs")) {
        const RunFolder opened = RunFolder::open(run);
        (void)opened.history();
        for (const char* name : {"best.safetensors", "last.safetensors"}) {
            if (fs::exists(run / name)) (void)load_weights(run / name);
        }
        if (const auto newest = opened.load_newest_checkpoint(); !newest.problems.empty())
            throw std::runtime_error(newest.problems.front().what());
    }
}

/// What differs from the files of the undisturbed command; empty for none.
QString difference(const Scene& scene, const fs::path& folder) {
    const Files now = files_in(folder);
    for (const auto& [name, content] : scene.after) {
        const bool tells_time = name.ends_with("history.csv") || name.ends_with("run.json");
        const bool is_checkpoint = name.find("/checkpoints/") != std::string::npos;  // holds the history too
        if (!now.contains(name)) return QString::fromStdString(name + " is missing");
        if (is_checkpoint) {
            if (load_checkpoint(folder / name).weights.empty()) return "a checkpoint without weights";
        } else if (!tells_time && now.at(name) != content) {
            return QString::fromStdString(name + " differs");
        }
    }
    for (const auto& [name, content] : now) {
        if (!scene.after.contains(name)) return QString::fromStdString(name + " is left over");
    }
    return {};
}

/// What is wrong with the way the program ended; empty if nothing is.
QString fault_of_outcome(const Outcome& outcome, const DiskFault& fault, const DiskOperation& operation) {
    if (fault.kills()) return outcome.ended_by_signal ? QString() : "was not killed";
    if (outcome.ended_by_signal) return "died";
    if (outcome.code == 0) return spoils(fault.name, operation) ? "passed over in silence" : QString();
    if (fault.name == "short") return "did not go on after a short read or write";
    if (outcome.code != 4) return "ended with the wrong code";
    for (const QJsonObject& record : json_lines(outcome.errors)) {
        const bool complete = !record["code"].toString().isEmpty() && !record["what"].toString().isEmpty() &&
                              !record["hint"].toString().isEmpty() &&
                              !record["where"].toObject()["file"].toString().isEmpty();
        if (complete && record["severity"] == "error") return {};
    }
    return "ended without a record";
}

/// The same again on a good disk: a run that began is resumed.
Outcome retry(const Scene& scene, const fs::path& folder) {
    const QString place = QString::fromStdString(folder.string());
    const auto runs = list_runs(folder / "p.runs");
    if (scene.words.front() != "train" || runs.empty()) return run_glassnet(scene.words, place);
    const Outcome resumed = run_glassnet(
        {"resume", "p.runs/" + QString::fromStdString(runs.back().filename().string()), "--json"}, place);
    if (!resumed.text().contains("run.no_checkpoint")) return resumed;
    // It ended before its first checkpoint: nothing is lost, and the hint says what to do.
    fs::remove_all(runs.back());
    return run_glassnet(scene.words, place);
}

}  // namespace

class TestFaults : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(QFileInfo::exists(BAD_DISK));
        // Real disks take their time for every fsync, and no fault comes from them.
        if (QFileInfo("/dev/shm").isWritable()) qputenv("TMPDIR", "/dev/shm");
        add("new", {"new", "mlp", "p.glassnet", "--force", "--json"}, make_project());
        add("train", {"train", "p.glassnet", "--json"}, make_project());
        add("resume", {}, make_interrupted_run());
        add("trace",
            {"trace", "p.glassnet", "--input", "x.safetensors", "--output", "out.safetensors", "--json"},
            make_samples());
    }

    void commands_that_only_look_write_nothing() {
        const Folder logs;
        const Scene& scene = scenes_.at("train");
        const Folder folder;
        fs::copy(scene.start->path(), folder.path(), fs::copy_options::recursive);
        const Outcome trained = run_glassnet(scene.words, QString::fromStdString(folder.text()));
        QVERIFY2(trained.code == 0, trained.text().constData());
        const QString run = QString::fromStdString(
            fs::relative(list_runs(folder.path("p.runs")).back(), folder.path()).string());
        const Files before = files_in(folder.path());
        for (const QStringList& words :
             {QStringList{"summary", "p.glassnet"}, QStringList{"validate", run},
              QStringList{"find-rate", "p.glassnet", "--steps", "10"}, QStringList{"evaluate", run},
              QStringList{"hash-weights", run}, QStringList{"check-gradients", "p.glassnet"},
              QStringList{"bench", "p.glassnet", "--steps", "2"}}) {
            const fs::path log = logs.path(words.front().toStdString());
            const Outcome outcome =
                run_on_bad_disk(words, folder.path(), {}, QString::fromStdString(log.string()));
            QVERIFY2(outcome.code == 0, outcome.text().constData());
            for (const DiskOperation& operation : operations_in(log))
                QVERIFY2((QStringList{"open", "read", "close"}.contains(operation.name)),
                         qPrintable(words.front() + ": " + operation.name));
        }
        QVERIFY(files_in(folder.path()) == before);
    }

    void a_fault_costs_nothing_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("fault");
        for (const auto& [command, scene] : scenes_) {
            for (const QString& fault : faults)
                QTest::addRow("%s %s", qPrintable(command), qPrintable(fault)) << command << fault;
        }
    }

    void a_fault_costs_nothing() {
        QFETCH(const QString, command);
        QFETCH(const QString, fault);
        const Scene& scene = scenes_.at(command);
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < scene.operations.size(); ++i) {
            if (concerns(fault, scene.operations[i])) places.push_back(i + 1);
        }
        QVERIFY(!places.empty());
        const bool all = qEnvironmentVariable("GLASSNET_FAULTS") == "all";
        const std::size_t wanted = all ? places.size() : std::min(places.size(), some_operations);
        for (std::size_t i = 0; i < wanted; ++i) {
            // Spread over all, at other places for each fault.
            const std::size_t shift = all ? 0 : static_cast<std::size_t>(faults.indexOf(fault)) * 5;
            const std::size_t at = places[(i * places.size() / wanted + shift) % places.size()];
            ++injected_;
            meet(scene, {fault, at});
        }
        QVERIFY2(failures_.isEmpty(), qPrintable(failures_.join('\n')));
    }

    void cleanup() { failures_.clear(); }

    void cleanupTestCase() {
        for (const auto& [command, scene] : scenes_)
            qInfo("%s: %zu file operations", qPrintable(command), scene.operations.size());
        qInfo("%d faults", injected_);
    }

private:
    void meet(const Scene& scene, const DiskFault& fault) {
        const DiskOperation& operation = scene.operations[fault.at - 1];
        const auto fail = [&](const QString& what, const Outcome& outcome) {
            failures_ << QString("%1 at %2 (%3 %4): %5\n%6")
                             .arg(fault.name)
                             .arg(fault.at)
                             .arg(operation.name, operation.file.section('/', 3), what, outcome.text());
        };
        const Folder folder;
        fs::copy(scene.start->path(), folder.path(), fs::copy_options::recursive);
        const Outcome outcome = run_on_bad_disk(scene.words, folder.path(), fault);
        if (const QString wrong = fault_of_outcome(outcome, fault, operation); !wrong.isEmpty())
            fail(wrong, outcome);
        const bool may_leave = fault.kills() || fault.is_lasting() || operation.name == "unlink";
        const QStringList left = new_temporary_files(scene.before, folder.path());
        if (!may_leave && !left.isEmpty()) fail("left " + left.join(' '), outcome);
        try {
            expect_whole_files(scene, folder.path());
        } catch (const std::exception& error) {
            fail(error.what(), outcome);
        }
        const Outcome again = retry(scene, folder.path());
        if (again.code != 0) return fail("the retry failed", again);
        if (hash_in(again.output) != scene.weights) fail("the retry ended with other weights", again);
        if (const QString what = difference(scene, folder.path()); !what.isEmpty())
            fail("after the retry " + what, again);
    }

    void add(const QString& command, const QStringList& words, std::shared_ptr<Folder> start) {
        Scene scene;
        scene.words = words;
        scene.start = std::move(start);
        if (words.isEmpty()) {
            const auto runs = list_runs(scene.start->path("p.runs"));
            QCOMPARE(runs.size(), std::size_t{1});
            scene.words = {"resume", "p.runs/" + QString::fromStdString(runs.front().filename().string()),
                           "--json"};
        }
        learn(scene);
        scenes_[command] = std::move(scene);
    }

    static std::shared_ptr<Folder> make_project() {
        auto folder = std::make_shared<Folder>();
        save_project(short_training(), folder->path("p.glassnet"));
        return folder;
    }

    /// The run of a program that was killed in its second epoch's checkpoint.
    static std::shared_ptr<Folder> make_interrupted_run() {
        auto folder = make_project();
        Scene scene{.words = {"train", "p.glassnet", "--json"},
                    .start = folder,
                    .operations = {},
                    .before = {},
                    .after = {},
                    .weights = {}};
        learn(scene);
        std::size_t at = 0;
        for (int renamed = 0; renamed < 3 && at < scene.operations.size(); ++at)
            renamed += scene.operations[at].name == "rename" && scene.operations[at].file.contains("/step-");
        (void)run_on_bad_disk(scene.words, folder->path(), {"kill-before", at});
        return folder;
    }

    static std::shared_ptr<Folder> make_samples() {
        auto folder = make_project();
        StoredTensors samples;
        samples.tensors["x"] = {{2, 8, 8, 1}, std::vector<float>(128, 0.5F)};
        folder->write("x.safetensors", write_safetensors(samples));
        folder->write("out.safetensors", "an older trace");
        return folder;
    }

    std::map<QString, Scene> scenes_;
    QStringList failures_;
    int injected_ = 0;
};

QTEST_GUILESS_MAIN(TestFaults)
#include "test_faults.moc"
