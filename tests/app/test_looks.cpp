// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/catalogue.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/icons.h"
#include "window/theme.h"

#include <QApplication>
#include <QTest>

#include <cmath>

using namespace glassnet;
using namespace glassnet::app;

namespace {

double luminance(const QColor& colour) {
    const auto part = [](float value) {
        return value <= 0.03928F ? static_cast<double>(value) / 12.92
                                 : std::pow((static_cast<double>(value) + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
}

/// As WCAG 2 defines it.
double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b)), low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

}  // namespace

class TestLooks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokens_are_those_of_the_design() {
        QCOMPARE(Colours::light().accent, QColor(QStringLiteral("#0B7A75")));
        QCOMPARE(Colours::darkOnes().panel, QColor(QStringLiteral("#1B2027")));
        QCOMPARE(Colours::light().role(QStringLiteral("convolution")), QColor(QStringLiteral("#2166AC")));
        QCOMPARE(Colours::darkOnes().role(QStringLiteral("unheard of")), QColor(QStringLiteral("#94A3B8")));
    }

    void texts_stand_out() {
        for (const Colours* colours : {&Colours::light(), &Colours::darkOnes()}) {
            for (const QColor& back : {colours->panel, colours->field}) {
                QVERIFY(contrast(colours->text, back) >= 7);
                QVERIFY(contrast(colours->secondary, back) >= 4.5);
            }
            QVERIFY(contrast(colours->onAccent, colours->accent) >= 4.5);
            QVERIFY(contrast(colours->warning, colours->warningSoft) >= 4.5);
            QVERIFY(contrast(colours->error, colours->errorSoft) >= 4.5);
        }
    }

    void the_palette_tells_its_theme() {
        applyTheme(*qApp, ThemeChoice::dark);
        QVERIFY(coloursOf(QGuiApplication::palette()).dark);
        applyTheme(*qApp, ThemeChoice::light);
        QVERIFY(!coloursOf(QGuiApplication::palette()).dark);
    }

    void every_layer_has_an_icon_that_paints() {
        for (const auto& layer : kinds<Layer>()) {
            const QString name = iconOf(layer->description());
            QVERIFY2(name != QLatin1String("layer"), qPrintable(plain(layer->id())));
            const QImage image = iconPixmap(name, Qt::red, 16).toImage();
            int painted = 0;
            for (int x = 0; x < 16; ++x)
                for (int y = 0; y < 16; ++y) painted += qAlpha(image.pixel(x, y)) > 100 ? 1 : 0;
            QVERIFY2(painted > 12, qPrintable(name));
        }
    }

    void live_numbers_keep_their_width() {
        const QFont font = textFont(12);
        QCOMPARE(tabularWidth(font, QStringLiteral("1,111")), tabularWidth(font, QStringLiteral("8,888")));
    }
};

QTEST_MAIN(TestLooks)
#include "test_looks.moc"
