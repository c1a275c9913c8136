// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/line_chart.h"

#include "widgets/colours.h"
#include "widgets/decimate.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"

#include <QEvent>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace glassnet::app {

double roundUp(double value) {
    if (!(value > 0) || !std::isfinite(value)) return 1;
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0})
        if (step * decade >= value * 0.9999) return step * decade;
    return 10 * decade;
}

double tickOf(double top, int most) {
    const double decade = std::pow(10.0, std::floor(std::log10(top / most)));
    for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0, 20.0})
        if (top / (step * decade) <= most * 1.0001) return step * decade;
    return top;
}

LineChart::LineChart(const QString& title, Unit unit, QWidget* parent)
    : QChartView(parent),
      unit_(unit),
      title_(title),
      raw_(new QLineSeries(this)),
      smooth_(new QLineSeries(this)),
      validation_(new QLineSeries(this)),
      rings_(new QScatterSeries(this)),
      x_(new QValueAxis(this)),
      y_(new QValueAxis(this)) {
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setMinimumSize(160, 90);
    setRenderHint(QPainter::Antialiasing);
    QChart* chart = this->chart();
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->legend()->hide();
    chart->setBackgroundVisible(false);
    chart->setMargins({0, 0, 0, 0});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    for (QXYSeries* series : std::initializer_list<QXYSeries*>{raw_, smooth_, validation_, rings_}) chart->addSeries(series);
    chart->addAxis(x_, Qt::AlignBottom);
    chart->addAxis(y_, Qt::AlignLeft);
    for (QAbstractSeries* series : chart->series()) {
        series->attachAxis(x_);
        series->attachAxis(y_);
    }
    x_->setGridLineVisible(false);
    x_->setLabelFormat(QStringLiteral("%.4g"));
    for (QValueAxis* axis : {x_, y_}) axis->setLineVisible(false);
    setMeaning(title, unit);
    paintTheme();
}

void LineChart::setMeaning(const QString& title, Unit unit) {
    title_ = title;
    unit_ = unit;
    setAccessibleName(title);
    y_->setLabelFormat(unit == Unit::percent ? QStringLiteral("%.0f %%") : QStringLiteral("%.3g"));
    fitAxes(curves_);
}

void LineChart::show(const Curves& curves) {
    if (curves == curves_) return;
    curves_ = curves;
    fitAxes(curves);
    const double window = std::clamp(static_cast<double>(curves.training.size()) / 18, 6.0, 100.0);
    raw_->replace(curves.noisy ? decimated(curves.training) : QList<QPointF>());
    smooth_->replace(decimated(curves.noisy ? smoothed(curves.training, window) : curves.training));
    validation_->replace(curves.validation);
    rings_->replace(curves.validation);
    update();
}

void LineChart::fitAxes(const Curves& curves) {
    const double epochs = std::max(1.0, curves.epochs);
    const double step = std::max(epochs <= 1 ? 0.25 : 1.0, roundUp(epochs / 6));
    x_->setRange(0, epochs);
    for (QValueAxis* axis : {x_, y_}) {
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
    }
    x_->setTickInterval(step);
    if (unit_ == Unit::percent) {
        y_->setRange(0, 100);
        y_->setTickInterval(height() < 170 ? 50 : 25);
        return;
    }
    double highest = 0, lowest = 0;
    const auto take = [&](const QList<QPointF>& points) {
        for (const QPointF point : points) {
            if (!std::isfinite(point.y())) continue;
            highest = std::max(highest, point.y());
            lowest = std::min(lowest, point.y());
        }
    };
    take(curves.noisy ? smoothed(curves.training, 8) : curves.training);
    take(curves.validation);
    const double top = highest > 0 ? roundUp(highest * 1.02) : lowest < 0 ? 0 : 2.5;
    const double bottom = lowest < 0 ? -roundUp(-lowest * 1.02) : 0;
    y_->setRange(bottom, top);
    y_->setTickInterval(tickOf(top - bottom, height() < 170 ? 3 : 6));
}

void LineChart::paintTheme() {
    const Colours& colours = coloursOf(palette());
    setBackgroundBrush(colours.panel);
    QColor thin = colours.training;
    thin.setAlphaF(0.35F);
    raw_->setPen(QPen(thin, 1));
    smooth_->setPen(QPen(colours.training, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    validation_->setPen(QPen(colours.validation, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    rings_->setMarkerShape(QScatterSeries::MarkerShapeCircle);
    rings_->setMarkerSize(8);
    rings_->setPen(QPen(colours.validation, 1.8));
    rings_->setBrush(colours.panel);
    for (QValueAxis* axis : {x_, y_}) {
        axis->setLabelsFont(textFont(11));
        axis->setLabelsColor(colours.faint);
        axis->setGridLinePen(QPen(colours.line, 1));
    }
    y_->setGridLinePen(QPen(mixed(colours.panel, colours.line, 0.7), 1));
}

void LineChart::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintTheme();
}

void LineChart::drawBackground(QPainter* painter, const QRectF& rect) {
    QChartView::drawBackground(painter, rect);
    const Colours& colours = coloursOf(palette());
    const QRectF plot = chart()->plotArea();
    const double epochs = x_->max();
    const int group = std::max(1, static_cast<int>(std::ceil(epochs / 20)));
    const double width = plot.width() / epochs;
    for (int epoch = group; epoch < epochs; epoch += 2 * group) {
        const double end = std::min<double>(epochs, epoch + group);
        painter->fillRect(QRectF(plot.left() + epoch * width, plot.top(), (end - epoch) * width, plot.height()),
                          mixed(colours.panel, colours.window, colours.dark ? 0 : 0.75).lighter(colours.dark ? 118 : 100));
    }
}

void LineChart::drawForeground(QPainter* painter, const QRectF&) {
    const QRectF plot = chart()->plotArea();
    if (pointerX_ < plot.left() || pointerX_ > plot.right() || curves_.training.isEmpty()) return;
    const Colours& colours = coloursOf(palette());
    const double epoch = (pointerX_ - plot.left()) / plot.width() * x_->max();
    const auto point = std::ranges::lower_bound(curves_.training, epoch, {}, [](QPointF p) { return p.x(); });
    painter->setPen(QPen(colours.faint, 1, Qt::DashLine));
    painter->drawLine(QPointF(pointerX_, plot.top()), QPointF(pointerX_, plot.bottom()));
    if (point == curves_.training.end()) return;
    const QString value = unit_ == Unit::percent ? QLocale().toString(point->y(), 'f', 1) + QStringLiteral(" %") : valueText(point->y());
    painter->setFont(textFont(11, QFont::DemiBold));
    painter->setPen(colours.text);
    const QString text = tr("epoch %1: %2").arg(QLocale().toString(point->x(), 'f', 2), value);
    const double wide = tabularWidth(painter->font(), text);
    drawTabular(*painter, {std::min(pointerX_ + 6, plot.right() - wide), plot.top() + 12}, text);
}

void LineChart::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    fitAxes(curves_);
}

void LineChart::mouseMoveEvent(QMouseEvent* event) {
    pointerX_ = event->position().x();
    viewport()->update();
}

void LineChart::leaveEvent(QEvent*) {
    pointerX_ = -1;
    viewport()->update();
}

}  // namespace glassnet::app
