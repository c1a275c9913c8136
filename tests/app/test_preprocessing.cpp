// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/step.h"
#include "panels/preprocessing.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace glassnet;
using namespace glassnet::app;

namespace {

/// The panel and the steps that it asked for; shows them again, as a document does.
struct Edited {
    Edited() {
        QObject::connect(&panel, &Preprocessing::arranged, &panel,
                         [this](const auto& next) { panel.show(steps = next); });
        QObject::connect(&panel, &Preprocessing::edited, &panel,
                         [this](const auto& next) { panel.show(steps = next); });
    }
    void add(const char* kind) {
        panel.findChild<QAction*>(QStringLiteral("preprocessing.add.") + QLatin1StringView(kind))->trigger();
    }
    void click(const char* name) {
        panel.findChild<QToolButton*>(QStringLiteral("preprocessing.") + QLatin1StringView(name))->click();
    }
    /// The field of a setting in the card at this place.
    QLineEdit* field(int card, const char* setting) {
        return panel.findChild<QWidget*>(QStringLiteral("preprocessing.%1").arg(card))
            ->findChild<QLineEdit*>(QStringLiteral("setting.%1.field").arg(QLatin1StringView(setting)));
    }
    void type(int card, const char* setting, const char* text) {
        field(card, setting)->setText(QLatin1StringView(text));
        QTest::keyClick(field(card, setting), Qt::Key_Return);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    Preprocessing panel;
    std::vector<KindSettings> steps;
};

}  // namespace

class TestPreprocessing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void steps_are_added_set_shifted_and_removed() {
        Edited edited;
        QVERIFY(!edited.panel.findChild<QWidget*>(QStringLiteral("preprocessing.none"))->isHidden());
        edited.add("Rescale");
        edited.add("Rescale");
        QCOMPARE(edited.steps.size(), 2U);
        QVERIFY(edited.panel.findChild<QWidget*>(QStringLiteral("preprocessing.none"))->isHidden());
        edited.type(1, "scale", "3");
        QVERIFY(edited.steps[0].settings.empty());
        QCOMPARE(*find(edited.steps[1].settings, "scale"), Value(3.0));
        edited.click("1.up");
        QCOMPARE(*find(edited.steps[0].settings, "scale"), Value(3.0));
        QVERIFY(edited.steps[1].settings.empty());
        QVERIFY(edited.field(0, "scale")->text() == QStringLiteral("3"));
        edited.click("0.remove");
        QCOMPARE(edited.steps.size(), 1U);
        QVERIFY(edited.steps[0].settings.empty());
    }

    void kinds_are_offered_by_what_they_change() {
        Edited edited;
        QStringList offered;
        for (const char* group : {"Geometry", "Colour", "Values", "Filters"}) {
            const auto* menu = edited.panel.findChild<QMenu*>(QStringLiteral("preprocessing.group.") +
                                                              QLatin1StringView(group));
            QVERIFY2(menu && menu->actions().size() >= 3, group);
            for (const QAction* action : menu->actions()) offered += action->objectName();
        }
        QCOMPARE(static_cast<std::size_t>(offered.size()), preprocessing_catalogue().size());
        QVERIFY(offered.contains(QStringLiteral("preprocessing.add.CenterCrop")));
        edited.add("CenterCrop");
        edited.type(0, "height", "12");
        QCOMPARE(*find(edited.steps[0].settings, "height"), Value(12));
    }

    void the_first_cannot_go_up_nor_the_last_down() {
        Edited edited;
        edited.add("Rescale");
        edited.add("Rescale");
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!edited.panel.findChild<QToolButton*>(QStringLiteral("preprocessing.0.up"))->isEnabled());
        QVERIFY(edited.panel.findChild<QToolButton*>(QStringLiteral("preprocessing.0.down"))->isEnabled());
        QVERIFY(!edited.panel.findChild<QToolButton*>(QStringLiteral("preprocessing.1.down"))->isEnabled());
    }

    void resizing_is_added_before_all_others_and_stays_there() {
        Edited edited;
        edited.add("Rescale");
        edited.add("Resize");
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(edited.steps.at(0).kind, std::string("Resize"));
        QCOMPARE(edited.steps.at(1).kind, std::string("Rescale"));
        for (const char* name : {"0.up", "0.down", "1.up", "1.down"})
            QVERIFY(!edited.panel
                         .findChild<QToolButton*>(QStringLiteral("preprocessing.") + QLatin1StringView(name))
                         ->isEnabled());
    }

    void a_value_equal_to_the_default_is_not_written() {
        Edited edited;
        edited.add("Rescale");
        edited.type(0, "offset", "2");
        QCOMPARE(edited.steps[0].settings.size(), 1U);
        edited.type(0, "offset", "0");
        QVERIFY(edited.steps[0].settings.empty());
    }

    void an_unknown_step_stays_until_it_is_removed() {
        Edited edited;
        edited.panel.show(edited.steps = {{"Sharpen", {{"strength", 2}}}, {"Rescale", {}}});
        edited.type(1, "scale", "5");
        QCOMPARE(edited.steps[0], (KindSettings{"Sharpen", {{"strength", 2}}}));
        edited.click("0.remove");
        QCOMPARE(edited.steps.size(), 1U);
    }
};

QTEST_MAIN(TestPreprocessing)
#include "test_preprocessing.moc"
