// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QListWidget;

namespace glassnet::app {

class Augmentation;
class CanvasView;
class Charts;
class DataPanel;
class EvaluationPanel;
class Inspector;
class Lens;
class Outline;
class Palette;
class Preprocessing;
class SamplePicker;
class Samples;
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

/// Data set, samples and variants, preprocessing and augmentation.
class DataPage : public QWidget {
public:
    explicit DataPage(QWidget* parent = nullptr);
    DataPanel* data;
    Samples* samples;
    Preprocessing* preprocessing;
    Augmentation* augmentation;
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
