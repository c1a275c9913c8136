// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>
#include <QStringList>

class QLabel;
class QLineEdit;

namespace glassnet::app {

struct FindableNode {
    QString id, kind;
};
/// Returns the nodes whose name or kind contains `text`, in the order given; none for an empty text.
[[nodiscard]] QStringList nodesFound(const QList<FindableNode>& nodes, const QString& text);

/// The line in which one types what to find in the network: Enter goes to the next match, Shift+Enter to the
/// previous one, Esc closes it.
class FindBar : public QFrame {
    Q_OBJECT
public:
    explicit FindBar(QWidget* parent = nullptr);
    /// Sets the nodes that can be found from now on.
    void setNodes(const QList<FindableNode>& nodes);
    void open();

Q_SIGNALS:
    void wanted(const QString& node);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find();
    void go(qsizetype to);
    void tellCount();
    void close();

    QLineEdit* line_;
    QLabel* count_;
    QList<FindableNode> nodes_;
    QStringList found_;
    qsizetype at_ = 0;
};

}  // namespace glassnet::app
