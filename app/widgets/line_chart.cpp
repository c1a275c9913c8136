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

namespace {

constexpr qsizetype mostRings = 60;

/// Cuts curves beyond the axis one height away from it: painting code need not know how far they go.
QList<QPointF> within(QList<QPointF> points, const AxisScale& up) {
    const double reach = up.high - up.low;
    for (QPointF& point : points) point.setY(std::clamp(point.y(), up.low - reach, up.high + reach));
    return points;
}

}  // namespace

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
    setMinimumSize(120, 60);
    setRenderHint(QPainter::Antialiasing);
    QChart* chart = this->chart();
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->legend()->hide();
    chart->setBackgroundVisible(false);
    chart->setMargins({0, 0, 0, 0});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    for (QXYSeries* series : std::initializer_list<QXYSeries*>{raw_, smooth_, validation_, rings_})
        chart->addSeries(series);
    chart->addAxis(x_, Qt::AlignBottom);
    chart->addAxis(y_, Qt::AlignLeft);
    for (QAbstractSeries* series : chart->series()) {
        series->attachAxis(x_);
        series->attachAxis(y_);
    }
    for (QValueAxis* axis : {x_, y_}) {
        axis->setVisible(false);
        axis->setTickCount(2);
    }
    setMeaning(title, unit);
    paintTheme();
}

void LineChart::setMeaning(const QString& title, Unit unit) {
    title_ = title;
    unit_ = unit;
    setAccessibleName(title);
    fitAxes();
}

void LineChart::show(const Curves& curves) {
    if (curves == curves_) return;
    curves_ = curves;
    drawCurves();
    update();
}

void LineChart::drawCurves() {
    fitAxes();
    const Curves& curves = curves_;
    const double window = std::clamp(static_cast<double>(curves.training.size()) / 18, 6.0, 100.0);
    const auto drawn = [this](const QList<QPointF>& points) {
        return within(decimated(points, std::max(200, width())), up_);
    };
    const QList<QPointF> validation = drawn(curves.validation);
    raw_->replace(curves.noisy ? drawn(curves.training) : QList<QPointF>());
    smooth_->replace(drawn(curves.noisy ? smoothed(curves.training, window) : curves.training));
    validation_->replace(validation);
    // Each ring is an item of the scene; where they would touch each other, the line alone shows as much.
    rings_->replace(validation.size() <= mostRings ? validation : QList<QPointF>());
}

void LineChart::fitAxes() {
    across_ = countingScale(curves_.epochs, 6);
    const bool low = height() < 170;
    if (unit_ == Unit::percent) {
        up_ = {0, 100, low ? 50.0 : 25.0};
    } else {
        double highest = 0, lowest = 0;
        const auto take = [&](const QList<QPointF>& points) {
            for (const QPointF point : points) {
                if (!std::isfinite(point.y())) continue;
                highest = std::max(highest, point.y());
                lowest = std::min(lowest, point.y());
            }
        };
        take(curves_.noisy ? smoothed(curves_.training, 8) : curves_.training);
        take(curves_.validation);
        up_ = scaleAround(lowest, highest, low ? 3 : 6);
    }
    x_->setRange(across_.low, across_.high);
    y_->setRange(up_.low, up_.high);
    fitPlot();
}

/// Makes room for the texts of the marks: on the left as wide as the widest, below one line.
void LineChart::fitPlot() {
    double widest = 0;
    for (const double mark : marksOf(up_))
        widest = std::max(widest, tabularWidth(textFont(11), textOf(mark)));
    const QRectF all(QPointF(0, 0), QSizeF(viewport()->size()));
    const QRectF plot = all.adjusted(std::ceil(widest) + 14, 10, -14, -24);
    if (plot.isValid() && plot != chart()->plotArea()) chart()->setPlotArea(plot);
}

QString LineChart::textOf(double mark) const {
    return unit_ == Unit::percent ? QLocale().toString(mark, 'f', 0) + QStringLiteral(" %")
                                  : markText(mark, up_);
}

QPointF LineChart::placeOf(QPointF value) const {
    const QRectF plot = chart()->plotArea();
    return {plot.left() + (value.x() - across_.low) / (across_.high - across_.low) * plot.width(),
            plot.bottom() - (value.y() - up_.low) / (up_.high - up_.low) * plot.height()};
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
}

void LineChart::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintTheme();
}

void LineChart::drawBackground(QPainter* painter, const QRectF& rect) {
    QChartView::drawBackground(painter, rect);
    paintBands(*painter);
    paintMarks(*painter);
}

void LineChart::paintBands(QPainter& painter) const {
    const Colours& colours = coloursOf(palette());
    const QRectF plot = chart()->plotArea();
    const double epochs = across_.high, group = std::max(1.0, std::ceil(epochs / 20)),
                 width = plot.width() / epochs;
    for (int band = 0; band < 10; ++band) {
        const double begin = (2 * band + 1) * group, end = std::min(epochs, begin + group);
        if (begin >= epochs) break;
        painter.fillRect(
            QRectF(plot.left() + begin * width, plot.top(), (end - begin) * width, plot.height()),
            mixed(colours.panel, colours.window, colours.dark ? 0 : 0.75).lighter(colours.dark ? 118 : 100));
    }
}

void LineChart::paintMarks(QPainter& painter) const {
    const Colours& colours = coloursOf(palette());
    const QRectF plot = chart()->plotArea();
    painter.setFont(textFont(11));
    for (const double mark : marksOf(up_)) {
        const double y = placeOf({0, mark}).y();
        painter.setPen(QPen(mixed(colours.panel, colours.line, 0.7), 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(colours.faint);
        const QString text = textOf(mark);
        drawTabular(painter, {plot.left() - 8 - tabularWidth(painter.font(), text), y + 4}, text);
    }
    for (const double mark : marksOf(across_)) {
        const QString text = markText(mark, across_);
        drawTabular(painter,
                    {placeOf({mark, 0}).x() - tabularWidth(painter.font(), text) / 2, plot.bottom() + 17},
                    text);
    }
}

void LineChart::drawForeground(QPainter* painter, const QRectF&) {
    const QRectF plot = chart()->plotArea();
    if (pointerX_ < plot.left() || pointerX_ > plot.right() || curves_.training.isEmpty()) return;
    const Colours& colours = coloursOf(palette());
    const double epoch = (pointerX_ - plot.left()) / plot.width() * across_.high;
    const auto point = std::ranges::lower_bound(curves_.training, epoch, {}, [](QPointF p) { return p.x(); });
    painter->setPen(QPen(colours.faint, 1, Qt::DashLine));
    painter->drawLine(QPointF(pointerX_, plot.top()), QPointF(pointerX_, plot.bottom()));
    if (point == curves_.training.end()) return;
    const QString value = unit_ == Unit::percent
                              ? QLocale().toString(point->y(), 'f', 1) + QStringLiteral(" %")
                              : valueText(point->y());
    painter->setFont(textFont(11, QFont::DemiBold));
    painter->setPen(colours.text);
    const QString text = tr("epoch %1: %2").arg(QLocale().toString(point->x(), 'f', 2), value);
    const double wide = tabularWidth(painter->font(), text);
    drawTabular(*painter, {std::min(pointerX_ + 6, plot.right() - wide), plot.top() + 12}, text);
}

void LineChart::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    drawCurves();
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
