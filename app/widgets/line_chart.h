// SPDX-License-Identifier: GPL-3.0-or-later
//
// Qt Charts is named in line_chart.{h,cpp} only, so that it can be replaced here.
#pragma once

#include "widgets/axis_scale.h"

#include <QChartView>
#include <QColor>
#include <QList>
#include <QPointF>

class QLineSeries;
class QScatterSeries;
class QValueAxis;

namespace glassnet::app {

/// What one chart shows: x counts epochs.
struct Curves {
    QList<QPointF> training;    // one point per batch
    QList<QPointF> validation;  // one point per epoch
    double epochs = 1;          // right end of the axis
    bool noisy = true;          // the training curve is drawn thin, its smoothed course thick
    friend bool operator==(const Curves&, const Curves&) = default;
};

/// A value over epochs: the training curve raw (thin) and smoothed (thick), validation as rings on a line,
/// epoch bands behind. Marks, grid lines and their texts are painted here, a dozen at most: Qt Charts' own
/// are as many as the range divided by the interval, which no order of setting the two keeps small.
class LineChart : public QChartView {
    Q_OBJECT
public:
    enum class Unit { number, percent };
    LineChart(const QString& title, Unit unit, QWidget* parent = nullptr);

    void show(const Curves& curves);
    /// Sets what the curves mean from now on.
    void setMeaning(const QString& title, Unit unit);

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void paintTheme();
    void drawCurves();
    void fitAxes();
    void fitPlot();
    void paintBands(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    [[nodiscard]] QString textOf(double mark) const;
    [[nodiscard]] QPointF placeOf(QPointF value) const;

    Unit unit_;
    QString title_;
    Curves curves_;
    QLineSeries* raw_;
    QLineSeries* smooth_;
    QLineSeries* validation_;
    QScatterSeries* rings_;
    QValueAxis* x_;  // the axes place the curves; marks, grid and texts are painted here
    QValueAxis* y_;
    AxisScale across_, up_;
    double pointerX_ = -1;
};

}  // namespace glassnet::app
