// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project.h"
#include "training/snapshot.h"

#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <optional>

class QLabel;
class QPushButton;

namespace glassnet::app {

/// The line at the bottom: problems, size and cost of the network, the cost of watching, whether all is
/// saved.
class StatusBar : public QWidget {
    Q_OBJECT
public:
    explicit StatusBar(QWidget* parent = nullptr);
    void show(const Checked& checked);
    /// Shows the bytes that a training takes, once they are known.
    void showMemory(std::optional<std::int64_t> bytes);
    void showRun(const Snapshot* snapshot);
    void showSaved(const QString& text);
    /// Shows a sentence for a few seconds.
    void tell(const QString& text);

Q_SIGNALS:
    void problemsWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintSign();
    void showSize();

    QPushButton* problems_;
    QLabel* size_;
    QLabel* message_;
    QLabel* cost_;
    QLabel* saved_;
    QStringList sizes_;
    std::optional<std::int64_t> memory_;
    int errors_ = 0, warnings_ = 0;
};

}  // namespace glassnet::app
