// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds every text of the engine and of the designer that has no Chinese.
#include "data/dataset.h"
#include "data/step.h"
#include "layers/catalogue.h"
#include "learning/catalogue.h"
#include "project/project.h"
#include "project/reference.h"
#include "widgets/engine_text.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace glassnet;
using namespace glassnet::app;

namespace {

QString joinedLiterals(QString source) {
    source.remove(QRegularExpression(QStringLiteral("^\\s*//[^\\n]*"), QRegularExpression::MultilineOption));
    return source.remove(QRegularExpression(QStringLiteral("\"\\s*\\n\\s*\"")));
}

/// The texts and hints of all problems, and the titles of repairs, as they stand in the sources.
QSet<QString> problemTexts() {
    static const QRegularExpression kind(QStringLiteral("ProblemKind\\s+\\w+\\s*\\{(.*?)\\};"),
                                         QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\]|\\\\.)*)\"")),
        title(QStringLiteral("\\.title\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\""));
    QSet<QString> texts;
    for (const char* folder : {"/engine", "/app/session"}) {
        QDirIterator files(QStringLiteral(GLASSNET_SOURCE_DIR) + QLatin1StringView(folder),
                           {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly)) continue;
            const QString source = joinedLiterals(QString::fromUtf8(file.readAll()));
            for (auto kinds = kind.globalMatch(source); kinds.hasNext();) {
                auto literals = literal.globalMatch(kinds.next().captured(1));
                for (bool code = true; literals.hasNext(); code = false)
                    if (const QString text = literals.next().captured(1); !code && !text.isEmpty())
                        texts += text;
            }
            for (auto titles = title.globalMatch(source); titles.hasNext();)
                texts += titles.next().captured(1);
        }
    }
    return texts;
}

template <class List>
void addKinds(QSet<QString>& texts, const List& kinds) {
    for (const auto& kind : kinds) {
        const Description& description = kind->description();
        for (const std::string_view text : {description.title, description.group, description.summary})
            texts += plain(text);
        for (const SettingInfo& info : kind->settings_info()) {
            texts << plain(info.help) << plain(info.title);
            addKinds(texts, info.kinds);
        }
        if constexpr (requires { kind->needs(); }) texts += plain(kind->needs());
    }
}

QSet<QString> engineTexts() {
    QSet<QString> texts = problemTexts();
    for (const KindFamily& family : reference()) {
        texts += plain(family.title);
        addKinds(texts, family.kinds);
    }
    const auto add_families = [&](const auto&... catalogues) {
        ((texts += plain(catalogues.family())), ...);
    };
    add_families(kinds<Layer>(), kinds<Initializer>(), kinds<Regularizer>(), kinds<Constraint>(),
                 kinds<Loss>(), kinds<Optimizer>(), kinds<Schedule>(), kinds<Metric>(), kinds<Stopping>(),
                 kinds<ClassWeight>(), preprocessing_catalogue(), augmentation_catalogue());
    addKinds(texts, preprocessing_catalogue());
    addKinds(texts, augmentation_catalogue());
    for (const LayerGroup& group : layer_groups()) texts += plain(group.name);
    for (const Template& start : templates()) texts << plain(start.title) << plain(start.summary);
    for (const BuiltinDataset& set : builtin_datasets()) texts << plain(set.title) << plain(set.summary);
    texts.remove(QString());
    return texts;
}

}  // namespace

class TestTranslations : public QObject {
    Q_OBJECT
    QTranslator chinese_;

private Q_SLOTS:
    void initTestCase() { QVERIFY(chinese_.load(QStringLiteral(":/translations/glassnet_zh_CN.qm"))); }

    void the_scan_finds_what_it_should() {
        QVERIFY(engineTexts().size() > 200);
        QVERIFY(engineTexts().contains(QStringLiteral("{kind} needs a flat input but gets {found}")));
    }

    void every_text_of_the_engine_has_chinese() {
        QStringList missing;
        for (const QString& text : engineTexts())
            if (chinese_.translate("engine", text.toUtf8().constData()).isEmpty()) missing += text;
        missing.sort();
        QVERIFY2(missing.isEmpty(), qPrintable(QStringLiteral("\n") + missing.join(QLatin1Char('\n'))));
    }

    void placeholders_survive_translation() {
        static const QRegularExpression place(QStringLiteral("\\{\\w+\\}"));
        const auto places = [](const QString& text) {
            QStringList found;
            for (auto it = place.globalMatch(text); it.hasNext();) found += it.next().captured();
            found.sort();
            return found;
        };
        for (const QString& text : engineTexts()) {
            const QString translated = chinese_.translate("engine", text.toUtf8().constData());
            QCOMPARE(places(translated), places(text));
        }
    }

    /// Texts of the designer: what stands in tr() in the sources must stand, finished, in the file.
    void every_text_of_the_designer_has_chinese() {
        QFile file(QStringLiteral(GLASSNET_SOURCE_DIR "/resources/translations/glassnet_zh_CN.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QSet<QString> known;
        QXmlStreamReader xml(&file);
        QString source;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement()) continue;
            if (xml.name() == QLatin1String("source"))
                known += source = xml.readElementText();
            else if (xml.name() == QLatin1String("translation"))
                QVERIFY2(xml.attributes().value(QStringLiteral("type")).isEmpty(), qPrintable(source));
        }
        static const QRegularExpression call(QStringLiteral("\\btr\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\""));
        QDirIterator files(QStringLiteral(GLASSNET_SOURCE_DIR "/app"), {QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        QStringList missing;
        while (files.hasNext()) {
            const QString name = files.next();
            QFile code(name);
            if (name.contains(QLatin1String("/cli/")) || !code.open(QIODevice::ReadOnly)) continue;
            const QString text = joinedLiterals(QString::fromUtf8(code.readAll()));
            for (auto calls = call.globalMatch(text); calls.hasNext();)
                if (const QString said = calls.next().captured(1); !known.contains(said)) missing += said;
        }
        QVERIFY2(missing.isEmpty(), qPrintable(QStringLiteral("\n") + missing.join(QLatin1Char('\n'))));
    }

    void one_is_singular_in_english() {
        QTranslator english;
        QVERIFY(english.load(QStringLiteral(":/translations/glassnet_en.qm")));
        QCOMPARE(english.translate("glassnet::app::StatusBar", "%n problems", nullptr, 1),
                 QStringLiteral("%n problem"));
        QCOMPARE(english.translate("glassnet::app::StatusBar", "%n problems", nullptr, 2),
                 QStringLiteral("%n problems"));
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "test_translations.moc"
