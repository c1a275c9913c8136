// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/find_bar.h"

#include "widgets/section.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace glassnet::app {

QStringList nodesFound(const QList<FindableNode>& nodes, const QString& text) {
    QStringList found;
    const QString wanted = text.trimmed();
    for (const FindableNode& node : nodes)
        if (!wanted.isEmpty() && (node.id.contains(wanted, Qt::CaseInsensitive) ||
                                  node.kind.contains(wanted, Qt::CaseInsensitive)))
            found += node.id;
    return found;
}

FindBar::FindBar(QWidget* parent)
    : QFrame(parent), line_(new QLineEdit(this)), count_(roleLabel(QStringLiteral("secondary"), this)) {
    setObjectName(QStringLiteral("canvas.find"));
    setProperty("role", QStringLiteral("pill"));
    line_->setObjectName(QStringLiteral("canvas.find.text"));
    line_->setPlaceholderText(tr("Find in the network"));
    line_->setAccessibleName(line_->placeholderText());
    line_->setMinimumWidth(170);
    line_->installEventFilter(this);
    count_->setObjectName(QStringLiteral("canvas.find.count"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 2, 10, 2);
    row->addWidget(line_);
    row->addWidget(count_);
    connect(line_, &QLineEdit::textChanged, this, &FindBar::find);
    hide();
}

void FindBar::setNodes(const QList<FindableNode>& nodes) {
    nodes_ = nodes;
    found_ = nodesFound(nodes_, line_->text());
    at_ = std::clamp<qsizetype>(at_, 0, std::max<qsizetype>(0, found_.size() - 1));
    tellCount();
}

void FindBar::open() {
    show();
    raise();
    line_->setFocus(Qt::ShortcutFocusReason);
    line_->selectAll();
    find();
}

void FindBar::find() {
    found_ = nodesFound(nodes_, line_->text());
    go(0);
}

void FindBar::go(qsizetype to) {
    const qsizetype count = found_.size();
    at_ = count > 0 ? (to + count) % count : 0;
    tellCount();
    if (count > 0) Q_EMIT wanted(found_[at_]);
}

void FindBar::tellCount() {
    const qsizetype count = found_.size();
    count_->setText(line_->text().trimmed().isEmpty() ? QString()
                    : count == 0                      ? tr("none")
                                                      : tr("%1 of %2").arg(at_ + 1).arg(count));
    adjustSize();
}

void FindBar::close() {
    hide();
    Q_EMIT closed();
}

bool FindBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            close();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            go(at_ + (key->modifiers() & Qt::ShiftModifier ? -1 : 1));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace glassnet::app
