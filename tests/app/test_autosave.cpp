// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/project_file.h"
#include "session/autosave.h"
#include "session/document.h"
#include "session/network_edits.h"
#include "support/files.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace glassnet;
using namespace glassnet::app;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

/// A window's document and its journal.
struct Window {
    explicit Window(const fs::path& journals) {
        autosave.keepIn(journals);
        document.start(example_project());
    }
    void edit(int epochs) {
        Project next = document.project();
        next.training.epochs = epochs;
        document.edit(QStringLiteral("epochs"), std::move(next));
    }
    Document document;
    Autosave autosave{document};
};

int journalsIn(const fs::path& folder) {
    int count = 0;
    std::error_code none;
    for (fs::recursive_directory_iterator each(folder, none), end; !none && each != end; each.increment(none))
        count += each->path().filename() == "journal.json";
    return count;
}

std::vector<Abandoned> abandonedIn(const fs::path& folder) {
    std::vector<Problem> problems;
    return abandonedJournals(folder, problems);
}

/// A journal as a dead window has left it.
void leaveJournal(const fs::path& folder, const UnsavedEdits& edits) {
    Journal journal(folder);
    journal.write(edits);
}

}  // namespace

class TestAutosave : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void an_edit_is_in_the_journal_within_two_seconds() {
        const Folder folder;
        Window window(folder.path());
        window.edit(77);
        QElapsedTimer clock;
        clock.start();
        QTRY_COMPARE(journalsIn(folder.path()), 1);
        QVERIFY(clock.elapsed() < 2000);
    }

    void who_goes_on_editing_is_protected_too() {
        const Folder folder;
        Window window(folder.path());
        QElapsedTimer clock;
        clock.start();
        for (int epochs = 100; journalsIn(folder.path()) == 0; ++epochs) {
            window.edit(epochs);
            QTest::qWait(50);
            QVERIFY(clock.elapsed() < 2000);
        }
    }

    void a_journal_of_a_living_window_is_nobody_elses() {
        const Folder folder;
        Window window(folder.path());
        window.edit(77);
        QTRY_COMPARE(journalsIn(folder.path()), 1);
        QVERIFY(abandonedIn(folder.path()).empty());
    }

    void a_save_removes_the_journal_and_leaves_no_trace() {
        const Folder folder, projects;
        {
            Window window(folder.path());
            window.edit(77);
            QTRY_COMPARE(journalsIn(folder.path()), 1);
            window.document.save(QString::fromStdString(projects.path("p.glassnet").string()));
            QTRY_COMPARE(journalsIn(folder.path()), 0);
        }
        QVERIFY(fs::is_empty(folder.path()));
    }

    void undoing_to_the_saved_state_removes_the_journal() {
        const Folder folder;
        Window window(folder.path());
        window.edit(77);
        QTRY_COMPARE(journalsIn(folder.path()), 1);
        window.document.undoStack().undo();
        QTRY_COMPARE(journalsIn(folder.path()), 0);
    }

    void what_is_discarded_goes_with_the_window_and_nothing_else_does() {
        const Folder folder;
        for (const bool discarded : {false, true}) {
            {
                Window window(folder.path());
                window.edit(77);
                QTRY_COMPARE(journalsIn(folder.path()), 1);
                if (discarded) window.autosave.discard();
            }
            QCOMPARE(journalsIn(folder.path()), discarded ? 0 : 1);
            for (const Abandoned& each : abandonedIn(folder.path())) each.journal->clear();
        }
    }

    void what_was_restored_is_unsaved_and_one_undo_goes_back_to_the_file() {
        const Folder folder, projects;
        const fs::path file = projects.path("p.glassnet");
        save_project(example_project(), file);
        Project edited = example_project();
        edited.training.epochs = 77;
        leaveJournal(folder.path(), {file.string(), "", 14, 1000, edited});
        auto found = abandonedIn(folder.path());
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().edits.changes, 14);
        QVERIFY(found.front().edits.project == edited);

        Window window(folder.path());
        window.document.start(load_project(file), QString::fromStdString(file.string()));
        window.autosave.adopt(found.front().journal);
        window.document.restore(QStringLiteral("restored"), found.front().edits.project, 14);
        found.clear();
        QVERIFY(window.document.modified());
        QCOMPARE(window.document.changes(), 14);
        QVERIFY(load_project(file) == example_project());
        QCOMPARE(journalsIn(folder.path()), 1);
        window.edit(78);
        QCOMPARE(window.document.changes(), 15);
        window.document.undoStack().undo();
        window.document.undoStack().undo();
        QVERIFY(window.document.project() == example_project());
        QVERIFY(!window.document.modified());
        QTRY_COMPARE(journalsIn(folder.path()), 0);
    }

    void a_crash_after_restoring_loses_nothing() {
        const Folder folder;
        Project edited = example_project();
        edited.training.epochs = 77;
        leaveJournal(folder.path(), {"", "", 3, 1000, edited});
        {
            auto found = abandonedIn(folder.path());
            QVERIFY(abandonedIn(folder.path()).empty());  // it belongs to the window that asks
        }
        const auto again = abandonedIn(folder.path());
        QCOMPARE(again.size(), std::size_t{1});
        QVERIFY(again.front().edits.project == edited);
    }

    void the_newest_edits_come_first() {
        const Folder folder;
        for (const int time : {5, 9, 7}) leaveJournal(folder.path(), {"", "", time, time, example_project()});
        const auto found = abandonedIn(folder.path());
        QCOMPARE(found.size(), std::size_t{3});
        QCOMPARE(found[0].edits.time, 9);
        QCOMPARE(found[2].edits.time, 5);
    }

    void a_damaged_journal_is_told_and_set_aside() {
        const Folder folder;
        leaveJournal(folder.path(), {"", "", 3, 1000, example_project()});
        fs::path journal;
        for (const auto& each : fs::recursive_directory_iterator(folder.path()))
            if (each.path().filename() == "journal.json") journal = each.path();
        const std::string good(as_text(read_file(journal, 1'000'000)));
        const fs::path place = journal.parent_path();
        for (const std::string& bad : {std::string(), good.substr(0, good.size() / 2), std::string("[1]"),
                                       std::string("{\"glassnet_journal\": 2}"), std::string("\x7f\x45LF")}) {
            fs::create_directories(place);
            write_file_atomically(journal, bad);
            std::vector<Problem> problems;
            QVERIFY(abandonedJournals(folder.path(), problems).empty());
            QCOMPARE(problems.size(), std::size_t{1});
            QCOMPARE(problems.front().code(), std::string_view("journal.damaged"));
            QVERIFY(!fs::exists(place));
            QVERIFY(fs::exists(folder.path("damaged-" + place.filename().string() + ".json")));
        }
    }

    void a_failing_disk_is_told_once() {
        const Folder folder;
        folder.write("file", "a file where the folder should be");
        Window window(folder.path("file"));
        QSignalSpy failed(&window.autosave, &Autosave::failed);
        window.edit(77);
        QVERIFY(failed.wait());
        window.edit(78);
        QTest::qWait(1500);
        QCOMPARE(failed.count(), 1);
        QVERIFY(window.document.modified());
    }
};

QTEST_GUILESS_MAIN(TestAutosave)
#include "test_autosave.moc"
