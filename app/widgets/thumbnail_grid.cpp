// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/thumbnail_grid.h"

#include "widgets/colours.h"
#include "widgets/fonts.h"

#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace glassnet::app {

namespace {

constexpr int cellGap = 12, edge = 6, captionLine = 14, captionRoom = 2 * captionLine + 3;
constexpr int markRoom = 10;  // of the square before the second line
constexpr int cacheKilobytes = 64 * 1024;

QPixmap fitted(const QImage& image, int side, double ratio) {
    const QSize room = QSize(side, side) * ratio;
    QPixmap picture = QPixmap::fromImage(image.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    picture.setDevicePixelRatio(ratio);
    return picture;
}

}  // namespace

ThumbnailGrid::ThumbnailGrid(QWidget* parent) : QAbstractScrollArea(parent), made_(cacheKilobytes) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void ThumbnailGrid::show(qsizetype count, std::vector<std::int32_t> groups, Maker make) {
    groups_ = std::move(groups);
    make_ = std::move(make);
    made_.clear();
    selected_.assign(static_cast<std::size_t>(count), false);
    const bool hadSelection = std::exchange(selectedCount_, 0) > 0;
    current_ = anchor_ = count > 0 ? 0 : -1;
    layout_ = ThumbnailLayout(count, groups_, layout_.columns());
    arrange();
    verticalScrollBar()->setValue(0);
    if (hadSelection) Q_EMIT selectionChanged();
    Q_EMIT currentChanged(current_);
}

void ThumbnailGrid::setSide(int side) {
    side_ = side;
    made_.clear();
    arrange();
}

int ThumbnailGrid::rowHeight() const { return side_ + captionRoom + cellGap; }

/// Returns the width of a column: all share what a row leaves.
int ThumbnailGrid::columnWidth() const {
    return std::max(side_ + cellGap, viewport()->width() / layout_.columns());
}

void ThumbnailGrid::arrange() {
    const int before = columnWidth();
    layout_ = ThumbnailLayout(layout_.count(), groups_, viewport()->width() / (side_ + cellGap));
    if (columnWidth() != before) made_.clear();  // their texts have another width
    const int height = layout_.rows() * rowHeight() + 2 * edge - cellGap;
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight() / 2);
    viewport()->update();
}

QRect ThumbnailGrid::placeOf(qsizetype index) const {
    return {layout_.columnOf(index) * columnWidth() + (columnWidth() - side_) / 2,
            edge + layout_.rowOf(index) * rowHeight() - verticalScrollBar()->value(), side_, side_};
}

qsizetype ThumbnailGrid::indexAt(QPoint point) const {
    const int y = point.y() - edge + cellGap / 2 + verticalScrollBar()->value();
    const int column = point.x() / columnWidth();
    return point.x() < 0 || y < 0 || column >= layout_.columns() ? -1 : layout_.at(y / rowHeight(), column);
}

const ThumbnailGrid::Made& ThumbnailGrid::made(qsizetype index) {
    if (const Made* known = made_.object(index)) return *known;
    const Thumbnail thumbnail = make_(index);
    auto* fresh = new Made{{}, {}, {}, thumbnail.tip, thumbnail.mark, thumbnail.crossedOut};
    if (!thumbnail.image.isNull()) fresh->picture = fitted(thumbnail.image, side_, devicePixelRatioF());
    const int room = columnWidth() - 12;
    fresh->title = QFontMetrics(textFont(11)).elidedText(thumbnail.title, Qt::ElideRight, room);
    fresh->detail =
        QFontMetrics(textFont(10))
            .elidedText(thumbnail.detail, Qt::ElideMiddle, room - (thumbnail.mark.isValid() ? markRoom : 0));
    const auto bytes = 4 * qsizetype{fresh->picture.width()} * fresh->picture.height();
    made_.insert(index, fresh, 1 + bytes / 1024);
    return *fresh;
}

void ThumbnailGrid::paintThumbnail(QPainter& painter, qsizetype index) {
    const Made& thumbnail = made(index);
    const Colours& colours = coloursOf(palette());
    const QRect place = placeOf(index);
    const bool chosen = selected_[static_cast<std::size_t>(index)];
    if (chosen) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.accentSoft);
        painter.drawRoundedRect(place.adjusted(-4, -4, 4, captionRoom + 2), 5, 5);
    }
    painter.fillRect(place, colours.field);
    const QSizeF size = thumbnail.picture.deviceIndependentSize();
    painter.setOpacity(thumbnail.crossedOut ? 0.35 : 1);
    painter.drawPixmap(
        QPointF(place.left() + (side_ - size.width()) / 2, place.top() + (side_ - size.height()) / 2),
        thumbnail.picture);
    painter.setOpacity(1);
    if (thumbnail.crossedOut) {
        painter.setPen(QPen(colours.error, 2));
        painter.drawLine(place.topLeft(), place.bottomRight());
    }
    paintCaption(painter, thumbnail, place);
    const bool here = hasFocus() && index == current_;
    if (!chosen && !here) return;
    painter.setPen(QPen(here ? colours.accent : mixed(colours.accentSoft, colours.accent, 0.5), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place.adjusted(-1, -1, 1, 1));
}

void ThumbnailGrid::paintCaption(QPainter& painter, const Made& thumbnail, const QRect& place) const {
    const Colours& colours = coloursOf(palette());
    QRect line(place.center().x() - columnWidth() / 2, place.bottom() + 3, columnWidth(), captionLine);
    painter.setFont(textFont(11));
    painter.setPen(colours.text);
    painter.drawText(line, Qt::AlignCenter, thumbnail.title);
    line.translate(0, captionLine);
    painter.setFont(textFont(10));
    painter.setPen(colours.secondary);
    if (thumbnail.mark.isValid()) {
        const int wide = markRoom + painter.fontMetrics().horizontalAdvance(thumbnail.detail);
        line.setLeft(line.left() + (line.width() - wide) / 2);
        painter.fillRect(QRect(line.left(), line.center().y() - 2, 6, 6), thumbnail.mark);
        painter.drawText(line.adjusted(markRoom, 0, 0, 0), Qt::AlignVCenter, thumbnail.detail);
    } else {
        painter.drawText(line, Qt::AlignCenter, thumbnail.detail);
    }
}

/// Draws a frame around the samples of each group, row by row.
void ThumbnailGrid::paintFrames(QPainter& painter, qsizetype first, qsizetype end) const {
    if (groups_.empty()) return;
    painter.setPen(QPen(coloursOf(palette()).faint, 1));
    painter.setBrush(Qt::NoBrush);
    const auto group = [&](qsizetype index) { return groups_[static_cast<std::size_t>(index)]; };
    for (qsizetype from = first; from < end;) {
        qsizetype to = from;
        while (to + 1 < end && group(to + 1) == group(from) && layout_.rowOf(to + 1) == layout_.rowOf(from))
            ++to;
        const int beside = (columnWidth() - side_) / 2 - 3;
        const QRectF around =
            placeOf(from).united(placeOf(to)).adjusted(-beside, -5, beside, captionRoom + 3);
        painter.drawRoundedRect(around.adjusted(.5, .5, -.5, -.5), 6, 6);
        from = to + 1;
    }
}

void ThumbnailGrid::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), coloursOf(palette()).panel);
    painter.setRenderHint(QPainter::Antialiasing);
    const int offset = verticalScrollBar()->value() - edge;
    const auto [first, end] = layout_.inRows((event->rect().top() + offset - cellGap) / rowHeight(),
                                             (event->rect().bottom() + offset + cellGap) / rowHeight());
    for (qsizetype index = first; index < end; ++index) paintThumbnail(painter, index);
    paintFrames(painter, first, end);
}

void ThumbnailGrid::resizeEvent(QResizeEvent*) {
    const qsizetype top = layout_.nearest((verticalScrollBar()->value() + rowHeight() / 2) / rowHeight(), 0);
    const bool moved = verticalScrollBar()->value() > 0;
    arrange();
    if (moved && top >= 0) verticalScrollBar()->setValue(layout_.rowOf(top) * rowHeight());
}

void ThumbnailGrid::scrollContentsBy(int, int dy) { viewport()->scroll(0, dy); }

void ThumbnailGrid::reveal(qsizetype index) {
    const int top = layout_.rowOf(index) * rowHeight(), bottom = top + rowHeight() + 2 * edge - cellGap;
    QScrollBar* bar = verticalScrollBar();
    if (top < bar->value())
        bar->setValue(top);
    else if (bottom > bar->value() + viewport()->height())
        bar->setValue(bottom - viewport()->height());
}

void ThumbnailGrid::setCurrent(qsizetype index) {
    if (index < 0 || index >= count()) return;
    current_ = anchor_ = index;
    reveal(index);
    setAccessibleDescription(made(index).tip);
    viewport()->update();
    Q_EMIT currentChanged(index);
}

std::vector<qsizetype> ThumbnailGrid::selected() const {
    std::vector<qsizetype> indices;
    for (std::size_t i = 0; i < selected_.size(); ++i)
        if (selected_[i]) indices.push_back(static_cast<qsizetype>(i));
    return indices;
}

void ThumbnailGrid::selectOnly(qsizetype from, qsizetype to) {
    if (from > to) std::swap(from, to);
    std::fill(selected_.begin(), selected_.end(), false);
    std::fill(selected_.begin() + from, selected_.begin() + to + 1, true);
    selectedCount_ = to + 1 - from;
}

void ThumbnailGrid::selectAll() {
    if (count() == 0) return;
    selectOnly(0, count() - 1);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void ThumbnailGrid::clearSelection() {
    if (selectedCount_ == 0) return;
    std::fill(selected_.begin(), selected_.end(), false);
    selectedCount_ = 0;
    viewport()->update();
    Q_EMIT selectionChanged();
}

/// Makes another thumbnail the current one; Shift selects up to it, Control leaves the selection.
void ThumbnailGrid::moveTo(qsizetype index, Qt::KeyboardModifiers modifiers) {
    if (index < 0 || index >= count()) return;
    const qsizetype anchor = modifiers & Qt::ShiftModifier && anchor_ >= 0 ? anchor_ : index;
    setCurrent(index);
    anchor_ = anchor;
    if (modifiers & Qt::ControlModifier && !(modifiers & Qt::ShiftModifier)) return;
    selectOnly(anchor, index);
    Q_EMIT selectionChanged();
}

void ThumbnailGrid::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::SelectAll)) return selectAll();
    if (event->matches(QKeySequence::Delete)) return Q_EMIT removeWanted();
    const int row = layout_.rowOf(current_), column = layout_.columnOf(current_);
    const int page = std::max(1, viewport()->height() / rowHeight());
    const auto inRow = [&](int wanted) {
        return layout_.nearest(std::clamp(wanted, 0, std::max(0, layout_.rows() - 1)), column);
    };
    switch (event->key()) {
        case Qt::Key_Left:
            return moveTo(current_ - 1, event->modifiers());
        case Qt::Key_Right:
            return moveTo(current_ + 1, event->modifiers());
        case Qt::Key_Up:
            return row > 0 ? moveTo(inRow(row - 1), event->modifiers()) : void();
        case Qt::Key_Down:
            return row + 1 < layout_.rows() ? moveTo(inRow(row + 1), event->modifiers()) : void();
        case Qt::Key_PageUp:
            return moveTo(inRow(row - page), event->modifiers());
        case Qt::Key_PageDown:
            return moveTo(inRow(row + page), event->modifiers());
        case Qt::Key_Home:
            return moveTo(0, event->modifiers());
        case Qt::Key_End:
            return moveTo(count() - 1, event->modifiers());
        case Qt::Key_Escape:
            if (selectedCount_ > 0) return clearSelection();
            break;
        default:
            break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void ThumbnailGrid::mousePressEvent(QMouseEvent* event) {
    const qsizetype index = indexAt(event->pos());
    if (index < 0) return clearSelection();
    const bool chosen = selected_[static_cast<std::size_t>(index)];
    if (event->button() == Qt::RightButton && chosen) return setCurrent(index);  // the menu acts on all
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::ControlModifier) {
        setCurrent(index);
        selected_[static_cast<std::size_t>(index)] = !chosen;
        selectedCount_ += chosen ? -1 : 1;
        Q_EMIT selectionChanged();
        return;
    }
    moveTo(index, event->modifiers() & Qt::ShiftModifier);
}

void ThumbnailGrid::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void ThumbnailGrid::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void ThumbnailGrid::contextMenuEvent(QContextMenuEvent* event) {
    const bool keys = event->reason() == QContextMenuEvent::Keyboard && current_ >= 0;
    Q_EMIT menuWanted(keys ? viewport()->mapToGlobal(placeOf(current_).center()) : event->globalPos());
}

bool ThumbnailGrid::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const qsizetype index = indexAt(help->pos());
    QToolTip::showText(help->globalPos(), index >= 0 ? made(index).tip : QString(), viewport());
    return true;
}

/// Keeps “select all” and “delete” to the pictures while they have the focus.
bool ThumbnailGrid::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::SelectAll) || key->matches(QKeySequence::Delete)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void ThumbnailGrid::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) made_.clear();
}

}  // namespace glassnet::app
