// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/overview_band.h"

#include "panels/samples.h"
#include "widgets/class_columns.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/histogram.h"
#include "widgets/icons.h"
#include "widgets/section.h"
#include "widgets/size_scatter.h"
#include "widgets/tensor_image.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

namespace {

/// Returns the classes as they are drawn; without mean pictures while these are not known.
std::vector<ClassColumn> columnsOf(const Dataset& dataset, const DataOverview* overview) {
    const auto counts = class_counts_of(dataset);
    if (counts.empty()) return {};
    const auto rare = rare_classes(counts.front());
    std::vector<ClassColumn> columns;
    for (std::size_t i = 0; i < counts.front().size(); ++i) {
        ClassColumn column{.name = plain(dataset.summary.class_names[i]),
                           .counts = {counts[0][i], counts[1][i], counts[2][i]},
                           .rare = rare[i]};
        if (overview && i < overview->mean_pictures.size() && !overview->mean_pictures[i].empty()) {
            const auto& mean = overview->mean_pictures[i];
            const Shades shades = shadesOf(dataset, mean);
            column.mean = pictureOf(dataset.summary.sample_shape, mean, shades.black, shades.white);
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

/// Returns the first number of each target of the training part.
std::vector<float> firstTargets(const Dataset& dataset) {
    const std::int64_t size = std::max<std::int64_t>(1, dataset.summary.target_shape.elements());
    std::vector<float> values;
    for (std::size_t i = 0; i < dataset.training.targets.size(); i += static_cast<std::size_t>(size))
        values.push_back(dataset.training.targets[i]);
    return values;
}

}  // namespace

OverviewBand::OverviewBand(QWidget* parent)
    : QWidget(parent),
      title_(new SectionTitle(tr("Classes"), this)),
      legend_(roleLabel(QStringLiteral("secondary"), this)),
      warning_(new QWidget(this)),
      warningSign_(new QLabel(warning_)),
      warningText_(roleLabel(QStringLiteral("complaint"), this)),
      classes_(new ClassColumns),
      classesArea_(scrolling(classes_)),
      targets_(new Histogram(this)),
      targetsNote_(roleLabel(QStringLiteral("secondary"), this)),
      values_(new QWidget(this)),
      sizes_(new SizeScatter(this)) {
    setObjectName(QStringLiteral("overview"));
    classes_->setObjectName(QStringLiteral("overview.classes"));
    classes_->setAccessibleName(tr("Classes"));
    warningText_->setObjectName(QStringLiteral("overview.warning"));
    warningText_->setWordWrap(true);
    legend_->setTextFormat(Qt::RichText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 14, 20, 8);
    column->setSpacing(6);
    title_->addRight(legend_);
    column->addWidget(title_);
    auto* warning = new QHBoxLayout(warning_);
    warning->setContentsMargins(0, 0, 0, 0);
    warning->setSpacing(8);
    warning->addWidget(warningSign_, 0, Qt::AlignTop);
    warning->addWidget(warningText_, 1);
    column->addWidget(warning_);
    auto* values = new QVBoxLayout(values_);
    values->setContentsMargins(0, 0, 0, 0);
    targets_->setObjectName(QStringLiteral("overview.targets"));
    targetsNote_->setWordWrap(true);
    values->addWidget(targetsNote_);
    values->addWidget(targets_);
    values->addStretch();
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    classesArea_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    row->addWidget(classesArea_, 1, Qt::AlignTop);
    row->addWidget(values_, 1);
    row->addWidget(sizes_, 0, Qt::AlignTop);
    column->addLayout(row);
    column->addStretch();
    connect(classes_, &ClassColumns::chosen, this, &OverviewBand::classChosen);
    connect(classes_, &ClassColumns::reached, this, [this](const QRect& place) {
        classesArea_->ensureVisible(place.center().x(), place.center().y(), place.width() / 2 + 8, 0);
    });
    refresh();
}

void OverviewBand::show(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DataOverview> overview,
                        std::shared_ptr<const DataReport> report) {
    if (dataset == dataset_ && overview == overview_ && report == report_) return;
    dataset_ = std::move(dataset);
    overview_ = std::move(overview);
    report_ = std::move(report);
    refresh();
}

void OverviewBand::refresh() {
    const bool classes = dataset_ && is_of_classes(*dataset_),
               values = dataset_ && dataset_->summary.classes() == 0 && !dataset_->training.targets.empty() &&
                        dataset_->summary.target_shape.rank() <= 1;
    const bool sizes = dataset_ && dataset_->summary.picture_sizes.size() > 1;
    classesArea_->setVisible(classes);
    legend_->setVisible(classes);
    values_->setVisible(values);
    sizes_->setVisible(sizes);
    title_->setText(classes ? tr("Classes") : values ? tr("Targets") : tr("Sizes of the pictures"));
    if (classes) showClasses();
    if (values) showTargets();
    if (sizes) sizes_->show(dataset_->summary.picture_sizes);
    showWarning();
    setVisible(classes || values || sizes);
}

QString OverviewBand::legend() const {
    const DatasetSummary& summary = dataset_->summary;
    const auto colours = partColours(palette());
    QStringList parts;
    const auto add = [&](std::size_t part, const QString& name, std::int64_t count) {
        if (count > 0)
            parts += QStringLiteral("<span style=\"color:%1\">■</span>&nbsp;%2&nbsp;%3")
                         .arg(colours[part].name(), name, countText(count));
    };
    add(0, tr("training"), summary.training_samples);
    add(1, tr("validation"), summary.validation_samples);
    add(2, tr("test"), summary.test_samples);
    return parts.join(QStringLiteral("&nbsp;&nbsp; "));
}

void OverviewBand::showClasses() {
    classes_->show(columnsOf(*dataset_, overview_.get()), dataset_->summary.sample_shape.rank() == 3);
    legend_->setText(legend());
    fitHeight();
}

/// Makes the frame as high as the classes, and higher by a scroll bar where they do not fit side by side.
void OverviewBand::fitHeight() {
    const QSize needs = classes_->minimumSizeHint();
    const bool scrolls = needs.width() > classesArea_->width();
    classesArea_->setFixedHeight(needs.height() + (scrolls ? 12 : 0));
}

void OverviewBand::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitHeight();
}

/// Draws in the colours of the theme.
void OverviewBand::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && dataset_) refresh();
}

void OverviewBand::showTargets() {
    const std::int64_t size = dataset_->summary.target_shape.elements();
    targetsNote_->setText(size > 1 ? tr("The first of %1 numbers, in the training part.").arg(countText(size))
                                   : tr("How often each value comes, in the training part."));
    targets_->show(binned(firstTargets(*dataset_), 41, BinRange::tight), coloursOf(palette()).training);
}

void OverviewBand::showWarning() {
    QString text;
    if (report_)
        for (const Problem& problem : report_->problems)
            if (problem.code() == "data.imbalance")
                text = whatOf(problem) + QStringLiteral(". ") + hintOf(problem);
    warningSign_->setPixmap(
        iconPixmap(QStringLiteral("warning"), coloursOf(palette()).warning, 16, devicePixelRatioF()));
    warningText_->setText(text);
    warning_->setVisible(!text.isEmpty());
}

void OverviewBand::choose(int number) { classes_->choose(number); }

}  // namespace glassnet::app
