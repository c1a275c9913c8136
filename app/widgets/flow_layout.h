// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QList>

namespace glassnet::app {

/// Lays widgets out like words: in a row, and in further rows where they do not fit.
class FlowLayout : public QLayout {
    Q_OBJECT
public:
    explicit FlowLayout(int gap) : gap_(gap) { setContentsMargins(0, 0, 0, 0); }
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { items_.append(item); }
    [[nodiscard]] int count() const override { return static_cast<int>(items_.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override { return items_.value(index); }
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return place({0, 0, width, 0}, false); }
    void setGeometry(const QRect& room) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;

private:
    /// Returns the height that all need in a room of this width; moves them if they shall be moved.
    int place(const QRect& room, bool move) const;

    QList<QLayoutItem*> items_;
    int gap_;
};

}  // namespace glassnet::app
