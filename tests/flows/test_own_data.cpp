// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a folder of one's own pictures to a confusion matrix, as a person who has just opened the window does
// it: by the buttons that are there.
#include "panels/sample_browser.h"
#include "widgets/confusion_matrix.h"
#include "widgets/thumbnail_grid.h"
#include "window/main_window.h"
#include "window/preferences.h"
#include "window/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QDropEvent>
#include <QImage>
#include <QLabel>
#include <QMimeData>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <array>

using namespace glassnet;
using namespace glassnet::app;

namespace {

/// Counts what a person presses.
class Hand {
public:
    explicit Hand(MainWindow& window) : window_(window) {}
    [[nodiscard]] int clicks() const { return clicks_; }

    QAbstractButton* button(const char* name) {
        return window_.findChild<QAbstractButton*>(QLatin1StringView(name));
    }
    void press(const char* name) {
        QVERIFY2(button(name), name);
        QTRY_VERIFY2_WITH_TIMEOUT(button(name)->isVisible() && button(name)->isEnabled(), name, 10000);
        QTest::mouseClick(button(name), Qt::LeftButton);
        ++clicks_;
    }
    void drop(const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window_, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(310, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window_, &drop);
        ++clicks_;
    }

private:
    MainWindow& window_;
    int clicks_ = 0;
};

/// Pictures of three colours, as photos come: of many sizes, with files of other kinds beside them.
void writePhotos(const QTemporaryDir& folder) {
    constexpr int each = 12;
    const std::array colours{QColor(220, 60, 40), QColor(40, 180, 60), QColor(60, 80, 230)};
    const std::array names{"red", "green", "blue"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const QString place = folder.filePath(QLatin1StringView(names[i]));
        QVERIFY(QDir().mkpath(place));
        for (int k = 0; k < each; ++k) {
            QImage picture(30 + 3 * k, 40 + 2 * k, QImage::Format_RGB32);
            picture.fill(colours[i].darker(100 + 5 * k));
            QVERIFY(picture.save(place + QStringLiteral("/%1.png").arg(k)));
        }
        QFile notes(place + QStringLiteral("/notes.txt"));
        QVERIFY(notes.open(QIODevice::WriteOnly));
        notes.write("taken in spring");
    }
}

}  // namespace

class FlowOwnData : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("glassnet-test"));
        applyTheme(*qApp, ThemeChoice::light);
    }

    void a_folder_of_photos_is_trained_on_in_six_clicks() {
        const QTemporaryDir folder;
        writePhotos(folder);
        Preferences preferences;
        MainWindow window(preferences);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY_WITH_TIMEOUT(window.session().quiet(), 20000);
        Hand hand(window);

        hand.drop(folder.path());
        QTRY_VERIFY_WITH_TIMEOUT(!window.session().data.loading(), 20000);
        const auto* fit = hand.button("data.fit");
        QTRY_VERIFY_WITH_TIMEOUT(fit->isVisible(), 20000);
        QVERIFY(!window.session().document.checked().ready());  // no common size yet
        QVERIFY(window.findChild<QLabel*>(QStringLiteral("data.changes"))
                    ->text()
                    .contains(QStringLiteral("28 × 28")));
        QVERIFY(window.findChild<QLabel*>(QStringLiteral("data.facts"))
                    ->text()
                    .contains(QStringLiteral("files ignored")));
        hand.press("data.fit");
        QTRY_VERIFY_WITH_TIMEOUT(window.session().document.checked().ready(), 20000);
        QVERIFY(!fit->isVisible());
        hand.press("toolbar.train");
        QTRY_VERIFY_WITH_TIMEOUT(window.session().run.progress() && !window.session().run.running() &&
                                     window.session().run.progress()->epoch > 0,
                                 60000);
        hand.press("workspace.evaluate");
        hand.press("evaluation.evaluate");
        const auto* matrix = window.findChild<ConfusionMatrix*>(QStringLiteral("evaluation.confusion"));
        QTRY_VERIFY_WITH_TIMEOUT(matrix->isVisible(), 20000);
        QCOMPARE(window.session().data.dataset()->summary.class_names,
                 (std::vector<std::string>{"blue", "green", "red"}));
        QVERIFY2(hand.clicks() <= 6, QByteArray::number(hand.clicks()).constData());
    }

    void fitting_is_one_step_of_undo() {
        const QTemporaryDir folder;
        writePhotos(folder);
        Preferences preferences;
        MainWindow window(preferences);
        window.show();
        QTRY_VERIFY_WITH_TIMEOUT(window.session().quiet(), 20000);
        Document& document = window.session().document;
        Project photos = document.project();
        photos.data = {.source = folder.path().toStdString()};
        document.edit(QStringLiteral("data"), photos);
        QTRY_VERIFY_WITH_TIMEOUT(window.session().data.dataset() && !window.session().data.loading() &&
                                     window.session().data.dataset()->summary.classes() == 3,
                                 20000);
        window.showWorkspace(QStringLiteral("Data"));
        Hand hand(window);
        hand.press("data.fit");
        QVERIFY(document.checked().ready());  // at once: the pictures were in this size already
        QCOMPARE(document.project().preprocessing.front().kind, std::string("Resize"));
        document.undoStack().undo();
        QVERIFY(document.project() == photos);
    }

    void samples_are_left_out_and_relabelled_and_brought_back() {
        const QTemporaryDir folder;
        writePhotos(folder);
        Preferences preferences;
        MainWindow window(preferences);
        window.show();
        QTRY_VERIFY_WITH_TIMEOUT(window.session().quiet(), 20000);
        Session& session = window.session();
        Project photos = session.document.project();
        photos.data = {.source = folder.path().toStdString(), .validation_split = 0};
        session.document.edit(QStringLiteral("data"), photos);
        window.showWorkspace(QStringLiteral("Data"));
        QTRY_VERIFY_WITH_TIMEOUT(session.quiet() && session.data.whole() && session.overview.report(), 20000);
        const auto whole = session.data.whole();
        auto* grid = window.findChild<ThumbnailGrid*>(QStringLiteral("samples.grid"));
        QCOMPARE(grid->count(), 36);

        grid->setCurrent(0);
        QTest::keyClick(grid, Qt::Key_Right);
        QTest::keyClick(grid, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(grid, Qt::Key_Delete);
        QCOMPARE(session.document.project().data.changes,
                 (std::vector<SampleChange>{{.sample = "blue/1.png", .excluded = true},
                                            {.sample = "blue/2.png", .excluded = true}}));
        QTRY_VERIFY_WITH_TIMEOUT(session.quiet(), 20000);
        QCOMPARE(session.data.dataset()->training.count, std::int64_t{34});
        QVERIFY(session.data.whole() == whole);  // nothing is loaded again
        QCOMPARE(grid->count(), 36);             // they are shown, crossed out
        QCOMPARE(grid->selectedCount(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(session.overview.overview()->class_counts.at(0).at(0), std::int64_t{10},
                                  20000);

        Q_EMIT window.findChild<SampleBrowser*>()->relabelWanted({{Part::training, 0}}, 2);
        QTRY_VERIFY_WITH_TIMEOUT(session.quiet(), 20000);
        QCOMPARE(session.data.dataset()->class_of(session.data.dataset()->training, 0), 2);
        session.document.undoStack().undo();
        session.document.undoStack().undo();
        QVERIFY(session.document.project() == photos);
        QTRY_VERIFY_WITH_TIMEOUT(session.quiet(), 20000);
        QVERIFY(session.data.dataset() == whole);
    }
};

QTEST_MAIN(FlowOwnData)
#include "test_own_data.moc"
