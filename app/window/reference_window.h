// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/reference.h"

#include <QDialog>

class QLineEdit;
class QTextBrowser;
class QTreeWidget;
class QTreeWidgetItem;

namespace glassnet::app {

/// Everything that a project can name, each with its page: a searchable tree beside the open page.
class ReferenceWindow : public QDialog {
    Q_OBJECT
public:
    explicit ReferenceWindow(QWidget* parent = nullptr);

    /// Shows the start page: how to begin.
    void showStart();
    /// Shows the page of a layer kind; the start page where there is none.
    void showLayer(std::string_view kind);

protected:
    void changeEvent(QEvent* event) override;

private:
    void follow(const QString& link);
    void open(const QTreeWidgetItem* item);
    void search(const QString& words);
    void paintTheme();

    QLineEdit* search_;
    QTreeWidget* tree_;
    QTextBrowser* page_;
};

}  // namespace glassnet::app
