// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/canvas_view.h"
#include "files/project_file.h"
#include "panels/augmentation.h"
#include "panels/palette.h"
#include "widgets/splitter.h"
#include "window/actions.h"
#include "window/file_drop.h"
#include "window/main_window.h"
#include "window/pages.h"
#include "window/preferences.h"
#include "window/theme.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QProcess>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QUrl>

using namespace glassnet;
using namespace glassnet::app;

namespace {

/// The real pointer: a program of its own moves it, as a hand does, while the window lives its own life.
class Pointer {
public:
    void drag(QPoint from, QPoint to) {
        QStringList arguments;
        const auto go = [&](QPoint to_) {
            arguments << QStringLiteral("mousemove") << QString::number(to_.x()) << QString::number(to_.y())
                      << QStringLiteral("sleep") << QStringLiteral("0.05");
        };
        go(from);
        arguments << QStringLiteral("mousedown") << QStringLiteral("1");
        for (int i = 1; i <= 12; ++i) go(from + (to - from) * i / 12);
        go(to + QPoint(1, 1));
        go(to);
        arguments << QStringLiteral("sleep") << QStringLiteral("0.1") << QStringLiteral("mouseup")
                  << QStringLiteral("1");
        hand_.start(QStringLiteral("xdotool"), arguments);
        QTRY_COMPARE_WITH_TIMEOUT(hand_.state(), QProcess::NotRunning, 10000);
    }

private:
    QProcess hand_;
};

struct Opened {
    explicit Opened(Preferences& preferences) : window(preferences) {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.move(0, 0);
        QApplication::setActiveWindow(&window);  // there is no window manager to do it
        QTRY_VERIFY_WITH_TIMEOUT(window.picturesShown(), 10000);
    }
    [[nodiscard]] const Project& project() { return window.session().document.project(); }
    [[nodiscard]] QPoint onScreen(QPointF scene) {
        CanvasView* canvas = window.design().canvas;
        return canvas->viewport()->mapToGlobal(canvas->mapFromScene(scene));
    }
    [[nodiscard]] NodeItem* node(const char* id) {
        return window.design().canvas->canvas().node(QLatin1StringView(id));
    }
    [[nodiscard]] QPoint inPalette(const char* kind) {
        auto* list = window.findChild<QListWidget*>(QStringLiteral("palette.list"));
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->data(LayerList::KindRole).toString() == QLatin1StringView(kind))
                return list->viewport()->mapToGlobal(list->visualItemRect(list->item(row)).center());
        return {};
    }
    MainWindow window;
    Pointer pointer;
};

/// Files dragged over the window and let go, as the system tells it.
class Dragged {
public:
    Dragged(QWidget& window, const QList<QUrl>& urls) : window_(window) { data_.setUrls(urls); }
    bool hover() {
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data_, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window_, &enter);
        QDragMoveEvent move(QPoint(310, 300), Qt::CopyAction, &data_, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window_, &move);
        return enter.isAccepted() && move.isAccepted();
    }
    void leave() {
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(&window_, &leave);
    }
    void drop() {
        QVERIFY(hover());
        QDropEvent drop(QPointF(310, 300), Qt::CopyAction, &data_, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window_, &drop);
    }

private:
    QWidget& window_;
    QMimeData data_;
};

QUrl fileIn(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes) {
    QFile file(folder.filePath(name));
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
    return QUrl::fromLocalFile(file.fileName());
}

bool havePointer() {
    return !QStandardPaths::findExecutable(QStringLiteral("xdotool")).isEmpty() &&
           QGuiApplication::platformName() == QLatin1String("xcb");
}

}  // namespace

class TestWindow : public QObject {
    Q_OBJECT
    Preferences forgetful_;  // emptied before each test

private Q_SLOTS:
    void pasted_keras_code_becomes_steps_and_what_was_not_is_told() {
        Opened opened(forgetful_);
        Document& document = opened.window.session().document;
        document.start(example_project());
        auto* panel = opened.window.findChild<Augmentation*>();
        const auto paste = [&](const QString& code) {
            QApplication::clipboard()->setText(code);
            panel->findChild<QAction*>(QStringLiteral("augmentation.paste"))->trigger();
        };
        const auto* remarks = panel->findChild<QLabel*>(QStringLiteral("augmentation.remarks"));
        paste(QStringLiteral("gen = ImageDataGenerator(rotation_range=20, zca_whitening=True)"));
        QCOMPARE(opened.project().augmentation,
                 (std::vector<KindSettings>{{"ImageDataGenerator", {{"rotation_range", 20}}}}));
        QVERIFY2(remarks->text().contains(QStringLiteral("zca_whitening=True")), qPrintable(remarks->text()));
        QVERIFY(!remarks->isHidden());
        document.undoStack().undo();
        QCOMPARE(opened.project(), example_project());
        paste(QStringLiteral("hello"));
        QCOMPARE(opened.project(), example_project());
        QVERIFY(!remarks->text().isEmpty());
    }

    void everything_that_takes_the_keyboard_has_a_name() {
        Preferences preferences;
        Opened opened(preferences);
        QStringList nameless;
        for (const char* page : {"Data", "Design", "Train", "Inspect", "Evaluate"}) {
            opened.window.showWorkspace(QLatin1StringView(page));
            for (QWidget* widget : opened.window.findChildren<QWidget*>()) {
                if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus)) continue;
                // Viewports and the line inside a spin box speak through their owners.
                if (qobject_cast<QAbstractScrollArea*>(widget->parent()) ||
                    qobject_cast<QAbstractSpinBox*>(widget->parent()))
                    continue;
                const QAccessibleInterface* seen = QAccessible::queryAccessibleInterface(widget);
                if (!seen || seen->text(QAccessible::Name).isEmpty())
                    nameless +=
                        QStringLiteral("%1: %2 %3")
                            .arg(QLatin1StringView(page),
                                 QLatin1StringView(widget->metaObject()->className()), widget->objectName());
            }
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    }

    void init() { forgetful_ = {}; }

    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("glassnet-test"));
        applyTheme(*qApp, ThemeChoice::light);
    }

    void a_layer_dragged_onto_a_wire_goes_into_it() {
        if (!havePointer()) QSKIP("needs xdotool and an X display");
        Opened opened(forgetful_);
        const QPointF wire =
            (opened.node("dense_1")->outputPort() + opened.node("dropout_1")->inputPort()) / 2;
        opened.pointer.drag(opened.inPalette("BatchNormalization"), opened.onScreen(wire));
        QTRY_COMPARE(opened.project().network.nodes.size(), 10U);
        QCOMPARE(inputs_of(opened.project().network, "dropout_1"),
                 std::vector<std::string>{"batch_normalization_1"});
        QCOMPARE(inputs_of(opened.project().network, "batch_normalization_1"),
                 std::vector<std::string>{"dense_1"});
        QVERIFY(opened.window.session().document.checked().ready());
        opened.window.actions().undo->trigger();
        QCOMPARE(opened.project(), example_project());
    }

    void a_loose_layer_dragged_onto_a_wire_goes_into_it() {
        if (!havePointer()) QSKIP("needs xdotool and an X display");
        Opened opened(forgetful_);
        const QPointF free = opened.node("dense_2")->mapToScene(QPointF(0, 120));
        opened.window.edits().add(QStringLiteral("BatchNormalization"), free);
        const Project before = opened.project();
        QTRY_VERIFY(opened.node("batch_normalization_1"));
        const QPointF wire =
            (opened.node("dense_1")->outputPort() + opened.node("dropout_1")->inputPort()) / 2;
        opened.pointer.drag(opened.onScreen(opened.node("batch_normalization_1")->mapToScene(66, 33)),
                            opened.onScreen(wire));
        QTRY_COMPARE(inputs_of(opened.project().network, "dropout_1"),
                     std::vector<std::string>{"batch_normalization_1"});
        QCOMPARE(inputs_of(opened.project().network, "batch_normalization_1"),
                 std::vector<std::string>{"dense_1"});
        QVERIFY(opened.window.session().document.checked().ready());
        opened.window.actions().undo->trigger();
        QCOMPARE(opened.project(), before);
    }

    void a_network_is_extended_by_hand_trained_and_its_maps_change() {
        if (!havePointer()) QSKIP("needs xdotool and an X display");
        Opened opened(forgetful_);
        // A layer on free ground …
        const QPointF place = opened.node("dense_2")->mapToScene(QPointF(66, 140));
        opened.pointer.drag(opened.inPalette("Dense"), opened.onScreen(place));
        QTRY_VERIFY(find_node(opened.project().network, "dense_3"));
        // … wired by hand, which leaves the softmax in the middle: now the loss has something to say; undone.
        opened.pointer.drag(opened.onScreen(opened.node("dense_2")->outputPort()),
                            opened.onScreen(opened.node("dense_3")->inputPort()));
        QTRY_COMPARE(inputs_of(opened.project().network, "dense_3"), std::vector<std::string>{"dense_2"});
        opened.window.actions().undo->trigger();
        opened.window.actions().undo->trigger();
        QCOMPARE(opened.project(), example_project());
        QTRY_VERIFY_WITH_TIMEOUT(opened.window.picturesShown(), 10000);
        const auto before = opened.window.session().run.snapshot()->outputs.at("conv2d_1")->values;
        QTest::mouseClick(opened.window.findChild<QAbstractButton*>(QStringLiteral("toolbar.train")),
                          Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(opened.window.session().run.snapshot()->step >= 10, 20000);
        QVERIFY(opened.window.session().run.snapshot()->outputs.at("conv2d_1")->values != before);
        QTest::mouseClick(opened.window.findChild<QAbstractButton*>(QStringLiteral("toolbar.train")),
                          Qt::LeftButton);
        QTRY_COMPARE(opened.window.session().run.snapshot()->state, RunState::paused);
        QCOMPARE(opened.window.findChild<QAbstractButton*>(QStringLiteral("toolbar.train"))->text(),
                 QStringLiteral("Continue"));
    }

    void a_circle_cannot_be_drawn_with_the_pointer() {
        if (!havePointer()) QSKIP("needs xdotool and an X display");
        Opened opened(forgetful_);
        opened.pointer.drag(opened.onScreen(opened.node("dense_1")->outputPort()),
                            opened.onScreen(opened.node("conv2d_1")->inputPort()));
        QTest::qWait(100);
        QCOMPARE(opened.project(), example_project());
    }

    void closed_views_ask_the_run_for_nothing() {
        Opened opened(forgetful_);
        const auto seen = [&] { return opened.window.session().run.snapshot(); };
        QTRY_COMPARE(seen()->outputs.size(), opened.project().network.nodes.size());
        opened.window.showWorkspace(QStringLiteral("Train"));
        opened.window.actions().stepBatch->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(seen()->step == 1 && seen()->state == RunState::paused, 20000);
        QVERIFY(seen()->outputs.empty() && seen()->weights.empty());
        opened.window.showWorkspace(QStringLiteral("Inspect"));  // one layer, what goes into it, its weights
        QTRY_COMPARE(seen()->outputs.size(), std::size_t{2});
        QVERIFY(!seen()->weights.empty());
        opened.window.showWorkspace(QStringLiteral("Design"));
        QTRY_COMPARE(seen()->outputs.size(), opened.project().network.nodes.size());
    }

    void the_window_answers_while_it_trains() {
        Opened opened(forgetful_);
        opened.window.actions().train->trigger();
        qint64 longest = 0;
        for (int i = 0; i < 60; ++i) {
            QElapsedTimer turn;
            turn.start();
            QCoreApplication::processEvents();
            longest = std::max(longest, turn.elapsed());
            QTest::qSleep(5);
        }
        QVERIFY(opened.window.session().run.running());
        QVERIFY2(longest < 400, qPrintable(QStringLiteral("%1 ms").arg(longest)));
    }

    void a_click_on_a_mistake_shows_it_under_inspect() {
        Opened opened(forgetful_);
        opened.window.actions().stepBatch->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(
            opened.window.session().evaluation.trained() && opened.window.session().quiet(), 20000);
        QTest::mouseClick(opened.window.findChild<QAbstractButton*>(QStringLiteral("workspace.evaluate")),
                          Qt::LeftButton);
        // by itself: there are new weights
        QTRY_VERIFY_WITH_TIMEOUT(opened.window.session().evaluation.result(), 20000);
        const int worst = opened.window.session().evaluation.result()->mistakes().front();
        auto* mistakes = opened.window.findChild<QWidget*>(QStringLiteral("evaluation.mistakes"));
        QTRY_VERIFY(mistakes->isVisible() && mistakes->height() > 100);
        QTest::mouseClick(mistakes, Qt::LeftButton, {}, QPoint(20, 20));
        QVERIFY(opened.window.findChild<QWidget*>(QStringLiteral("sample"))->isVisible());
        QCOMPARE(opened.window.findChild<QSpinBox*>(QStringLiteral("sample.number"))->value(), worst);
    }

    void everything_goes_by_keyboard() {
        Opened opened(forgetful_);
        QTest::keyClick(&opened.window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto* search = opened.window.findChild<QLineEdit*>(QStringLiteral("palette.search"));
        QTest::keyClicks(search, QStringLiteral("batch"));
        opened.window.select({QStringLiteral("conv2d_1")});
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(inputs_of(opened.project().network, "max_pooling2d_1"),
                 std::vector<std::string>{"batch_normalization_1"});
        opened.window.design().canvas->setFocus();
        QTest::keyClick(opened.window.design().canvas, Qt::Key_Delete);
        QCOMPARE(opened.project().network.nodes.size(), 9U);
        QTest::keyClick(&opened.window, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(opened.project().network.nodes.size(), 10U);
    }

    void every_command_has_a_menu_place_and_every_control_a_name() {
        Opened opened(forgetful_);
        for (const QAction* action :
             opened.window.actions().findChildren<QAction*>(Qt::FindDirectChildrenOnly)) {
            QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
            QVERIFY2(action->associatedObjects().size() > 1, qPrintable(action->objectName()));
        }
        for (const QAbstractButton* button : opened.window.findChildren<QAbstractButton*>())
            if (button->isVisible() && !qobject_cast<QLineEdit*>(button->parent()))
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                         qPrintable(button->objectName()));
    }

    void borders_workspace_and_size_are_found_again_at_the_next_start() {
        const QTemporaryDir folder;
        const auto store = [&] {
            return std::make_unique<QSettings>(folder.filePath(QStringLiteral("kept.ini")),
                                               QSettings::IniFormat);
        };
        QList<int> dragged;
        {
            Preferences kept(store());
            Opened opened(kept);
            auto* across = opened.window.findChild<Splitter*>(QStringLiteral("splitter.design.across"));
            opened.window.resize(1300, 800);
            QTRY_COMPARE(across->width(), 1300);
            const int palette = across->sizes()[0];
            QSplitterHandle* border = across->handle(1);
            QTest::mousePress(border, Qt::LeftButton, {}, border->rect().center());
            QTest::mouseMove(border, border->rect().center() + QPoint(60, 0));
            QTest::mouseRelease(border, Qt::LeftButton, {}, border->rect().center() + QPoint(60, 0));
            dragged = across->sizes();
            QVERIFY(dragged[0] > palette + 30);
            opened.window.actions().workspaces[4]->trigger();
            opened.window.close();
            QTRY_VERIFY(!opened.window.isVisible());
        }
        Preferences kept(store());
        Opened again(kept);
        QCOMPARE(again.window.size(), QSize(1300, 800));
        QVERIFY(again.window.actions().workspaces[4]->isChecked());
        QVERIFY(again.window.findChild<QWidget*>(QStringLiteral("evaluation"))->isVisible());
        again.window.actions().workspaces[1]->trigger();
        auto* across = again.window.findChild<Splitter*>(QStringLiteral("splitter.design.across"));
        QTRY_COMPARE(across->sizes(), dragged);
        QTest::mouseDClick(across->handle(1), Qt::LeftButton);
        QTRY_COMPARE(across->sizes()[0], 208);
    }

    void scripts_and_tests_leave_the_preferences_alone() {
        QSettings user;
        user.setValue(QStringLiteral("window/workspace"), QStringLiteral("Data"));
        {
            Opened opened(forgetful_);
            QVERIFY(opened.window.actions().workspaces[1]->isChecked());
            opened.window.actions().workspaces[3]->trigger();
            opened.window.close();
            QTRY_VERIFY(!opened.window.isVisible());
        }
        QCOMPARE(QSettings().value(QStringLiteral("window/workspace")).toString(), QStringLiteral("Data"));
        QSettings().clear();
    }

    void a_dropped_project_is_opened_after_the_usual_question() {
        Opened opened(forgetful_);
        const QTemporaryDir folder;
        Project other = example_project();
        other.training.epochs = 77;
        const QUrl url =
            fileIn(folder, QStringLiteral("other.glassnet"), QByteArray::fromStdString(to_json(other)));
        opened.window.edits().insertBehind(QStringLiteral("Dropout"), QStringLiteral("conv2d_1"));
        bool asked = false;
        QTimer::singleShot(300, qApp, [&asked] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(box);
            asked = true;
            box->button(QMessageBox::Discard)->click();
        });
        Dragged(opened.window, {url}).drop();
        QTRY_COMPARE_WITH_TIMEOUT(opened.project().training.epochs, 77, 10000);
        QVERIFY(asked);
        QCOMPARE(opened.window.session().document.name(), QStringLiteral("other.glassnet"));
    }

    void a_dropped_folder_becomes_the_data_and_undo_takes_it_back() {
        Opened opened(forgetful_);
        const QTemporaryDir folder;
        const QString before = QString::fromStdString(opened.project().data.source);
        Dragged(opened.window, {QUrl::fromLocalFile(folder.path())}).drop();
        QTRY_COMPARE(QString::fromStdString(opened.project().data.source), folder.path());
        QTRY_VERIFY(opened.window.findChild<QWidget*>(QStringLiteral("data"))->isVisible());
        opened.window.actions().undo->trigger();
        QCOMPARE(QString::fromStdString(opened.project().data.source), before);
    }

    void arrays_are_known_by_what_they_are() {
        const QTemporaryDir folder;
        const auto useOf = [&](const QString& name, const QByteArray& bytes) {
            QMimeData data;
            data.setUrls({fileIn(folder, name, bytes)});
            return droppable(data).use;
        };
        using Use = Droppable::Use;
        QCOMPARE(useOf(QStringLiteral("train"), QByteArray::fromHex("00000803"
                                                                    "00000001")),
                 Use::data);
        QCOMPARE(useOf(QStringLiteral("a.npz"), QByteArray("PK\x03\x04") + QByteArray(60, '\0')), Use::data);
        QCOMPARE(useOf(QStringLiteral("a.safetensors"), QByteArray(64, '\0')), Use::data);
        QCOMPARE(useOf(QStringLiteral("a.zip"), QByteArray("PK\x03\x04") + QByteArray(60, '\0')), Use::none);
        QCOMPARE(useOf(QStringLiteral("a.txt"), "words"), Use::none);
    }

    void what_cannot_be_used_is_refused_in_words() {
        Opened opened(forgetful_);
        const QTemporaryDir folder;
        Dragged dragged(opened.window, {fileIn(folder, QStringLiteral("notes.txt"), "words")});
        auto* hint = opened.window.findChild<QWidget*>(QStringLiteral("drop.hint"));
        QVERIFY(dragged.hover());
        QVERIFY(hint->isVisible());
        QVERIFY(hint->accessibleName().contains(QStringLiteral("notes.txt")));
        dragged.leave();
        QVERIFY(!hint->isVisible());
        dragged.drop();
        QTRY_VERIFY(opened.window.findChild<QMessageBox*>(QStringLiteral("message")));
        auto* message = opened.window.findChild<QMessageBox*>(QStringLiteral("message"));
        QVERIFY(message->informativeText().contains(QStringLiteral("notes.txt")));
        message->close();
        QCOMPARE(opened.project(), example_project());
    }

    void unsaved_work_is_asked_about() {
        Opened opened(forgetful_);
        opened.window.edits().insertBehind(QStringLiteral("Dropout"), QStringLiteral("conv2d_1"));
        QVERIFY(opened.window.isWindowModified());
        bool asked = false;
        const auto answer = [&asked](QMessageBox::StandardButton button) {
            QTimer::singleShot(200, qApp, [&asked, button] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                QVERIFY(box);
                asked = true;
                box->button(button)->click();
            });
        };
        answer(QMessageBox::Cancel);
        opened.window.close();
        QVERIFY(asked);
        QVERIFY(opened.window.isVisible());
        answer(QMessageBox::Discard);
        opened.window.close();
        QTRY_VERIFY(!opened.window.isVisible());
    }
};

QTEST_MAIN(TestWindow)
#include "test_window.moc"
