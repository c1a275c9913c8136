// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/charts.h"

#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/line_chart.h"
#include "widgets/section.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

namespace {

/// Mean of the last few batches: what a person would read off the curve.
double recent(const QList<QPointF>& points) {
    const qsizetype count = std::min<qsizetype>(20, points.size());
    double sum = 0;
    for (qsizetype i = points.size() - count; i < points.size(); ++i) sum += points[i].y();
    return count ? sum / static_cast<double>(count) : 0;
}

QString percent(double value) { return QLocale().toString(value, 'f', 1) + QStringLiteral(" %"); }

}  // namespace

Legend::Legend(QWidget* parent) : QWidget(parent) {
    setMinimumWidth(80);
    setFixedHeight(22);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Legend::show(const QString& training, const QString& validation) {
    training_ = training;
    validation_ = validation;
    setAccessibleName(QStringLiteral("%1, %2").arg(training, validation));
    update();
}

void Legend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours& colours = coloursOf(palette());
    painter.setFont(textFont(12));
    double right = width();
    for (const auto& [text, colour] : {std::pair{validation_, colours.validation}, std::pair{training_, colours.training}}) {
        if (text.isEmpty()) continue;
        const double wide = tabularWidth(painter.font(), text);
        if (right - wide - 24 < 0) return;
        painter.setPen(colours.secondary);
        drawTabular(painter, {right - wide, 15.5}, text);
        painter.setPen(QPen(colour, 2.4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(right - wide - 22, 11.5), QPointF(right - wide - 8, 11.5));
        right -= wide + 42;
    }
}

Charts::Charts(QWidget* parent)
    : QWidget(parent),
      loss_(new LineChart(tr("Loss"), LineChart::Unit::number, this)),
      accuracy_(new LineChart(tr("Accuracy"), LineChart::Unit::percent, this)),
      lossLegend_(new Legend(this)),
      accuracyLegend_(new Legend(this)) {
    setObjectName(QStringLiteral("charts"));
    loss_->setObjectName(QStringLiteral("charts.loss"));
    accuracy_->setObjectName(QStringLiteral("charts.accuracy"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(18, 10, 12, 8);
    row->setSpacing(24);
    const auto part = [&](const QString& title, LineChart* chart, Legend* legend) {
        auto* column = new QVBoxLayout;
        column->setSpacing(2);
        auto* head = new QHBoxLayout;
        head->setSpacing(12);
        head->addWidget(roleLabel(QStringLiteral("section"), this, title));
        head->addWidget(legend, 1);
        column->addLayout(head);
        column->addWidget(chart, 1);
        row->addLayout(column, 1);
    };
    part(tr("Loss"), loss_, lossLegend_);
    part(tr("Accuracy"), accuracy_, accuracyLegend_);
    show({}, {}, 0, 10);
}

void Charts::show(const std::vector<BatchRecord>& batches, const std::vector<EpochRecord>& epochs, std::int64_t stepsPerEpoch, int wanted) {
    const double per = static_cast<double>(std::max<std::int64_t>(1, stepsPerEpoch));
    Curves loss, accuracy;
    loss.epochs = accuracy.epochs = std::max({wanted, 1, epochs.empty() ? 1 : epochs.back().epoch});
    for (const BatchRecord& batch : batches) {
        const double x = static_cast<double>(batch.step) / per;
        loss.training.append({x, batch.loss});
        if (batch.accuracy >= 0) accuracy.training.append({x, batch.accuracy * 100});
    }
    for (const EpochRecord& epoch : epochs) {
        if (epoch.validation_loss) loss.validation.append({static_cast<double>(epoch.epoch), *epoch.validation_loss});
        if (epoch.validation_accuracy) accuracy.validation.append({static_cast<double>(epoch.epoch), *epoch.validation_accuracy * 100});
    }
    const auto legend = [](const Curves& curves, auto text) {
        return std::pair{curves.training.isEmpty() ? tr("training") : tr("training %1").arg(text(recent(curves.training))),
                         curves.validation.isEmpty() ? tr("validation") : tr("validation %1").arg(text(curves.validation.last().y()))};
    };
    const auto [lossTraining, lossValidation] = legend(loss, [](double value) { return QLocale().toString(value, 'f', 3); });
    const auto [accuracyTraining, accuracyValidation] = legend(accuracy, percent);
    lossLegend_->show(lossTraining, lossValidation);
    accuracyLegend_->show(accuracyTraining, accuracyValidation);
    loss_->show(loss);
    accuracy_->show(accuracy);
}

}  // namespace glassnet::app
