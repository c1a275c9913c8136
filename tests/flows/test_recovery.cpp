// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real window, killed without warning again and again: what was saved stays whole, what was not saved
// comes back. GLASSNET_KILLS=200 for the full count; without it a dozen.
#include "base/atomic_file.h"
#include "base/random.h"
#include "files/project_file.h"
#include "support/files.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <map>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

int wantedKills() {
    const int wanted = qEnvironmentVariableIntValue("GLASSNET_KILLS");
    return wanted > 0 ? wanted : 12;
}

/// A window that carries out a script, with a data folder of its own, and what it says, with the time at
/// which it was heard.
class ScriptedWindow {
public:
    using Variables = std::map<std::string, QString>;
    ScriptedWindow(const Folder& folder, const QByteArray& script, const Variables& variables = {}) {
        const fs::path file = folder.write(
            "script.jsonl", std::string_view(script.constData(), static_cast<std::size_t>(script.size())));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_DATA_HOME"),
                           QString::fromStdString(folder.path("data").string()));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"),
                           QString::fromStdString(folder.path("config").string()));
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        for (const auto& [name, value] : variables) environment.insert(QString::fromStdString(name), value);
        process_.setProcessEnvironment(environment);
        process_.start(QStringLiteral(GLASSNET_DESIGNER),
                       {QStringLiteral("--script"), QString::fromStdString(file.string())});
        process_.waitForStarted();
        clock_.start();
    }
    /// Listens for so long, or until that word or the end.
    void listen(int milliseconds, const QByteArray& word = {}) {
        QElapsedTimer patience;
        patience.start();
        while (patience.elapsed() < milliseconds && process_.state() == QProcess::Running &&
               (word.isEmpty() || !said_.contains(word))) {
            process_.waitForReadyRead(
                static_cast<int>(std::clamp<qint64>(milliseconds - patience.elapsed(), 1, 20)));
            hear();
        }
    }
    void kill() {
        hear();
        killed_ = clock_.elapsed();
        ::kill(static_cast<pid_t>(process_.processId()), SIGKILL);
        process_.waitForFinished();
        hear();
    }
    /// Its exit code.
    int end() {
        if (!process_.waitForFinished(60'000)) kill();
        hear();
        return process_.exitStatus() == QProcess::NormalExit ? process_.exitCode() : -1;
    }
    [[nodiscard]] qint64 id() const { return process_.processId(); }
    [[nodiscard]] QByteArray errors() { return process_.readAllStandardError(); }
    /// The largest number it has said; 0 for none.
    [[nodiscard]] int last() const {
        int number = 0;
        for (const auto& [word, time] : said_) number = std::max(number, word.toInt());
        return number;
    }
    /// Milliseconds before the kill at which it said so.
    [[nodiscard]] qint64 age(int number) const { return killed_ - said_.at(QByteArray::number(number)); }

private:
    void hear() {
        process_.setReadChannel(QProcess::StandardOutput);
        while (process_.canReadLine()) said_.try_emplace(process_.readLine().trimmed(), clock_.elapsed());
    }

    QProcess process_;
    QElapsedTimer clock_;
    qint64 killed_ = 0;
    std::map<QByteArray, qint64> said_;
};

QByteArray line(const char* command, const fs::path& file) {
    return QByteArray("{\"do\":\"") + command + "\",\"file\":\"" + file.string().c_str() + "\"}\n";
}

/// Edits a project so many times, one number of epochs after the other, and says each; saves after each if a
/// file is given.
QByteArray edits(int first, int last, const fs::path& save = {}) {
    QByteArray script;
    for (int epochs = first; epochs <= last; ++epochs) {
        const QByteArray number = QByteArray::number(epochs);
        script += "{\"do\":\"training\",\"epochs\":" + number + "}\n";
        if (!save.empty()) script += line("save", save);
        script += "{\"do\":\"say\",\"text\":\"" + number + "\"}\n";
    }
    return script;
}

std::string textIn(const fs::path& file) { return std::string(as_text(read_file(file, 1'000'000))); }

int filesNamed(const fs::path& folder, const std::string& ending) {
    int count = 0;
    std::error_code none;
    for (fs::recursive_directory_iterator each(folder, none), end; !none && each != end; each.increment(none))
        count += each->path().string().ends_with(ending);
    return count;
}

int epochsIn(const fs::path& file) { return load_project(file).training.epochs; }

const QByteArray recovery = "{\"do\":\"recover\"}\n{\"do\":\"answer\",\"with\":\"restore\"}\n";

}  // namespace

class TestRecovery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_saved_project_is_whole_and_no_older_than_the_last_save_told() {
        Random random(1, Random::Purpose::generated_data);
        int saves = 0;
        for (int kill = 0; kill < wantedKills(); ++kill) {
            const Folder folder;
            const fs::path file = folder.path("p.glassnet");
            save_project(example_project(), file);
            ScriptedWindow window(folder, line("open", file) + edits(101, 400, file));
            window.listen(20'000, "101");
            window.listen(static_cast<int>(random.below(800)));
            window.kill();
            const int epochs = epochsIn(file);  // throws where it is not whole
            QVERIFY2(epochs >= window.last() && epochs <= window.last() + 1,
                     qPrintable(QStringLiteral("%1 after %2").arg(epochs).arg(window.last())));
            QVERIFY(filesNamed(folder.path(), ".tmp") <= 2);  // one of the project, one of the journal
            // the next save sweeps what the kill has left beside it
            save_project(load_project(file), file);
            QVERIFY(filesNamed(folder.path(), ".tmp") <= 1);
            saves += window.last() - 100;
        }
        qInfo("%d kills, %d saves", wantedKills(), saves);
    }

#ifdef BAD_DISK
    void a_save_on_a_bad_disk_says_so_and_keeps_the_old_file_and_works_again_on_a_good_one() {
        const Folder folder, disk;
        const fs::path file = fs::canonical(disk.path()) / "p.glassnet", log = folder.path("log");
        const QByteArray script = line("open", file) + edits(101, 101) + line("save", file);
        const auto run = [&](const QString& fault, int at) {
            const QString folderOfFile = QString::fromStdString(file.parent_path().string());
            ScriptedWindow window(
                folder, script,
                {{"LD_PRELOAD", QStringLiteral(BAD_DISK)},
                 {"BAD_DISK_FOLDER", folderOfFile},
                 {"BAD_DISK_LOG", fault.isEmpty() ? QString::fromStdString(log.string()) : QString()},
                 {"BAD_DISK_FAULT", fault},
                 {"BAD_DISK_AT", QString::number(at)}});
            return window.end();
        };
        save_project(example_project(), file);
        const std::string before = textIn(file);
        QCOMPARE(run({}, 0), 0);
        const std::string after = textIn(file);
        QVERIFY(after != before);
        const auto operations = static_cast<int>(std::ranges::count(textIn(log), '\n'));
        QVERIFY(operations > 5);
        int faults = 0, failed = 0;
        for (const char* name : {"eio", "enospc", "short", "short-enospc", "eio-on", "enospc-on"}) {
            const QString fault = QString::fromLatin1(name);
            for (int at = 1 + faults % 3; at <= operations; at += wantedKills() >= 200 ? 1 : 3, ++faults) {
                fs::remove_all(file.parent_path() / ".p.glassnet.lock");
                write_file_atomically(file, before);
                const int code = run(fault, at);
                const std::string now = textIn(file);
                QVERIFY2(now == before || now == after,
                         qPrintable(QStringLiteral("%1 at %2: neither old nor new").arg(fault).arg(at)));
                QVERIFY2(code == 0 || code == 2,
                         qPrintable(QStringLiteral("%1 at %2: code %3").arg(fault).arg(at).arg(code)));
                QVERIFY2(code == 2 || now == after,
                         qPrintable(QStringLiteral("%1 at %2: not saved, in silence").arg(fault).arg(at)));
                failed += code == 2;
                if (faults % 5 == 0) {
                    QCOMPARE(run({}, 0), 0);
                    QCOMPARE(textIn(file), after);
                }
            }
        }
        QVERIFY(failed > 0);
        qInfo("%d faults at %d operations, %d saves failed", faults, operations, failed);
    }
#endif

    void what_was_not_saved_comes_back() {
        Random random(2, Random::Purpose::generated_data);
        std::vector<qint64> losses;
        for (int kill = 0; kill < wantedKills(); ++kill) {
            const Folder folder;
            const fs::path file = folder.path("p.glassnet");
            save_project(example_project(), file);
            const std::string before = textIn(file);
            ScriptedWindow window(folder, line("open", file) + edits(101, 400));
            window.listen(20'000, "101");
            window.listen(static_cast<int>(random.below(4000)));
            window.kill();
            QCOMPARE(textIn(file), before);
            int recovered = 100;
            if (filesNamed(folder.path("data"), "journal.json") > 0) {
                const fs::path saved = folder.path("recovered.glassnet");
                ScriptedWindow next(folder, recovery + line("save", saved));
                QVERIFY2(next.end() == 0, next.errors().constData());
                recovered = epochsIn(saved);
                QCOMPARE(textIn(file), before);
                QCOMPARE(filesNamed(folder.path("data"), "journal.json"), 0);
            }
            QVERIFY2(recovered >= 100,
                     qPrintable(QStringLiteral("%1 came back of %2").arg(recovered).arg(window.last())));
            losses.push_back(recovered < window.last() ? window.age(recovered + 1) : 0);
        }
        std::ranges::sort(losses);
        qInfo("%zu kills, lost: median %lld ms, most %lld ms", losses.size(), losses[losses.size() / 2],
              losses.back());
        QVERIFY(losses.back() <= 10'000);
        QVERIFY(losses[losses.size() / 2] <= 2'000);
    }

    void a_project_that_was_never_saved_comes_back_too() {
        const Folder folder;
        ScriptedWindow window(folder, edits(101, 150) + "{\"do\":\"wait_step\",\"step\":1}\n");
        window.listen(20'000, "150");
        window.listen(2'500);
        window.kill();
        ScriptedWindow next(folder, recovery + line("save", folder.path("recovered.glassnet")));
        QVERIFY2(next.end() == 0, next.errors().constData());
        QCOMPARE(epochsIn(folder.path("recovered.glassnet")), 150);
    }

    void a_kill_during_the_recovery_loses_nothing() {
        Random random(3, Random::Purpose::generated_data);
        int kills = 0;
        while (kills < wantedKills() / 2) {
            const Folder folder;
            const fs::path file = folder.path("p.glassnet");
            save_project(example_project(), file);
            ScriptedWindow window(
                folder, line("open", file) + edits(101, 110) + "{\"do\":\"wait_step\",\"step\":1}\n");
            window.listen(20'000, "110");
            window.listen(2'500);
            window.kill();
            for (int round = 0; round < 6; ++round, ++kills) {
                ScriptedWindow recovering(
                    folder,
                    recovery + "{\"do\":\"say\",\"text\":\"1\"}\n{\"do\":\"wait_step\",\"step\":1}\n");
                recovering.listen(static_cast<int>(random.below(2'500)));
                recovering.kill();
                QCOMPARE(filesNamed(folder.path("data"), "journal.json"), 1);
            }
            ScriptedWindow last(folder, recovery + line("save", folder.path("recovered.glassnet")));
            QVERIFY2(last.end() == 0, last.errors().constData());
            QCOMPARE(epochsIn(folder.path("recovered.glassnet")), 110);
        }
        qInfo("%d kills during recovery", kills);
    }

    void the_second_window_on_a_file_is_told_who_has_it_and_a_dead_one_frees_it() {
        const Folder folder;
        const fs::path file = folder.path("p.glassnet");
        save_project(example_project(), file);
        for (int round = 0; round < wantedKills() / 3; ++round) {
            ScriptedWindow first(
                folder,
                line("open", file) + "{\"do\":\"say\",\"text\":\"1\"}\n{\"do\":\"wait_step\",\"step\":1}\n");
            first.listen(20'000, "1");
            ScriptedWindow second(folder, line("open", file));
            QCOMPARE(second.end(), 2);
            const QByteArray errors = second.errors();
            QVERIFY2(errors.contains("process " + QByteArray::number(first.id()) + " on "),
                     errors.constData());
            first.kill();
            ScriptedWindow third(folder, line("open", file));
            QVERIFY2(third.end() == 0, third.errors().constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestRecovery)
#include "test_recovery.moc"
