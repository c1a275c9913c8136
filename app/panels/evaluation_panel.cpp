// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/evaluation_panel.h"

#include "learning/catalogue.h"
#include "panels/samples.h"
#include "widgets/confusion_matrix.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/score_table.h"
#include "widgets/section.h"
#include "widgets/splitter.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

namespace {

constexpr int mostSamples = 120;  // pictures at a time

QString shareText(double share) { return QLocale().toString(share * 100, 'f', 1) + QStringLiteral(" %"); }

QStringList classNames(const Evaluated& result) {
    QStringList names;
    for (const std::string& name : result.task.dataset->summary.class_names) names += plain(name);
    return names;
}

/// Returns the mean over the classes that have one.
std::optional<double> meanF1(const std::vector<ClassScore>& scores) {
    double sum = 0;
    int count = 0;
    for (const ClassScore& score : scores) {
        sum += score.f1.value_or(0);
        count += score.f1.has_value();
    }
    return count ? std::optional(sum / count) : std::nullopt;
}

QList<PictureGrid::Picture> picturesOf(const Evaluated& result, const std::vector<int>& samples,
                                       const QStringList& names) {
    QList<PictureGrid::Picture> pictures;
    const Dataset& dataset = *result.task.dataset;
    for (const int sample : samples) {
        const auto index = static_cast<std::size_t>(sample);
        const int truth = dataset.class_of(result.samples(), sample),
                  predicted = result.evaluation.predicted[index];
        pictures += {sampleImage(dataset, result.samples(), sample),
                     QStringLiteral("%1\n→ %2 %3")
                         .arg(names.value(truth, QString::number(truth)),
                              names.value(predicted, QString::number(predicted)),
                              QLocale().toString(
                                  static_cast<double>(result.evaluation.confidence[index]) * 100, 'f', 0) +
                                  QStringLiteral(" %")),
                     sample};
    }
    return pictures;
}

}  // namespace

EvaluationPanel::EvaluationPanel(QWidget* parent)
    : QWidget(parent),
      part_(new QComboBox(this)),
      evaluate_(new QPushButton(tr("Evaluate"), this)),
      note_(roleLabel(QStringLiteral("secondary"), this)),
      body_(new QStackedWidget(this)),
      empty_(roleLabel(QStringLiteral("secondary"), this)),
      values_(roleLabel(QStringLiteral("secondary"), this)),
      matrix_(new ConfusionMatrix(this)),
      scores_(new ScoreTable(this)) {
    setObjectName(QStringLiteral("evaluation"));
    setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 0);
    column->setSpacing(6);
    buildHead(column);
    note_->setObjectName(QStringLiteral("evaluation.note"));
    note_->setWordWrap(true);
    column->addWidget(note_);
    column->addSpacing(6);
    column->addWidget(separator(this));
    empty_->setObjectName(QStringLiteral("evaluation.empty"));
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    values_->setObjectName(QStringLiteral("evaluation.values"));
    values_->setTextFormat(Qt::RichText);
    values_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    values_->setContentsMargins(0, 16, 0, 0);
    body_->addWidget(empty_);
    body_->addWidget(result_ = buildResult());
    body_->addWidget(values_);
    column->addWidget(body_, 1);
}

EvaluationPanel::Fact EvaluationPanel::addFact(QHBoxLayout* row, const QString& name,
                                               const QString& objectName) {
    Fact fact{new QWidget(this), roleLabel(QStringLiteral("strong"), this)};
    fact.value->setObjectName(objectName);
    fact.value->setFont(textFont(20, QFont::DemiBold));
    fact.value->setAccessibleName(name);
    auto* column = new QVBoxLayout(fact.all);
    column->setContentsMargins(0, 0, 20, 0);
    column->setSpacing(0);
    column->addWidget(roleLabel(QStringLiteral("secondary"), this, name));
    column->addWidget(fact.value);
    row->addWidget(fact.all);
    return fact;
}

void EvaluationPanel::buildHead(QVBoxLayout* column) {
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    accuracy_ = addFact(row, tr("Accuracy"), QStringLiteral("evaluation.accuracy"));
    loss_ = addFact(row, tr("Loss"), QStringLiteral("evaluation.loss"));
    f1_ = addFact(row, tr("Mean F1"), QStringLiteral("evaluation.f1"));
    samplesCount_ = addFact(row, tr("Samples"), QStringLiteral("evaluation.samples"));
    row->addStretch();
    part_->setObjectName(QStringLiteral("evaluation.part"));
    part_->setAccessibleName(tr("Part of the data"));
    part_->setToolTip(tr("Keep the test part for the end: choices made by looking at it make it worthless"));
    part_->addItem(tr("validation part"));
    part_->addItem(tr("test part"));
    part_->setMinimumWidth(110);
    connect(part_, &QComboBox::activated, this, [this](int index) {
        Q_EMIT partChosen(index == 1 ? EvaluatedPart::test : EvaluatedPart::validation);
    });
    evaluate_->setObjectName(QStringLiteral("evaluation.evaluate"));
    connect(evaluate_, &QPushButton::clicked, this, &EvaluationPanel::evaluateWanted);
    row->addWidget(part_);
    row->addWidget(evaluate_);
    column->addLayout(row);
}

QWidget* EvaluationPanel::buildResult() {
    auto* across = new Splitter(QStringLiteral("splitter.evaluation"), Qt::Horizontal);
    classes_ = new QWidget;
    classes_->setMinimumWidth(200);
    auto* left = new QVBoxLayout(classes_);
    left->setContentsMargins(0, 12, 16, 16);
    auto* title = new SectionTitle(tr("Confusion matrix"), classes_);
    title->addRight(
        roleLabel(QStringLiteral("secondary"), classes_, tr("rows: true class · columns: predicted class")));
    matrix_->setObjectName(QStringLiteral("evaluation.confusion"));
    left->addWidget(title);
    left->addWidget(matrix_, 1);
    connect(matrix_, &ConfusionMatrix::chosen, this, [this](int truth, int predicted) {
        cell_ = std::pair{truth, predicted};
        showSamples();
    });
    across->addWidget(classes_);
    across->addWidget(buildMistakes());
    across->setUsualSizes({700, 640}, -1);
    return across;
}

QWidget* EvaluationPanel::buildMistakes() {
    auto* side = new QWidget;
    side->setMinimumWidth(240);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(16, 12, 0, 0);
    column->addWidget(new SectionTitle(tr("Scores of the classes"), side));
    scores_->setObjectName(QStringLiteral("evaluation.scores"));
    scores_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    scores_->setMinimumHeight(110);
    column->addWidget(scores_, 1);
    column->addSpacing(8);
    samplesTitle_ = new SectionTitle(tr("Worst mistakes"), side);
    all_ = new QPushButton(tr("All mistakes"), side);
    all_->setObjectName(QStringLiteral("evaluation.all"));
    all_->setProperty("role", QStringLiteral("small"));
    connect(all_, &QPushButton::clicked, this, [this] {
        matrix_->chooseNothing();
        cell_.reset();
        showSamples();
    });
    samplesTitle_->addRight(all_);
    column->addWidget(samplesTitle_);
    samplesNote_ = roleLabel(QStringLiteral("secondary"), side);
    samplesNote_->setObjectName(QStringLiteral("evaluation.samples.note"));
    samplesNote_->setWordWrap(true);
    column->addWidget(samplesNote_);
    samples_ = new PictureGrid;
    samples_->setObjectName(QStringLiteral("evaluation.mistakes"));
    samples_->setAccessibleName(tr("Samples with their true class and the predicted one"));
    connect(samples_, &PictureGrid::chosen, this, [this](int sample) {
        if (shown_ && shown_->part == EvaluatedPart::validation) Q_EMIT sampleWanted(sample);
    });
    auto* content = new QWidget;
    auto* inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 4, 8, 12);
    inside->addWidget(samples_);
    inside->addStretch();
    QScrollArea* area = scrolling(content);
    area->setMinimumHeight(130);
    column->addWidget(area, 1);
    return side;
}

QString EvaluationPanel::emptyText(const LiveEvaluation& evaluation) const {
    if (!evaluation.problems().empty())
        return whatOf(evaluation.problems().front()) + QLatin1Char('\n') +
               hintOf(evaluation.problems().front());
    if (evaluation.busy()) return tr("Evaluating…");
    if (!evaluation.possible())
        return tr("There is nothing to evaluate: the network cannot be trained, or the data has no "
                  "validation and no test part.") +
               QLatin1Char('\n') +
               tr("Press F8 for the problems of the network; choose data on the Data page.");
    if (!evaluation.trained() && keptRuns_ > 0)
        return tr("Nothing has been trained since the project was opened. Its %n runs lie in %1.", nullptr,
                  keptRuns_)
                   .arg(runsFolder_) +
               QLatin1Char('\n') +
               tr("In a terminal, glassnet evaluate tells how good each is. Press Train (F5) for another.");
    if (!evaluation.trained())
        return tr(
            "Nothing has been trained yet. Press Train (F5) and come back, or press Evaluate to see what "
            "untrained weights predict.");
    return tr("The weights have not been evaluated yet. Press Evaluate.");
}

QString EvaluationPanel::noteOf(const Evaluated& result, const LiveEvaluation& evaluation) const {
    const QString part = result.part == EvaluatedPart::test ? tr("test part") : tr("validation part");
    QString note = result.step == 0 ? tr("untrained weights, %1").arg(part)
                                    : tr("weights of step %1, %2").arg(countText(result.step), part);
    note += QStringLiteral(" · ") + engineText(result.task.dataset->summary.title);
    if (evaluation.edited())
        note += QStringLiteral(" · ") + tr("the project was edited since: this is the run as it began");
    if (!evaluation.busy() && evaluation.newestStep() != result.step)
        note +=
            QStringLiteral(" · ") +
            tr("there are others now, of step %1: press Evaluate").arg(countText(evaluation.newestStep()));
    return note;
}

void EvaluationPanel::showHead(const LiveEvaluation& evaluation) {
    evaluate_->setEnabled(evaluation.possible() && !evaluation.busy());
    evaluate_->setText(evaluation.busy() ? tr("Evaluating…") : tr("Evaluate"));
    part_->setCurrentIndex(evaluation.part() == EvaluatedPart::test ? 1 : 0);
    const Evaluated* result = evaluation.result();
    const bool classes = result && !result->counts.empty();
    const QString none = QStringLiteral("–");
    accuracy_.value->setText(classes ? shareText(*result->evaluation.accuracy) : none);
    loss_.value->setText(result ? valueText(result->evaluation.loss) : none);
    const auto f1 = classes ? meanF1(result->scores) : std::nullopt;
    f1_.value->setText(f1 ? shareText(*f1) : none);
    samplesCount_.value->setText(result ? countText(result->samples().count) : none);
    for (const Fact& fact : {accuracy_, f1_}) {
        fact.all->setVisible(!result || classes);
    }
    const QString note = result ? noteOf(*result, evaluation) : QString();
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
}

void EvaluationPanel::show(const LiveEvaluation& evaluation, int pinned) {
    showHead(evaluation);
    const Evaluated* result = evaluation.result();
    const bool failed = !evaluation.problems().empty();
    if (!result || failed || result->counts.empty()) {
        shown_.reset();
        cell_.reset();
        if (result && !failed) return showValues(*result);
        empty_->setText(emptyText(evaluation));
        body_->setCurrentWidget(empty_);
        return;
    }
    body_->setCurrentWidget(result_);
    const bool other = !shown_ || shown_->step != result->step || shown_->part != result->part ||
                       shown_->evaluation.predicted != result->evaluation.predicted ||
                       shown_->task.dataset != result->task.dataset;
    if (other) showResult(*result);
    samples_->pin(result->part == EvaluatedPart::validation ? pinned : -1);
}

void EvaluationPanel::showValues(const Evaluated& result) {
    QString rows;
    for (const Evaluation::Measured& measured : result.evaluation.metrics) {
        const Metric* metric = kinds<Metric>().find(measured.id);
        rows +=
            QStringLiteral(
                "<tr><td style=\"padding:3px 28px 3px 0\">%1</td><td align=\"right\"><b>%2</b></td></tr>")
                .arg((metric ? engineText(metric->description().title) : plain(measured.id)).toHtmlEscaped(),
                     measured.value ? valueText(*measured.value) : tr("not defined here"));
    }
    values_->setText(QStringLiteral("<table>%1</table>").arg(rows));
    body_->setCurrentWidget(values_);
}

void EvaluationPanel::setKeptRuns(int count, const QString& folder) {
    keptRuns_ = count;
    runsFolder_ = folder;
}

void EvaluationPanel::showResult(const Evaluated& result) {
    shown_ = result;
    const QStringList names = classNames(result);
    matrix_->show(names, result.counts);
    scores_->show(names, result.scores);
    const int side = static_cast<int>(result.counts.size());
    if (cell_ && (cell_->first >= side || cell_->second >= side)) cell_.reset();
    if (!cell_) matrix_->chooseNothing();
    showSamples();
}

void EvaluationPanel::showSamples() {
    if (!shown_) return;
    const QStringList names = classNames(*shown_);
    const auto name = [&](int number) { return names.value(number, QString::number(number)); };
    std::vector<int> samples = cell_ ? shown_->samplesOf(cell_->first, cell_->second) : shown_->mistakes();
    const auto count = static_cast<int>(samples.size());
    if (!cell_)
        samplesTitle_->setText(tr("Worst mistakes"));
    else if (cell_->first == cell_->second)
        samplesTitle_->setText(tr("%1, recognized").arg(name(cell_->first)));
    else
        samplesTitle_->setText(tr("%1 taken for %2").arg(name(cell_->first), name(cell_->second)));
    all_->setVisible(cell_.has_value());
    QString note = cell_ ? tr("%n samples, most confident first.", nullptr, count)
                         : tr("%n mistakes, most confident first.", nullptr, count);
    note += QLatin1Char(' ') + (shown_->part == EvaluatedPart::validation
                                    ? tr("Click one to look at it under Inspect.")
                                    : tr("Only samples of the validation part can be inspected."));
    samplesNote_->setText(count ? note : (cell_ ? tr("No sample.") : tr("No mistakes.")));
    if (count > mostSamples) samples.resize(mostSamples);
    samples_->show(picturesOf(*shown_, samples, names), 108, 10);
}

}  // namespace glassnet::app
