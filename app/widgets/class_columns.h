// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <QWidget>

#include <array>
#include <cstdint>
#include <vector>

class QPainter;

namespace glassnet::app {

/// The colours of the training, validation and test part, in this order, wherever parts are drawn.
[[nodiscard]] std::array<QColor, 3> partColours(const QPalette& palette);

/// One class: how many samples each part has of it, and their mean picture.
struct ClassColumn {
    QString name;
    std::array<std::int64_t, 3> counts{};  // training, validation, test
    QImage mean{};
    bool rare = false;
    [[nodiscard]] std::int64_t total() const { return counts[0] + counts[1] + counts[2]; }
    friend bool operator==(const ClassColumn&, const ClassColumn&) = default;
};

/// The classes side by side: a bar of their samples, stacked by part, above mean picture and name. Rare ones
/// bear a triangle. A click, or Enter on the one that the arrow keys have reached, chooses a class or lets it
/// go.
class ClassColumns : public QWidget {
    Q_OBJECT
public:
    explicit ClassColumns(QWidget* parent = nullptr);
    /// `pictures`: there is room for mean pictures, which may come later.
    void show(std::vector<ClassColumn> columns, bool pictures);
    /// Marks a class as chosen; −1: none.
    void choose(int number);
    [[nodiscard]] const std::vector<ClassColumn>& columns() const { return columns_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QRect placeOf(int number) const;

Q_SIGNALS:
    void chosen(int number);           // −1: none
    void reached(const QRect& place);  // by the arrow keys

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int count() const { return static_cast<int>(columns_.size()); }
    [[nodiscard]] double columnWidth() const;
    [[nodiscard]] int numberAt(QPoint point) const;
    [[nodiscard]] QString wordsOf(int number) const;
    void paintColumn(QPainter& painter, int number) const;
    void paintBar(QPainter& painter, const ClassColumn& column, const QRectF& place) const;
    void walkTo(int number);

    std::vector<ClassColumn> columns_;
    std::int64_t most_ = 1;
    bool pictures_ = false;
    int chosen_ = -1;
    int here_ = 0;  // where the keyboard is
};

}  // namespace glassnet::app
