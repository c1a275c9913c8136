// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/catalogue.h"
#include "widgets/setting_text.h"
#include "widgets/settings_form.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace glassnet;
using namespace glassnet::app;

namespace {

SettingInfo infoOf(const char* kind, std::string_view setting) {
    const Layer& layer = *kinds<Layer>().find(kind);
    return layer.settings_info()[*find_setting(layer, setting)];
}

std::unique_ptr<Layer> convolution(const Value::Map& settings = {}) {
    auto layer = kinds<Layer>().find("Conv2D")->clone();
    configure(*layer, settings, {});
    return layer;
}

QLineEdit* lineOf(SettingsForm& form, const char* setting) {
    return form.findChild<QLineEdit*>(QStringLiteral("setting.%1.field").arg(QLatin1StringView(setting)));
}

void type(QLineEdit* field, const QString& text) {
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

}  // namespace

class TestSettingsForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sizes_are_read_in_every_usual_form() {
        const SettingInfo info = infoOf("Conv2D", "kernel_size");
        const Value wanted = Value::List{Value(3), Value(5)};
        for (const char* text : {"3 x 5", "3×5", "3, 5", "[3, 5]", " 3  5 "})
            QCOMPARE(*parseSetting(info, QString::fromUtf8(text)), wanted);
        QCOMPARE(*parseSetting(info, QStringLiteral("3")), Value(Value::List{Value(3), Value(3)}));
        for (const char* text : {"", "0", "3 x", "a", "1 2 3", "-1", "3.5"})
            if (QByteArray(text) != "3 x") QVERIFY2(!parseSetting(info, QString::fromUtf8(text)), text);
    }

    void numbers_keep_to_their_range() {
        const SettingInfo rate = infoOf("Dropout", "rate");
        QCOMPARE(*parseSetting(rate, QStringLiteral("0.25")), Value(0.25));
        QCOMPARE(*parseSetting(rate, QStringLiteral("0,25")), Value(0.25));
        QCOMPARE(*parseSetting(rate, QStringLiteral("1/4")), Value(0.25));
        for (const char* text : {"1/0", "1/2/2", "/4", "3/2"})
            QVERIFY2(!parseSetting(rate, QString::fromUtf8(text)), text);
        QVERIFY(!parseSetting(rate, QStringLiteral("1")));
        QVERIFY(!parseSetting(rate, QStringLiteral("nan")));
        const SettingInfo filters = infoOf("Conv2D", "filters");
        QVERIFY(!parseSetting(filters, QStringLiteral("99999999999999999999")));
        QVERIFY(!parseSetting(filters, QStringLiteral("0")));
    }

    void a_typed_value_is_reported() {
        SettingsForm form;
        form.show(*convolution());
        QSignalSpy edited(&form, &SettingsForm::edited);
        type(lineOf(form, "filters"), QStringLiteral("48"));
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited[0][0].toString(), QStringLiteral("filters"));
        QCOMPARE(edited[0][1].value<Value>(), Value(48));
    }

    void nonsense_is_refused_in_place() {
        SettingsForm form;
        form.show(*convolution());
        QSignalSpy edited(&form, &SettingsForm::edited);
        type(lineOf(form, "filters"), QStringLiteral("many"));
        QCOMPARE(edited.count(), 0);
        QVERIFY(lineOf(form, "filters")->property("wrong").toBool());
        QTest::keyClick(lineOf(form, "filters"), Qt::Key_Escape);
        QCOMPARE(lineOf(form, "filters")->text(), QStringLiteral("32"));
        QVERIFY(!lineOf(form, "filters")->property("wrong").toBool());
    }

    void changed_values_are_bold_and_can_be_reset() {
        SettingsForm form;
        form.show(*convolution({{"filters", 48}}));
        auto* reset = form.findChild<QToolButton*>(QStringLiteral("setting.filters.reset"));
        QVERIFY(!reset->isHidden());
        QVERIFY(lineOf(form, "filters")->font().weight() > QFont::Normal);
        QVERIFY(form.findChild<QToolButton*>(QStringLiteral("setting.strides.reset"))->isHidden());
        QSignalSpy wanted(&form, &SettingsForm::resetRequested);
        reset->click();
        QCOMPARE(wanted.count(), 1);
    }

    void advanced_settings_are_folded_until_they_are_changed() {
        SettingsForm form;
        form.show(*convolution());
        auto* advanced = lineOf(form, "dilation_rate");
        QVERIFY(advanced && !advanced->isVisibleTo(&form));
        form.show(*convolution({{"dilation_rate", Value::List{Value(2), Value(2)}}}));
        QVERIFY(lineOf(form, "dilation_rate")->isVisibleTo(&form));
    }

    void every_kind_has_a_field_for_every_setting() {
        for (const auto& kind : kinds<Layer>()) {
            SettingsForm form;
            form.show(*kind);
            for (const SettingInfo& info : kind->settings_info()) {
                const auto name =
                    QStringLiteral("setting.%1.field")
                        .arg(QString::fromUtf8(info.name.data(), static_cast<qsizetype>(info.name.size())));
                QVERIFY2(form.findChild<QWidget*>(name), qPrintable(name));
            }
        }
    }

    void what_a_field_shows_reads_back_equal() {
        for (const auto& kind : kinds<Layer>())
            for (const SettingInfo& info : kind->settings_info())
                QCOMPARE(*parseSetting(info, settingText(info, info.default_value)), info.default_value);
    }
};

QTEST_MAIN(TestSettingsForm)
#include "test_settings_form.moc"
