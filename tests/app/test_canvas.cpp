// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/canvas_view.h"
#include "canvas/problem_bubble.h"
#include "panels/palette.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace glassnet;
using namespace glassnet::app;

namespace {

struct Shown {
    Shown() {
        view.resize(1000, 520);
        project = example_project();
        view.show(project.network, check(project.network));
        static_cast<QWidget&>(view).setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.fit();
    }
    QPoint at(QPointF scene) const { return view.mapFromScene(scene); }
    NodeItem* node(const char* id) const { return view.canvas().node(QLatin1StringView(id)); }
    QPoint middle(const char* id) const { return at(node(id)->mapToScene(66, 45)); }

    WireItem* wire(const char* from) const {
        for (QGraphicsItem* item : view.scene()->items())
            if (auto* wire = qgraphicsitem_cast<WireItem*>(item);
                wire && wire->line().from == QLatin1StringView(from))
                return wire;
        return nullptr;
    }

    void drag(QPoint from, QPoint to) {
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
        for (int i = 1; i <= 4; ++i) QTest::mouseMove(view.viewport(), from + (to - from) * i / 4);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, to);
    }

    Project project;
    CanvasView view;
};

}  // namespace

class TestCanvas : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_wire_is_drawn_from_ring_to_card() {
        Shown shown;
        QSignalSpy drawn(&shown.view, &CanvasView::wireDrawn);
        shown.drag(shown.at(shown.node("conv2d_1")->outputPort()), shown.middle("conv2d_2"));
        QCOMPARE(drawn.count(), 1);
        QCOMPARE(drawn[0][0].toString(), QStringLiteral("conv2d_1"));
        QCOMPARE(drawn[0][1].toString(), QStringLiteral("conv2d_2"));
    }

    void a_circle_is_refused_while_it_is_drawn() {
        Shown shown;
        QSignalSpy drawn(&shown.view, &CanvasView::wireDrawn), refused(&shown.view, &CanvasView::wireRefused);
        const QPoint from = shown.at(shown.node("dense_1")->outputPort());
        QTest::mousePress(shown.view.viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(shown.view.viewport(), shown.middle("conv2d_1"));
        QVERIFY(shown.node("conv2d_1")->opacity() < 1);  // it fades: not here
        QVERIFY(shown.node("dense_2")->opacity() == 1);
        QTest::mouseRelease(shown.view.viewport(), Qt::LeftButton, {}, shown.middle("conv2d_1"));
        QCOMPARE(drawn.count(), 0);
        QCOMPARE(refused.count(), 1);
        QVERIFY(shown.node("conv2d_1")->opacity() == 1);
    }

    void nodes_move_with_the_pointer() {
        Shown shown;
        QSignalSpy moved(&shown.view, &CanvasView::nodesMoved);
        const QPointF before = shown.node("flatten_1")->pos();
        shown.drag(shown.middle("flatten_1"), shown.middle("flatten_1") + QPoint(80, 24));
        QCOMPARE(moved.count(), 1);
        QVERIFY(shown.node("flatten_1")->pos().x() > before.x() + 40);
    }

    void a_loose_layer_over_a_wire_wants_to_go_into_it() {
        Shown shown;
        add_node(shown.project.network, "BatchNormalization", Point{180, 520});
        shown.view.show(shown.project.network, check(shown.project.network));
        shown.view.fit();
        QSignalSpy dropped(&shown.view, &CanvasView::nodeDropped),
            moved(&shown.view, &CanvasView::nodesMoved);
        const QPoint wire =
            shown.at((shown.node("dense_1")->outputPort() + shown.node("dropout_1")->inputPort()) / 2);
        const auto isTarget = [&](const char* from) { return shown.wire(from)->isTarget(); };
        QTest::mousePress(shown.view.viewport(), Qt::LeftButton, {}, shown.middle("batch_normalization_1"));
        QTest::mouseMove(shown.view.viewport(), wire);
        QVERIFY(isTarget("dense_1"));
        QTest::mouseMove(shown.view.viewport(), shown.at(QPointF(600, 520)));
        QVERIFY(!isTarget("dense_1"));
        QTest::mouseMove(shown.view.viewport(), wire);
        QTest::mouseRelease(shown.view.viewport(), Qt::LeftButton, {}, wire);
        QCOMPARE(dropped.count(), 1);
        QCOMPARE(dropped[0][0].toString(), QStringLiteral("batch_normalization_1"));
        QCOMPARE(dropped[0][2].value<Wire>(), (Wire{"dense_1", "dropout_1"}));
        QCOMPARE(moved.count(), 0);
        QVERIFY(!isTarget("dense_1"));
    }

    void a_wired_layer_over_a_wire_is_only_moved() {
        Shown shown;
        QSignalSpy dropped(&shown.view, &CanvasView::nodeDropped),
            moved(&shown.view, &CanvasView::nodesMoved);
        const QPoint wire =
            shown.at((shown.node("conv2d_1")->outputPort() + shown.node("max_pooling2d_1")->inputPort()) / 2);
        shown.drag(shown.middle("dropout_1"), wire);
        QCOMPARE(dropped.count(), 0);
        QCOMPARE(moved.count(), 1);
    }

    void a_click_moves_nothing() {
        Shown shown;
        QSignalSpy moved(&shown.view, &CanvasView::nodesMoved);
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.middle("dense_1"));
        QCOMPARE(moved.count(), 0);
        QCOMPARE(shown.view.selectedNodes(), QStringList{QStringLiteral("dense_1")});
    }

    void a_rubber_band_selects_what_it_touches() {
        Shown shown;
        const QRectF row =
            shown.node("flatten_1")->sceneBoundingRect() | shown.node("dense_2")->sceneBoundingRect();
        shown.drag(shown.at(row.bottomLeft() + QPointF(2, 12)),
                   shown.at(shown.node("dropout_1")->mapToScene(20, 40)));
        QCOMPARE(shown.view.selectedNodes(),
                 (QStringList{QStringLiteral("flatten_1"), QStringLiteral("dense_1"),
                              QStringLiteral("dropout_1")}));
    }

    void escape_ends_a_move_where_it_began() {
        Shown shown;
        const QPointF before = shown.node("dense_1")->pos();
        QTest::mousePress(shown.view.viewport(), Qt::LeftButton, {}, shown.middle("dense_1"));
        QTest::mouseMove(shown.view.viewport(), shown.middle("dense_1") + QPoint(60, 60));
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QCOMPARE(shown.node("dense_1")->pos(), before);
    }

    void arrow_keys_walk_the_network() {
        Shown shown;
        shown.view.select({QStringLiteral("conv2d_1")});
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QCOMPARE(shown.view.selectedNodes(), QStringList{QStringLiteral("max_pooling2d_1")});
        QTest::keyClick(&shown.view, Qt::Key_Left);
        QCOMPARE(shown.view.selectedNodes(), QStringList{QStringLiteral("conv2d_1")});
    }

    void a_problem_shows_its_bubble() {
        Shown shown;
        remove_nodes(shown.project.network, {"flatten_1"}, Bridge::yes);
        shown.view.show(shown.project.network, check(shown.project.network));
        QVERIFY(shown.view.findChild<ProblemBubble*>()->isVisible());
        QCOMPARE(*shown.node("dense_1")->content().worst, Severity::error);
        QVERIFY(shown.node("dense_2")->content().waiting);
    }

    void the_bubble_hides_little_and_stands_near() {
        const QRect room(8, 46, 600, 400), card(200, 100, 128, 160);
        QCOMPARE(leastHiding({330, 80}, card, room, {card}).y(), card.bottom() + 12);  // free below
        // A row of cards above a minimap: between them is room.
        const QList<QRect> taken{card, {340, 100, 128, 160}, {480, 100, 128, 160}, {200, 270, 400, 180}};
        const QRect bubble(leastHiding({180, 80}, card, room, taken), QSize(180, 80));
        for (const QRect& other : taken) QVERIFY(!bubble.intersects(other));
        QVERIFY(room.contains(bubble.adjusted(0, 0, -1, -1)));
        // No room at all: it stays inside.
        QVERIFY(room.contains(leastHiding({700, 500}, card, room, {room})));
    }
    void items_survive_an_edit() {
        Shown shown;
        const NodeItem* before = shown.node("dense_1");
        shown.view.select({QStringLiteral("dense_1")});
        add_node(shown.project.network, "Dropout", Point{0, 500});
        shown.view.show(shown.project.network, check(shown.project.network));
        QCOMPARE(shown.node("dense_1"), before);
        QCOMPARE(shown.view.selectedNodes(), QStringList{QStringLiteral("dense_1")});
    }

    void the_palette_finds_layers_by_any_name() {
        Palette palette;
        const int all = static_cast<int>(palette.shownKinds().size());
        QVERIFY(all >= 12);
        auto* search = palette.findChild<QLineEdit*>(QStringLiteral("palette.search"));
        search->setText(QStringLiteral("pool"));
        for (const QString& kind : palette.shownKinds())
            QVERIFY2(kind.contains(QLatin1String("Pooling")), qPrintable(kind));
        search->setText(QStringLiteral("Linear"));  // PyTorch's name of Dense
        QVERIFY(palette.shownKinds().contains(QStringLiteral("Dense")));
        search->setText(QStringLiteral("no such layer"));
        QVERIFY(palette.shownKinds().isEmpty());
        search->clear();
        QCOMPARE(palette.shownKinds().size(), all);
    }

    void the_stages_before_the_network_lie_before_its_input() {
        Shown shown;
        const PipelineStrip& strip = shown.view.canvas().pipeline();
        QVERIFY(!strip.isVisible());
        QImage grey(4, 4, QImage::Format_Grayscale8);
        grey.fill(100);
        shown.view.showPipeline(
            {{.title = QStringLiteral("Data"), .shape = {}, .range = {}, .picture = grey},
             {.title = QStringLiteral("Rescale"), .shape = {}, .range = {}, .picture = grey}});
        QVERIFY(strip.isVisible());
        NodeItem* input = shown.node("input_1");
        const auto edge = [&] { return strip.mapRectToScene(strip.tileRect(1)).right(); };
        QVERIFY(edge() < input->x() && edge() > input->x() - 40);
        // The whole of it is in sight.
        QVERIFY(shown.view.viewport()->rect().contains(
            shown.view.mapFromScene(strip.mapRectToScene(strip.boundingRect())).boundingRect()));
        const double before = edge();
        input->setPos(input->pos() + QPointF(30, 10));
        QCOMPARE(edge(), before + 30);
        QSignalSpy activated(&shown.view, &CanvasView::pipelineActivated);
        QTest::mouseDClick(shown.view.viewport(), Qt::LeftButton, {},
                           shown.at(strip.mapRectToScene(strip.tileRect(0)).center()));
        QCOMPARE(activated.count(), 1);
        shown.view.showPipeline({});
        QVERIFY(!strip.isVisible());
    }

    void enter_in_the_search_takes_the_first_match() {
        Palette palette;
        QSignalSpy wanted(&palette, &Palette::layerWanted);
        auto* search = palette.findChild<QLineEdit*>(QStringLiteral("palette.search"));
        QTest::keyClicks(search, QStringLiteral("dropout"));
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("Dropout"));
    }
};

QTEST_MAIN(TestCanvas)
#include "test_canvas.moc"
