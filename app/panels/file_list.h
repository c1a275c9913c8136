// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

class QLabel;
class QListView;
class QSortFilterProxyModel;

namespace glassnet::app {

/// All files that one remark is made of, to search and to copy.
class FileList : public QDialog {
    Q_OBJECT
public:
    FileList(const QString& reason, const QStringList& files, QWidget* parent = nullptr);

private:
    void find(const QString& text);
    void copy() const;

    QStringList files_;
    QSortFilterProxyModel* found_;
    QLabel* count_;
};

}  // namespace glassnet::app
