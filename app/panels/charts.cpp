// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/charts.h"

#include "learning/catalogue.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/line_chart.h"
#include "widgets/section.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

namespace {

/// Returns the mean of the last few batches: what a person would read off the curve.
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
    for (const auto& [text, colour] :
         {std::pair{validation_, colours.validation}, std::pair{training_, colours.training}}) {
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

std::vector<ChartChoice> chartChoices(const std::vector<EpochRecord>& epochs) {
    std::vector<ChartChoice> choices{{ChartChoice::Source::accuracy}, {ChartChoice::Source::learning_rate}};
    if (epochs.empty()) return choices;
    for (const MetricValue& metric : epochs.front().metrics) {
        const std::string base = metric.name.starts_with("val_") ? metric.name.substr(4) : metric.name;
        const ChartChoice choice{ChartChoice::Source::metric, base};
        if (std::ranges::find(choices, choice) == choices.end()) choices.push_back(choice);
    }
    return choices;
}

namespace {

bool isShare(const ChartChoice& choice) {
    return choice.source == ChartChoice::Source::accuracy || choice.metric.ends_with("_accuracy");
}

/// Returns the title of a choice: "f1" has one of its own, "dense_2_loss" is the network's own word.
QString titleOf(const ChartChoice& choice) {
    switch (choice.source) {
        case ChartChoice::Source::accuracy:
            return Charts::tr("Accuracy");
        case ChartChoice::Source::learning_rate:
            return Charts::tr("Learning rate");
        case ChartChoice::Source::metric:
            break;
    }
    const Metric* const metric = kinds<Metric>().find(choice.metric);
    return metric ? engineText(metric->description().title) : plain(choice.metric);
}

Curves curvesOf(const ChartChoice& choice, const std::vector<BatchRecord>& batches,
                const std::vector<EpochRecord>& epochs) {
    Curves curves;
    curves.noisy = choice.source == ChartChoice::Source::accuracy;
    const double factor = isShare(choice) ? 100 : 1;
    for (const BatchRecord& batch : batches) {
        if (choice.source == ChartChoice::Source::learning_rate)
            curves.training.append({batch.epochs, batch.learning_rate});
        if (choice.source == ChartChoice::Source::accuracy && batch.accuracy)
            curves.training.append({batch.epochs, *batch.accuracy * factor});
    }
    for (const EpochRecord& epoch : epochs) {
        const auto x = static_cast<double>(epoch.epoch);
        if (choice.source == ChartChoice::Source::accuracy && epoch.validation_accuracy)
            curves.validation.append({x, *epoch.validation_accuracy * factor});
        if (choice.source != ChartChoice::Source::metric) continue;
        for (const MetricValue& metric : epoch.metrics) {
            if (!metric.value) continue;
            if (metric.name == choice.metric) curves.training.append({x, *metric.value * factor});
            if (metric.name == "val_" + choice.metric) curves.validation.append({x, *metric.value * factor});
        }
    }
    return curves;
}

/// Returns the names of the curves with their last values; a curve that cannot exist is not named.
std::pair<QString, QString> legendOf(const ChartChoice& choice, const Curves& curves) {
    const auto text = [&](double value) { return isShare(choice) ? percent(value) : valueText(value); };
    if (choice.source == ChartChoice::Source::learning_rate)
        return {curves.training.isEmpty() ? QString() : text(curves.training.last().y()), QString()};
    const double last = curves.training.isEmpty() ? 0
                        : curves.noisy            ? recent(curves.training)
                                                  : curves.training.last().y();
    const bool trained = choice.source == ChartChoice::Source::accuracy;
    return {curves.training.isEmpty() ? (trained ? Charts::tr("training") : QString())
                                      : Charts::tr("training %1").arg(text(last)),
            curves.validation.isEmpty()
                ? Charts::tr("validation")
                : Charts::tr("validation %1").arg(text(curves.validation.last().y()))};
}

}  // namespace

Charts::Charts(QWidget* parent)
    : QWidget(parent),
      loss_(new LineChart(tr("Loss"), LineChart::Unit::number, this)),
      other_(new LineChart(tr("Accuracy"), LineChart::Unit::percent, this)),
      choice_(new QComboBox(this)),
      lossLegend_(new Legend(this)),
      otherLegend_(new Legend(this)) {
    setObjectName(QStringLiteral("charts"));
    loss_->setObjectName(QStringLiteral("charts.loss"));
    other_->setObjectName(QStringLiteral("charts.other"));
    choice_->setObjectName(QStringLiteral("charts.choice"));
    choice_->setAccessibleName(tr("What this chart shows"));
    choice_->setProperty("role", QStringLiteral("section"));
    choice_->setFocusPolicy(Qt::StrongFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(18, 10, 12, 8);
    row->setSpacing(24);
    const auto part = [&](QWidget* title, LineChart* chart, Legend* legend) {
        auto* column = new QVBoxLayout;
        column->setSpacing(2);
        auto* head = new QHBoxLayout;
        head->setSpacing(12);
        head->addWidget(title);
        head->addWidget(legend, 1);
        column->addLayout(head);
        column->addWidget(chart, 1);
        row->addLayout(column, 1);
    };
    part(roleLabel(QStringLiteral("section"), this, tr("Loss")), loss_, lossLegend_);
    part(choice_, other_, otherLegend_);
    connect(choice_, &QComboBox::activated, this, [this] {
        showMeaning();
        Q_EMIT chosen();
    });
    show({}, {}, 10);
}

ChartChoice Charts::choice() const {
    const int at = choice_->currentIndex();
    return at < 0 ? ChartChoice{} : choices_[static_cast<std::size_t>(at)];
}

/// Shows the choices; what was chosen stays chosen while it exists.
void Charts::showChoices(const std::vector<EpochRecord>& epochs) {
    std::vector<ChartChoice> choices = chartChoices(epochs);
    if (choices == choices_) return;
    const ChartChoice before = choice();
    choices_ = std::move(choices);
    choice_->clear();
    for (const ChartChoice& each : choices_) choice_->addItem(titleOf(each));
    const auto found = std::ranges::find(choices_, before);
    choice_->setCurrentIndex(found == choices_.end() ? 0 : static_cast<int>(found - choices_.begin()));
    showMeaning();
}

/// Shows what is chosen. The box is as wide as a title, its list as wide as it needs.
void Charts::showMeaning() {
    other_->setMeaning(titleOf(choice()),
                       isShare(choice()) ? LineChart::Unit::percent : LineChart::Unit::number);
    const QFontMetrics text(textFont(13, QFont::DemiBold));
    int widest = 0;
    for (int i = 0; i < choice_->count(); ++i)
        widest = std::max(widest, text.horizontalAdvance(choice_->itemText(i)));
    choice_->view()->setMinimumWidth(widest + 40);
    choice_->setFixedWidth(text.horizontalAdvance(choice_->currentText()) + 30);
}

void Charts::show(const std::vector<BatchRecord>& batches, const std::vector<EpochRecord>& epochs,
                  int wanted) {
    const double last = std::max({wanted, 1, epochs.empty() ? 1 : epochs.back().epoch});
    Curves loss;
    loss.epochs = last;
    for (const BatchRecord& batch : batches) loss.training.append({batch.epochs, batch.loss});
    for (const EpochRecord& epoch : epochs)
        if (epoch.validation_loss)
            loss.validation.append({static_cast<double>(epoch.epoch), *epoch.validation_loss});
    lossLegend_->show(
        loss.training.isEmpty() ? tr("training") : tr("training %1").arg(valueText(recent(loss.training))),
        loss.validation.isEmpty() ? tr("validation")
                                  : tr("validation %1").arg(valueText(loss.validation.last().y())));
    loss_->show(loss);
    showChoices(epochs);
    Curves other = curvesOf(choice(), batches, epochs);
    other.epochs = last;
    const auto [training, validation] = legendOf(choice(), other);
    otherLegend_->show(training, validation);
    other_->show(other);
}

}  // namespace glassnet::app
