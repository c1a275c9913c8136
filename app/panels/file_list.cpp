// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/file_list.h"

#include "widgets/engine_text.h"
#include "widgets/section.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStringListModel>
#include <QVBoxLayout>

namespace glassnet::app {

FileList::FileList(const QString& reason, const QStringList& files, QWidget* parent)
    : QDialog(parent),
      files_(files),
      found_(new QSortFilterProxyModel(this)),
      count_(roleLabel(QStringLiteral("secondary"), this)) {
    setObjectName(QStringLiteral("files"));
    setWindowTitle(tr("Files"));
    resize(560, 420);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(10);
    auto* why = roleLabel(QStringLiteral("strong"), this, reason);
    why->setTextFormat(Qt::PlainText);
    why->setWordWrap(true);
    column->addWidget(why);
    auto* search = new QLineEdit(this);
    search->setPlaceholderText(tr("Find a file"));
    search->setAccessibleName(search->placeholderText());
    search->setClearButtonEnabled(true);
    column->addWidget(search);
    found_->setSourceModel(new QStringListModel(files, this));
    found_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto* list = new QListView(this);
    list->setObjectName(QStringLiteral("files.list"));
    list->setAccessibleName(tr("Files"));
    list->setModel(found_);
    list->setUniformItemSizes(true);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setTextElideMode(Qt::ElideMiddle);
    column->addWidget(list, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(count_, 1);
    auto* copies = new QPushButton(tr("Copy all"), this);
    auto* closes = new QPushButton(tr("Close"), this);
    closes->setDefault(true);
    row->addWidget(copies);
    row->addWidget(closes);
    column->addLayout(row);
    connect(search, &QLineEdit::textChanged, this, &FileList::find);
    connect(copies, &QPushButton::clicked, this, &FileList::copy);
    connect(closes, &QPushButton::clicked, this, &QDialog::accept);
    find({});
}

void FileList::find(const QString& text) {
    found_->setFilterFixedString(text);
    count_->setText(tr("%1 of %2").arg(countText(found_->rowCount()), countText(files_.size())));
}

void FileList::copy() const { QGuiApplication::clipboard()->setText(files_.join(QLatin1Char('\n'))); }

}  // namespace glassnet::app
