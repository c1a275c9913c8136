// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is cut off: at every size that the window may have, in every language and in one that is 40 %
// longer, each text has the room that it needs, gives way with "…", or can be scrolled to.
#include "layers/catalogue.h"
#include "panels/inspector.h"
#include "widgets/elided_label.h"
#include "window/main_window.h"
#include "window/pages.h"
#include "window/preferences.h"
#include "window/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QScreen>
#include <QScrollArea>
#include <QStandardPaths>
#include <QStyle>
#include <QTest>
#include <QTranslator>

using namespace glassnet;
using namespace glassnet::app;

namespace {

/// Every text, and four tenths of it again: as long as translations may become.
class Longer : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char*, const char* source, const char*, int) const override {
        const QString text = QString::fromUtf8(source);
        return text.size() < 4 ? text
                               : text + QLatin1Char(' ') +
                                     QString(text).remove(QLatin1Char('&')).left(text.size() * 4 / 10);
    }
};

QString nameOf(const QWidget* widget) {
    QStringList names;
    for (const QWidget* each = widget; each; each = each->parentWidget())
        if (!each->objectName().isEmpty() && names.size() < 3) names.prepend(each->objectName());
    return names.join(QLatin1Char('/')) + QLatin1Char(' ') +
           QLatin1StringView(widget->metaObject()->className());
}

/// Widgets that are narrower than what they hold, and contents wider than the frame in which they cannot be
/// scrolled sideways.
QStringList cutOff(MainWindow& window, bool scrollingIsFine) {
    QStringList found;
    const auto report = [&](const QWidget* widget, int has, int needs, const QString& text) {
        found += QStringLiteral("%1: %2 of %3 px, “%4”")
                     .arg(nameOf(widget))
                     .arg(has)
                     .arg(needs)
                     .arg(text.left(60));
    };
    for (const QLabel* label : window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->wordWrap() || label->text().isEmpty() ||
            qobject_cast<const ElidedLabel*>(label))
            continue;
        if (label->width() < label->sizeHint().width())
            report(label, label->width(), label->sizeHint().width(), label->text());
    }
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        if (!button->isVisible() || button->text().isEmpty()) continue;
        const int text = button->fontMetrics().size(Qt::TextShowMnemonic, button->text()).width();
        if (button->width() < text) report(button, button->width(), text, button->text());
    }
    for (const QScrollArea* area : window.findChildren<QScrollArea*>()) {
        if (!area->isVisible() || !area->widget()) continue;
        const int has = area->viewport()->width(), needs = area->widget()->minimumSizeHint().width();
        const bool scrolls = area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff;
        if (needs > has && !(scrolls && scrollingIsFine)) report(area, has, needs, QStringLiteral("content"));
    }
    // A child beyond the right edge of its parent is not seen, whatever its own width.
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const QWidget* parent = widget->parentWidget();
        if (!widget->isVisible() || !parent || widget->isWindow() ||
            qobject_cast<const QAbstractScrollArea*>(parent->parentWidget()))
            continue;
        if (widget->geometry().right() > parent->rect().right() + 1 && parent->layout() &&
            parent->layout()->indexOf(const_cast<QWidget*>(widget)) >= 0)
            report(widget, parent->width(), widget->geometry().right() + 1,
                   QStringLiteral("beyond its parent"));
    }
    return found;
}

}  // namespace

class TestFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("glassnet-test"));
        applyTheme(*qApp, ThemeChoice::light);
    }

    void nothing_is_cut_off_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("language");
        for (const QSize size :
             {QSize(740, 360), QSize(1024, 600), QSize(1280, 720), QSize(1440, 900), QSize(1920, 1080)})
            for (const char* language : {"en", "zh_CN", "longer"})
                QTest::addRow("%d x %d, %s", size.width(), size.height(), language)
                    << size << QString::fromLatin1(language);
    }

    void nothing_is_cut_off() {
        QFETCH(QSize, size);
        QFETCH(QString, language);
        QTranslator translations;
        Longer longer;
        if (language == QLatin1String("longer"))
            QCoreApplication::installTranslator(&longer);
        else if (translations.load(QStringLiteral(":/translations/glassnet_%1.qm").arg(language)))
            QCoreApplication::installTranslator(&translations);
        Preferences preferences;
        {
            MainWindow window(preferences);
            window.resize(size);
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            QTRY_VERIFY_WITH_TIMEOUT(window.picturesShown(), 10000);
            window.resize(size);
            QVERIFY2(
                window.width() <= size.width() && window.height() <= size.height(),
                qPrintable(
                    QStringLiteral("the window wants %1 × %2").arg(window.width()).arg(window.height())));
            QStringList found;
            // On a small screen panels may be scrolled sideways; at the usual sizes, and with texts as they
            // are, all is seen at once.
            const bool scrollingIsFine = size.width() < 1400 || language == QLatin1String("longer");
            const auto look = [&](const QString& where) {
                QCoreApplication::sendPostedEvents();
                QCoreApplication::processEvents();
                for (const QString& each : cutOff(window, scrollingIsFine))
                    found += where + QStringLiteral(": ") + each;
            };
            for (const char* page : {"Data", "Design", "Train", "Inspect", "Evaluate"}) {
                window.showWorkspace(QLatin1StringView(page));
                look(QLatin1StringView(page));
            }
            window.showWorkspace(QStringLiteral("Design"));
            QTRY_VERIFY_WITH_TIMEOUT(window.picturesShown(), 10000);
            for (const Node& node : window.session().document.project().network.nodes) {
                window.select({QString::fromStdString(node.id)});
                QTest::qWait(30);  // the values of the layer arrive
                look(QString::fromStdString(node.id));
            }
            found.removeDuplicates();
            QVERIFY2(found.isEmpty(), qPrintable(QLatin1Char('\n') + found.join(QLatin1Char('\n'))));
        }
        QCoreApplication::removeTranslator(&longer);
        QCoreApplication::removeTranslator(&translations);
    }

    void the_window_lies_on_its_screen() {
        Preferences preferences;
        MainWindow window(preferences);
        window.resize(5000, 4000);
        window.move(900, 700);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY2(window.screen()->availableGeometry().contains(window.frameGeometry()),
                     qPrintable(QStringLiteral("%1 × %2").arg(window.width()).arg(window.height())));
    }
};

QTEST_MAIN(TestFit)
#include "test_fit.moc"
