// SPDX-License-Identifier: GPL-3.0-or-later
//
// Longer than most files: every event a drawing area gets, each handler a few lines.
#include "canvas/canvas_view.h"

#include "canvas/find_bar.h"
#include "canvas/gestures/draw_wire.h"
#include "canvas/gestures/move_nodes.h"
#include "canvas/gestures/pan_view.h"
#include "canvas/gestures/rubber_band.h"
#include "canvas/minimap.h"
#include "canvas/problem_bubble.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace glassnet::app {

CanvasView::CanvasView(QWidget* parent) : QGraphicsView(parent), scene_(new CanvasScene(this)) {
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Network"));
    setScene(scene_);
    setFrameShape(QFrame::NoFrame);
    setAcceptDrops(true);
    setMouseTracking(true);
    setRenderHint(QPainter::Antialiasing);
    // overlays lie above; a full repaint of 40 cards takes 2 ms
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    setMinimumSize(200, 110);
    buildOverlays();
    connect(scene_, &CanvasScene::selectionChanged, this, [this] {
        Q_EMIT selectionEdited(scene_->selectedNodes());
        showBubble();
    });
    connect(scene_, &CanvasScene::changed, this, [this] {
        minimap_->update();
        placeBubble();
    });
}

CanvasView::~CanvasView() {
    gesture_.reset();
    scene_->disconnect(this);
}

void CanvasView::buildOverlays() {
    zoomBox_ = new QFrame(this);
    zoomBox_->setProperty("role", QStringLiteral("pill"));
    auto* row = new QHBoxLayout(zoomBox_);
    row->setContentsMargins(3, 0, 3, 0);
    row->setSpacing(0);
    const auto button = [&](const QString& text, const QString& name, const QString& help, auto action) {
        auto* made = new QPushButton(text, zoomBox_);
        made->setObjectName(name);
        made->setAccessibleName(help);
        made->setToolTip(help);
        made->setProperty("role", QStringLiteral("bare"));
        made->setFocusPolicy(Qt::NoFocus);
        connect(made, &QPushButton::clicked, this, action);
        row->addWidget(made);
        return made;
    };
    button(QStringLiteral("−"), QStringLiteral("canvas.zoom.out"), tr("Zoom out"),
           [this] { zoomBy(1 / 1.25); });
    zoomText_ = button(QStringLiteral("100 %"), QStringLiteral("canvas.zoom.fit"),
                       tr("Fit the network into the window"), [this] { fit(); });
    button(QStringLiteral("+"), QStringLiteral("canvas.zoom.in"), tr("Zoom in"), [this] { zoomBy(1.25); });
    barMode_ = new QPushButton(this);
    barMode_->setObjectName(QStringLiteral("canvas.bars"));
    barMode_->setProperty("role", QStringLiteral("pill"));
    barMode_->setFocusPolicy(Qt::NoFocus);
    connect(barMode_, &QPushButton::clicked, this,
            [this] { Q_EMIT barModeWanted(barMode_->mapToGlobal(QPoint(0, barMode_->height() + 2))); });
    minimap_ = new Minimap(*scene_, this);
    connect(minimap_, &Minimap::wanted, this, [this](QPointF centre) {
        byHand_ = true;
        centerOn(centre);
    });
    find_ = new FindBar(this);
    connect(find_, &FindBar::wanted, this, [this](const QString& node) {
        scene_->select({node});
        reveal(node);
    });
    connect(find_, &FindBar::closed, this, [this] { setFocus(Qt::OtherFocusReason); });
    bubble_ = new ProblemBubble(this);
    connect(bubble_, &ProblemBubble::repairWanted, this, &CanvasView::repairWanted);
    connect(bubble_, &ProblemBubble::dismissed, this, [this] {
        for (const Problem& problem : problems_)
            if (plain(problem.where.node) == bubbleNode_)
                dismissed_.insert(std::string(problem.code()) + problem.where.node);
        showBubble();
    });
}

void CanvasView::layOverlays() {
    zoomBox_->setFixedHeight(27);
    zoomBox_->adjustSize();
    zoomBox_->move(14, 14);
    barMode_->setFixedHeight(27);
    barMode_->adjustSize();
    barMode_->move(zoomBox_->geometry().right() + 9, 14);
    find_->adjustSize();
    find_->move(std::max(barMode_->geometry().right() + 9, (width() - find_->width()) / 2), 12);
    minimap_->move(width() - minimap_->width() - 14, height() - minimap_->height() - 14);
    minimap_->setVisible(height() > 250 && width() > 360);
    minimap_->showView(mapToScene(viewport()->rect()).boundingRect());
    placeBubble();
}

void CanvasView::show(const Network& network, const Checked& checked) {
    gesture_.reset();
    problems_ = checked.problems;
    const bool first = scene_->nodes().isEmpty();
    const QRectF before = scene_->contents();
    scene_->show(network, checked);
    QList<FindableNode> findable;
    for (const Node& node : network.nodes) findable += {plain(node.id), plain(node.kind)};
    find_->setNodes(findable);
    if ((first || !byHand_) && sceneGrew(before)) fit();
    showBubble();
}

void CanvasView::showLive(const QHash<QString, LiveCard>& live) { scene_->showLive(live); }

void CanvasView::showPipeline(const QList<StageTile>& stages) {
    const QRectF before = scene_->contents();
    scene_->showPipeline(stages);
    if (!byHand_ && sceneGrew(before)) fit();
}

void CanvasView::showBarMode(const QString& text) {
    barMode_->setText(text + QStringLiteral("  ▾"));
    layOverlays();
}

void CanvasView::select(const QStringList& nodes) { scene_->select(nodes); }

/// Shows the bubble of the selected node; with nothing selected, that of the first problem.
void CanvasView::showBubble() {
    const QStringList selected = scene_->selectedNodes();
    bubbleNode_.clear();
    std::vector<Problem> shown;
    for (const Problem& problem : problems_) {
        const QString node = plain(problem.where.node);
        if (node.isEmpty() || !scene_->node(node) ||
            dismissed_.contains(std::string(problem.code()) + problem.where.node))
            continue;
        if (selected.size() == 1 && selected.first() != node && problem.severity() != Severity::error)
            continue;
        if (!bubbleNode_.isEmpty() && !(selected.contains(node) && !selected.contains(bubbleNode_))) continue;
        if (problem.severity() == Severity::hint && !selected.contains(node)) continue;
        bubbleNode_ = node;
        shown = {problem};
    }
    bubble_->show(shown);
    placeBubble();
}

void CanvasView::placeBubble() {
    const NodeItem* item = scene_->node(bubbleNode_);
    if (!item || !bubble_->isVisible()) return;
    const auto seen = [this](const NodeItem& node) {
        return mapFromScene(node.mapRectToScene(node.card())).boundingRect();
    };
    QList<QRect> taken;
    for (const NodeItem* node : scene_->nodes()) taken += seen(*node);
    if (minimap_->isVisible()) taken += minimap_->geometry();
    const QRect room = rect().adjusted(8, 46, -8, -8);
    bubble_->move(leastHiding(bubble_->size(), seen(*item), room, taken));
}

void CanvasView::zoomTo(double zoom) {
    const double wanted = std::clamp(zoom, 0.15, 4.0);
    scale(wanted / this->zoom(), wanted / this->zoom());
    zoomText_->setText(QStringLiteral("%1 %").arg(qRound(wanted * 100)));
    layOverlays();
}

void CanvasView::zoomBy(double factor) {
    byHand_ = true;
    zoomTo(zoom() * factor);
}

bool CanvasView::sceneGrew(const QRectF& before) const {
    const QRectF now = scene_->contents(), seen = mapToScene(viewport()->rect()).boundingRect();
    return !gesture_ && now != before && !seen.contains(now.adjusted(20, 20, -20, -20));
}

void CanvasView::fit() {
    const QRectF all = scene_->contents();
    // cards begin just below the pills; bubbles have room at the bottom
    constexpr double pills = 46, slack = 24;
    const double room =
        std::min(viewport()->width() / all.width(), (viewport()->height() - pills) / (all.height() - slack));
    zoomTo(std::clamp(room, 0.15, 1.0));
    centerOn(QPointF(all.center().x(), all.top() + slack + (viewport()->height() / 2.0 - pills) / zoom()));
    byHand_ = false;
    layOverlays();
}

void CanvasView::reveal(const QString& id) {
    if (const NodeItem* item = scene_->node(id)) ensureVisible(item->mapRectToScene(item->card()), 60, 60);
}

void CanvasView::find() {
    find_->open();
    layOverlays();
}

std::unique_ptr<Gesture> CanvasView::wireFrom(NodeItem* node, NodeItem::Port port) {
    return std::make_unique<DrawWire>(
        *scene_, *node, port == NodeItem::Port::output ? DrawWire::End::output : DrawWire::End::input,
        [this](const QString& from, const QString& to) { Q_EMIT wireDrawn(from, to); },
        [this](const QString& reason) { Q_EMIT wireRefused(reason); },
        [this](const QString& from, QPointF point) {
            Q_EMIT wireDropped(from, point, viewport()->mapToGlobal(mapFromScene(point)));
        });
}

void CanvasView::beginGesture(QMouseEvent* event) {
    const QPointF point = mapToScene(event->pos());
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && spaceHeld_)) {
        byHand_ = spaceDragged_ = true;
        gesture_ = std::make_unique<PanView>(*this, point);
        return;
    }
    if (event->button() != Qt::LeftButton) return;
    const bool adding = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    if (const auto [item, port] = scene_->portAt(point); item) {
        gesture_ = wireFrom(item, port);
    } else if (NodeItem* node = scene_->nodeAt(point)) {
        QStringList selected = scene_->selectedNodes();
        if (adding && selected.contains(node->id()))
            selected.removeAll(node->id());
        else if (adding)
            selected += node->id();
        else if (!selected.contains(node->id()))
            selected = {node->id()};
        scene_->select(selected);
        if (!selected.contains(node->id())) return;
        gesture_ = std::make_unique<MoveNodes>(
            *scene_, selected, point, [this](const auto& places) { Q_EMIT nodesMoved(places); },
            [this](const QString& moved, QPointF place, const Wire& into) {
                Q_EMIT nodeDropped(moved, place, into);
            });
    } else if (WireItem* wire = scene_->wireAt(point); wire && wire->shape().contains(point)) {
        scene_->clearSelection();
        wire->setSelected(true);
    } else {
        scene_->clearSelection();
        gesture_ =
            std::make_unique<RubberBand>(*scene_, point, adding ? scene_->selectedNodes() : QStringList());
    }
}

void CanvasView::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    if (!gesture_) beginGesture(event);
}

void CanvasView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF point = mapToScene(event->pos());
    if (gesture_) return gesture_->move(point);
    const bool onPort = scene_->portAt(point).first;
    viewport()->setCursor(onPort ? Qt::CrossCursor : (spaceHeld_ ? Qt::OpenHandCursor : Qt::ArrowCursor));
    QGraphicsView::mouseMoveEvent(event);
}

void CanvasView::mouseReleaseEvent(QMouseEvent* event) {
    if (!gesture_) return;
    // The gesture ends before its intent changes what it looks at.
    const auto ended = std::shared_ptr<Gesture>(std::move(gesture_));
    ended->finish(mapToScene(event->pos()));
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QPointF point = mapToScene(event->pos());
    if (const NodeItem* node = scene_->nodeAt(point))
        Q_EMIT nodeActivated(node->id());
    else if (const PipelineStrip& strip = scene_->pipeline();
             strip.isVisible() && strip.mapRectToScene(strip.boundingRect()).contains(point))
        Q_EMIT pipelineActivated();
    else if (event->button() == Qt::LeftButton)
        fit();
}

void CanvasView::contextMenuEvent(QContextMenuEvent* event) {
    gesture_.reset();
    if (const NodeItem* node = scene_->nodeAt(mapToScene(event->pos())); node && !node->isSelected())
        scene_->select({node->id()});
    Q_EMIT menuWanted(event->globalPos());
}

void CanvasView::wheelEvent(QWheelEvent* event) {
    const bool touchpad = !event->pixelDelta().isNull() && !(event->modifiers() & Qt::ControlModifier);
    if (touchpad || event->modifiers() & Qt::ShiftModifier) {
        byHand_ = true;
        const QPoint way = touchpad ? event->pixelDelta() : event->angleDelta();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() -
                                        (way.x() ? way.x() : (touchpad ? 0 : way.y())));
        if (touchpad) verticalScrollBar()->setValue(verticalScrollBar()->value() - way.y());
        return;
    }
    zoomBy(std::pow(1.0015, event->angleDelta().y()));
}

void CanvasView::walk(int key) {
    const QStringList selected = scene_->selectedNodes();
    const NodeItem* here = selected.isEmpty() ? nullptr : scene_->node(selected.last());
    const NodeItem* best = nullptr;
    double bestCost = 0;
    for (const NodeItem* item : scene_->nodes()) {
        if (item == here) continue;
        const QPointF way = here ? item->pos() - here->pos() : item->pos();
        const bool across = key == Qt::Key_Left || key == Qt::Key_Right;
        const double ahead =
            (key == Qt::Key_Right || key == Qt::Key_Down ? 1 : -1) * (across ? way.x() : way.y());
        if (here && ahead <= 0) continue;
        const double cost = std::abs(ahead) + 3 * std::abs(across ? way.y() : way.x());
        if (!best || cost < bestCost) {
            best = item;
            bestCost = cost;
        }
    }
    if (!best) return;
    scene_->select({best->id()});
    reveal(best->id());
}

void CanvasView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Escape:
            if (gesture_) {
                gesture_->cancel();
                gesture_.reset();
            } else {
                scene_->clearSelection();
            }
            return;
        case Qt::Key_Space:
            if (event->isAutoRepeat()) return;
            spaceHeld_ = true;
            spaceDragged_ = false;
            viewport()->setCursor(Qt::OpenHandCursor);
            return;
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
            return walk(event->key());
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (const QStringList selected = scene_->selectedNodes(); selected.size() == 1)
                Q_EMIT nodeActivated(selected.first());
            return;
        default:
            QGraphicsView::keyPressEvent(event);
    }
}

void CanvasView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) return QGraphicsView::keyReleaseEvent(event);
    if (!std::exchange(spaceHeld_, false)) return;  // it was pressed elsewhere
    viewport()->unsetCursor();
    if (!spaceDragged_) Q_EMIT trainWanted();
}

void CanvasView::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasFormat(QLatin1StringView(layerMimeType))) event->acceptProposedAction();
}

void CanvasView::dragMoveEvent(QDragMoveEvent* event) {
    if (!event->mimeData()->hasFormat(QLatin1StringView(layerMimeType))) return;
    const QPointF point = mapToScene(event->position().toPoint());
    ghost_ = snapped(point - QPointF(NodeItem::width / 2, 33));
    scene_->markTarget(scene_->wireAt(point));
    viewport()->update();
    event->acceptProposedAction();
}

void CanvasView::dragLeaveEvent(QDragLeaveEvent*) {
    ghost_.reset();
    scene_->markTarget(nullptr);
    viewport()->update();
}

void CanvasView::dropEvent(QDropEvent* event) {
    const QPointF point = mapToScene(event->position().toPoint());
    const WireItem* wire = scene_->wireAt(point);
    const auto into =
        wire ? std::optional(Wire{toStd(wire->line().from), toStd(wire->line().to)}) : std::nullopt;
    const QString kind = QString::fromUtf8(event->mimeData()->data(QLatin1StringView(layerMimeType)));
    event->acceptProposedAction();
    dragLeaveEvent(nullptr);
    setFocus(Qt::MouseFocusReason);
    Q_EMIT layerDropped(kind, snapped(point - QPointF(NodeItem::width / 2, 33)), into);
}

void CanvasView::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    if (!byHand_) fit();
    layOverlays();
}

void CanvasView::scrollContentsBy(int dx, int dy) {
    QGraphicsView::scrollContentsBy(dx, dy);
    if (minimap_) layOverlays();
}

void CanvasView::drawBackground(QPainter* painter, const QRectF& rect) {
    const Colours& colours = coloursOf(palette());
    painter->fillRect(rect, colours.canvas);
    if (zoom() < 0.4) return;
    constexpr double step = 24;
    const double left = std::floor(rect.left() / step), top = std::floor(rect.top() / step);
    const int columns = static_cast<int>(std::min(1000.0, rect.width() / step + 2)),
              rows = static_cast<int>(std::min(1000.0, rect.height() / step + 2));
    QList<QPointF> dots;
    for (int column = 0; column < columns; ++column)
        for (int row = 0; row < rows; ++row) dots.append({(left + column) * step, (top + row) * step});
    QPen pen(colours.dots, 2.2, Qt::SolidLine, Qt::RoundCap);
    pen.setCosmetic(true);
    painter->setPen(pen);
    painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
}

void CanvasView::drawForeground(QPainter* painter, const QRectF&) {
    const Colours& colours = coloursOf(palette());
    if (ghost_) {
        painter->setPen(QPen(colours.accent, 1.5, Qt::DashLine));
        QColor fill = colours.accent;
        fill.setAlphaF(0.08F);
        painter->setBrush(fill);
        painter->drawRoundedRect(QRectF(*ghost_, QSizeF(NodeItem::width, 66)), 10, 10);
    }
    if (!scene_->nodes().isEmpty()) return;
    painter->resetTransform();
    painter->setPen(colours.secondary);
    painter->drawText(viewport()->rect(), Qt::AlignCenter,
                      tr("Drag layers here from the left, or double-click one."));
}

void CanvasView::changeEvent(QEvent* event) {
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        scene_->setPalette(palette());
        viewport()->update();
    }
}

}  // namespace glassnet::app
