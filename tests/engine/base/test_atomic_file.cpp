// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomic_file.h"
#include "base/problem.h"
#include "support/problems.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <fstream>

using namespace glassnet;
using glassnet::testing::code_of;
using glassnet::testing::problems_of;
namespace fs = std::filesystem;

class TestAtomicFile : public QObject {
    Q_OBJECT
private slots:
    void init();
    void what_is_written_is_read_again();
    void nothing_appears_before_commit();
    void an_abandoned_file_leaves_no_trace();
    void the_old_file_stays_until_commit();
    void a_link_stays_a_link();
    void a_link_to_nowhere_is_refused();
    void folders_and_pipes_are_refused();
    void rights_of_the_old_file_are_kept();
    void a_missing_folder_is_named();
    void a_full_disk_keeps_the_old_file_and_says_so();
    void what_a_killed_writer_left_is_swept();
    void a_writer_that_lives_is_not_swept();
    void a_name_of_255_bytes_can_be_saved();
    void reading_stops_at_the_limit();
    void reading_refuses_pipes_and_folders();
    void a_missing_file_is_told_with_its_place();

private:
    [[nodiscard]] fs::path path(const char* name) const {
        return fs::path(folder_->path().toStdString()) / name;
    }
    [[nodiscard]] QStringList files() const {
        return QDir(folder_->path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    [[nodiscard]] std::string content(const char* name) const {
        return std::string(as_text(read_file(path(name), 1'000'000)));
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

void TestAtomicFile::init() { folder_ = std::make_unique<QTemporaryDir>(); }

void TestAtomicFile::what_is_written_is_read_again() {
    write_file_atomically(path("a"), std::string_view("one\0two", 7));
    QCOMPARE(content("a"), std::string("one\0two", 7));
    QCOMPARE(files(), QStringList{"a"});
}

void TestAtomicFile::nothing_appears_before_commit() {
    AtomicFile file(path("a"));
    file.write(std::string_view("text"));
    QVERIFY(!fs::exists(path("a")));
    file.commit();
    QCOMPARE(content("a"), std::string("text"));
}

void TestAtomicFile::an_abandoned_file_leaves_no_trace() {
    { AtomicFile(path("a")).write(std::string_view("text")); }
    QCOMPARE(files(), QStringList{});
}

void TestAtomicFile::the_old_file_stays_until_commit() {
    write_file_atomically(path("a"), "old");
    {
        AtomicFile file(path("a"));
        file.write(std::string_view("new"));
        QCOMPARE(content("a"), std::string("old"));
    }
    QCOMPARE(content("a"), std::string("old"));
}

void TestAtomicFile::a_link_stays_a_link() {
    write_file_atomically(path("real"), "old");
    fs::create_symlink("real", path("link"));
    write_file_atomically(path("link"), "new");
    QVERIFY(fs::is_symlink(path("link")));
    QCOMPARE(content("real"), std::string("new"));
}

void TestAtomicFile::a_link_to_nowhere_is_refused() {
    fs::create_symlink("nowhere", path("link"));
    QCOMPARE(code_of([&] { write_file_atomically(path("link"), "x"); }), std::string("file.not_regular"));
    QCOMPARE(files().size(), 1);
}

void TestAtomicFile::folders_and_pipes_are_refused() {
    fs::create_directory(path("folder"));
    QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
    QCOMPARE(code_of([&] { write_file_atomically(path("folder"), "x"); }), std::string("file.not_regular"));
    QCOMPARE(code_of([&] { write_file_atomically(path("pipe"), "x"); }), std::string("file.not_regular"));
    QVERIFY(fs::is_fifo(path("pipe")));
}

void TestAtomicFile::rights_of_the_old_file_are_kept() {
    write_file_atomically(path("a"), "old");
    fs::permissions(path("a"), fs::perms::owner_read | fs::perms::owner_write);
    write_file_atomically(path("a"), "new");
    QVERIFY(fs::status(path("a")).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

void TestAtomicFile::a_missing_folder_is_named() {
    const auto problems = problems_of([&] { write_file_atomically(path("no/such/a"), "x"); });
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(std::string(problems[0].code()), std::string("file.missing"));
    QCOMPARE(problems[0].where.file, path("no/such/a").string());
    QVERIFY(!problems[0].hint().empty());
}

// A limit on the size of files makes the kernel write short and then refuse, as a full disk does. In a child,
// which the limit may not outlive.
void TestAtomicFile::a_full_disk_keeps_the_old_file_and_says_so() {
    write_file_atomically(path("a"), "old");
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{65536, 65536};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const std::string large(200'000, 'x');
        ::_exit(code_of([&] { write_file_atomically(path("a"), large); }) == "file.disk_full" ? 0 : 1);
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    QCOMPARE(content("a"), std::string("old"));
    QCOMPARE(files(), QStringList{"a"});
}

void TestAtomicFile::what_a_killed_writer_left_is_swept() {
    write_file_atomically(path(".a.abc123.tmp"), "half");
    write_file_atomically(path(".b.abc123.tmp"), "of another file");
    write_file_atomically(path(".a.tmp"), "a user's own");
    write_file_atomically(path("a"), "whole");
    QCOMPARE(files(), QStringList({".a.tmp", ".b.abc123.tmp", "a"}));
}

void TestAtomicFile::a_writer_that_lives_is_not_swept() {
    AtomicFile first(path("a"));
    first.write(std::string_view("first"));
    write_file_atomically(path("a"), "second");
    first.commit();
    QCOMPARE(content("a"), std::string("first"));
    QCOMPARE(files(), QStringList{"a"});
}

void TestAtomicFile::a_name_of_255_bytes_can_be_saved() {
    const std::string name(255, 'n');
    write_file_atomically(path(name.c_str()), "x");
    QCOMPARE(content(name.c_str()), std::string("x"));
}

void TestAtomicFile::reading_stops_at_the_limit() {
    write_file_atomically(path("a"), "12345");
    QCOMPARE(read_file(path("a"), 5).size(), std::size_t{5});
    QCOMPARE(code_of([&] { (void)read_file(path("a"), 4); }), std::string("file.too_large"));
}

void TestAtomicFile::reading_refuses_pipes_and_folders() {
    QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
    QCOMPARE(code_of([&] { (void)read_file(path("pipe"), 10); }), std::string("file.not_regular"));
    QCOMPARE(code_of([&] { (void)read_file(folder_->path().toStdString(), 10); }),
             std::string("file.not_regular"));
}

void TestAtomicFile::a_missing_file_is_told_with_its_place() {
    const auto problems = problems_of([&] { (void)read_file(path("none"), 10); });
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(std::string(problems[0].code()), std::string("file.missing"));
    QCOMPARE(problems[0].where.file, path("none").string());
}

QTEST_APPLESS_MAIN(TestAtomicFile)
#include "test_atomic_file.moc"
