// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/sample_filter.h"

#include "panels/sample_rows.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/flow_layout.h"
#include "widgets/icons.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>
#include <set>

namespace glassnet::app {

namespace {

constexpr int all = -1;

void select(QComboBox* box, int data) {
    const QSignalBlocker quiet(box);
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

QString counted(const QString& name, std::int64_t count) {
    return QStringLiteral("%1 (%2)").arg(name, countText(count));
}

std::int64_t remarkedCount(const Dataset& dataset) {
    std::int64_t count = 0;
    for (const Part part : all_parts) count += std::ranges::count(dataset.part(part).is_remarked, true);
    return count;
}

using Pairs = std::vector<std::pair<SampleRef, SampleRef>>;

/// Returns how many samples are in the groups or in the pairs, each counted once.
std::int64_t countOf(const std::vector<std::vector<SampleRef>>& groups, const Pairs& pairs) {
    std::set<SampleRef> samples;
    for (const auto& group : groups) samples.insert(group.begin(), group.end());
    for (const auto& [a, b] : pairs) samples.insert({a, b});
    return std::ssize(samples);
}

}  // namespace

SampleFilter::SampleFilter(QWidget* parent) : QWidget(parent), search_(new QLineEdit(this)) {
    setObjectName(QStringLiteral("samples.filter"));
    auto* row = new FlowLayout(8);
    search_->setObjectName(QStringLiteral("samples.search"));
    search_->setPlaceholderText(tr("Find a file"));
    search_->setAccessibleName(search_->placeholderText());
    search_->setClearButtonEnabled(true);
    search_->addAction(tintedIcon(QStringLiteral("search"), coloursOf(palette()).faint),
                       QLineEdit::LeadingPosition);
    search_->setFixedWidth(140);
    row->addWidget(search_);
    class_ = addBox(QStringLiteral("samples.class"), tr("Class"), 118);
    part_ = addBox(QStringLiteral("samples.part"), tr("Part of the data"), 118);
    choice_ = addBox(QStringLiteral("samples.choice"), tr("Which samples"), 172);
    sorting_ = addBox(QStringLiteral("samples.sorting"), tr("Order"), 126);
    for (QComboBox* box : {class_, part_, choice_, sorting_}) row->addWidget(box);
    setLayout(row);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(search_, &QLineEdit::textChanged, this, &SampleFilter::read);
}

QComboBox* SampleFilter::addBox(const QString& name, const QString& accessibleName, int width) {
    auto* box = new QComboBox(this);
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    box->setToolTip(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setFixedWidth(width);  // whatever the names
    connect(box, &QComboBox::currentIndexChanged, this, &SampleFilter::read);
    return box;
}

void SampleFilter::show(const Dataset* dataset, const DataReport* report, bool correctable) {
    if (!dataset) {
        dataset_ = nullptr;
        return;
    }
    const bool other = dataset != dataset_;
    dataset_ = dataset;
    const QSignalBlocker quiet(this);
    if (other) fill(*dataset);
    const int choice = choice_->count() > 0 ? choice_->currentData().toInt() : 0;
    {
        const QSignalBlocker quietChoice(choice_);
        const auto told = [&](const QString& name, std::int64_t count) {
            return report ? counted(name, count) : name;
        };
        choice_->clear();
        choice_->addItem(tr("All samples"), static_cast<int>(SampleChoice::all));
        choice_->addItem(told(tr("Equal or alike"), report ? countOf(report->same, report->alike) : 0),
                         static_cast<int>(SampleChoice::alike));
        if (is_of_classes(*dataset))
            choice_->addItem(told(tr("Suspicious labels"), report ? countOf({}, report->suspicious) : 0),
                             static_cast<int>(SampleChoice::suspicious));
        if (const auto remarked = remarkedCount(*dataset); remarked > 0)
            choice_->addItem(counted(tr("With a remark"), remarked),
                             static_cast<int>(SampleChoice::remarked));
        if (correctable)
            choice_->addItem(tr("Changed or excluded"), static_cast<int>(SampleChoice::corrected));
    }
    select(choice_, choice);
    read();
}

void SampleFilter::fill(const Dataset& dataset) {
    const DatasetSummary& summary = dataset.summary;
    const bool files = !dataset.training.files.empty(), pictures = summary.sample_shape.rank() == 3;
    query_ = {};
    for (QWidget* field : std::initializer_list<QWidget*>{search_, class_, part_, choice_, sorting_})
        field->blockSignals(true);
    search_->clear();
    search_->setVisible(files);
    class_->clear();
    class_->addItem(tr("All classes"), all);
    for (int i = 0; i < summary.classes(); ++i)
        class_->addItem(plain(summary.class_names[static_cast<std::size_t>(i)]), i);
    class_->setVisible(is_of_classes(dataset));
    part_->clear();
    part_->addItem(tr("All parts"), all);
    for (const Part part : all_parts)
        if (dataset.part(part).count > 0) part_->addItem(partText(part), static_cast<int>(part));
    choice_->clear();
    sorting_->clear();
    sorting_->addItem(tr("As stored"), static_cast<int>(SampleSorting::stored));
    if (is_of_classes(dataset)) sorting_->addItem(tr("By class"), static_cast<int>(SampleSorting::by_class));
    if (files) sorting_->addItem(tr("By name"), static_cast<int>(SampleSorting::by_name));
    if (summary.picture_sizes.size() > 1)
        sorting_->addItem(tr("By size"), static_cast<int>(SampleSorting::by_size));
    if (pictures) sorting_->addItem(tr("By brightness"), static_cast<int>(SampleSorting::by_brightness));
    for (QWidget* field : std::initializer_list<QWidget*>{search_, class_, part_, choice_, sorting_})
        field->blockSignals(false);
}

void SampleFilter::read() {
    SampleQuery query;
    const auto chosen = [](const QComboBox* box) {
        return box->count() > 0 ? box->currentData().toInt() : all;
    };
    if (const int number = chosen(class_); number != all) query.class_number = number;
    if (const int part = chosen(part_); part != all) query.part = static_cast<Part>(part);
    query.choice = static_cast<SampleChoice>(std::max(0, chosen(choice_)));
    query.sorting = static_cast<SampleSorting>(std::max(0, chosen(sorting_)));
    query.name = toStd(search_->text());
    if (query == query_) return;
    query_ = query;
    Q_EMIT edited();
}

void SampleFilter::setClass(int number) {
    select(class_, number);
    read();
}

void SampleFilter::setChoice(SampleChoice choice) {
    select(choice_, static_cast<int>(choice));
    read();
}

}  // namespace glassnet::app
