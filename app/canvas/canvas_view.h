// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/canvas_scene.h"
#include "canvas/gestures/gesture.h"

#include <QGraphicsView>

#include <memory>
#include <optional>
#include <set>

class QPushButton;
class QToolButton;

namespace glassnet::app {

class FindBar;
class Minimap;
class ProblemBubble;

/// The mime type of a layer kind dragged from the palette; its data is the kind's id.
inline constexpr char layerMimeType[] = "application/x-glassnet-layer";

/// The drawing area: shows a network and turns gestures into intents. Edits nothing itself.
class CanvasView : public QGraphicsView {
    Q_OBJECT
public:
    explicit CanvasView(QWidget* parent = nullptr);
    ~CanvasView() override;

    void show(const Network& network, const Checked& checked);
    void showLive(const QHash<QString, LiveCard>& live);
    void showPipeline(const QList<StageTile>& stages);
    void showBarMode(const QString& text);
    void select(const QStringList& nodes);
    [[nodiscard]] QStringList selectedNodes() const { return scene_->selectedNodes(); }
    [[nodiscard]] std::vector<Wire> selectedWires() const { return scene_->selectedWires(); }
    [[nodiscard]] const CanvasScene& canvas() const { return *scene_; }
    [[nodiscard]] QPointF centreInScene() const { return mapToScene(viewport()->rect().center()); }

    void zoomBy(double factor);
    void zoomTo(double zoom);
    void fit();
    void reveal(const QString& id);
    /// Opens the search line for nodes.
    void find();
    [[nodiscard]] double zoom() const { return transform().m11(); }

Q_SIGNALS:
    void selectionEdited(const QStringList& nodes);
    void nodesMoved(const QHash<QString, QPointF>& places);
    void wireDrawn(const QString& from, const QString& to);
    void wireRefused(const QString& reason);
    void wireDropped(const QString& from, QPointF point, const QPoint& global);
    void layerDropped(const QString& kind, QPointF point, const std::optional<glassnet::Wire>& into);
    /// Emitted when a layer without wires was dropped on a wire.
    void nodeDropped(const QString& node, QPointF place, const glassnet::Wire& into);
    void repairWanted(const glassnet::Repair& repair);
    void menuWanted(const QPoint& global);
    void barModeWanted(const QPoint& global);
    void nodeActivated(const QString& node);
    /// Emitted when a person wants to see the steps before the network themselves.
    void pipelineActivated();
    /// Emitted when Space was pressed and released without dragging the canvas.
    void trainWanted();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void buildOverlays();
    void layOverlays();
    void placeBubble();
    [[nodiscard]] bool sceneGrew(const QRectF& before) const;
    void showBubble();
    void beginGesture(QMouseEvent* event);
    void walk(int key);
    [[nodiscard]] std::unique_ptr<Gesture> wireFrom(NodeItem* node, NodeItem::Port port);

    CanvasScene* scene_;
    std::unique_ptr<Gesture> gesture_;
    std::vector<Problem> problems_;
    std::set<std::string> dismissed_;
    QString bubbleNode_;
    std::optional<QPointF> ghost_;
    QWidget* zoomBox_ = nullptr;
    QPushButton* zoomText_ = nullptr;
    QPushButton* barMode_ = nullptr;
    Minimap* minimap_ = nullptr;
    ProblemBubble* bubble_ = nullptr;
    FindBar* find_ = nullptr;
    bool spaceHeld_ = false, spaceDragged_ = false;
    bool byHand_ = false;  // zoomed or shifted by a person: stays as it is
};

}  // namespace glassnet::app
