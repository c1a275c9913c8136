// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsObject>
#include <QImage>
#include <QList>
#include <QString>

namespace glassnet::app {

struct Colours;

/// A stage of the preprocessing: the pinned sample as it is there. A value.
struct StageTile {
    QString title;  // "Rescale"
    QString shape;  // "28 × 28 × 1"
    QString range;  // "0 … 1"
    QImage picture;
    friend bool operator==(const StageTile&, const StageTile&) = default;
};

/// What a sample goes through before the Input node: a picture for each stage, with arrows between, as it
/// lies to the left of that node.
class PipelineStrip : public QGraphicsObject {
    Q_OBJECT
public:
    enum { Type = UserType + 3 };

    PipelineStrip();

    void show(const QList<StageTile>& stages);
    /// Places the strip before a node whose card begins here.
    void placeBefore(QPointF card);

    [[nodiscard]] const QList<StageTile>& stages() const { return stages_; }
    [[nodiscard]] QRectF tileRect(int stage) const;
    [[nodiscard]] int type() const override { return Type; }
    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

protected:
    void hoverMoveEvent(QGraphicsSceneHoverEvent* event) override;

private:
    void paintTile(QPainter& painter, const Colours& colours, int stage) const;
    void paintArrow(QPainter& painter, const Colours& colours, QPointF from) const;

    QList<StageTile> stages_;
};

}  // namespace glassnet::app
