// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/thumbnail_layout.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QColor>
#include <QImage>
#include <QPixmap>
#include <QString>

#include <functional>
#include <vector>

class QPainter;

namespace glassnet::app {

/// A picture with two lines below it; `tip` tells everything in words.
struct Thumbnail {
    QImage image;
    QString title, detail, tip;
    QColor mark{};  // of the square before the second line; none where it is no colour
    bool crossedOut = false;
};

/// Any number of pictures in rows that scroll: only those that are seen are made. One is current, any number
/// is selected, with the mouse and the keys of lists. Groups stand in frames.
class ThumbnailGrid : public QAbstractScrollArea {
    Q_OBJECT
public:
    using Maker = std::function<Thumbnail(qsizetype)>;

    explicit ThumbnailGrid(QWidget* parent = nullptr);
    /// Shows `count` thumbnails, made by `make` when they are first seen. `groups`: the group of each, those
    /// of one beside each other; empty: none. Nothing is selected then, the first is current.
    void show(qsizetype count, std::vector<std::int32_t> groups, Maker make);
    /// Makes all anew when they are seen next; what is selected stays.
    void remake() {
        made_.clear();
        viewport()->update();
    }
    /// Sets the width and height of each picture, in pixels.
    void setSide(int side);

    [[nodiscard]] qsizetype count() const { return layout_.count(); }
    /// Returns −1 where there are none.
    [[nodiscard]] qsizetype current() const { return current_; }
    void setCurrent(qsizetype index);
    /// Returns what is selected, in its order.
    [[nodiscard]] std::vector<qsizetype> selected() const;
    [[nodiscard]] qsizetype selectedCount() const { return selectedCount_; }
    void selectAll();
    void clearSelection();
    /// Returns the place of a picture in the viewport, which it may lie outside of.
    [[nodiscard]] QRect placeOf(qsizetype index) const;
    [[nodiscard]] QSize sizeHint() const override { return {720, 480}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {side_ + 28, 60}; }

Q_SIGNALS:
    void currentChanged(qsizetype index);
    void selectionChanged();
    void menuWanted(const QPoint& global);
    void removeWanted();  // Delete was pressed

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// A thumbnail at the size in which it is painted.
    struct Made {
        QPixmap picture;
        QString title, detail, tip;
        QColor mark;
        bool crossedOut = false;
    };
    void arrange();
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int columnWidth() const;
    [[nodiscard]] qsizetype indexAt(QPoint point) const;
    const Made& made(qsizetype index);
    void paintThumbnail(QPainter& painter, qsizetype index);
    void paintCaption(QPainter& painter, const Made& thumbnail, const QRect& place) const;
    void paintFrames(QPainter& painter, qsizetype first, qsizetype end) const;
    void moveTo(qsizetype index, Qt::KeyboardModifiers modifiers);
    void selectOnly(qsizetype from, qsizetype to);
    void reveal(qsizetype index);

    ThumbnailLayout layout_;
    std::vector<std::int32_t> groups_;
    Maker make_;
    QCache<qsizetype, Made> made_;
    std::vector<bool> selected_;
    qsizetype selectedCount_ = 0;
    qsizetype current_ = -1;
    qsizetype anchor_ = -1;  // where a selection with Shift begins
    int side_ = 76;
};

}  // namespace glassnet::app
