// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/palette.h"

#include "layers/catalogue.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/icons.h"

#include <QAction>
#include <QDrag>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace glassnet::app {

namespace {

constexpr char mimeType[] = "application/x-glassnet-layer";

class RowPainter : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        const bool heading = index.data(LayerList::KindRole).toString().isEmpty();
        return {100, heading ? (index.row() == 0 ? 24 : 28) : 27};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Colours& colours = coloursOf(option.palette);
        painter->setRenderHint(QPainter::Antialiasing);
        const QString text = index.data(Qt::DisplayRole).toString();
        if (index.data(LayerList::KindRole).toString().isEmpty()) {
            QFont font = textFont(10.5, QFont::DemiBold);
            font.setLetterSpacing(QFont::AbsoluteSpacing, 0.3);
            painter->setFont(font);
            painter->setPen(colours.faint);
            painter->drawText(option.rect.adjusted(16, 0, -8, -5), Qt::AlignLeft | Qt::AlignBottom,
                              text.toUpper());
            return;
        }
        const QRectF row = QRectF(option.rect).adjusted(8, 0.5, -8, -0.5);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(option.state & QStyle::State_Selected ? colours.accentSoft : colours.field);
            painter->drawRoundedRect(row, 6, 6);
        }
        const QColor colour = colours.role(index.data(LayerList::ColourRole).toString());
        paintIconTile(*painter, index.data(LayerList::IconRole).toString(), colour,
                      QRectF(row.left() + 8, row.center().y() - 9, 18, 18));
        painter->setFont(textFont(13));
        painter->setPen(colours.text);
        const QRectF place = row.adjusted(36, 0, -4, 0);
        const QFontMetricsF metrics(painter->font());
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                          metrics.elidedText(text, Qt::ElideRight, place.width()));
        const QRectF rest = place.adjusted(metrics.horizontalAdvance(text) + 8, 0, 0, 0);
        painter->setFont(textFont(12));
        painter->setPen(colours.faint);
        const QString title = index.data(LayerList::TitleRole).toString();
        if (QFontMetricsF(painter->font()).horizontalAdvance(title) <= rest.width())
            painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, title);
    }
};

PaletteEntry entryOf(const Description& description) {
    return {plain(description.id), engineText(description.title), engineText(description.group),
            engineText(description.summary) + QLatin1Char(' ') + plain(description.summary) +
                QLatin1Char(' ') + plain(description.title) + QLatin1Char(' ') + plain(description.pytorch) +
                QLatin1Char(' ') + plain(description.onnx)};
}

}  // namespace

bool matchesSearch(const PaletteEntry& entry, const QString& search) {
    const QString all = entry.id + QLatin1Char(' ') + entry.title + QLatin1Char(' ') + entry.group +
                        QLatin1Char(' ') + entry.words;
    const QStringList words = search.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::ranges::all_of(words,
                               [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

LayerList::LayerList(QWidget* parent) : QListWidget(parent) {
    setItemDelegate(new RowPainter(this));
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

QStringList LayerList::mimeTypes() const { return {QLatin1StringView(mimeType)}; }

QMimeData* LayerList::mimeData(const QList<QListWidgetItem*>& items) const {
    auto* carried = new QMimeData;
    if (!items.isEmpty())
        carried->setData(QLatin1StringView(mimeType), items.first()->data(KindRole).toString().toUtf8());
    return carried;
}

void LayerList::startDrag(Qt::DropActions) {
    const QListWidgetItem* item = currentItem();
    if (!item || item->data(KindRole).toString().isEmpty()) return;
    auto* drag = new QDrag(this);
    drag->setMimeData(mimeData({currentItem()}));
    const Colours& colours = coloursOf(palette());
    const double ratio = devicePixelRatioF();
    QPixmap tag(QSize(150, 30) * ratio);
    tag.setDevicePixelRatio(ratio);
    tag.fill(Qt::transparent);
    QPainter painter(&tag);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.accent, 1.2));
    painter.setBrush(colours.panel);
    painter.drawRoundedRect(QRectF(1, 1, 148, 28), 8, 8);
    paintIconTile(painter, item->data(IconRole).toString(), colours.role(item->data(ColourRole).toString()),
                  QRectF(7, 6, 18, 18));
    painter.setFont(textFont(13, QFont::DemiBold));
    painter.setPen(colours.text);
    painter.drawText(QRectF(32, 0, 114, 30), Qt::AlignVCenter, item->text());
    painter.end();
    drag->setPixmap(tag);
    drag->setHotSpot({75, 15});
    drag->exec(Qt::CopyAction);
}

Palette::Palette(QWidget* parent)
    : QWidget(parent),
      search_(new QLineEdit(this)),
      glass_(new QAction(search_)),
      list_(new LayerList(this)) {
    setObjectName(QStringLiteral("palette"));
    search_->setObjectName(QStringLiteral("palette.search"));
    search_->setPlaceholderText(tr("Find a layer"));
    search_->setAccessibleName(tr("Find a layer"));
    search_->setClearButtonEnabled(true);
    search_->addAction(glass_, QLineEdit::LeadingPosition);
    search_->installEventFilter(this);
    list_->setObjectName(QStringLiteral("palette.list"));
    list_->setAccessibleName(tr("Layers"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 14, 0, 0);
    column->setSpacing(6);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(12, 0, 12, 0);
    top->addWidget(search_);
    column->addLayout(top);
    column->addWidget(list_, 1);
    connect(search_, &QLineEdit::textChanged, this, &Palette::fill);
    connect(list_, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        const QString kind = item->data(LayerList::KindRole).toString();
        if (!kind.isEmpty()) Q_EMIT layerWanted(kind);
    });
    paintSearchIcon();
    fill({});
}

void Palette::fill(const QString& search) {
    list_->clear();
    QString group;
    for (const auto& layer : kinds<Layer>()) {
        const Description& description = layer->description();
        const PaletteEntry entry = entryOf(description);
        if (!matchesSearch(entry, search)) continue;
        if (entry.group != group) {
            group = entry.group;
            auto* heading = new QListWidgetItem(group, list_);
            heading->setFlags(Qt::NoItemFlags);
        }
        auto* item = new QListWidgetItem(entry.id, list_);
        if (entry.title != entry.id) item->setData(LayerList::TitleRole, entry.title);
        item->setData(LayerList::KindRole, entry.id);
        item->setData(LayerList::IconRole, iconOf(description));
        item->setData(LayerList::ColourRole, roleOf(description));
        item->setToolTip(QStringLiteral("<b>%1</b><br>%2<br><code>%3</code>")
                             .arg(entry.title.toHtmlEscaped(),
                                  engineText(description.summary).toHtmlEscaped(),
                                  plain(description.formula).toHtmlEscaped()));
        item->setData(Qt::AccessibleDescriptionRole, engineText(description.summary));
    }
    if (search.isEmpty()) return;
    for (int row = 0; row < list_->count(); ++row)
        if (!list_->item(row)->data(LayerList::KindRole).toString().isEmpty())
            return list_->setCurrentRow(row);
}

QStringList Palette::shownKinds() const {
    QStringList kinds;
    for (int row = 0; row < list_->count(); ++row)
        if (const QString kind = list_->item(row)->data(LayerList::KindRole).toString(); !kind.isEmpty())
            kinds += kind;
    return kinds;
}

void Palette::focusSearch() {
    search_->setFocus(Qt::ShortcutFocusReason);
    search_->selectAll();
}

bool Palette::eventFilter(QObject* watched, QEvent* event) {
    if (watched != search_ || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down:
            list_->setFocus();
            return true;
        case Qt::Key_Escape:
            search_->clear();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (const QListWidgetItem* item = list_->currentItem())
                Q_EMIT layerWanted(item->data(LayerList::KindRole).toString());
            return true;
        default:
            return false;
    }
}

void Palette::paintSearchIcon() {
    glass_->setIcon(tintedIcon(QStringLiteral("search"), coloursOf(palette()).faint));
}

void Palette::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) paintSearchIcon();
}

}  // namespace glassnet::app
