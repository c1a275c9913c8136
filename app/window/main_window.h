// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/layer_reading.h"
#include "session/network_edits.h"
#include "session/session.h"
#include "window/live_pictures.h"

#include <QMainWindow>

#include <memory>
#include <set>

class QStackedWidget;

namespace glassnet::app {

class Actions;
class Files;
class Preferences;
class StatusBar;
class TopBar;
class DesignPage;
class DataPage;
class TrainPage;
class InspectPage;
class EvaluatePage;
class ReferenceWindow;
class StorageWindow;

/// Connects intents of the views to the session and values of the session to the views; knows nothing else.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `preferences` outlives the window.
    explicit MainWindow(Preferences& preferences, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Session& session() { return session_; }
    [[nodiscard]] NetworkEdits& edits() { return edits_; }
    [[nodiscard]] Actions& actions() { return *actions_; }
    [[nodiscard]] Files& files() { return *files_; }
    [[nodiscard]] QStringList selection() const { return selection_; }
    [[nodiscard]] DesignPage& design() { return *design_; }
    [[nodiscard]] DataPage& data() { return *data_; }

    bool showWorkspace(const QString& name);
    void select(const QStringList& nodes);
    void pin(int sample);
    /// Tells whether maps of the current network have been drawn.
    [[nodiscard]] bool picturesShown() const;
    /// Trains, pauses or continues; with a problem in the way it goes there instead.
    void trainOrPause();
    void tell(const QString& text);
    /// Keeps this size, whatever the screen.
    void keepSize(QSize size);

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildPages();
    void connectActions();
    void connectEditing();
    void connectDesign();
    void connectDataPage();
    void connectOtherPages();
    void connectEvaluation();
    void connectFiles();
    void connectSession();

    void showProject();
    void showProblems();
    void tellOfEdits();
    void showSelection();
    void showTraining();
    void showData();
    void showPipeline();
    void lookAtData();
    void showLoading();
    void showOverview();
    void showSnapshot();
    void showEvaluation();
    void showHistory();
    void showRunState();
    void showFile();
    /// Shows the runs on the disk: called when the file has changed, not at each edit.
    void showKeptRuns();
    [[nodiscard]] Watch watchOfOpenViews() const;
    void updateWatch();
    [[nodiscard]] QString inspected() const;
    /// Returns the check, what ended a run that failed, and what was edited since the run began.
    [[nodiscard]] Checked checkedAndRun() const;
    /// Returns what there is to look at: only values of the samples that the project names.
    [[nodiscard]] const Snapshot* liveValues() const;
    [[nodiscard]] LayerReading reading() const;

    void addBehind(const QString& kind);
    void paste();
    void offerLayers(const QString& from, QPointF point, const QPoint& global);
    void chooseBars(const QPoint& global);
    void showHelp();
    void showStorage();
    void showShortcuts();
    [[nodiscard]] QString trainTip() const;
    void goToProblem();
    void goTo(const Problem& problem);
    void recallLayout();
    void rememberLayout();
    void resetLayout();
    void fitScreen();
    void chooseData(bool folder);
    void useData(const QString& path);

    Preferences& preferences_;
    Session session_;
    NetworkEdits edits_;
    Actions* actions_;
    Files* files_;
    TopBar* top_;
    StatusBar* status_;
    QStackedWidget* pages_;
    DataPage* data_;
    DesignPage* design_;
    TrainPage* train_;
    InspectPage* inspect_;
    EvaluatePage* evaluate_;
    ReferenceWindow* reference_ = nullptr;  // once it was opened
    StorageWindow* storage_ = nullptr;      // likewise
    QStringList selection_;
    QString lastInspected_;
    int pinned_ = 0;
    std::unique_ptr<const Pipeline> pipeline_;  // of the preprocessing, as a run fits it
    std::size_t nextProblem_ = 0;
    std::vector<Problem> toldOfEdits_;
    BarMode bars_ = BarMode::activeOutputs;
    bool leaving_ = false;
    bool fitted_ = false;
};

}  // namespace glassnet::app
