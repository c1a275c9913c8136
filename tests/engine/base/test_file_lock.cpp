// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file_lock.h"
#include "base/problem.h"
#include "support/files.h"
#include "support/problems.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <optional>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

/// A process that takes the lock, says so, and holds it until it is killed.
pid_t holder_of(const fs::path& file) {
    int pipe[2];
    if (::pipe(pipe) != 0) return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        const FileLock lock(file);
        (void)!::write(pipe[1], "!", 1);
        for (;;) ::pause();
    }
    char told = 0;
    const bool holds = ::read(pipe[0], &told, 1) == 1;
    ::close(pipe[0]);
    ::close(pipe[1]);
    return holds ? child : -1;
}

}  // namespace

class TestFileLock : public QObject {
    Q_OBJECT
private slots:
    void who_holds_a_file_is_named() {
        const Folder folder;
        const fs::path file = folder.write("p.glassnet", "{}");
        const FileLock lock(file);
        const auto problems = problems_of([&] { const FileLock second(file); });
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems.front().code(), std::string_view("file.in_use"));
        QVERIFY(contains(problems.front().what(), "process " + std::to_string(::getpid()) + " on "));
    }

    void the_lock_goes_with_its_holder_and_leaves_nothing() {
        const Folder folder;
        const fs::path file = folder.write("p.glassnet", "{}");
        {
            const FileLock lock(file);
            QVERIFY(lock.is_of(file) && !lock.is_of(folder.path("q.glassnet")));
            QVERIFY(fs::exists(folder.path(".p.glassnet.lock")));
        }
        QVERIFY(!fs::exists(folder.path(".p.glassnet.lock")));
        const FileLock again(file);
    }

    void a_link_and_its_file_have_one_lock() {
        const Folder folder;
        const fs::path file = folder.write("p.glassnet", "{}");
        fs::create_symlink("p.glassnet", folder.path("link.glassnet"));
        const FileLock lock(file);
        QCOMPARE(code_of([&] { const FileLock second(folder.path("link.glassnet")); }),
                 std::string("file.in_use"));
        QVERIFY(lock.is_of(folder.path("link.glassnet")));
    }

    void where_no_lock_can_be_made_it_is_only_a_wish() { const FileLock lock("/nowhere/at/all.glassnet"); }

    void the_lock_of_a_killed_program_frees_itself() {
        const Folder folder;
        const fs::path file = folder.write("p.glassnet", "{}");
        qint64 slowest = 0;
        for (int round = 0; round < 100; ++round) {
            const pid_t other = holder_of(file);
            QVERIFY(other > 0);
            QCOMPARE(code_of([&] { const FileLock lock(file); }), std::string("file.in_use"));
            ::kill(other, SIGKILL);
            ::waitpid(other, nullptr, 0);
            QElapsedTimer clock;
            clock.start();
            std::optional<FileLock> lock;
            QVERIFY(problems_of([&] { lock.emplace(file); }).empty());
            slowest = std::max(slowest, clock.elapsed());
        }
        QVERIFY(slowest <= 1000);
        qInfo("100 dead holders, the slowest lock was free after %lld ms", slowest);
    }
};

QTEST_GUILESS_MAIN(TestFileLock)
#include "test_file_lock.moc"
