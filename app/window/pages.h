// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QListWidget;

namespace glassnet::app {

class Augmentation;
class AugmentationPreview;
class CanvasView;
class Charts;
class ColumnList;
class DataPanel;
class EvaluationPanel;
class Inspector;
class Lens;
class LoadingBar;
class Outline;
class OverviewBand;
class Palette;
class Preprocessing;
class SampleBrowser;
class SamplePicker;
class TrainingForm;

// The workspaces: each puts panels side by side and does nothing else.

/// Palette, canvas over charts, inspector.
class DesignPage : public QWidget {
public:
    explicit DesignPage(QWidget* parent = nullptr);
    Palette* palette;
    CanvasView* canvas;
    Outline* outline;
    Charts* charts;
    Inspector* inspector;
};

/// Progress of loading; data set, its overview and the columns of a table above its samples, preprocessing
/// and augmentation with a preview.
class DataPage : public QWidget {
public:
    explicit DataPage(QWidget* parent = nullptr);
    LoadingBar* loading;
    DataPanel* data;
    OverviewBand* overview;
    ColumnList* columns;
    SampleBrowser* samples;
    Preprocessing* preprocessing;
    Augmentation* augmentation;
    AugmentationPreview* preview;
};

/// Settings of the run, large charts.
class TrainPage : public QWidget {
public:
    explicit TrainPage(QWidget* parent = nullptr);
    TrainingForm* form;
    Charts* charts;
};

/// Layers, sample picker, large lens.
class InspectPage : public QWidget {
public:
    explicit InspectPage(QWidget* parent = nullptr);
    QListWidget* layers;
    SamplePicker* sample;
    Lens* lens;
    QLabel* title;
};

/// How good the weights are.
class EvaluatePage : public QWidget {
public:
    explicit EvaluatePage(QWidget* parent = nullptr);
    EvaluationPanel* evaluation;
};

}  // namespace glassnet::app
