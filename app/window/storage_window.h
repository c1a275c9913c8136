// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/storage_file.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace glassnet::app {

class SettingsForm;

/// What samples may take of this machine, and the decoded pictures that are kept: their folders and sizes.
/// Changes are saved at once; they hold for data that are loaded from then on, here and in the terminal.
class StorageWindow : public QDialog {
    Q_OBJECT
public:
    explicit StorageWindow(QWidget* parent = nullptr);

    /// Reads the settings and the list anew.
    void refresh();

private:
    void change(const QString& setting, const Value& value);
    void removeAll();
    void tell(const std::vector<Problem>& problems);

    StorageRecord record_;
    SettingsForm* form_;
    QTreeWidget* packs_;
    QLabel* summary_;
    QLabel* problem_;
    QPushButton* remove_;
};

}  // namespace glassnet::app
