// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/storage_window.h"

#include "data/store/picture_pack.h"
#include "widgets/engine_text.h"
#include "widgets/section.h"
#include "widgets/settings_form.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace glassnet::app {

StorageWindow::StorageWindow(QWidget* parent)
    : QDialog(parent),
      form_(new SettingsForm(this)),
      packs_(new QTreeWidget(this)),
      summary_(roleLabel(QStringLiteral("secondary"), this)),
      problem_(roleLabel(QStringLiteral("complaint"), this)),
      remove_(new QPushButton(tr("Remove all"), this)) {
    setObjectName(QStringLiteral("storage"));
    setWindowTitle(tr("Memory and disk"));
    resize(640, 560);
    auto* about = roleLabel(QStringLiteral("secondary"), this,
                            tr("What samples may take of this machine. It holds for data that are loaded "
                               "from now on, here and in "
                               "the terminal."));
    about->setWordWrap(true);
    problem_->setWordWrap(true);
    problem_->hide();
    packs_->setObjectName(QStringLiteral("storage.packs"));
    packs_->setAccessibleName(tr("Decoded pictures that are kept"));
    packs_->setHeaderLabels({tr("Folder"), tr("Pictures"), tr("Size")});
    packs_->setRootIsDecorated(false);
    packs_->setSelectionMode(QAbstractItemView::NoSelection);
    packs_->setFocusPolicy(Qt::NoFocus);
    for (const int column : {1, 2})
        packs_->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    packs_->setUniformRowHeights(true);
    packs_->setTextElideMode(Qt::ElideLeft);
    packs_->header()->setStretchLastSection(false);
    packs_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    remove_->setObjectName(QStringLiteral("storage.remove"));
    remove_->setToolTip(tr("They can be made again from the pictures themselves"));

    auto* below = new QHBoxLayout;
    below->addWidget(summary_, 1);
    below->addWidget(remove_);
    auto* close = new QPushButton(tr("Close"), this);
    below->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 14);
    column->setSpacing(12);
    column->addWidget(about);
    column->addWidget(form_);
    column->addWidget(problem_);
    column->addWidget(new SectionTitle(tr("Decoded pictures"), this));
    column->addWidget(packs_, 1);
    column->addLayout(below);

    connect(form_, &SettingsForm::edited, this, &StorageWindow::change);
    connect(form_, &SettingsForm::resetRequested, this, [this](const QString& setting) {
        const StorageRecord usual;
        if (const auto index = find_setting(usual, toStd(setting))) change(setting, usual.get(*index));
    });
    connect(remove_, &QPushButton::clicked, this, &StorageWindow::removeAll);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
}

void StorageWindow::refresh() {
    std::vector<Problem> problems;
    try {
        record_ = StorageRecord(read_storage());
    } catch (const Error& error) {
        problems = error.problems();
    }
    tell(problems);
    packs_->clear();
    std::int64_t bytes = 0;
    const auto packs = packs_in(pack_folder(record_).path);
    for (const PackFacts& pack : packs) {
        const QString folder = plain(pack.folder);
        auto* item = new QTreeWidgetItem(packs_, {folder, countText(pack.pictures), bytesText(pack.bytes)});
        item->setToolTip(0, folder);
        for (const int column : {1, 2}) item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        bytes += pack.bytes;
    }
    remove_->setEnabled(!packs.empty());
    summary_->setText(packs.empty() ? tr("None are kept.")
                                    : tr("%1 together", "bytes").arg(bytesText(bytes)));
}

void StorageWindow::change(const QString& setting, const Value& value) {
    try {
        StorageRecord changed = record_;
        if (const auto index = find_setting(changed, toStd(setting))) changed.set(*index, value);
        save_storage(changed);
    } catch (const Error& error) {
        return tell(error.problems());
    }
    refresh();
}

void StorageWindow::removeAll() {
    remove_packs(pack_folder(record_).path);
    refresh();
}

void StorageWindow::tell(const std::vector<Problem>& problems) {
    form_->show(record_, problems);
    problem_->setVisible(!problems.empty());
    if (!problems.empty())
        problem_->setText(whatOf(problems.front()) + QLatin1Char(' ') + hintOf(problems.front()));
}

}  // namespace glassnet::app
