// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/data_panel.h"

#include "panels/data_remarks.h"
#include "widgets/engine_text.h"
#include "widgets/field.h"
#include "widgets/section.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

DataPanel::DataPanel(QWidget* parent) : QWidget(parent), sources_(new QButtonGroup(this)) {
    setObjectName(QStringLiteral("data"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 12, 16);
    column->setSpacing(8);
    column->addWidget(new SectionTitle(tr("Data set"), this));
    addSources(column);
    column->addSpacing(8);
    column->addWidget(separator(this));
    column->addWidget(new SectionTitle(tr("What is in it"), this));
    facts_ = roleLabel(QStringLiteral("secondary"), this);
    facts_->setObjectName(QStringLiteral("data.facts"));
    facts_->setWordWrap(true);
    facts_->setTextFormat(Qt::RichText);
    column->addWidget(facts_);
    remarks_ = new DataRemarks(this);
    connect(remarks_, &DataRemarks::samplesWanted, this, &DataPanel::samplesWanted);
    column->addWidget(remarks_);
    changes_ = roleLabel(QStringLiteral("secondary"), this);
    changes_->setObjectName(QStringLiteral("data.changes"));
    changes_->setWordWrap(true);
    column->addWidget(changes_);
    fit_ = new QPushButton(tr("Fit the network to the data"), this);
    fit_->setObjectName(QStringLiteral("data.fit"));
    connect(fit_, &QPushButton::clicked, this, &DataPanel::fitWanted);
    column->addWidget(fit_);
    column->addSpacing(8);
    column->addWidget(separator(this));
    column->addWidget(new SectionTitle(tr("Split and size"), this));
    addFields(column);
    column->addStretch();
}

void DataPanel::addSources(QVBoxLayout* column) {
    for (const BuiltinDataset& set : builtin_datasets()) {
        auto* button = new QRadioButton(engineText(set.title), this);
        button->setObjectName(QStringLiteral("data.source.") + plain(set.source));
        button->setToolTip(engineText(set.summary));
        button->setEnabled(set.available);
        const std::string source(set.source);
        button->setProperty("source", plain(source));
        connect(button, &QRadioButton::clicked, this, [this, source] {
            DataSettings next = settings_;
            next.source = source;
            next.changes.clear();  // they are of other samples
            Q_EMIT edited(next, QStringLiteral("source"));
        });
        sources_->addButton(button);
        column->addWidget(button);
    }
    own_ = roleLabel(QStringLiteral("strong"), this);
    own_->setWordWrap(true);
    column->addWidget(own_);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* folder = new QPushButton(tr("Folder…"), this);
    folder->setObjectName(QStringLiteral("data.folder"));
    folder->setToolTip(
        tr("A folder with one sub-folder of pictures for each class, with arrays (.npy), tables (CSV) or IDX "
           "files as of MNIST"));
    auto* file = new QPushButton(tr("File…"), this);
    file->setObjectName(QStringLiteral("data.file"));
    file->setToolTip(tr("Arrays in an .npz or .safetensors file, a table (CSV), or an IDX file"));
    connect(folder, &QPushButton::clicked, this, &DataPanel::folderWanted);
    connect(file, &QPushButton::clicked, this, &DataPanel::fileWanted);
    row->addWidget(folder);
    row->addWidget(file);
    row->addStretch();
    column->addLayout(row);
}

void DataPanel::addFields(QVBoxLayout* column) {
    for (const SettingInfo& info : DataRecord().settings_info()) {
        if (info.name == "source" || info.name == "changes") continue;  // they are made elsewhere
        auto* field = new Field(info, this);
        column->addWidget(field);
        fields_.push_back(field);
        const auto change = [this](const QString& setting, const Value& value) {
            DataRecord next(settings_);
            next.set(*find_setting(next, toStd(setting)), value);
            Q_EMIT edited(next, setting);
        };
        connect(field, &Field::edited, this, change);
        connect(field, &Field::resetRequested, this,
                [change, &info](const QString& setting) { change(setting, info.default_value); });
    }
}

void DataPanel::show(const DataSettings& settings, const Dataset* dataset, bool loading,
                     const std::vector<Problem>& problems, const FitOffer& offer, const DataReport* report) {
    settings_ = settings;
    const DataRecord record(settings);
    for (Field* field : fields_) field->show(record.get(*find_setting(record, field->info().name)));
    bool builtin = false;
    sources_->setExclusive(false);
    for (QAbstractButton* button : sources_->buttons()) {
        const bool on = toStd(button->property("source").toString()) == settings.source;
        button->setChecked(on);
        builtin = builtin || on;
    }
    sources_->setExclusive(true);
    own_->setText(builtin ? QString() : plain(settings.source));
    own_->setVisible(!builtin);
    if (dataset && !loading)
        showFacts(*dataset);
    else
        facts_->setText(loading ? tr("Loading…") : tr("Nothing is loaded."));
    remarks_->show(remarkGroups(loading ? nullptr : dataset, report, problems));
    showOffer(offer);
}

void DataPanel::showFacts(const Dataset& dataset) {
    const DatasetSummary& summary = dataset.summary;
    const auto row = [](const QString& name, const QString& value) {
        return QStringLiteral(
                   "<tr><td style=\"padding:2px 14px 2px 0\">%1</td><td align=\"right\" "
                   "style=\"padding:2px 0\"><b>%2</b></td></tr>")
            .arg(name, value.toHtmlEscaped());
    };
    QString text = row(tr("training samples"), countText(summary.training_samples)) +
                   row(tr("validation samples"), countText(summary.validation_samples)) +
                   row(tr("test samples"), countText(summary.test_samples)) +
                   row(tr("one sample"), plain(to_text(summary.sample_shape))) +
                   (summary.classes() > 0 ? row(tr("classes"), countText(summary.classes()))
                                          : row(tr("targets"), plain(to_text(summary.target_shape))));
    if (const FileAccount& files = dataset.files; files.left_out() + files.ignored() > 0)
        text += row(tr("files used"), countText(files.used())) +
                row(tr("files left out"), countText(files.left_out())) +
                row(tr("files ignored"), countText(files.ignored()));
    facts_->setText(QStringLiteral("<table>") + text + QStringLiteral("</table>"));
}

void DataPanel::showOffer(const FitOffer& offer) {
    QStringList changes;
    for (const Problem& change : offer.changes) changes += QStringLiteral("• ") + whatOf(change);
    changes_->setText(changes.join(QLatin1Char('\n')));
    changes_->setVisible(!changes.isEmpty());
    fit_->setVisible(!offer.empty());
}

}  // namespace glassnet::app
