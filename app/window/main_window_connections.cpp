// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one place where every view meets the session: an intent of a view becomes an edit or an order, a change
// of the session is shown.
#include "window/main_window.h"

#include "canvas/canvas_view.h"
#include "data/augmentation/from_python.h"
#include "data/changes.h"
#include "data/tables/column_choice.h"
#include "panels/augmentation.h"
#include "panels/augmentation_preview.h"
#include "panels/charts.h"
#include "panels/column_list.h"
#include "panels/data_panel.h"
#include "panels/evaluation_panel.h"
#include "panels/inspector.h"
#include "panels/loading_bar.h"
#include "panels/outline.h"
#include "panels/overview_band.h"
#include "panels/palette.h"
#include "panels/preprocessing.h"
#include "panels/sample_browser.h"
#include "panels/samples.h"
#include "panels/training_form.h"
#include "session/edits_since.h"
#include "widgets/engine_text.h"
#include "window/actions.h"
#include "window/file_drop.h"
#include "window/files.h"
#include "window/pages.h"
#include "window/preferences.h"
#include "window/status_bar.h"
#include "window/theme.h"
#include "window/top_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QCursor>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QStandardPaths>
#include <QToolTip>

namespace glassnet::app {

void MainWindow::connectActions() {
    const auto on = [this](QAction* action, auto work) { connect(action, &QAction::triggered, this, work); };
    on(actions_->newProject, [this] { files_->startFrom(Project{}); });
    on(actions_->open, [this] { files_->askOpen(); });
    on(actions_->save, [this] { files_->save(); });
    on(actions_->saveAs, [this] { files_->askSaveAs(); });
    on(actions_->close, [this] { close(); });
    on(actions_->quit, [this] { close(); });
    connect(actions_->recentMenu, &QMenu::aboutToShow, this,
            [this] { files_->fillRecent(*actions_->recentMenu); });
    for (const Template& start : templates()) {
        QAction* action = actions_->newMenu->addAction(engineText(start.title));
        action->setToolTip(engineText(start.summary));
        connect(action, &QAction::triggered, this, [this, start] { files_->startFrom(start.make()); });
    }
    for (QAction* workspace : actions_->workspaces)
        on(workspace, [this, workspace] { showWorkspace(workspace->data().toString()); });
    on(actions_->zoomIn, [this] { design_->canvas->zoomBy(1.25); });
    on(actions_->zoomOut, [this] { design_->canvas->zoomBy(0.8); });
    on(actions_->fit, [this] { design_->canvas->fit(); });
    on(actions_->actualSize, [this] { design_->canvas->zoomTo(1); });
    connect(actions_->outline, &QAction::toggled, this, [this](bool shown) {
        design_->outline->setVisible(shown);
        showProblems();  // hidden, it was not kept up to date
        design_->outline->select(selection_);
    });
    connect(actions_->palette, &QAction::toggled, design_->palette, &QWidget::setVisible);
    connect(actions_->charts, &QAction::toggled, design_->charts, &QWidget::setVisible);
    const auto theme = [this](const char* name, ThemeChoice choice) {
        return [this, name, choice] {
            applyTheme(*qApp, choice);
            preferences_.set(QStringLiteral("theme"), QLatin1StringView(name));
            showProject();
        };
    };
    on(actions_->light, theme("light", ThemeChoice::light));
    on(actions_->dark, theme("dark", ThemeChoice::dark));
    on(actions_->system, theme("system", ThemeChoice::system));
    on(actions_->resetLayout, [this] { resetLayout(); });
    on(actions_->train, [this] { trainOrPause(); });
    on(actions_->stepBatch, [this] { session_.run.stepBatch(); });
    on(actions_->stepEpoch, [this] { session_.run.stepEpoch(); });
    on(actions_->stop, [this] { session_.run.stop(); });
    on(actions_->nextProblem, [this] { goToProblem(); });
    on(actions_->help, [this] { showHelp(); });
    on(actions_->storage, [this] { showStorage(); });
    connect(design_->inspector, &Inspector::helpWanted, actions_->help, &QAction::trigger);
    on(actions_->shortcuts, [this] { showShortcuts(); });
    on(actions_->about, [this] {
        QMessageBox::about(this, tr("About Glassnet"),
                           tr("<b>Glassnet %1</b><br>Design, train and see through neural "
                              "networks.<br><br>Free software under the GNU "
                              "GPL, version 3 or later.")
                               .arg(QLatin1StringView(GLASSNET_VERSION)));
    });
}

void MainWindow::connectEditing() {
    const auto on = [this](QAction* action, auto work) { connect(action, &QAction::triggered, this, work); };
    QUndoStack& undo = session_.document.undoStack();
    on(actions_->undo, [&undo] { undo.undo(); });
    on(actions_->redo, [&undo] { undo.redo(); });
    connect(&undo, &QUndoStack::indexChanged, this, [this, &undo] {
        actions_->undo->setEnabled(undo.canUndo());
        actions_->redo->setEnabled(undo.canRedo());
        actions_->undo->setText(undo.canUndo() ? tr("&Undo %1").arg(undo.undoText()) : tr("&Undo"));
        actions_->redo->setText(undo.canRedo() ? tr("&Redo %1").arg(undo.redoText()) : tr("&Redo"));
    });
    const auto wires = [this] { return design_->canvas->selectedWires(); };
    on(actions_->remove, [this, wires] { edits_.remove(selection_, wires(), Bridge::yes); });
    on(actions_->removeAndCut, [this, wires] { edits_.remove(selection_, wires(), Bridge::no); });
    on(actions_->copy, [this] { QApplication::clipboard()->setText(edits_.copy(selection_)); });
    on(actions_->cut, [this] {
        QApplication::clipboard()->setText(edits_.copy(selection_));
        edits_.remove(selection_, {}, Bridge::yes);
    });
    on(actions_->paste, [this] { paste(); });
    on(actions_->duplicate, [this] { select(edits_.duplicate(selection_)); });
    on(actions_->selectAll, [this] {
        QStringList all;
        for (const Node& node : session_.document.project().network.nodes) all += plain(node.id);
        select(all);
    });
    on(actions_->rename, [this] { design_->inspector->editName(); });
    on(actions_->editSettings, [this] { design_->inspector->focusSettings(); });
    on(actions_->find, [this] {
        showWorkspace(QStringLiteral("Design"));
        design_->canvas->find();
    });
    on(actions_->addLayer, [this] {
        actions_->palette->setChecked(true);
        showWorkspace(QStringLiteral("Design"));
        design_->palette->focusSearch();
    });
    on(actions_->arrange, [this] {
        edits_.arrangeAll();
        design_->canvas->fit();
    });
    on(actions_->connectSelected, [this] {
        // In their order on the canvas, so that the wire runs forwards.
        for (qsizetype i = 0; i + 1 < selection_.size(); ++i)
            if (!edits_.connectNodes(selection_[i], selection_[i + 1]))
                tell(tr("%1 and %2 cannot be connected.").arg(selection_[i], selection_[i + 1]));
    });
}

void MainWindow::connectDesign() {
    CanvasView* canvas = design_->canvas;
    connect(canvas, &CanvasView::selectionEdited, this, &MainWindow::select);
    connect(canvas, &CanvasView::nodesMoved, this, [this](const auto& places) { edits_.move(places); });
    connect(canvas, &CanvasView::wireDrawn, this,
            [this](const QString& from, const QString& to) { edits_.connectNodes(from, to); });
    connect(canvas, &CanvasView::wireRefused, this, [this](const QString& reason) {
        tell(reason);
        QToolTip::showText(QCursor::pos(), reason, design_->canvas);
    });
    connect(canvas, &CanvasView::wireDropped, this, &MainWindow::offerLayers);
    connect(canvas, &CanvasView::layerDropped, this,
            [this](const QString& kind, QPointF point, const std::optional<Wire>& into) {
                select(edits_.add(kind, point, into));
            });
    connect(canvas, &CanvasView::nodeDropped, this,
            [this](const QString& node, QPointF place, const Wire& into) {
                edits_.insertNode(node, place, into);
            });
    connect(canvas, &CanvasView::repairWanted, this, [this](const Repair& repair) { edits_.repair(repair); });
    connect(canvas, &CanvasView::trainWanted, this, &MainWindow::trainOrPause);
    connect(canvas, &CanvasView::barModeWanted, this, &MainWindow::chooseBars);
    connect(canvas, &CanvasView::pipelineActivated, this, [this] { showWorkspace(QStringLiteral("Data")); });
    connect(canvas, &CanvasView::nodeActivated, this, [this] { design_->inspector->focusSettings(); });
    connect(canvas, &CanvasView::menuWanted, this, [this](const QPoint& global) {
        QMenu menu(this);
        actions_->fillNodeMenu(menu);
        menu.exec(global);
    });
    connect(design_->palette, &Palette::layerWanted, this, &MainWindow::addBehind);
    connect(design_->outline, &Outline::selectionEdited, this, &MainWindow::select);
    const auto rename = [this](const QString& node, const QString& name) {
        if (edits_.rename(node, name))
            select({name.trimmed()});
        else
            tell(tr("%1 cannot be called %2.").arg(node, name));
        design_->outline->show(session_.document.project().network, session_.document.checked());
    };
    connect(design_->outline, &Outline::renameWanted, this, rename);
    Inspector* inspector = design_->inspector;
    connect(inspector, &Inspector::renameWanted, this, rename);
    connect(inspector, &Inspector::settingEdited, this,
            [this](const QString& node, const QString& setting, const Value& value) {
                edits_.set(node, setting, value);
            });
    connect(inspector, &Inspector::settingReset, this,
            [this](const QString& node, const QString& setting) { edits_.reset(node, setting); });
    connect(inspector, &Inspector::repairWanted, this,
            [this](const Repair& repair) { edits_.repair(repair); });
    connect(inspector, &Inspector::nodeWanted, this, [this](const QString& node) {
        select({node});
        design_->canvas->reveal(node);
    });
}

void MainWindow::connectOtherPages() {
    Document& document = session_.document;
    for (Charts* charts : {design_->charts, train_->charts})
        connect(charts, &Charts::chosen, this, &MainWindow::showHistory);
    connect(train_->form, &TrainingForm::edited, this,
            [&document](const TrainingSettings& settings, const QString& setting) {
                Project next = document.project();
                next.training = settings;
                document.edit(tr("%1 of the training").arg(setting), std::move(next),
                              QStringLiteral("training ") + setting);
            });
    connect(top_, &TopBar::seedEdited, this, [&document](std::uint64_t seed) {
        Project next = document.project();
        next.training.seed = seed;
        document.edit(tr("seed of the training"), std::move(next));
    });
    connect(inspect_->sample, &SamplePicker::chosen, this, &MainWindow::pin);
    connect(inspect_->layers, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item) select({item->data(Qt::UserRole).toString()});
    });
    connect(status_, &StatusBar::problemsWanted, this, [this] {
        showWorkspace(QStringLiteral("Design"));
        select({});
    });
}

void MainWindow::connectDataPage() {
    Document& document = session_.document;
    connect(data_->data, &DataPanel::edited, this,
            [&document](const DataSettings& settings, const QString& setting) {
                Project next = document.project();
                next.data = settings;
                document.edit(tr("%1 of the data").arg(setting), std::move(next));
            });
    connect(data_->data, &DataPanel::fitWanted, this, [this, &document] {
        document.edit(tr("fit to the data"), withOffer(document.project(), session_.data));
    });
    connect(data_->data, &DataPanel::samplesWanted, data_->samples, &SampleBrowser::showChoice);
    connect(data_->overview, &OverviewBand::classChosen, data_->samples, &SampleBrowser::showClass);
    connect(data_->samples, &SampleBrowser::classShown, data_->overview, &OverviewBand::choose);
    connect(data_->samples, &SampleBrowser::sampleChosen, data_->preview, &AugmentationPreview::showSample);
    data_->samples->setCorrectable(true);
    const auto change = [this](const QString& what, auto make) {
        const auto& whole = session_.data.whole();
        if (!whole) return;
        Project next = session_.document.project();
        next.data.changes = make(std::move(next.data.changes), *whole);
        session_.document.edit(what, std::move(next));
    };
    const auto exclude = [change](const std::vector<SampleRef>& samples, bool excluded) {
        const auto count = static_cast<int>(samples.size());
        change(excluded ? tr("exclude %n sample(s)", nullptr, count)
                        : tr("include %n sample(s) again", nullptr, count),
               [&](std::vector<SampleChange> changes, const Dataset& whole) {
                   return with_excluded(std::move(changes), whole, samples, excluded);
               });
    };
    connect(data_->samples, &SampleBrowser::excludeWanted, this,
            [exclude](const std::vector<SampleRef>& samples) { exclude(samples, true); });
    connect(data_->samples, &SampleBrowser::includeWanted, this,
            [exclude](const std::vector<SampleRef>& samples) { exclude(samples, false); });
    connect(data_->samples, &SampleBrowser::relabelWanted, this,
            [change](const std::vector<SampleRef>& samples, int number) {
                change(tr("class of %n sample(s)", nullptr, static_cast<int>(samples.size())),
                       [&](std::vector<SampleChange> changes, const Dataset& whole) {
                           return with_class(std::move(changes), whole, samples, number);
                       });
            });
    connect(&session_.overview, &OverviewSource::changed, this, &MainWindow::showOverview);
    connect(&session_.table, &TableSource::changed, this, &MainWindow::showOverview);
    connect(data_->columns, &ColumnList::roleWanted, this, [this](const QString& column, ColumnRole role) {
        const auto table = session_.table.report();
        if (!table) return;
        Project next = session_.document.project();
        next.data = with_column_role(std::move(next.data), *table, toStd(column), role);
        session_.document.edit(tr("use of column %1").arg(column), std::move(next));
    });
    connect(data_->data, &DataPanel::folderWanted, this, [this] { chooseData(true); });
    connect(data_->data, &DataPanel::fileWanted, this, [this] { chooseData(false); });
    connect(data_->augmentation, &Augmentation::edited, this,
            [&document](const std::vector<KindSettings>& steps, const QString& what) {
                Project next = document.project();
                next.augmentation = steps;
                document.edit(tr("augmentation: %1").arg(what), std::move(next),
                              QStringLiteral("augmentation ") + what);
            });
    connect(data_->augmentation, &Augmentation::codePasted, this, [this, &document](const QString& code) {
        try {
            const StepsFromPython steps = steps_from_python(toStd(code));
            Project next = document.project();
            take_over(steps, next.augmentation, next.preprocessing);
            document.edit(tr("augmentation: %1").arg(tr("Keras code")), std::move(next));
            data_->augmentation->tell(steps.problems);
        } catch (const Error& error) {
            data_->augmentation->tell(error.problems());
        }
    });
    const auto preprocess = [&document](const std::vector<KindSettings>& steps, const QString& what,
                                        const QString& mergeKey) {
        Project next = document.project();
        next.preprocessing = steps;
        document.edit(tr("preprocessing: %1").arg(what), std::move(next), mergeKey);
    };
    connect(data_->preprocessing, &Preprocessing::arranged, this,
            [preprocess](const std::vector<KindSettings>& steps, const QString& what) {
                preprocess(steps, what, {});
            });
    connect(data_->preprocessing, &Preprocessing::edited, this,
            [preprocess](const std::vector<KindSettings>& steps, const QString& setting) {
                preprocess(steps, setting, QStringLiteral("preprocessing ") + setting);
            });
}

void MainWindow::connectEvaluation() {
    LiveEvaluation& evaluation = session_.evaluation;
    const auto evaluate = [this, &evaluation] {
        showWorkspace(QStringLiteral("Evaluate"));
        evaluation.evaluate();
    };
    connect(actions_->evaluate, &QAction::triggered, this, evaluate);
    connect(evaluate_->evaluation, &EvaluationPanel::evaluateWanted, this, evaluate);
    connect(evaluate_->evaluation, &EvaluationPanel::partChosen, this, [&evaluation](EvaluatedPart part) {
        evaluation.choose(part);
        evaluation.evaluate();
    });
    connect(evaluate_->evaluation, &EvaluationPanel::sampleWanted, this, [this](int sample) {
        pin(sample);
        showWorkspace(QStringLiteral("Inspect"));
    });
    connect(&evaluation, &LiveEvaluation::changed, this, &MainWindow::showEvaluation);
}

void MainWindow::connectFiles() {
    connect(files_, &Files::told, this, &MainWindow::tell);
    auto* drop = new FileDrop(*this);
    // Queued: a question must not block the program that the files come from.
    connect(
        drop, &FileDrop::projectDropped, this,
        [this](const QString& path) { files_->leave([this, path] { files_->open(path); }); },
        Qt::QueuedConnection);
    connect(
        drop, &FileDrop::dataDropped, this,
        [this](const QString& path) {
            useData(path);
            showWorkspace(QStringLiteral("Data"));
        },
        Qt::QueuedConnection);
    connect(
        drop, &FileDrop::refused, this,
        [this](const QString& why) { files_->message(tr("Nothing was opened"), why); }, Qt::QueuedConnection);
}

void MainWindow::connectSession() {
    connect(&session_.document, &Document::projectChanged, this, &MainWindow::showProject);
    connect(&session_.document, &Document::fileChanged, this, &MainWindow::showFile);
    connect(&session_.document, &Document::fileChanged, this, &MainWindow::showKeptRuns);
    connect(&session_.data, &DataSource::changed, this, &MainWindow::showData);
    connect(&session_.fitted, &FittedSteps::changed, this, &MainWindow::showData);
    connect(&session_.data, &DataSource::progressed, this, &MainWindow::showLoading);
    connect(data_->loading, &LoadingBar::endWanted, &session_.data, &DataSource::cancel);
    connect(data_->loading, &LoadingBar::againWanted, &session_.data, &DataSource::reload);
    connect(&session_.memory, &TrainingMemory::changed, this,
            [this] { status_->showMemory(session_.memory.bytes()); });
    connect(&session_.run, &LiveRun::snapshotArrived, this, &MainWindow::showSnapshot);
    connect(&session_.run, &LiveRun::historyGrew, this, &MainWindow::showHistory);
    connect(&session_.run, &LiveRun::stateChanged, this, &MainWindow::showProblems);
    connect(&session_.run, &LiveRun::stateChanged, this, &MainWindow::showRunState);
    session_.keepRunsWithoutFileIn(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                                   QStringLiteral("/glassnet"));
    connect(
        &session_.run, &LiveRun::changed, this,
        [this](const TrainingSettings& from, const TrainingSettings& to) {
            QStringList names;
            for (const std::string& name : settingsThatDiffer(from, to))
                names += QString::fromStdString(name);
            tell(tr("The run goes on with it from the next batch: %1").arg(names.join(QStringLiteral(", "))));
        });
    connect(&session_.run, &LiveRun::failed, this, [this](const std::vector<Problem>& problems) {
        tell(wordsOf(problems));
        showProblems();
    });
}

}  // namespace glassnet::app
