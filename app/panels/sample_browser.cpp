// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/sample_browser.h"

#include "data/changes.h"
#include "panels/sample_filter.h"
#include "panels/sample_rows.h"
#include "panels/samples.h"
#include "session/data_source.h"
#include "session/overview_source.h"
#include "widgets/class_columns.h"
#include "widgets/elided_label.h"
#include "widgets/engine_text.h"
#include "widgets/section.h"
#include "widgets/thumbnail_grid.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

namespace {

bool isGrouped(const SampleQuery& query) {
    return query.choice == SampleChoice::alike || query.choice == SampleChoice::suspicious;
}

/// Makes a sample's picture, and tells all that is known of it.
Thumbnail thumbnailOf(const Dataset& dataset, SampleRef sample, const SampleChange& change,
                      const QPalette& palette) {
    const DataPart& part = dataset.part(sample.part);
    const bool named = !part.files.empty();
    const QString name = named ? plain(key_of(dataset, sample)) : QString(),
                  number = QStringLiteral("#%1").arg(countText(sample.index)),
                  own = targetText(dataset, part, sample.index),
                  target = change.class_name.empty() ? own
                                                     : own + QStringLiteral(" → ") + plain(change.class_name);
    QStringList tip;
    if (named) tip += name;
    tip += target;
    if (change.excluded) tip += SampleBrowser::tr("excluded");
    tip += SampleBrowser::tr("%1 part, sample %2").arg(partText(sample.part), number);
    tip += plain(to_text(dataset.summary.sample_shape));
    if (!part.file_sizes.empty()) {
        const auto [height, width] = part.file_sizes[static_cast<std::size_t>(sample.index)];
        tip += SampleBrowser::tr("%1 × %2 in the file").arg(height).arg(width);
    }
    return {sampleImage(dataset, part, sample.index),
            target,
            named ? name.section(QLatin1Char('/'), -1) : number,
            tip.join(QLatin1Char('\n')),
            partColours(palette)[static_cast<std::size_t>(sample.part)],
            change.excluded};
}

}  // namespace

SampleBrowser::SampleBrowser(QWidget* parent)
    : QWidget(parent),
      counts_(new ElidedLabel(this)),
      filter_(new SampleFilter(this)),
      body_(new QStackedWidget(this)),
      message_(roleLabel(QStringLiteral("secondary"), this)),
      grid_(new ThumbnailGrid(this)),
      rows_(new SampleRows(this)) {
    setObjectName(QStringLiteral("samples"));
    setAttribute(Qt::WA_StyledBackground);
    counts_->setProperty("role", QStringLiteral("secondary"));
    counts_->setObjectName(QStringLiteral("samples.counts"));
    message_->setObjectName(QStringLiteral("samples.message"));
    message_->setAlignment(Qt::AlignCenter);
    message_->setWordWrap(true);
    grid_->setObjectName(QStringLiteral("samples.grid"));
    grid_->setAccessibleName(tr("Samples"));
    rows_->setObjectName(QStringLiteral("samples.rows"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 8, 8);
    column->setSpacing(8);
    auto* title = new SectionTitle(tr("Samples"), this);
    title->addRight(counts_);
    title->setContentsMargins(6, 0, 12, 0);  // frames of thumbnails begin further left
    filter_->setContentsMargins(6, 0, 0, 0);
    column->addWidget(title);
    column->addWidget(filter_);
    column->addWidget(corrections_ = makeCorrections());
    for (QWidget* page : std::initializer_list<QWidget*>{message_, grid_, rows_}) body_->addWidget(page);
    column->addWidget(body_, 1);
    connect(filter_, &SampleFilter::edited, this, [this] {
        showOrder();
        Q_EMIT classShown(filter_->query().class_number.value_or(-1));
    });
    connect(grid_, &ThumbnailGrid::currentChanged, this, [this](qsizetype index) {
        if (index >= 0) Q_EMIT sampleChosen(order_.samples[static_cast<std::size_t>(index)]);
    });
    connect(grid_, &ThumbnailGrid::selectionChanged, this, &SampleBrowser::showCounts);
    connect(grid_, &ThumbnailGrid::menuWanted, this, &SampleBrowser::openMenu);
    const auto exclude = [this] {
        if (correctable_ && !selected().empty()) exclude_->trigger();
    };
    connect(grid_, &ThumbnailGrid::removeWanted, this, exclude);
    connect(rows_, &SampleRows::removeWanted, this, exclude);
    connect(rows_, &SampleRows::selectionEdited, this, &SampleBrowser::showCounts);
}

QWidget* SampleBrowser::makeCorrections() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 0, 0, 0);
    row->setSpacing(8);
    const auto make = [&](const char* name, const QString& text, auto intent) {
        auto* action = new QAction(text, this);
        auto* button = new QPushButton(text, bar);
        button->setObjectName(QLatin1StringView(name));
        button->setProperty("role", QStringLiteral("small"));
        connect(action, &QAction::triggered, this, [this, intent] { (this->*intent)(selected()); });
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        row->addWidget(button);
        return action;
    };
    exclude_ = make("samples.exclude", tr("Exclude"), &SampleBrowser::excludeWanted);
    include_ = make("samples.include", tr("Include again"), &SampleBrowser::includeWanted);
    classes_ = new QMenu(tr("Class"), this);
    connect(classes_, &QMenu::aboutToShow, this, &SampleBrowser::fillClassMenu);
    auto* relabel = new QPushButton(tr("Class"), bar);
    relabel->setObjectName(QStringLiteral("samples.relabel"));
    relabel->setProperty("role", QStringLiteral("small"));
    relabel->setMenu(classes_);
    row->addWidget(relabel);
    row->addStretch();
    bar->hide();
    return bar;
}

void SampleBrowser::fillClassMenu() {
    classes_->clear();
    if (!dataset_) return;
    for (int i = 0; i < dataset_->summary.classes(); ++i)
        connect(classes_->addAction(plain(dataset_->summary.class_names[static_cast<std::size_t>(i)])),
                &QAction::triggered, this, [this, i] { Q_EMIT relabelWanted(selected(), i); });
}

void SampleBrowser::openMenu(const QPoint& global) {
    if (!correctable_ || selected().empty()) return;
    QMenu menu(this);
    menu.addActions({exclude_, include_});
    if (dataset_ && is_of_classes(*dataset_)) menu.addMenu(classes_);
    menu.exec(global);
}

QString SampleBrowser::stateText(const DataSource& source) const {
    if (source.loading()) return tr("Loading…");
    QStringList lines;
    for (const Problem& problem : source.problems())
        lines += whatOf(problem) + QStringLiteral(".\n") + hintOf(problem);
    return lines.isEmpty() ? tr("Nothing is loaded.") : lines.join(QStringLiteral("\n\n"));
}

void SampleBrowser::show(const DataSource& source, const OverviewSource& overview,
                         const std::vector<SampleChange>& changes) {
    const bool other = source.whole() != dataset_, otherChanges = changes != changes_;
    const bool overviewCame = overview.overviewOfWhole() != overview_,
               reportCame = overview.report() != report_;
    const QString state = source.whole() ? QString() : stateText(source);
    if (!other && !otherChanges && !overviewCame && !reportCame && state == state_) return;
    dataset_ = source.whole();
    overview_ = overview.overviewOfWhole();
    if (other || otherChanges) takeChanges(changes);
    report_ = overview.report();
    state_ = state;
    filter_->show(dataset_.get(), report_.get(), correctable_);
    filter_->setVisible(dataset_ != nullptr);
    const SampleQuery& query = filter_->query();
    const bool sorted =
        query.sorting == SampleSorting::by_name || query.sorting == SampleSorting::by_brightness;
    if (other || !dataset_ || (overviewCame && sorted) || (reportCame && isGrouped(query)) ||
        (otherChanges && (query.choice == SampleChoice::corrected || query.class_number)))
        showOrder();
    else if (otherChanges)
        refreshThumbnails();
    if (other) Q_EMIT classShown(-1);
}

void SampleBrowser::takeChanges(const std::vector<SampleChange>& changes) {
    changes_ = changes;
    bySample_.clear();
    corrected_.clear();
    relabelled_.clear();
    if (!dataset_) return;
    bySample_ = changes_by_sample(*dataset_, changes);
    const auto& names = dataset_->summary.class_names;
    corrected_.reserve(bySample_.size());
    for (const auto& [sample, change] : bySample_) {
        corrected_.push_back(sample);
        if (const auto name = std::ranges::find(names, change.class_name); name != names.end())
            relabelled_.emplace(sample, static_cast<int>(name - names.begin()));
    }
}

void SampleBrowser::refreshThumbnails() {
    grid_->remake();
    rows_->mark(bySample_);
    showCounts();
}

bool SampleBrowser::showsPictures() const { return dataset_ && dataset_->summary.sample_shape.rank() == 3; }

void SampleBrowser::showOrder() {
    order_ = {};
    const SampleQuery& query = filter_->query();
    if (dataset_)
        order_ = sample_order({*dataset_, overview_.get(), report_.get(), corrected_, &relabelled_}, query);
    if (showsPictures())
        grid_->show(std::ssize(order_.samples), order_.groups, [this](qsizetype index) {
            const SampleRef sample = order_.samples[static_cast<std::size_t>(index)];
            const auto change = bySample_.find(sample);
            return thumbnailOf(*dataset_, sample, change == bySample_.end() ? SampleChange{} : change->second,
                               palette());
        });
    else
        grid_->show(0, {}, {});
    rows_->show(showsPictures() ? nullptr : dataset_,
                showsPictures() ? std::vector<SampleRef>() : order_.samples);
    rows_->mark(bySample_);
    if (!dataset_)
        showMessage(state_);
    else if (!order_.samples.empty())
        body_->setCurrentWidget(showsPictures() ? static_cast<QWidget*>(grid_) : rows_);
    else
        showMessage(isGrouped(query) && !report_ ? tr("Samples are being compared…")
                                                 : tr("No sample is like that."));
    showCounts();
}

void SampleBrowser::showMessage(const QString& text) {
    message_->setText(text);
    body_->setCurrentWidget(message_);
}

void SampleBrowser::showCounts() {
    const std::int64_t chosen = showsPictures() ? grid_->selectedCount() : rows_->selectedCount();
    const std::int64_t all =
        dataset_ ? dataset_->training.count + dataset_->validation.count + dataset_->test.count : 0;
    QString text =
        dataset_ ? tr("%1 of %2").arg(countText(std::ssize(order_.samples)), countText(all)) : QString();
    if (chosen > 1) text.prepend(tr("%1 selected").arg(countText(chosen)) + QStringLiteral(" · "));
    counts_->setText(text);
    corrections_->setVisible(correctable_ && chosen > 0);
    corrections_->findChild<QPushButton*>(QStringLiteral("samples.relabel"))
        ->setVisible(dataset_ && is_of_classes(*dataset_));
}

std::vector<SampleRef> SampleBrowser::selected() const {
    if (!showsPictures()) return rows_->selected();
    const std::vector<qsizetype> places = grid_->selected();
    std::vector<SampleRef> samples;
    samples.reserve(places.size());
    for (const qsizetype place : places) samples.push_back(order_.samples[static_cast<std::size_t>(place)]);
    return samples;
}

void SampleBrowser::showClass(int number) { filter_->setClass(number); }

void SampleBrowser::showChoice(SampleChoice choice) { filter_->setChoice(choice); }

void SampleBrowser::setCorrectable(bool correctable) {
    correctable_ = correctable;
    if (dataset_) filter_->show(dataset_.get(), report_.get(), correctable_);
    showCounts();
}

}  // namespace glassnet::app
