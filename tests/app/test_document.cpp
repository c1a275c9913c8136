// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/project_file.h"
#include "session/document.h"
#include "session/network_edits.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace glassnet;
using namespace glassnet::app;

class TestDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void undo_returns_the_exact_value() {
        Document document;
        document.start(example_project());
        NetworkEdits edits(document);
        std::vector<Project> states{document.project()};
        const auto remember = [&] { states.push_back(document.project()); };
        edits.insertBehind(QStringLiteral("Dropout"), QStringLiteral("conv2d_1")), remember();
        edits.set(QStringLiteral("conv2d_1"), QStringLiteral("filters"), Value(7)), remember();
        edits.rename(QStringLiteral("dense_1"), QStringLiteral("hidden")), remember();
        edits.duplicate({QStringLiteral("hidden"), QStringLiteral("dense_2")}), remember();
        edits.remove({QStringLiteral("flatten_1")}, {}, Bridge::yes), remember();
        edits.move({{QStringLiteral("hidden"), QPointF(333, 44)}}), remember();
        edits.arrangeAll(), remember();
        while (states.size() > 1) {
            QCOMPARE(document.project(), states.back());
            states.pop_back();
            document.undoStack().undo();
        }
        QCOMPARE(document.project(), states.front());
        QVERIFY(!document.undoStack().canUndo());
        QVERIFY(!document.modified());
    }

    void a_node_put_into_a_wire_keeps_the_order_of_inputs() {
        Document document;
        Project project;
        for (const char* kind : {"Input", "Dense", "Dense", "Concatenate", "Dropout"})
            add_node(project.network, kind, Point{});
        for (const auto& [from, to] : {std::pair{"input_1", "dense_1"},
                                       {"input_1", "dense_2"},
                                       {"dense_1", "concatenate_1"},
                                       {"dense_2", "concatenate_1"}})
            glassnet::connect(project.network, from, to);
        document.start(project);
        NetworkEdits(document).insertNode(QStringLiteral("dropout_1"), QPointF(8, 8),
                                          {"dense_1", "concatenate_1"});
        QCOMPARE(inputs_of(document.project().network, "concatenate_1"),
                 (std::vector<std::string>{"dropout_1", "dense_2"}));
        QCOMPARE(inputs_of(document.project().network, "dropout_1"), (std::vector<std::string>{"dense_1"}));
        QCOMPARE(document.undoStack().count(), 1);
    }

    void redo_after_undo_is_the_same_value_again() {
        Document document;
        document.start(example_project());
        NetworkEdits(document).insertBehind(QStringLiteral("Dense"), {});
        const Project edited = document.project();
        document.undoStack().undo();
        document.undoStack().redo();
        QCOMPARE(document.project(), edited);
    }

    void edits_of_one_setting_are_one_step() {
        Document document;
        document.start(example_project());
        NetworkEdits edits(document);
        for (int filters = 1; filters < 20; ++filters)
            edits.set(QStringLiteral("conv2d_1"), QStringLiteral("filters"), Value(filters));
        QCOMPARE(document.undoStack().count(), 1);
        document.undoStack().undo();
        QCOMPARE(document.project(), example_project());
    }

    void a_drag_there_and_back_leaves_no_step() {
        Document document;
        document.start(example_project());
        const auto at = *find_node(document.project().network, "conv2d_1")->at;
        NetworkEdits edits(document);
        edits.move({{QStringLiteral("conv2d_1"), QPointF(5, 5)}});
        edits.move({{QStringLiteral("conv2d_1"), QPointF(at.x, at.y)}});
        QCOMPARE(document.undoStack().count(), 0);
    }

    void a_value_equal_to_the_default_is_not_written() {
        Document document;
        document.start(example_project());
        NetworkEdits edits(document);
        edits.set(QStringLiteral("conv2d_1"), QStringLiteral("activation"), Value("linear"));
        QVERIFY(!find(find_node(document.project().network, "conv2d_1")->settings, "activation"));
    }

    void a_circle_is_refused() {
        Document document;
        document.start(example_project());
        QVERIFY(!NetworkEdits(document).connectNodes(QStringLiteral("dense_1"), QStringLiteral("conv2d_1")));
        QCOMPARE(document.project(), example_project());
    }

    void copies_are_pasted_with_their_wires() {
        Document document;
        document.start(example_project());
        NetworkEdits edits(document);
        const QStringList made =
            edits.paste(edits.copy({QStringLiteral("dense_1"), QStringLiteral("dropout_1")}));
        QCOMPARE(made.size(), 2);
        QCOMPARE(inputs_of(document.project().network, made[1].toStdString()),
                 std::vector{made[0].toStdString()});
    }

    void a_repair_mends_and_can_be_undone() {
        Document document;
        document.start(example_project());
        NetworkEdits edits(document);
        edits.remove({QStringLiteral("flatten_1")}, {}, Bridge::yes);
        QVERIFY(!document.checked().ready());
        const Project broken = document.project();
        edits.repair(document.checked().problems.front().repairs.front());
        QVERIFY(document.checked().ready());
        document.undoStack().undo();
        QCOMPARE(document.project(), broken);
    }

    void saving_clears_the_mark_and_loads_equal() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("ü net.glassnet"));
        Document document;
        document.start(example_project());
        NetworkEdits(document).insertBehind(QStringLiteral("Dropout"), QStringLiteral("conv2d_1"));
        QVERIFY(document.modified());
        QSignalSpy saved(&document, &Document::saved);
        document.save(path);
        QVERIFY(saved.wait());
        QVERIFY(!document.modified());
        QCOMPARE(document.name(), QStringLiteral("ü net.glassnet"));
        document.undoStack().undo();
        QVERIFY(document.modified());
        document.undoStack().redo();
        QVERIFY(!document.modified());
    }

    void a_failed_save_tells_why_and_keeps_the_mark() {
        Document document;
        document.start(example_project());
        NetworkEdits(document).arrangeAll();
        NetworkEdits(document).insertBehind(QStringLiteral("Dropout"), {});
        QSignalSpy failed(&document, &Document::saveFailed);
        document.save(QStringLiteral("/nowhere/at/all.glassnet"));
        QVERIFY(failed.wait());
        QVERIFY(document.modified());
    }

    void what_is_acknowledged_is_what_was_saved() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("a.glassnet"));
        const auto withEpochs = [](int epochs) {
            Project project = example_project();
            project.training.epochs = epochs;
            return project;
        };
        const auto savedEpochs = [&] { return load_project(file.toStdString()).training.epochs; };
        {  // an edit that merges with the one before, while a save is under way
            Document document;
            document.start(example_project());
            document.edit(QStringLiteral("epochs"), withEpochs(11), QStringLiteral("key"));
            document.save(file);
            document.edit(QStringLiteral("epochs"), withEpochs(12), QStringLiteral("key"));
            QTRY_VERIFY(!document.saving());
            QCOMPARE(savedEpochs(), 11);
            QVERIFY(document.modified());
        }
        {  // undo and another edit: the same place in the history, another value
            Document document;
            document.start(example_project());
            document.edit(QStringLiteral("epochs"), withEpochs(11));
            document.save(file);
            document.undoStack().undo();
            document.edit(QStringLiteral("epochs"), withEpochs(13));
            QTRY_VERIFY(!document.saving());
            QCOMPARE(savedEpochs(), 11);
            QVERIFY(document.modified());
        }
        {  // another project, while the save of the one before is under way
            Document document;
            document.start(withEpochs(11));
            document.save(file);
            document.start(withEpochs(77));
            QTRY_VERIFY(!document.saving());
            QVERIFY(document.path().isEmpty());
        }
        for (int round = 0; round < 30; ++round) {  // the last of several saves is the one that stays
            Document document;
            document.start(withEpochs(1));
            for (int epochs = 2; epochs < 6; ++epochs) {
                document.edit(QStringLiteral("epochs"), withEpochs(epochs));
                document.save(file);
            }
            QTRY_VERIFY(!document.saving());
            QCOMPARE(savedEpochs(), 5);
            QVERIFY(!document.modified());
        }
    }

    void of_two_windows_on_one_file_the_second_only_reads() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.glassnet"));
        save_project(example_project(), path.toStdString());
        Document first, second;
        const auto open = [&](Document& document) {
            OpenedProject opened = openProject(path.toStdString(), document.lock());
            document.start(std::move(opened.project), path, std::move(opened.file));
        };
        open(first), open(second);
        QVERIFY(first.readOnly().empty());
        QCOMPARE(second.readOnly().front().code(), std::string_view("file.in_use"));
        QCOMPARE(second.title(), QStringLiteral("a.glassnet (read-only)"));
        open(first);  // again in the same window: the lock is its own
        QVERIFY(first.readOnly().empty());

        NetworkEdits(second).insertBehind(QStringLiteral("Dropout"), {});
        QSignalSpy failed(&second, &Document::saveFailed), saved(&second, &Document::saved);
        second.save(path);
        QVERIFY(failed.wait());
        QCOMPARE(load_project(path.toStdString()), example_project());
        second.save(folder.filePath(QStringLiteral("b.glassnet")));
        QVERIFY(saved.wait());
        QVERIFY(second.readOnly().empty());
        {
            Document third;
            open(third);
            QVERIFY(!third.readOnly().empty());
        }
        // The first saves elsewhere: its lock moves with it.
        QSignalSpy moved(&first, &Document::saved);
        first.save(folder.filePath(QStringLiteral("c.glassnet")));
        QVERIFY(moved.wait());
        Document fourth;
        open(fourth);
        QVERIFY(fourth.readOnly().empty());
    }

    void what_another_program_has_written_is_not_overwritten_unasked() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.glassnet"));
        save_project(example_project(), path.toStdString());
        Document document;
        OpenedProject opened = openProject(path.toStdString());
        document.start(std::move(opened.project), path, std::move(opened.file));
        QSignalSpy elsewhere(&document, &Document::changedElsewhere), saved(&document, &Document::saved);
        Project others = example_project();
        others.training.epochs = 77;
        save_project(others, path.toStdString());
        document.checkFile();
        QVERIFY(elsewhere.wait());
        QCOMPARE(elsewhere.takeFirst().at(1).toBool(), false);

        NetworkEdits(document).insertBehind(QStringLiteral("Dropout"), {});
        document.save(path);
        QVERIFY(elsewhere.wait());
        QCOMPARE(elsewhere.takeFirst().at(1).toBool(), true);
        QCOMPARE(load_project(path.toStdString()), others);
        QVERIFY(document.modified());
        document.save(path, Overwrite::yes);
        QVERIFY(saved.wait());
        QCOMPARE(load_project(path.toStdString()), document.project());
        document.save(path);
        QVERIFY(saved.wait());
        QCOMPARE(elsewhere.count(), 0);
    }

    void what_is_edited_during_a_save_stays_unsaved() {
        QTemporaryDir folder;
        Document document;
        document.start(example_project());
        NetworkEdits edits(document);
        edits.insertBehind(QStringLiteral("Dropout"), {});
        QSignalSpy saved(&document, &Document::saved);
        document.save(folder.filePath(QStringLiteral("a.glassnet")));
        edits.set(QStringLiteral("conv2d_1"), QStringLiteral("filters"), Value(3));
        QVERIFY(saved.wait());
        QVERIFY(document.modified());
    }
};

QTEST_GUILESS_MAIN(TestDocument)
#include "test_document.moc"
