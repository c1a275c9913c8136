// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/axis_scale.h"
#include "widgets/colour_map.h"
#include "widgets/decimate.h"
#include "widgets/histogram.h"
#include "widgets/tensor_image.h"

#include <QPainter>
#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace glassnet;
using namespace glassnet::app;

namespace {
constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();
}  // namespace

class TestPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void zero_is_the_middle_of_a_signed_scale() {
        const std::vector<float> values{-0.1F, 0.0F, 0.4F};
        const Scale scale = scaleOf(values, ColourMap::blueWhiteRed);
        QCOMPARE(scale.lowest, -scale.highest);
        QCOMPARE(colourIndex(0, scale), mapColours / 2);
        const QColor zero(colourTable(ColourMap::blueWhiteRed, false)[mapColours / 2]);
        QVERIFY(zero.saturation() < 5 && zero.lightness() > 240);
        QVERIFY(qBlue(colourTable(ColourMap::blueWhiteRed, false)[0]) >
                qRed(colourTable(ColourMap::blueWhiteRed, false)[0]));
        QVERIFY(qRed(colourTable(ColourMap::blueWhiteRed, false)[254]) >
                qBlue(colourTable(ColourMap::blueWhiteRed, false)[254]));
    }

    void all_zero_is_shown_as_zero() {
        const std::vector<float> zeros(9);
        QCOMPARE(colourIndex(0, scaleOf(zeros, ColourMap::viridis)), 0);
        const std::vector<float> one{0.986F}, below{-3, -3};
        // not drawn as if it were nothing
        QCOMPARE(colourIndex(0.986F, scaleOf(one, ColourMap::viridis)), mapColours - 1);
        QCOMPARE(scaleOf(below, ColourMap::viridis), (Scale{-3, 0}));
        const Scale scale = scaleOf(zeros, ColourMap::blueWhiteRed);
        QVERIFY(colourIndex(0, scale) == mapColours / 2 || scale.lowest == scale.highest);
    }

    void not_a_number_is_hatched_and_spoils_no_scale() {
        const Tile tile{1, 4, {notANumber, 0.0F, 1.0F, infinity}};
        const Scale scale = scaleOf(tile.values, ColourMap::viridis);
        QCOMPARE(scale, (Scale{0, 1}));
        const QImage image = imageOf(tile, scale, ColourMap::viridis, false);
        QCOMPARE(image.pixelIndex(0, 0), notANumberIndex);
        QCOMPARE(image.pixelIndex(1, 0), 0);
        QCOMPARE(image.pixelIndex(3, 0), mapColours - 1);
        QImage drawn(80, 20, QImage::Format_RGB32);
        drawn.fill(Qt::black);
        QPainter painter(&drawn);
        drawTile(painter, drawn.rect(), image, false);
        painter.end();
        int white = 0, coloured = 0;
        for (int x = 0; x < 20; ++x)
            for (int y = 0; y < 20; ++y) (drawn.pixelColor(x, y) == QColor(Qt::white) ? white : coloured)++;
        QVERIFY(white > 50 && coloured > 20);
    }

    void channels_and_kernels_are_cut_right() {
        const std::vector<float> output{1, 10, 2, 20, 3, 30, 4, 40};
        const auto maps = tilesOfOutput(Shape{2, 2, 2}, output);
        QCOMPARE(maps.size(), 2U);
        QCOMPARE(maps[1].values, (std::vector<float>{10, 20, 30, 40}));
        const std::vector<float> kernel{0, 1, 2, 3, 4, 5, 6, 7};  // 1 × 2 × 2 inputs × 2 filters
        const auto tiles = tilesOfKernel(Shape{1, 2, 2, 2}, kernel, 1);
        QCOMPARE(tiles[0].values, (std::vector<float>{2, 6}));
        QCOMPARE(tiles[1].values, (std::vector<float>{3, 7}));
        QVERIFY(tilesOfOutput(Shape{3, 3, 1}, output).empty());
    }

    void decimation_keeps_peaks_and_ends() {
        QList<QPointF> points;
        for (int i = 0; i < 100000; ++i) points.append({double(i), i == 54321 ? 9.0 : std::sin(i * 0.001)});
        const auto few = decimated(points, 2000);
        QVERIFY(few.size() <= 2000);
        QCOMPARE(few.first(), points.first());
        QCOMPARE(few.last(), points.last());
        QVERIFY(few.contains(points[54321]));
        QVERIFY(std::ranges::is_sorted(few, {}, &QPointF::x));
    }

    void few_points_stay_as_they_are() {
        const QList<QPointF> points{{0, 1}, {1, 2}};
        QCOMPARE(decimated(points, 2000), points);
        QCOMPARE(decimated({{0, 1}, {1, std::nan("")}, {2, 3}}, 2000).size(), 2);
        QVERIFY(decimated({}, 2000).isEmpty());
    }

    void smoothing_begins_at_the_first_value() {
        const auto smooth = smoothed({{0, 4}, {1, 4}, {2, 4}}, 10);
        for (const QPointF point : smooth) QCOMPARE(point.y(), 4.0);
    }

    void bins_count_everything() {
        const std::vector<float> values{-1, 0, 0.5F, 1, notANumber};
        const Bins bins = binned(values, 10);
        QCOMPARE(std::accumulate(bins.counts.begin(), bins.counts.end(), 0), 4);
        QCOMPARE(bins.notNumbers, 1);
        QCOMPARE(bins.lowest, -bins.highest);
    }

    void axes_end_at_round_numbers() {
        QCOMPARE(roundUp(2.31), 2.5);
        QCOMPARE(roundUp(0.0431), 0.05);
        QCOMPARE(roundUp(0), 1.0);
        QCOMPARE(roundUp(std::nan("")), 1.0);
        QCOMPARE(tickOf(2.5, 6), 0.5);
    }
};

QTEST_GUILESS_MAIN(TestPictures)
#include "test_pictures.moc"
