// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a person sees of a run: that no loss freezes the window, that Train trains what is on the screen or
// says why not, and that an edit never throws a run away.
#include "formats/safetensors.h"
#include "support/tiny_networks.h"
#include "window/actions.h"
#include "window/main_window.h"
#include "window/pages.h"
#include "window/preferences.h"
#include "window/theme.h"

#include "canvas/canvas_view.h"
#include "panels/problem_list.h"
#include "widgets/thumbnail_grid.h"

#include <QAbstractButton>
#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace glassnet;
using namespace glassnet::app;

namespace {

struct Opened {
    Opened() : window(preferences) {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QApplication::setActiveWindow(&window);  // there is no window manager to do it
        QTRY_VERIFY_WITH_TIMEOUT(window.picturesShown(), 10000);
    }
    Session& session() { return window.session(); }
    QAbstractButton* button(const char* name) {
        return window.findChild<QAbstractButton*>(QLatin1StringView(name));
    }
    QString problemsInStatus() { return button("statusbar.problems")->text(); }
    /// All that the list of problems beside the canvas says.
    QString problemList() {
        window.select({});
        QStringList texts;
        for (const QLabel* label : window.findChild<ProblemList*>()->findChildren<QLabel*>())
            if (!label->isHidden()) texts += label->text();
        return texts.join(QLatin1Char('\n'));
    }
    void open(const Project& project) {
        session().document.start(project);
        QTRY_VERIFY_WITH_TIMEOUT(session().quiet(), 20000);
    }
    void trainTo(std::int64_t step) {
        window.actions().train->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(session().run.progress() && session().run.progress()->step >= step, 20000);
    }
    void pauseAt(std::int64_t step) {
        trainTo(step);
        window.actions().train->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(session().run.progress()->state, RunState::paused, 20000);
    }

    Preferences preferences;
    MainWindow window;
};

/// Houses: three numbers each, and a price near 200,000.
QString houses(const QTemporaryDir& folder) {
    StoredTensor x{.shape = {200, 3}, .values = std::vector<float>()},
        y{.shape = {200, 1}, .values = std::vector<float>()};
    auto& inputs = std::get<std::vector<float>>(x.values);
    auto& prices = std::get<std::vector<float>>(y.values);
    for (int house = 0; house < 200; ++house) {
        const float size = std::sin(static_cast<float>(house)), age = std::cos(static_cast<float>(3 * house)),
                    site = std::sin(static_cast<float>(7 * house));
        inputs.insert(inputs.end(), {size, age, site});
        prices.push_back(200000 + 50000 * size - 20000 * age + 7000 * site);
    }
    const QString path = folder.filePath(QStringLiteral("houses.safetensors"));
    save_safetensors({.tensors = {{"x_train", x}, {"y_train", y}}, .metadata = {}}, path.toStdString());
    return path;
}

Project regression(const QString& data, double rate, const char* optimizer = "SGD") {
    Project project;
    project.network =
        tiny::chain({3}, {{"Dense", {{"units", 8}, {"activation", "relu"}}}, {"Dense", {{"units", 1}}}});
    project.data.source = data.toStdString();
    project.training.loss = {"mean_squared_error", {}};
    project.training.metrics = {};
    project.training.optimizer = {optimizer, {{"learning_rate", rate}}};
    project.training.epochs = 200;
    return project;
}

/// A classifier of the running example, learning at a rate that lets it burst.
Project wild(double rate) {
    Project project = example_project();
    project.training.optimizer = {"SGD", {{"learning_rate", rate}}};
    project.training.epochs = 3;
    return project;
}

/// Lives through the training for so long and tells the longest time in which the window did not answer.
qint64 longestGap(Opened& opened, int milliseconds) {
    qint64 longest = 0;
    QElapsedTimer all, gap;
    all.start();
    gap.start();
    while (all.elapsed() < milliseconds) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        longest = std::max(longest, gap.restart());
        opened.window.design().canvas->viewport()->update();
    }
    return longest;
}

}  // namespace

class TestRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("glassnet-test"));
        applyTheme(*qApp, ThemeChoice::light);
    }

    void no_loss_freezes_the_window_data() {
        QTest::addColumn<double>("rate");
        QTest::addColumn<bool>("prices");
        QTest::newRow("house prices, Adam") << 0.001 << true;
        QTest::newRow("house prices, SGD") << 0.001 << true;
        for (const double rate : {3.0, 10.0, 100.0, 1000.0})
            QTest::addRow("clothes, rate %g", rate) << rate << false;
    }

    void no_loss_freezes_the_window() {
        QFETCH(double, rate);
        QFETCH(bool, prices);
        const QTemporaryDir folder;
        const bool adam = QByteArray(QTest::currentDataTag()).endsWith("Adam");
        Opened opened;
        opened.open(prices ? regression(houses(folder), rate, adam ? "Adam" : "SGD") : wild(rate));
        QVERIFY2(opened.session().document.checked().ready(), qPrintable(opened.problemList()));
        opened.window.actions().train->trigger();
        const qint64 longest = longestGap(opened, 1500);
        QVERIFY(opened.session().run.progress()->step > 0);
        QVERIFY2(longest < 5000, "the window did not answer");  // a freeze, not a slow machine
        qInfo("the longest gap was %lld ms", static_cast<long long>(longest));
    }

    void data_that_was_refused_is_a_problem_everywhere() {
        Opened opened;
        opened.window.showWorkspace(QStringLiteral("Data"));
        const auto* samples = opened.window.findChild<ThumbnailGrid*>(QStringLiteral("samples.grid"));
        QTRY_VERIFY(samples->count() > 0);
        Project project = opened.session().document.project();
        project.data.source = "no such folder";
        opened.session().document.edit(QStringLiteral("data"), project);
        QVERIFY(!opened.session().data.dataset());  // at once: no view shows the set from before
        QTRY_VERIFY_WITH_TIMEOUT(opened.session().quiet(), 10000);
        QVERIFY(!opened.session().document.checked().ready());
        QVERIFY(opened.problemsInStatus().startsWith(QStringLiteral("1 problem")));
        QVERIFY2(opened.problemList().contains(QStringLiteral("no such folder")),
                 qPrintable(opened.problemList()));
        QVERIFY(opened.button("toolbar.train")->toolTip().contains(QStringLiteral("no such folder")));
        QVERIFY(!opened.window.actions().stepBatch->isEnabled());
        QCOMPARE(samples->count(), 0);
        QVERIFY(!opened.session().evaluation.possible());
        opened.window.actions().train->trigger();
        QVERIFY(!opened.session().run.running());
        const auto* said = opened.window.findChild<QLabel*>(QStringLiteral("samples.message"));
        QVERIFY(said->text().contains(QStringLiteral("no such folder")));
        QVERIFY(said->isVisible());  // Train has gone to where the fault can be mended
        opened.window.actions().undo->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(opened.window.picturesShown(), 10000);
        QCOMPARE(opened.problemsInStatus(), QStringLiteral("no problems"));
        QVERIFY(opened.window.actions().stepBatch->isEnabled());
    }

    void a_run_goes_on_after_an_edit() {
        Opened opened;
        opened.pauseAt(5);
        const std::int64_t step = opened.session().run.progress()->step;
        QCOMPARE(opened.button("toolbar.train")->text(), QStringLiteral("Continue"));
        opened.window.edits().set(QStringLiteral("conv2d_1"), QStringLiteral("filters"), Value(5));
        QTRY_VERIFY_WITH_TIMEOUT(opened.session().quiet() && opened.window.picturesShown(), 10000);
        // The network that is drawn can be looked at, untrained …
        QCOMPARE(opened.session().run.snapshot()->step, 0);
        QCOMPARE(opened.session().run.snapshot()->outputs.at("conv2d_1")->shape, (Shape{26, 26, 5}));
        // … and the run is where it was, which button, list and layer say.
        QCOMPARE(opened.session().run.progress()->step, step);
        QCOMPARE(opened.button("toolbar.train")->text(), QStringLiteral("Continue"));
        QVERIFY(opened.button("toolbar.train")->toolTip().contains(QStringLiteral("next run")));
        QVERIFY(opened.problemList().contains(QStringLiteral("edited since the run began")));
        QCOMPARE(opened.window.design().canvas->canvas().node(QStringLiteral("conv2d_1"))->content().worst,
                 std::optional(Severity::hint));
        QCOMPARE(opened.window.design().canvas->canvas().node(QStringLiteral("dense_1"))->content().worst,
                 std::nullopt);
        opened.trainTo(step + 3);
        QCOMPARE(find_node(opened.session().run.task()->network, "conv2d_1")->settings,
                 find_node(example_project().network, "conv2d_1")->settings);
        // Stopped, the next run is that of the edited network.
        opened.window.actions().stop->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(opened.session().run.progress()->state, RunState::stopped, 20000);
        QTRY_COMPARE(opened.button("toolbar.train")->text(), QStringLiteral("Train"));
        opened.window.actions().train->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(opened.session().run.progress()->state == RunState::running &&
                                     opened.session().run.progress()->step > 0,
                                 20000);
        QVERIFY(!opened.session().run.edited());
        QCOMPARE(find_node(opened.session().run.task()->network, "conv2d_1")->settings,
                 (Value::Map{{"filters", Value(5)}, {"activation", Value("relu")}}));
    }

    void a_run_goes_on_while_the_drawing_cannot_be_trained() {
        Opened opened;
        opened.pauseAt(2);
        opened.window.edits().remove({}, {Wire{"conv2d_1", "max_pooling2d_1"}}, Bridge::no);
        QTRY_VERIFY_WITH_TIMEOUT(opened.session().quiet(), 10000);
        QVERIFY(!opened.session().document.checked().ready());
        const std::int64_t step = opened.session().run.progress()->step;
        opened.trainTo(step + 1);
        opened.window.actions().undo->trigger();
        QVERIFY(!opened.session().run.edited());
        QVERIFY(opened.session().run.progress()->step > step);
    }

    void a_setting_typed_during_a_run_says_what_becomes_of_it() {
        Opened opened;
        opened.trainTo(2);
        Project project = opened.session().document.project();
        assign(project.training.optimizer.settings, "learning_rate", Value(0.5));
        opened.session().document.edit(QStringLiteral("rate"), project);
        const auto* message = opened.window.findChild<QLabel*>(QStringLiteral("statusbar.message"));
        QVERIFY(message->text().contains(QStringLiteral("from the next batch: optimizer")));
        QVERIFY(!opened.problemList().contains(QStringLiteral("next run")));
        QTRY_COMPARE_WITH_TIMEOUT(opened.session().run.batches().back().learning_rate, 0.5, 20000);
        project.training.optimizer = {"SGD", {}};  // no run can take that over
        opened.session().document.edit(QStringLiteral("optimizer"), project);
        QVERIFY(message->text().contains(QStringLiteral("next run")) &&
                message->text().contains(QStringLiteral("optimizer")));
        QVERIFY(opened.problemList().contains(QStringLiteral("next run")));
    }

    void space_trains_and_pauses_and_drags() {
        Opened opened;
        CanvasView* canvas = opened.window.design().canvas;
        canvas->setFocus();
        QTest::keyClick(canvas, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(opened.session().run.progress()->state == RunState::running, 20000);
        QTest::keyClick(canvas, Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(opened.session().run.progress()->state, RunState::paused, 20000);
        canvas->zoomTo(2);
        const QPointF before = canvas->centreInScene();
        const QPoint from(canvas->width() / 2, canvas->height() - 60);
        QTest::keyPress(canvas, Qt::Key_Space);
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(canvas->viewport(), from - QPoint(80, 0));
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, from - QPoint(80, 0));
        QTest::keyRelease(canvas, Qt::Key_Space);
        QVERIFY(canvas->centreInScene() != before);
        QVERIFY(!opened.session().run.running());  // it was dragged with
        opened.window.findChild<QWidget*>(QStringLiteral("charts"))->setFocus();
        QTest::keyClick(&opened.window, Qt::Key_Space);  // where nothing else wants it
        QTRY_VERIFY_WITH_TIMEOUT(opened.session().run.running(), 20000);
    }

    void ctrl_f_finds_in_the_network() {
        Opened opened;
        QTest::keyClick(&opened.window, Qt::Key_F, Qt::ControlModifier);
        auto* line = opened.window.findChild<QLineEdit*>(QStringLiteral("canvas.find.text"));
        QTRY_VERIFY(line->isVisible());
        QTest::keyClicks(line, QStringLiteral("conv"));
        QCOMPARE(opened.window.selection(), QStringList{QStringLiteral("conv2d_1")});
        QCOMPARE(opened.window.findChild<QLabel*>(QStringLiteral("canvas.find.count"))->text(),
                 QStringLiteral("1 of 2"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(opened.window.selection(), QStringList{QStringLiteral("conv2d_2")});
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(opened.window.selection(), QStringList{QStringLiteral("conv2d_1")});
        line->clear();
        QTest::keyClicks(line, QStringLiteral("maxpooling"));  // the kind
        QCOMPARE(opened.window.selection(), QStringList{QStringLiteral("max_pooling2d_1")});
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(!line->isVisible());
    }

    void a_deleted_layer_leaves_no_gap() {
        Opened opened;
        opened.window.select({QStringLiteral("max_pooling2d_1")});
        opened.window.actions().remove->trigger();
        QCOMPARE(inputs_of(opened.session().document.project().network, "conv2d_2"),
                 std::vector<std::string>{"conv2d_1"});
        opened.window.actions().undo->trigger();
        opened.window.select({QStringLiteral("max_pooling2d_1")});
        opened.window.actions().removeAndCut->trigger();
        QVERIFY(inputs_of(opened.session().document.project().network, "conv2d_2").empty());
        // One cause, one problem: what follows from the gap waits.
        QTRY_VERIFY_WITH_TIMEOUT(opened.session().quiet(), 10000);
        QVERIFY2(opened.problemsInStatus().startsWith(QStringLiteral("1 problem")),
                 qPrintable(opened.problemList()));
    }

    void regression_shows_its_metrics() {
        const QTemporaryDir folder;
        Opened opened;
        opened.open(regression(houses(folder), 0.001, "Adam"));
        opened.pauseAt(3);
        opened.window.showWorkspace(QStringLiteral("Evaluate"));
        const auto* values = opened.window.findChild<QLabel*>(QStringLiteral("evaluation.values"));
        QTRY_VERIFY_WITH_TIMEOUT(values->isVisible(), 20000);
        for (const char* metric : {"R²", "Mean absolute error"})
            QVERIFY2(values->text().contains(QString::fromUtf8(metric)), qPrintable(values->text()));
    }

    void a_project_with_runs_beside_it_has_been_trained() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("small.glassnet"));
        for (int turn = 0; turn < 2; ++turn) {
            Opened opened;
            opened.session().document.start(example_project(), file);
            QTRY_VERIFY_WITH_TIMEOUT(opened.session().quiet() && opened.window.picturesShown(), 20000);
            opened.window.showWorkspace(QStringLiteral("Evaluate"));
            const QString words =
                opened.window.findChild<QLabel*>(QStringLiteral("evaluation.empty"))->text();
            QVERIFY2(words.contains(turn == 0 ? QStringLiteral("Nothing has been trained yet")
                                              : QStringLiteral("small.runs")),
                     qPrintable(words));
            opened.pauseAt(1);
        }
    }

    void the_keras_tutorial_can_be_trained_as_it_comes() {
        Opened opened;
        for (const Template& start : templates())
            if (start.id == "keras-tutorial-cnn") opened.session().document.start(start.make());
        QTRY_VERIFY_WITH_TIMEOUT(opened.session().quiet(), 60000);
        QVERIFY2(opened.session().document.checked().problems.empty(), qPrintable(opened.problemList()));
        opened.window.actions().stepBatch->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(
            opened.session().run.progress() && opened.session().run.progress()->step == 1, 60000);
    }

    void the_problems_of_a_run_stand_in_the_list() {
        Opened opened;
        Project project = wild(1e30);
        opened.open(project);
        opened.window.actions().train->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(opened.session().run.progress()->state, RunState::failed, 20000);
        QTRY_VERIFY(opened.problemList().contains(QStringLiteral("step")));
        QVERIFY(opened.problemsInStatus().contains(QStringLiteral("problem")));
    }
};

QTEST_MAIN(TestRuns)
#include "test_runs.moc"
