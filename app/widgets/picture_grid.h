// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QList>
#include <QWidget>

namespace glassnet::app {

/// Pictures of samples in rows, with captions of one line or two; one of them may be pinned. Arrow keys move
/// in it, Enter chooses. A sample that is no picture is shown by its number.
class PictureGrid : public QWidget {
    Q_OBJECT
public:
    struct Picture {
        QImage image;
        QString caption;
        int number = -1;  // of the sample
    };
    explicit PictureGrid(QWidget* parent = nullptr);
    void show(const QList<Picture>& pictures, int side, int gap = 6);
    [[nodiscard]] qsizetype pictures() const { return pictures_.size(); }
    void pin(int number);
    /// Sets how many rows are shown at most; what does not fit is left out.
    void setMaximumRows(int rows) { maximumRows_ = rows; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] QSize sizeHint() const override {
        return {300, heightForWidth(width() > 60 ? width() : 300)};
    }

Q_SIGNALS:
    void chosen(int number);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent*) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRect placeOf(qsizetype index) const;
    [[nodiscard]] qsizetype indexAt(QPoint point) const;
    [[nodiscard]] int columns(int width) const;
    [[nodiscard]] int captionHeight() const;
    void paintPicture(QPainter& painter, qsizetype index) const;
    void walkTo(qsizetype index);

    QList<Picture> pictures_;
    [[nodiscard]] qsizetype shown() const;
    int side_ = 48;
    int gap_ = 6;
    int pinned_ = -1;
    int maximumRows_ = 1000;
    qsizetype here_ = 0;  // where the keyboard focus is
};

}  // namespace glassnet::app
