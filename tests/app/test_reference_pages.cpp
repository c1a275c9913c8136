// SPDX-License-Identifier: GPL-3.0-or-later
// The help window: every page opens, every link leads somewhere, what is searched for is found.
#include "widgets/engine_text.h"
#include "widgets/reference_page.h"
#include "window/reference_window.h"

#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

using namespace glassnet;
using namespace glassnet::app;

class TestReferencePages : public QObject {
    Q_OBJECT

    static QStringList visible(const QTreeWidget& tree) {
        QStringList found;
        for (QTreeWidgetItemIterator at(const_cast<QTreeWidget*>(&tree)); *at; ++at)
            if (!(*at)->isHidden() && (*at)->parent() && !(*at)->parent()->isHidden())
                found += (*at)->text(0);
        return found;
    }

private Q_SLOTS:
    void every_page_has_its_settings_and_every_link_leads_somewhere() {
        static const QRegularExpression link(QStringLiteral("href=\"([^\"]*)\""));
        int links = 0;
        const auto check = [&](const QString& page) {
            for (auto it = link.globalMatch(page); it.hasNext(); ++links) {
                const QString target = it.next().captured(1);
                QVERIFY2(targetOf(target), qPrintable(target));
            }
        };
        for (const KindFamily& family : reference()) {
            check(familyPage(family));
            for (const Kind* kind : family.kinds) {
                const QString page = kindPage({&family, kind});
                check(page);
                QVERIFY(page.contains(plain(kind->id())));
                QVERIFY(page.contains(plain(kind->description().formula).toHtmlEscaped()));
                for (const SettingInfo& info : kind->settings_info())
                    QVERIFY(page.contains(engineText(info.help).toHtmlEscaped()));
            }
        }
        QVERIFY(links > 300);
        QVERIFY(!targetOf(QStringLiteral("kind:layers/Conv9D")));
    }

    void the_window_opens_at_the_layer() {
        ReferenceWindow window;
        auto* page = window.findChild<QTextBrowser*>(QStringLiteral("reference.page"));
        QVERIFY(page->toPlainText().contains(QStringLiteral("The first five minutes")));
        window.showLayer("Conv2D");
        QVERIFY(page->toPlainText().contains(QStringLiteral("kernel_size")));
        Q_EMIT page->anchorClicked(QUrl(QStringLiteral("family:initializers")));
        QVERIFY(page->toPlainText().contains(QStringLiteral("glorot_uniform")));
        window.showLayer("Hologram");  // of another program
        QVERIFY(page->toPlainText().contains(QStringLiteral("The first five minutes")));
    }

    void search_finds_words_of_names_and_sentences() {
        ReferenceWindow window;
        auto* search = window.findChild<QLineEdit*>(QStringLiteral("reference.search"));
        auto* tree = window.findChild<QTreeWidget*>(QStringLiteral("reference.tree"));
        const auto all = visible(*tree).size();
        search->setText(QStringLiteral("nn.Conv2d"));
        QVERIFY(visible(*tree).contains(QStringLiteral("Conv2D")));
        QVERIFY(!visible(*tree).contains(QStringLiteral("Dense")));
        search->setText(QStringLiteral("no such thing"));
        QVERIFY(visible(*tree).isEmpty());
        search->clear();
        QCOMPARE(visible(*tree).size(), all);
    }
};

QTEST_MAIN(TestReferencePages)
#include "test_reference_pages.moc"
