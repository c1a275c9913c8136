// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/layer_reading.h"
#include "widgets/tensor_grid.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace glassnet::app {

class ClassBars;
class ColourBar;
class Histogram;
class SectionTitle;

/// Shows one layer: its kernels, its feature maps for the pinned sample, the distribution of its weights, and
/// the number under the pointer with the sum behind it.
class Lens : public QWidget {
    Q_OBJECT
public:
    enum class Size { compact, large };  // in the inspector, or as a workspace of its own
    explicit Lens(Size size, QWidget* parent = nullptr);

    void show(const LayerReading& reading);

private:
    void buildKernels(QWidget* parent);
    void buildMaps(QWidget* parent);
    void buildReadout(QWidget* parent);
    void layOut();
    void showKernels();
    void showMaps();
    void showValue(const TensorGrid::Place& place);
    void showResting();

    Size size_;
    LayerReading reading_;
    QWidget* kernelPart_;
    SectionTitle* kernelTitle_;
    QComboBox* kernelInput_;
    TensorGrid* kernels_;
    ColourBar* kernelScale_;
    QWidget* mapPart_;
    SectionTitle* mapTitle_;
    QComboBox* mapOrder_;
    TensorGrid* maps_;
    ColourBar* mapScale_;
    ClassBars* bars_;
    QLabel* mapNote_;
    QWidget* weightPart_;
    Histogram* histogram_;
    QWidget* readout_;
    QLabel* value_;
    QLabel* formula_;
    QLabel* hintText_;
    TensorGrid::Place pointed_;
};

}  // namespace glassnet::app
