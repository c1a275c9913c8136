// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/reference_window.h"

#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/reference_page.h"

#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextDocument>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

namespace glassnet::app {

namespace {
constexpr int linkRole = Qt::UserRole, wordsRole = Qt::UserRole + 1;
const QString startLink = QStringLiteral("start");

/// Makes room between paragraphs: Markdown says nothing about it.
void spread(QTextDocument& document) {
    QTextCursor cursor(&document);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        cursor.setPosition(block.position());
        QTextBlockFormat room;
        room.setTopMargin(block.blockFormat().headingLevel() > 1 ? 14 : 0);
        room.setBottomMargin(block.textList() ? 3 : 8);
        cursor.mergeBlockFormat(room);
    }
}
}  // namespace

ReferenceWindow::ReferenceWindow(QWidget* parent)
    : QDialog(parent),
      search_(new QLineEdit(this)),
      tree_(new QTreeWidget(this)),
      page_(new QTextBrowser(this)) {
    setObjectName(QStringLiteral("reference"));
    setWindowTitle(tr("Glassnet help"));
    resize(900, 640);
    search_->setObjectName(QStringLiteral("reference.search"));
    search_->setPlaceholderText(tr("Find a layer, loss, optimizer …"));
    search_->setAccessibleName(tr("Find in help"));
    search_->setClearButtonEnabled(true);
    tree_->setObjectName(QStringLiteral("reference.tree"));
    tree_->setAccessibleName(tr("Help pages"));
    tree_->setHeaderHidden(true);
    tree_->setRootIsDecorated(true);
    tree_->setUniformRowHeights(true);
    tree_->setFrameShape(QFrame::NoFrame);
    page_->setObjectName(QStringLiteral("reference.page"));
    page_->setAccessibleName(tr("Help page"));
    page_->setOpenLinks(false);
    page_->setFrameShape(QFrame::NoFrame);

    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(search_);
    left->addWidget(tree_, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 14, 14, 14);
    row->setSpacing(14);
    row->addLayout(left, 3);
    row->addWidget(page_, 7);

    auto* start = new QTreeWidgetItem(tree_, {tr("How to begin")});
    start->setData(0, linkRole, startLink);
    for (const KindFamily& family : reference()) {
        auto* branch = new QTreeWidgetItem(tree_, {engineText(family.title)});
        branch->setData(0, linkRole, linkTo(family));
        for (const Kind* kind : family.kinds) {
            const Description& description = kind->description();
            auto* item = new QTreeWidgetItem(branch, {plain(kind->id())});
            item->setData(0, linkRole, linkTo({&family, kind}));
            item->setData(0, wordsRole,
                          QStringLiteral("%1 %2 %3 %4 %5")
                              .arg(plain(description.id), engineText(description.title),
                                   engineText(description.summary), plain(description.keras),
                                   plain(description.pytorch)));
        }
    }
    connect(search_, &QLineEdit::textChanged, this, &ReferenceWindow::search);
    connect(search_, &QLineEdit::returnPressed, this, [this] { tree_->setFocus(); });
    connect(tree_, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        if (item) open(item);
    });
    connect(page_, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) { follow(link.toString()); });
    paintTheme();
    showStart();
}

void ReferenceWindow::showStart() { follow(startLink); }

void ReferenceWindow::showLayer(std::string_view kind) {
    for (const ReferenceEntry& entry : find_entries(kind))
        if (entry.family->id == "layers") return follow(linkTo(entry));
    showStart();
}

/// Opens a page by choosing it in the tree, which has every page.
void ReferenceWindow::follow(const QString& link) {
    search_->clear();
    for (QTreeWidgetItemIterator at(tree_); *at; ++at) {
        if ((*at)->data(0, linkRole).toString() != link) continue;
        if (tree_->currentItem() == *at) open(*at);
        tree_->setCurrentItem(*at);
        tree_->scrollToItem(*at);
        return;
    }
}

void ReferenceWindow::open(const QTreeWidgetItem* item) {
    const QString link = item->data(0, linkRole).toString();
    if (link == startLink) {
        QFile file(QStringLiteral(":/help/%1.md")
                       .arg(tr("start", "name of this language's file in resources/help")));
        if (file.open(QIODevice::ReadOnly)) page_->setMarkdown(QString::fromUtf8(file.readAll()));
        spread(*page_->document());
    } else if (const auto target = targetOf(link)) {
        page_->setHtml(target->kind ? kindPage(*target) : familyPage(*target->family));
    }
    page_->verticalScrollBar()->setValue(0);
}

void ReferenceWindow::search(const QString& words) {
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* branch = tree_->topLevelItem(i);
        int found = 0;
        for (int j = 0; j < branch->childCount(); ++j) {
            const QString own = branch->child(j)->data(0, wordsRole).toString();
            const bool fits = std::ranges::all_of(
                wanted, [&](const QString& word) { return own.contains(word, Qt::CaseInsensitive); });
            branch->child(j)->setHidden(!fits);
            found += fits;
        }
        branch->setHidden(!wanted.isEmpty() && found == 0);
        branch->setExpanded(!wanted.isEmpty() && found > 0);
    }
}

void ReferenceWindow::paintTheme() {
    const Colours& colours = coloursOf(palette());
    page_->document()->setDocumentMargin(12);
    page_->document()->setDefaultStyleSheet(
        QStringLiteral(
            "a { color: %1; text-decoration: none; } .quiet { color: %2; } .formula { background-color: %3; }"
            " code { font-family: monospace; }")
            .arg(colours.accent.name(), colours.secondary.name(), colours.field.name()));
    if (tree_->currentItem()) open(tree_->currentItem());
}

void ReferenceWindow::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintTheme();
}

}  // namespace glassnet::app
