// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window shows of the session, and the small questions it asks. The connections are in
// main_window_connections.cpp.
#include "window/main_window.h"

#include "canvas/canvas_view.h"
#include "files/run_folder.h"
#include "layers/catalogue.h"
#include "panels/augmentation.h"
#include "panels/augmentation_preview.h"
#include "panels/charts.h"
#include "panels/column_list.h"
#include "panels/data_panel.h"
#include "panels/evaluation_panel.h"
#include "panels/inspector.h"
#include "panels/lens.h"
#include "panels/loading_bar.h"
#include "panels/outline.h"
#include "panels/overview_band.h"
#include "panels/preprocessing.h"
#include "panels/sample_browser.h"
#include "panels/samples.h"
#include "panels/training_form.h"
#include "session/edits_since.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/section.h"
#include "widgets/splitter.h"
#include "window/actions.h"
#include "window/files.h"
#include "window/pages.h"
#include "window/preferences.h"
#include "window/reference_window.h"
#include "window/status_bar.h"
#include "window/storage_window.h"
#include "window/top_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace glassnet::app {

namespace {
constexpr QSize leastSize(740, 360);  // fits 1920 × 1080 at a scale of 2.5, with the system's own bars
}

MainWindow::MainWindow(Preferences& preferences, QWidget* parent)
    : QMainWindow(parent),
      preferences_(preferences),
      edits_(session_.document),
      actions_(new Actions(this)),
      files_(new Files(session_.document, session_.autosave, preferences, *this)),
      top_(new TopBar({actions_->train, actions_->stepBatch, actions_->stop, actions_->workspaces}, this)),
      status_(new StatusBar(this)),
      pages_(new QStackedWidget(this)) {
    setObjectName(QStringLiteral("window"));
    setMinimumSize(leastSize);
    resize(1440, 900);
    actions_->fillMenus(*menuBar());
    buildPages();
    connectActions();
    connectEditing();
    connectDesign();
    connectDataPage();
    connectOtherPages();
    connectEvaluation();
    connectFiles();
    connectSession();
    design_->canvas->showBarMode(tr("Bars: active outputs"));
    showWorkspace(QStringLiteral("Design"));
    design_->canvas->setFocus();
    recallLayout();
    session_.document.start(example_project());
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPages() {
    data_ = new DataPage;
    design_ = new DesignPage;
    train_ = new TrainPage;
    inspect_ = new InspectPage;
    evaluate_ = new EvaluatePage;
    for (QWidget* page : std::initializer_list<QWidget*>{data_, design_, train_, inspect_, evaluate_})
        pages_->addWidget(page);
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(top_);
    column->addWidget(separator(centre));
    column->addWidget(pages_, 1);
    column->addWidget(separator(centre));
    column->addWidget(status_);
    setCentralWidget(centre);
}

bool MainWindow::showWorkspace(const QString& name) {
    bool known = false;
    for (qsizetype i = 0; i < actions_->workspaces.size(); ++i) {
        if (actions_->workspaces[i]->data().toString() != name) continue;
        known = true;
        actions_->workspaces[i]->setChecked(true);
        pages_->setCurrentIndex(static_cast<int>(i));
    }
    updateWatch();
    showHistory();
    showSnapshot();
    if (pages_->currentWidget() == data_) lookAtData();
    if (evaluate_->isVisible()) session_.evaluation.refresh();
    showEvaluation();
    return known;
}

void MainWindow::select(const QStringList& nodes) {
    if (nodes == selection_) return;
    selection_ = nodes;
    design_->canvas->select(nodes);
    design_->outline->select(nodes);
    if (nodes.size() == 1) lastInspected_ = nodes.first();
    showSelection();
}

void MainWindow::showSelection() {
    design_->inspector->show(session_.document.project(), checkedAndRun(), selection_);
    const bool any = !selection_.isEmpty();
    for (QAction* action : {actions_->cut, actions_->copy, actions_->duplicate, actions_->removeAndCut})
        action->setEnabled(any);
    for (QAction* action : {actions_->rename, actions_->editSettings})
        action->setEnabled(selection_.size() == 1);
    actions_->connectSelected->setEnabled(selection_.size() > 1);
    const QSignalBlocker quiet(inspect_->layers);
    const QString seen = inspected();
    for (int row = 0; row < inspect_->layers->count(); ++row)
        if (inspect_->layers->item(row)->data(Qt::UserRole).toString() == seen)
            inspect_->layers->setCurrentRow(row);
    updateWatch();
    showSnapshot();
}

Checked MainWindow::checkedAndRun() const {
    Checked checked = session_.document.checked();
    const LiveRun& run = session_.run;
    const auto& progress = run.progress();
    const auto add = [&](const std::vector<Problem>& problems) {
        checked.problems.insert(checked.problems.begin(), problems.begin(), problems.end());
    };
    if (run.underWay() && run.edited())
        add(editsSince(*run.task(), session_.document.project(), session_.data.dataset()));
    if (progress && !run.edited()) add(progress->problems);
    return checked;
}

const Snapshot* MainWindow::liveValues() const {
    const TrainingTask* task = session_.run.shownTask();
    return task && session_.data.dataset() && sameData(task->dataset, session_.data.dataset())
               ? session_.run.snapshot().get()
               : nullptr;
}

void MainWindow::showProblems() {
    const Checked checked = checkedAndRun();
    design_->canvas->show(session_.document.project().network, checked);
    design_->inspector->show(session_.document.project(), checked, selection_);
    if (!design_->outline->isHidden()) design_->outline->show(session_.document.project().network, checked);
    status_->show(checked);
}

/// Tells how an edit affects the current run.
void MainWindow::tellOfEdits() {
    const LiveRun& run = session_.run;
    const auto told = std::exchange(toldOfEdits_, {});
    if (!run.edited() || run.goesLonger()) return;
    if (run.underWay()) {
        toldOfEdits_ = editsSince(*run.task(), session_.document.project(), session_.data.dataset());
        if (!toldOfEdits_.empty() && toldOfEdits_ != told) tell(whatOf(toldOfEdits_.back()));
    } else {
        tell(tr("The run that has ended keeps its curves; Undo shows its network and weights again."));
    }
}

void MainWindow::showProject() {
    const Project& project = session_.document.project();
    const Checked& checked = session_.document.checked();
    showProblems();
    tellOfEdits();
    QStringList left;
    for (const QString& id : selection_)
        if (find_node(project.network, toStd(id))) left += id;
    selection_ = left;
    design_->canvas->select(left);
    {
        const QSignalBlocker quiet(inspect_->layers);
        inspect_->layers->clear();
        for (const int index : checked.order) {
            auto* item = new QListWidgetItem(plain(checked.node(index).id), inspect_->layers);
            item->setData(Qt::UserRole, item->text());
        }
    }
    showTraining();
    top_->showSeed(project.training.seed);
    nextProblem_ = 0;
    showData();
    showSelection();
    showRunState();
    showHistory();
    showFile();
}

void MainWindow::showTraining() {
    const Project& project = session_.document.project();
    const Checked& checked = session_.document.checked();
    QStringList outputs, targets;
    for (const int output : checked.outputs) outputs += plain(checked.node(output).id);
    if (const auto dataset = session_.data.dataset())
        for (const TargetSummary& target : dataset->summary.more_targets) targets += plain(target.name);
    train_->form->show(project.training, checked.problems, outputs, targets);
}

void MainWindow::showLoading() {
    const DataSource& source = session_.data;
    if (source.loading() && !source.whole())
        data_->loading->showLoading(source.progress());
    else if (source.cancelled())
        data_->loading->showEnded();
    else
        data_->loading->showNothing();
}

void MainWindow::showData() {
    const Project& project = session_.document.project();
    const DataSource& source = session_.data;
    if (!source.loading()) showLoading();  // what loads tells it itself, after a moment
    data_->preprocessing->show(project.preprocessing);
    data_->augmentation->show(project.augmentation,
                              source.dataset() ? &source.dataset()->summary.sample_shape : nullptr);
    const auto& fitted = session_.fitted.steps();
    if (fitted || !source.dataset())  // what is worked out comes in a moment
        data_->preview->show(source.dataset(), project.augmentation, fitted.value_or(project.preprocessing),
                             project.training.seed);
    inspect_->sample->show(source.dataset(), pinned_);
    showPipeline();
    showOverview();
}

/// Works out what the open Data page shows.
void MainWindow::lookAtData() {
    session_.overview.look();
    session_.table.look();
}

/// Makes the pipeline once for all snapshots: some steps try their settings when they are made.
void MainWindow::showPipeline() {
    const auto& steps = session_.fitted.steps();
    std::vector<Problem> toldByTheCheck;
    pipeline_ = std::make_unique<const Pipeline>(std::vector<KindSettings>{},
                                                 steps.value_or(session_.document.project().preprocessing),
                                                 toldByTheCheck);
    design_->canvas->showPipeline(
        steps ? pipelineTiles(session_.data.dataset().get(), *steps, *pipeline_, pinned_)
              : QList<StageTile>());
}

/// Shows what is known of the data set; what is not is worked out once the page is open.
void MainWindow::showOverview() {
    const DataSource& source = session_.data;
    const OverviewSource& known = session_.overview;
    data_->data->show(session_.document.project().data, source.dataset().get(),
                      source.loading() && !source.whole(), source.problems(),
                      fitOffer(session_.document.project(), source), known.report().get());
    data_->overview->show(source.dataset(), known.overview(), known.report());
    data_->columns->show(session_.table.report());
    data_->samples->show(source, known, session_.document.project().data.changes);
    if (pages_->currentWidget() == data_) lookAtData();
}

QString MainWindow::inspected() const {
    const Checked& checked = session_.document.checked();
    if (selection_.size() == 1) return selection_.first();
    if (checked.find(toStd(lastInspected_))) return lastInspected_;
    // The first layer with kernels is the most telling one.
    for (const int index : checked.order)
        if (const CheckedNode& node = checked.node(index); node.parameters > 0) return plain(node.id);
    return {};
}

LayerReading MainWindow::reading() const {
    const CheckedNode* node = session_.document.checked().find(toStd(inspected()));
    if (!node) return {};
    const Dataset* dataset = session_.data.dataset().get();
    int truth = -1;
    if (dataset && dataset->summary.classes() > 0 && pinned_ < pinnedPart(*dataset).count)
        truth = dataset->class_of(pinnedPart(*dataset), pinned_);
    return readingOf(*node, session_.document.checked(), liveValues(), dataset ? &dataset->summary : nullptr,
                     truth);
}

Watch MainWindow::watchOfOpenViews() const {
    const QWidget* open = isMinimized() ? nullptr : pages_->currentWidget();
    const bool one = selection_.size() == 1;  // shown in the inspector beside the canvas
    const OpenViews views{.cards = open == design_, .layer = open == inspect_ || (open == design_ && one)};
    return watchFor(session_.document.checked(), views, inspected(), pinned_);
}

void MainWindow::updateWatch() { session_.run.watch(watchOfOpenViews()); }

void MainWindow::pin(int sample) {
    pinned_ = sample;
    inspect_->sample->show(session_.data.dataset(), pinned_);
    showPipeline();
    updateWatch();
}

void MainWindow::showSnapshot() {
    const Snapshot* snapshot = liveValues();
    // Until the first snapshot that was taken for this page, the canvas keeps its pictures.
    const bool takenElsewhere = snapshot && snapshot->outputs.empty();
    if (design_->isVisible() && !takenElsewhere && pipeline_) {
        design_->canvas->showLive(livePictures(session_.document.checked(), snapshot,
                                               session_.data.dataset().get(), *pipeline_, pinned_, bars_));
        if (selection_.size() == 1) design_->inspector->showSight(reading());
    }
    if (inspect_->isVisible()) {
        const LayerReading seen = reading();
        inspect_->title->setText(
            seen.id.isEmpty() ? QString()
                              : QStringLiteral("%1  <span style=\"color:%2;font-weight:400\">%3</span>")
                                    .arg(seen.id.toHtmlEscaped(), coloursOf(palette()).secondary.name(),
                                         plain(to_text(seen.shape))));
        inspect_->lens->show(seen);
    }
    status_->showRun(session_.run.progress().get());
    top_->showRun(session_.run, session_.document.project().training.epochs);
}

void MainWindow::showEvaluation() {
    actions_->evaluate->setEnabled(session_.evaluation.possible() && !session_.evaluation.busy());
    if (evaluate_->isVisible()) evaluate_->evaluation->show(session_.evaluation, pinned_);
}

void MainWindow::showHistory() {
    const Snapshot* snapshot = session_.run.progress().get();
    const int wanted =
        snapshot && snapshot->step > 0 ? snapshot->epochs : session_.document.project().training.epochs;
    for (Charts* charts : {design_->charts, train_->charts})
        if (charts->isVisible()) charts->show(session_.run.batches(), session_.run.epochs(), wanted);
    if (evaluate_->isVisible()) showEvaluation();
}

void MainWindow::showRunState() {
    const bool running = session_.run.running();
    const bool begun = session_.run.underWay();
    actions_->train->setText(running                              ? tr("&Pause")
                             : begun || session_.run.goesLonger() ? tr("&Continue")
                                                                  : tr("&Train"));
    actions_->train->setToolTip(trainTip());
    actions_->stepBatch->setEnabled(!running && session_.run.ready());
    actions_->stepEpoch->setEnabled(!running && session_.run.ready());
    actions_->stop->setEnabled(running || begun);
    top_->showRun(session_.run, session_.document.project().training.epochs);
    updateWatch();
    // While it trains, each epoch brings newer weights: they are evaluated on request.
    if (evaluate_->isVisible() && !running) session_.evaluation.refresh();
    showEvaluation();
}

void MainWindow::showKeptRuns() {
    const Document& document = session_.document;
    const auto runs = runs_folder(toStd(document.path()));
    evaluate_->evaluation->setKeptRuns(
        document.path().isEmpty() ? 0 : static_cast<int>(list_runs(runs).size()),
        plain(runs.filename().string()));
}

void MainWindow::showFile() {
    const Document& document = session_.document;
    setWindowTitle(QStringLiteral("%1[*] — Glassnet").arg(document.title()));
    setWindowModified(document.modified());
    top_->showFile(document.title(), document.modified());
    const QString untouched = document.readOnly().empty() ? tr("saved") : tr("read-only");
    status_->showSaved(document.modified() ? tr("not saved")
                                           : (document.path().isEmpty() ? tr("example") : untouched));
}

void MainWindow::trainOrPause() {
    if (session_.run.running()) return session_.run.pause();
    if (session_.run.underWay()) return session_.run.train();
    const std::vector<Problem>& problems = session_.document.checked().problems;
    if (const auto error = std::ranges::find(problems, Severity::error, &Problem::severity);
        error != problems.end())
        return goTo(*error);
    if (session_.data.loading()) return tell(tr("The data is still loading."));
    session_.run.train();
}

/// Returns what Train does, or why it does nothing.
QString MainWindow::trainTip() const {
    const LiveRun& run = session_.run;
    if (run.running()) return tr("Pause at the next batch (F5)");
    if (run.underWay() && run.edited())
        return tr(
            "Goes on with the run as it began (F5). What was edited since takes part in the next run: press "
            "Stop, then Train.");
    if (run.underWay()) return tr("Goes on with the run (F5)");
    if (run.goesLonger())
        return tr("Goes on where the run has ended, to %n epochs (F5)", nullptr,
                  session_.document.project().training.epochs);
    const std::vector<Problem>& problems = session_.document.checked().problems;
    const auto error = std::ranges::find(problems, Severity::error, &Problem::severity);
    if (error != problems.end()) return tr("Cannot train yet: %1. %2").arg(whatOf(*error), hintOf(*error));
    if (session_.data.loading()) return tr("Can train once the data is loaded");
    return tr("Trains the network that is drawn, on the data of the Data page (F5)");
}

void MainWindow::goToProblem() {
    const std::vector<Problem> problems = checkedAndRun().problems;
    if (problems.empty()) return tell(tr("No problems."));
    goTo(problems[nextProblem_++ % problems.size()]);
}

/// Goes to where the problem can be fixed.
void MainWindow::goTo(const Problem& problem) {
    tell(whatOf(problem));
    showWorkspace(isOfData(problem) ? QStringLiteral("Data") : QStringLiteral("Design"));
    if (problem.where.node.empty()) return select({});
    select({plain(problem.where.node)});
    design_->canvas->reveal(plain(problem.where.node));
}

void MainWindow::addBehind(const QString& kind) {
    select(edits_.insertBehind(kind, selection_.isEmpty() ? QString() : selection_.last()));
    design_->canvas->reveal(selection_.value(0));
}

void MainWindow::paste() {
    try {
        select(edits_.paste(QApplication::clipboard()->text()));
    } catch (const Error&) {
        tell(tr("The clipboard holds no layers."));
    }
}

void MainWindow::offerLayers(const QString& from, QPointF point, const QPoint& global) {
    QMenu menu(this);
    std::string_view group;
    for (const auto& layer : kinds<Layer>()) {
        if (layer->arity().maximum == 0) continue;
        if (layer->description().group != group)
            menu.addSection(engineText(group = layer->description().group));
        const QString kind = plain(layer->id());
        connect(menu.addAction(engineText(layer->description().title)), &QAction::triggered, this,
                [this, kind, from, point] {
                    QUndoStack& undo = session_.document.undoStack();
                    undo.beginMacro(tr("add %1").arg(kind));
                    const QStringList made = edits_.add(kind, point - QPointF(0, 24));
                    edits_.connectNodes(from, made.first());
                    undo.endMacro();
                    select(made);
                });
    }
    menu.exec(global);
}

void MainWindow::chooseBars(const QPoint& global) {
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    const auto offer = [&](BarMode mode, const QString& text, const QString& tip) {
        QAction* action = menu.addAction(text);
        action->setToolTip(tip);
        action->setCheckable(true);
        action->setChecked(mode == bars_);
        connect(action, &QAction::triggered, this, [this, mode, text] {
            bars_ = mode;
            design_->canvas->showBarMode(tr("Bars: %1").arg(text));
            showSnapshot();
        });
    };
    offer(BarMode::activeOutputs, tr("active outputs"),
          tr("Share of the outputs that are not 0, for the pinned sample"));
    offer(BarMode::multiplyAdds, tr("multiply-adds"), tr("Share of the network's multiply-adds"));
    offer(BarMode::parameters, tr("parameters"), tr("Share of the network's parameters"));
    menu.exec(global);
}

void MainWindow::showHelp() {
    if (!reference_) reference_ = new ReferenceWindow(this);
    const Node* node = selection_.size() == 1
                           ? find_node(session_.document.project().network, toStd(selection_.first()))
                           : nullptr;
    if (node)
        reference_->showLayer(node->kind);
    else
        reference_->showStart();
    reference_->show();
    reference_->raise();
    reference_->activateWindow();
}

void MainWindow::showStorage() {
    if (!storage_) storage_ = new StorageWindow(this);
    storage_->refresh();
    storage_->show();
    storage_->raise();
    storage_->activateWindow();
}

void MainWindow::showShortcuts() {
    QString rows;
    const auto add = [&](const QString& what, const QString& keys) {
        rows += QStringLiteral("<tr><td style=\"padding-right:24px\">%1</td><td><b>%2</b></td></tr>")
                    .arg(what.toHtmlEscaped(), keys.toHtmlEscaped());
    };
    add(tr("Train, pause, continue"), tr("Space"));
    add(tr("Move the canvas"), tr("Space and drag"));
    for (const QAction* action : findChildren<QAction*>())
        if (!action->shortcut().isEmpty() && !action->text().isEmpty())
            add(action->iconText(), action->shortcut().toString(QKeySequence::NativeText));
    QMessageBox(QMessageBox::NoIcon, tr("Keyboard shortcuts"), QStringLiteral("<table>%1</table>").arg(rows),
                QMessageBox::Close, this)
        .exec();
}

void MainWindow::chooseData(bool folder) {
    const QString path =
        folder ? QFileDialog::getExistingDirectory(this, tr("A folder of pictures or IDX files"),
                                                   session_.document.folder())
               : QFileDialog::getOpenFileName(this, tr("A file of samples"), session_.document.folder(),
                                              tr("Arrays and tables (*.npz *.safetensors *.csv *.tsv);;IDX "
                                                 "files (*-ubyte *-ubyte.gz);;All "
                                                 "files (*)"));
    if (!path.isEmpty()) useData(path);
}

void MainWindow::useData(const QString& path) {
    Project next = session_.document.project();
    next.data.source = toStd(path);
    next.data.changes.clear();  // they are of other samples
    session_.document.edit(tr("source of the data"), std::move(next));
}

bool MainWindow::picturesShown() const {
    const Snapshot* snapshot = liveValues();
    if (!session_.document.checked().ready()) return !session_.data.loading();
    if (!snapshot || !session_.run.quiet()) return false;
    return std::ranges::all_of(watchOfOpenViews().outputs,
                               [&](const std::string& node) { return snapshot->outputs.contains(node); });
}

void MainWindow::tell(const QString& text) { status_->tell(text); }

void MainWindow::recallLayout() {
    restoreGeometry(preferences_.value(QStringLiteral("window/geometry")).toByteArray());
    for (Splitter* splitter : findChildren<Splitter*>())
        splitter->restoreState(
            preferences_.value(QStringLiteral("borders/") + splitter->objectName()).toByteArray());
    for (QAction* shown : {actions_->palette, actions_->charts, actions_->outline})
        if (const QVariant was = preferences_.value(QStringLiteral("shown/") + shown->objectName());
            was.isValid())
            shown->setChecked(was.toBool());
    if (const QVariant name = preferences_.value(QStringLiteral("window/workspace")); name.isValid())
        showWorkspace(name.toString());
}

void MainWindow::rememberLayout() {
    preferences_.set(QStringLiteral("window/geometry"), saveGeometry());
    for (const Splitter* splitter : findChildren<Splitter*>())
        preferences_.set(QStringLiteral("borders/") + splitter->objectName(), splitter->saveState());
    for (const QAction* shown : {actions_->palette, actions_->charts, actions_->outline})
        preferences_.set(QStringLiteral("shown/") + shown->objectName(), shown->isChecked());
    preferences_.set(QStringLiteral("window/workspace"),
                     actions_->workspaces[pages_->currentIndex()]->data());
}

void MainWindow::resetLayout() {
    actions_->palette->setChecked(true);
    actions_->charts->setChecked(true);
    actions_->outline->setChecked(false);
    for (Splitter* splitter : findChildren<Splitter*>()) splitter->reset();
}

void MainWindow::keepSize(QSize size) {
    fitted_ = true;
    resize(size);
}

/// Ensures, when first shown, that the window with its frame lies on the screen that it opens on.
void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (std::exchange(fitted_, true)) return;
    QMetaObject::invokeMethod(this, &MainWindow::fitScreen, Qt::QueuedConnection);  // once the frame is known
}

void MainWindow::fitScreen() {
    if (isMaximized() || isFullScreen()) return;
    const QRect room = screen()->availableGeometry(), frame = frameGeometry();
    const QSize border = frame.size() - size();
    resize(size().boundedTo(room.size() - border).expandedTo(minimumSize()));
    const QRect now(frame.topLeft(), size() + border);
    move(std::max(room.left(), std::min(now.left(), room.right() + 1 - now.width())),
         std::max(room.top(), std::min(now.top(), room.bottom() + 1 - now.height())));
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange) updateWatch();  // minimized, it shows nothing
    if (event->type() == QEvent::PaletteChange && session_.document.undoStack().index() >= 0) showFile();
}

/// Makes Space train and pause wherever nothing else uses it; the canvas, which drags with it, reports its
/// own.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Space || event->modifiers() != Qt::NoModifier || event->isAutoRepeat())
        return QMainWindow::keyPressEvent(event);
    trainOrPause();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (leaving_) {
        rememberLayout();
        return event->accept();
    }
    event->ignore();
    files_->leave([this] {
        leaving_ = true;
        session_.autosave.discard();  // whatever was not saved is not wanted
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
    });
}

}  // namespace glassnet::app
