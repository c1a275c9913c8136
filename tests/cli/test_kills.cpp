// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is killed again and again, at random moments and with any number of threads, ends with the
// weights of the undisturbed run; a damaged newest checkpoint is told, and the one before it serves. 300
// kills: about a minute.
#include "base/atomic_file.h"
#include "base/random.h"
#include "files/project_file.h"
#include "files/run_folder.h"
#include "support/files.h"
#include "support/program.h"
#include "support/tiny_networks.h"

#include <QTest>

#include <array>
#include <csignal>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

constexpr int wanted_kills = 300, damages = 200;

/// Four networks with all that a run must remember besides its weights.
std::vector<Project> projects() {
    const auto project = [](Network network, Value::Map optimizer, int epochs) {
        Project result;
        result.network = std::move(network);
        result.data.source = "builtin:digits";
        result.training.epochs = epochs;
        result.training.batch_size = 48;
        result.training.optimizer = {"Adam", std::move(optimizer)};
        return result;
    };
    const tiny::LayerChoice last{"Dense", {{"units", 10}, {"activation", "softmax"}}};
    std::vector<Project> all;
    all.push_back(project(
        tiny::chain({8, 8, 1}, {{"Flatten"}, {"Dense", {{"units", 64}, {"activation", "relu"}}}, last}),
        {{"gradient_accumulation_steps", 5}, {"global_clipnorm", 1.0}}, 120));
    all.push_back(project(
        tiny::chain({8, 8, 1},
                    {{"Conv2D", {{"filters", 8}, {"activation", "relu"}}}, {"Flatten"}, {"Dropout"}, last}),
        {{"schedule", "CosineDecay"}}, 60));
    all.back().augmentation = {{"RandomTranslation", {}}};
    all.push_back(project(
        tiny::chain({8, 8, 1}, {{"Conv2D", {{"filters", 8}, {"use_bias", false}}},
                                {"BatchNormalization"},
                                {"Activation"},
                                {"Flatten"},
                                last}),
        {{"use_ema", true}, {"schedule", Value::Map{{"kind", "ReduceLROnPlateau"}, {"patience", 1}}}}, 60));
    all.push_back(project(
        tiny::chain({8, 8, 1}, {{"Flatten"}, {"Dense", {{"units", 32}, {"activation", "relu"}}}, last}),
        {{"learning_rate", 0.003}}, 400));
    all.back().training.stopping = {"EarlyStopping", {{"patience", 60}}};
    return all;
}

QByteArray hash_in(const QByteArray& output) {
    for (const QJsonObject& object : json_lines(output)) {
        if (object.contains("weights_sha256")) return object["weights_sha256"].toString().toUtf8();
    }
    return {};
}

QString run_of(const Folder& folder) {
    const auto runs = list_runs(folder.path("p.runs"));
    return runs.empty() ? QString() : QString::fromStdString(runs.back().string());
}

}  // namespace

class TestKills : public QObject {
    Q_OBJECT
private slots:
    void killed_again_and_again_a_run_ends_the_same() {
        Random random(20'261'124, Random::Purpose::generated_data);
        int kills = 0, runs = 0;
        while (kills < wanted_kills) {
            const auto all = projects();
            const Project& project = all[static_cast<std::size_t>(runs++) % all.size()];
            const Folder folder;
            save_project(project, folder.path("p.glassnet"));
            const Outcome whole = run_glassnet({"train", "p.glassnet", "--runs", "whole", "--json"},
                                               QString::fromStdString(folder.path()));
            QVERIFY2(whole.code == 0, whole.text().constData());
            const QByteArray expected = hash_in(whole.output);
            QVERIFY(!expected.isEmpty());
            for (bool finished = false; !finished;) {
                const QString run = run_of(folder);
                QStringList words =
                    run.isEmpty() ? QStringList{"train", "p.glassnet"} : QStringList{"resume", run};
                words << "--json"
                      << "--threads" << QString::number(1 + random.below(4));
                QProcess process;
                process.setWorkingDirectory(QString::fromStdString(folder.path()));
                process.start(QStringLiteral(GLASSNET_PROGRAM), words);
                QVERIFY(process.waitForStarted());
                finished = process.waitForFinished(static_cast<int>(20 + random.below(230)));
                if (finished && process.exitStatus() == QProcess::NormalExit) {
                    // A kill before run.json stands leaves a folder that is no run: training begins anew.
                    const QByteArray errors = process.readAllStandardError();
                    if (process.exitCode() != 0 && errors.contains("run.no_checkpoint")) {
                        // Killed between run.json and the first checkpoint: nothing was learned yet, and it
                        // is told to train again.
                        std::filesystem::remove_all(run.toStdString());
                        finished = false;
                        continue;
                    }
                    QVERIFY2(process.exitCode() == 0, errors.constData());
                    QCOMPARE(hash_in(process.readAllStandardOutput()), expected);
                } else {
                    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
                    process.waitForFinished();
                    finished = false;
                    ++kills;
                }
            }
        }
        qInfo("%d kills in %d runs", kills, runs);
    }

    void a_damaged_newest_checkpoint_is_told_and_passed_over() {
        const Folder folder;
        Project project = projects().front();
        project.training.epochs = 3;
        save_project(project, folder.path("p.glassnet"));
        const Outcome outcome =
            run_glassnet({"train", "p.glassnet", "--json"}, QString::fromStdString(folder.path()));
        QVERIFY2(outcome.code == 0, outcome.text().constData());
        const std::filesystem::path run = run_of(folder).toStdString();
        std::vector<std::filesystem::path> checkpoints;
        for (const auto& entry : std::filesystem::directory_iterator(run / "checkpoints"))
            checkpoints.push_back(entry.path());
        std::ranges::sort(checkpoints);
        QCOMPARE(checkpoints.size(), std::size_t{2});
        const auto good = read_file(checkpoints.back(), 1 << 24);
        Random random(4, Random::Purpose::generated_data);
        for (int damage = 0; damage < damages; ++damage) {
            auto bad = good;
            const auto place = random.below(static_cast<std::uint32_t>(good.size()));
            const int kind = damage % 3;
            if (kind == 0)
                bad[place] ^= static_cast<std::byte>(1U << random.below(8));
            else if (kind == 1)
                bad.resize(place);
            else
                std::fill(bad.begin() + place,
                          bad.begin() + std::min<std::ptrdiff_t>(place + 512, std::ssize(bad)),
                          std::byte{0xA5});
            write_file_atomically(checkpoints.back(), bad);
            const auto newest = RunFolder::open(run).load_newest_checkpoint();
            QVERIFY2(newest.problems.size() == 1,
                     qPrintable(QString("damage %1 at %2 was not seen").arg(damage).arg(place)));
            QCOMPARE(newest.problems.front().code(), std::string_view("run.checkpoint_damaged"));
            QVERIFY(newest.checkpoint && newest.checkpoint->epoch == 2);
            if (damage % 20 != 0) continue;
            const Outcome resumed =
                run_glassnet({"resume", run_of(folder), "--json"}, QString::fromStdString(folder.path()));
            QVERIFY2(resumed.code == 0 && resumed.text().contains("run.checkpoint_damaged"),
                     resumed.text().constData());
            QCOMPARE(hash_in(resumed.output), hash_in(outcome.output));
        }
    }
};

QTEST_GUILESS_MAIN(TestKills)
#include "test_kills.moc"
