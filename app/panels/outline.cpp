// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/outline.h"

#include "widgets/engine_text.h"

#include <QHeaderView>

#include <string_view>
#include <unordered_map>
#include <utility>

namespace glassnet::app {

Outline::Outline(QWidget* parent) : QTreeWidget(parent) {
    setObjectName(QStringLiteral("outline"));
    setAccessibleName(tr("Outline of the network"));
    setHeaderLabels({tr("Layer"), tr("Kind"), tr("Output"), tr("Parameters"), tr("Fed by"), tr("Problems")});
    setRootIsDecorated(false);
    setAlternatingRowColors(false);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::EditKeyPressed);
    header()->setStretchLastSection(true);
    connect(this, &QTreeWidget::itemSelectionChanged, this, [this] {
        if (showing_) return;
        QStringList ids;
        for (const QTreeWidgetItem* item : selectedItems()) ids += item->data(0, Qt::UserRole).toString();
        Q_EMIT selectionEdited(ids);
    });
    connect(this, &QTreeWidget::itemChanged, this, [this](const QTreeWidgetItem* item, int column) {
        const QString id = item->data(0, Qt::UserRole).toString();
        if (!showing_ && column == 0 && item->text(0) != id) Q_EMIT renameWanted(id, item->text(0));
    });
}

void Outline::show(const Network& network, const Checked& checked) {
    const bool outer = std::exchange(showing_, true);
    QStringList chosen;
    for (const QTreeWidgetItem* item : selectedItems()) chosen += item->data(0, Qt::UserRole).toString();
    clear();
    std::unordered_map<std::string_view, QStringList> inputsOf, problemsOf;
    for (const Wire& wire : network.wires) inputsOf[wire.to] += plain(wire.from);
    for (const Problem& problem : checked.problems) problemsOf[problem.where.node] += whatOf(problem);
    for (const Node& node : network.nodes) {
        const CheckedNode* known = checked.find(node.id);
        const QStringList &inputs = inputsOf[node.id], &problems = problemsOf[node.id];
        const bool ready = known && known->state == CheckedNode::State::ready;
        auto* item = new QTreeWidgetItem(
            this, {plain(node.id), plain(node.kind),
                   ready ? plain(to_text(known->output_shape)) : QStringLiteral("?"),
                   ready ? countText(known->parameters) : QString(), inputs.join(QStringLiteral(", ")),
                   problems.join(QStringLiteral(" "))});
        item->setData(0, Qt::UserRole, plain(node.id));
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setTextAlignment(3, Qt::AlignRight | Qt::AlignVCenter);
    }
    for (int column = 0; column < 4; ++column) resizeColumnToContents(column);
    showing_ = outer;
    select(chosen);
}

void Outline::select(const QStringList& nodes) {
    const bool outer = std::exchange(showing_, true);
    clearSelection();
    for (int row = 0; row < topLevelItemCount(); ++row)
        if (nodes.contains(topLevelItem(row)->data(0, Qt::UserRole).toString()))
            topLevelItem(row)->setSelected(true);
    showing_ = outer;
}

}  // namespace glassnet::app
