// SPDX-License-Identifier: GPL-3.0-or-later
//
// What samples may take of the machine: `glassnet storage`, and trainings on more than memory may hold.
#include "data/store/picture_pack.h"
#include "files/project_file.h"
#include "files/storage_file.h"
#include "support/files.h"
#include "support/png_text.h"
#include "support/problems.h"
#include "support/program.h"
#include "support/tiny_networks.h"

#include <QJsonArray>
#include <QThread>
#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

/// A person with folders of their own for settings and caches.
QProcessEnvironment person(const Folder& folder) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const auto at = [&](const char* name) { return QString::fromStdString(folder.path(name).string()); };
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), at("config"));
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), at("cache"));
    return environment;
}

Outcome call(const Folder& folder, const QStringList& arguments) {
    QProcess process;
    process.setProcessEnvironment(person(folder));
    return run_glassnet(process, arguments, QString::fromStdString(folder.text()));
}

QJsonObject storage(const Folder& folder, QStringList arguments = {}) {
    const Outcome outcome =
        call(folder, QStringList{QStringLiteral("--json"), QStringLiteral("storage")} + arguments);
    for (const QJsonObject& object : json_lines(outcome.output))
        if (object.contains(QStringLiteral("storage"))) return object[QStringLiteral("storage")].toObject();
    return {};
}

/// Two classes of pictures, 20 × 20: about 100 kB as values.
void write_pictures(const Folder& folder, int count = 240) {
    constexpr std::uint32_t side = 20;
    for (int i = 0; i < count; ++i) {
        std::string values(side * side, '\0');
        for (std::size_t at = 0; at < values.size(); ++at)
            values[at] =
                static_cast<char>(at * 7 + static_cast<std::size_t>(i % 2 == 0 ? 11 * i : at % 20 * 9));
        folder.write("pictures/" + std::string(i % 2 == 0 ? "cat/" : "dog/") + std::to_string(i) + ".png",
                     png_text(side, side, values));
    }
    Project project;
    project.network =
        tiny::chain({20, 20, 1}, {{"Flatten"}, {"Dense", {{"units", 2}, {"activation", "softmax"}}}});
    project.data.source = "pictures";
    project.training.epochs = 2;
    save_project(project, folder.path("p.glassnet"));
}

QString hash_in(const Outcome& outcome) {
    const QString text = QString::fromUtf8(outcome.output);
    const auto at = text.indexOf(QStringLiteral("weights sha256="));
    return at < 0 ? QString() : text.mid(at + 15, 64);
}

}  // namespace

class TestStorage : public QObject {
    Q_OBJECT
private slots:
    void settings_are_kept_and_told() {
        const Folder folder;
        QJsonObject told = storage(folder);
        QVERIFY(told["sample_memory"].toDouble() > 1e6);
        QCOMPARE(told["picture_folder"].toString(),
                 QString::fromStdString(folder.path("cache/glassnet/pictures").string()));
        told = storage(folder, {"--memory", "300", "--disk", "50", "--folder", "elsewhere"});
        QCOMPARE(told["sample_memory"].toDouble(), 300e6);
        QCOMPARE(told["picture_cache"].toDouble(), 50e6);
        QCOMPARE(told["picture_folder"].toString(),
                 QString::fromStdString(folder.path("elsewhere").string()));
        QCOMPARE(storage(folder)["sample_memory"].toDouble(), 300e6);
        QCOMPARE(storage(folder, {"--disk", "0"})["picture_folder"].toString(), QString());
        QCOMPARE(call(folder, {"storage", "--memory", "-1"}).code, 2);
    }

    void a_file_of_settings_that_is_wrong_is_told_and_stops_no_training() {
        const Folder folder;
        write_pictures(folder, 20);
        folder.write("config/glassnet/storage.json", R"({"sample_memory": -5})");
        const Outcome outcome = call(folder, {"storage"});
        QVERIFY2(outcome.code != 0 && outcome.errors.contains("sample_memory"), outcome.text());
        QCOMPARE(call(folder, {"train", "p.glassnet"}).code, 0);
        folder.write("config/glassnet/storage.json", "[1]");
        QVERIFY(call(folder, {"storage"}).errors.contains("storage.form"));
    }

    void more_than_the_memory_trains_to_the_same_bits() {
        const Folder folder;
        write_pictures(folder);
        (void)storage(folder, {"--disk", "0"});
        const QString expected = hash_in(call(folder, {"train", "p.glassnet"}));
        QCOMPARE(expected.size(), 64);
        save_storage({.sample_memory = 0, .picture_cache = 20'000},
                     folder.path("config/glassnet/storage.json"));
        QCOMPARE(hash_in(call(folder, {"train", "p.glassnet"})), expected);
        const QJsonArray packs = storage(folder)["packs"].toArray();
        QCOMPARE(packs.size(), 1);
        QCOMPARE(packs[0]["pictures"].toInt(), 240);
        QCOMPARE(hash_in(call(folder, {"train", "p.glassnet"})), expected);
        const Outcome cleared = call(folder, {"storage", "--clear"});
        QVERIFY2(cleared.output.contains("removed"), cleared.text());
        QVERIFY(storage(folder)["packs"].toArray().isEmpty());
    }

    void a_kill_while_pictures_are_packed_leaves_nothing_wrong() {
        const Folder folder;
        write_pictures(folder, 600);
        (void)storage(folder, {"--disk", "0"});
        const QString expected = hash_in(call(folder, {"train", "p.glassnet"}));
        (void)storage(folder, {"--disk", "1000"});
        for (const unsigned long wait : {20UL, 60UL, 100UL, 150UL, 200UL, 300UL}) {
            QProcess process;
            process.setProcessEnvironment(person(folder));
            process.setWorkingDirectory(QString::fromStdString(folder.text()));
            process.start(QStringLiteral(GLASSNET_PROGRAM), {"train", "p.glassnet"});
            QVERIFY(process.waitForStarted());
            QThread::msleep(wait);
            process.kill();
            process.waitForFinished();
        }
        QCOMPARE(hash_in(call(folder, {"train", "p.glassnet"})), expected);
        int files = 0;
        for (const auto& each : fs::directory_iterator(folder.path("cache/glassnet/pictures"))) {
            QVERIFY2(each.path().extension() == ".pictures", each.path().c_str());
            ++files;
        }
        QCOMPARE(files, 1);
    }

    void two_programs_pack_the_same_pictures_at_once() {
        const Folder folder;
        write_pictures(folder, 400);
        (void)storage(folder, {"--disk", "0"});
        const QString expected = hash_in(call(folder, {"train", "p.glassnet"}));
        (void)storage(folder, {"--disk", "1000"});
        QProcess first, second;
        for (QProcess* process : {&first, &second}) {
            process->setProcessEnvironment(person(folder));
            process->setWorkingDirectory(QString::fromStdString(folder.text()));
            process->start(QStringLiteral(GLASSNET_PROGRAM), {"train", "p.glassnet"});
        }
        for (QProcess* process : {&first, &second}) {
            QVERIFY(process->waitForFinished(120'000));
            QCOMPARE(process->exitCode(), 0);
            QVERIFY(process->readAllStandardOutput().contains(expected.toUtf8()));
        }
        QCOMPARE(packs_in(folder.path("cache/glassnet/pictures")).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestStorage)
#include "test_storage.moc"
