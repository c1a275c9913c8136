// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QMimeData;
class QWidget;

namespace glassnet::app {

class DropHint;

/// What a file or folder from outside can be used for.
struct Droppable {
    enum class Use { none, project, data };
    Use use = Use::none;
    QString path;
    QString text;  // what a drop would do, or why it would do nothing
};

/// Tells what dragged files can be used for, by their content rather than their names. Reads their first
/// bytes.
[[nodiscard]] Droppable droppable(const QMimeData& dragged);

/// Files dragged over the window: tells what a drop would do while they hover, and what was dropped in the
/// end.
class FileDrop : public QObject {
    Q_OBJECT
public:
    explicit FileDrop(QWidget& window);

Q_SIGNALS:
    void projectDropped(const QString& path);
    void dataDropped(const QString& path);
    void refused(const QString& why);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void drop();

    QWidget& window_;
    DropHint* hint_;
    Droppable dragged_;
};

}  // namespace glassnet::app
