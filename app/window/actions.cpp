// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table in the form of code: longer than most files.
#include "window/actions.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QWidget>

namespace glassnet::app {

Actions::Actions(QWidget* window) : QObject(window), window_(window) {
    const auto key = [](QKeySequence::StandardKey standard) { return QKeySequence::keyBindings(standard); };
    newProject = make(QStringLiteral("file.new"), tr("&New"), key(QKeySequence::New));
    open = make(QStringLiteral("file.open"), tr("&Open…"), key(QKeySequence::Open));
    save = make(QStringLiteral("file.save"), tr("&Save"), key(QKeySequence::Save));
    saveAs = make(QStringLiteral("file.save_as"), tr("Save &as…"),
                  {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)});
    close = make(QStringLiteral("file.close"), tr("&Close"), {QKeySequence(Qt::CTRL | Qt::Key_W)});
    quit = make(QStringLiteral("file.quit"), tr("&Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)});
    quit->setMenuRole(QAction::QuitRole);

    undo = make(QStringLiteral("edit.undo"), tr("&Undo"), key(QKeySequence::Undo));
    redo = make(QStringLiteral("edit.redo"), tr("&Redo"),
                {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    cut = make(QStringLiteral("edit.cut"), tr("Cu&t"), key(QKeySequence::Cut));
    copy = make(QStringLiteral("edit.copy"), tr("&Copy"), key(QKeySequence::Copy));
    paste = make(QStringLiteral("edit.paste"), tr("&Paste"), key(QKeySequence::Paste));
    duplicate =
        make(QStringLiteral("edit.duplicate"), tr("&Duplicate"), {QKeySequence(Qt::CTRL | Qt::Key_D)});
    remove = make(QStringLiteral("edit.delete"), tr("D&elete"),
                  {QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)});
    remove->setToolTip(tr("Deletes what is selected; what stood before and behind a layer is joined (Del)"));
    removeAndCut = make(QStringLiteral("edit.delete_wires"), tr("Delete with its &wires"),
                        {QKeySequence(Qt::CTRL | Qt::Key_Delete)},
                        tr("Deletes what is selected and leaves a gap (Ctrl+Del)"));
    selectAll = make(QStringLiteral("edit.select_all"), tr("Select &all"), key(QKeySequence::SelectAll));
    rename = make(QStringLiteral("edit.rename"), tr("Re&name"), {QKeySequence(Qt::Key_F2)});
    editSettings = make(QStringLiteral("edit.settings"), tr("Edit &settings"),
                        {QKeySequence(Qt::CTRL | Qt::Key_Return)});
    connectSelected = make(QStringLiteral("edit.connect"), tr("C&onnect selected layers"),
                           {QKeySequence(Qt::CTRL | Qt::Key_L)});
    find =
        make(QStringLiteral("edit.find"), tr("&Find in the network"), {QKeySequence(Qt::CTRL | Qt::Key_F)});
    addLayer =
        make(QStringLiteral("edit.add"), tr("&Add a layer"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)},
             tr("Finds a kind of layer in the palette (Ctrl+Shift+F)"));
    arrange = make(QStringLiteral("edit.arrange"), tr("Arran&ge"), {QKeySequence(Qt::SHIFT | Qt::Key_A)},
                   tr("Places all layers in rows, inputs first"));
    storage = make(QStringLiteral("edit.storage"), tr("&Memory and disk…"), {},
                   tr("What samples may take of this machine, and decoded pictures that are kept"));
    storage->setMenuRole(QAction::PreferencesRole);

    zoomIn = make(QStringLiteral("view.zoom_in"), tr("Zoom &in"),
                  {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    zoomOut =
        make(QStringLiteral("view.zoom_out"), tr("Zoom &out"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)});
    fit = make(QStringLiteral("view.fit"), tr("&Fit network"), {QKeySequence(Qt::CTRL | Qt::Key_0)});
    actualSize = make(QStringLiteral("view.actual"), tr("&Actual size"),
                      {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_0)});
    outline = make(QStringLiteral("view.outline"), tr("Out&line"), {QKeySequence(Qt::Key_F6)},
                   tr("The network as a table, for keyboards and screen readers"));
    palette = make(QStringLiteral("view.palette"), tr("&Palette"), {QKeySequence(Qt::Key_F9)});
    charts = make(QStringLiteral("view.charts"), tr("&Charts"), {QKeySequence(Qt::Key_F10)});
    resetLayout = make(
        QStringLiteral("view.reset"), tr("&Usual sizes"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_0)},
        tr("Shows palette and charts, and puts all borders back where they were (Ctrl+Shift+0)"));
    for (QAction* shown : {outline, palette, charts}) shown->setCheckable(true);
    palette->setChecked(true);
    charts->setChecked(true);
    light = make(QStringLiteral("view.light"), tr("&Light"));
    dark = make(QStringLiteral("view.dark"), tr("&Dark"));
    system = make(QStringLiteral("view.system"), tr("As the &system"));
    auto* themes = new QActionGroup(this);
    for (QAction* theme : {light, dark, system}) {
        theme->setCheckable(true);
        themes->addAction(theme);
    }

    train = make(QStringLiteral("train.train"), tr("&Train"), {QKeySequence(Qt::Key_F5)},
                 tr("Train, or pause at the next batch (Space, F5)"));
    stepBatch = make(QStringLiteral("train.step"), tr("Step one &batch"), {QKeySequence(Qt::Key_F7)},
                     tr("Train one batch, then pause (F7)"));
    stepBatch->setIconText(tr("Step"));
    stepEpoch =
        make(QStringLiteral("train.epoch"), tr("Step one &epoch"), {QKeySequence(Qt::SHIFT | Qt::Key_F7)},
             tr("Train to the end of the epoch, then pause (Shift+F7)"));
    stop = make(QStringLiteral("train.stop"), tr("&Stop"), {QKeySequence(Qt::SHIFT | Qt::Key_F5)},
                tr("End the run (Shift+F5)"));
    stop->setIconText(tr("Stop"));
    evaluate = make(QStringLiteral("train.evaluate"), tr("E&valuate"), {QKeySequence(Qt::CTRL | Qt::Key_E)},
                    tr("Evaluate the newest weights by samples that were not trained on (Ctrl+E)"));
    nextProblem =
        make(QStringLiteral("train.problem"), tr("Go to next &problem"), {QKeySequence(Qt::Key_F8)});

    help = make(QStringLiteral("help.reference"), tr("&Help"), {QKeySequence(Qt::Key_F1)},
                tr("Help on the selected layer, or how to begin (F1)"));
    shortcuts = make(QStringLiteral("help.shortcuts"), tr("&Keyboard shortcuts"),
                     {QKeySequence(Qt::CTRL | Qt::Key_Slash)});
    about = make(QStringLiteral("help.about"), tr("&About Glassnet"));
    about->setMenuRole(QAction::AboutRole);

    auto* group = new QActionGroup(this);
    int number = 1;
    for (const auto& [name, text] : {std::pair{QStringLiteral("Data"), tr("Data")},
                                     {QStringLiteral("Design"), tr("Design")},
                                     {QStringLiteral("Train"), tr("Train", "workspace")},
                                     {QStringLiteral("Inspect"), tr("Inspect")},
                                     {QStringLiteral("Evaluate"), tr("Evaluate")}}) {
        QAction* workspace = make(QStringLiteral("workspace.action.") + name.toLower(), text,
                                  {QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number++))});
        workspace->setData(name);
        workspace->setCheckable(true);
        group->addAction(workspace);
        workspaces += workspace;
    }
    workspaces[1]->setChecked(true);
}

QAction* Actions::make(const QString& name, const QString& text, const QList<QKeySequence>& keys,
                       const QString& tip) {
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    if (!tip.isEmpty()) {
        action->setToolTip(tip);
        action->setStatusTip(tip);
    } else if (!keys.isEmpty()) {
        action->setToolTip(QStringLiteral("%1 (%2)").arg(action->iconText(),
                                                         keys.first().toString(QKeySequence::NativeText)));
    }
    window_->addAction(action);  // shortcuts work wherever the focus is
    return action;
}

void Actions::fillMenus(QMenuBar& bar) {
    QMenu* file = bar.addMenu(tr("&File"));
    file->addAction(newProject);
    newMenu = file->addMenu(tr("New &from template"));
    file->addAction(open);
    recentMenu = file->addMenu(tr("Open &recent"));
    file->addSeparator();
    file->addActions({save, saveAs});
    file->addSeparator();
    file->addActions({close, quit});
    QMenu* edit = bar.addMenu(tr("&Edit"));
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addActions({cut, copy, paste, duplicate, remove, removeAndCut});
    edit->addSeparator();
    edit->addActions({selectAll, find, addLayer, rename, editSettings, connectSelected, arrange});
    edit->addSeparator();
    edit->addAction(storage);
    QMenu* view = bar.addMenu(tr("&View"));
    view->addActions(workspaces);
    view->addSeparator();
    view->addActions({zoomIn, zoomOut, fit, actualSize});
    view->addSeparator();
    view->addActions({palette, charts, outline, resetLayout});
    QMenu* theme = view->addMenu(tr("&Theme"));
    theme->addActions({light, dark, system});
    QMenu* training = bar.addMenu(tr("&Train", "menu"));
    training->addActions({train, stepBatch, stepEpoch, stop});
    training->addSeparator();
    training->addActions({evaluate, nextProblem});
    QMenu* helpMenu = bar.addMenu(tr("&Help"));
    helpMenu->addActions({help, shortcuts});
    helpMenu->addSeparator();
    helpMenu->addAction(about);
}

void Actions::fillNodeMenu(QMenu& menu) {
    menu.addActions({rename, editSettings, duplicate, remove, removeAndCut});
    menu.addSeparator();
    menu.addActions({cut, copy, paste, connectSelected});
    menu.addSeparator();
    menu.addActions({arrange, fit, help});
}

}  // namespace glassnet::app
