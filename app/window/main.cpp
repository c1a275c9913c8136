// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/files.h"
#include "window/main_window.h"
#include "window/preferences.h"
#include "window/script_player.h"
#include "window/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTranslator>

#include <cstdio>
#include <cstdlib>

using namespace glassnet::app;

namespace {

struct Options {
    QString file, screenshot, script, theme, language;
    QSize size;
};

Options parse(const QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Design, train and see through neural networks."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("FILE"), QApplication::translate("main", "a project to open"),
                                 QStringLiteral("[FILE]"));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"),
        QApplication::translate("main", "Save a picture of the window and end."), QStringLiteral("FILE"));
    const QCommandLineOption script(
        QStringLiteral("script"),
        QApplication::translate("main", "Carry out commands, one JSON object a line, and end."),
        QStringLiteral("FILE"));
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QApplication::translate("main", "light, dark or system."),
                                   QStringLiteral("NAME"));
    const QCommandLineOption size(QStringLiteral("size"),
                                  QApplication::translate("main", "Size of the window, such as 1440x900."),
                                  QStringLiteral("WxH"));
    const QCommandLineOption language(QStringLiteral("language"),
                                      QApplication::translate("main", "Language, such as zh_CN."),
                                      QStringLiteral("NAME"));
    parser.addOptions({screenshot, script, theme, size, language});
    parser.process(application);
    Options options{parser.positionalArguments().value(0),
                    parser.value(screenshot),
                    parser.value(script),
                    parser.value(theme),
                    parser.value(language),
                    {}};
    const auto refuse = [](const QString& text) {
        std::fprintf(stderr, "%s\n", qPrintable(text));
        std::exit(2);
    };
    if (parser.isSet(theme) &&
        !QStringList{QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("system")}.contains(
            options.theme))
        refuse(QApplication::translate("main", "“%1” is no theme: light, dark or system").arg(options.theme));
    if (parser.isSet(size)) {
        static const QRegularExpression sides(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"));
        const auto match = sides.match(parser.value(size));
        if (!match.hasMatch())
            refuse(
                QApplication::translate("main", "“%1” is no size such as 1440x900").arg(parser.value(size)));
        options.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
    }
    return options;
}

void installTranslations(QApplication& application, const QString& language) {
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    QLocale::setDefault(locale);
    auto* own = new QTranslator(&application);
    // English has a file too, for its plurals; English is the default for all other languages.
    const bool found =
        own->load(locale, QStringLiteral("glassnet"), QStringLiteral("_"), QStringLiteral(":/translations"));
    if (found || own->load(QStringLiteral(":/translations/glassnet_en.qm")))
        QApplication::installTranslator(own);
    auto* qt = new QTranslator(&application);
    if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(qt);
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("glassnet"));
    QApplication::setOrganizationName(QStringLiteral("glassnet"));
    QApplication::setApplicationVersion(QStringLiteral(GLASSNET_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("glassnet"));
    const Options options = parse(application);
    installTranslations(application, options.language);
    const bool driven = !options.script.isEmpty() || !options.screenshot.isEmpty();
    // Whoever gives a script or a size wants the same window each time, whatever was done before.
    Preferences preferences =
        driven || options.size.isValid() ? Preferences() : Preferences(std::make_unique<QSettings>());
    applyTheme(application,
               themeNamed(options.theme.isEmpty() ? preferences.value(QStringLiteral("theme")).toString()
                                                  : options.theme));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/logo.svg")));

    MainWindow window(preferences);
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                         QStringLiteral("/glassnet/journals");
    window.session().autosave.keepIn(data.toStdString());
    if (options.size.isValid()) window.keepSize(options.size);
    if (!options.file.isEmpty()) window.files().open(options.file);
    window.show();

    if (!driven) {
        if (options.file.isEmpty()) window.files().offerUnsaved();
        return QApplication::exec();
    }
    ScriptPlayer player(window);
    if (!options.script.isEmpty() && !player.load(options.script)) {
        std::fprintf(stderr, "%s cannot be read\n", qPrintable(options.script));
        return 2;
    }
    if (!options.screenshot.isEmpty()) {
        player.append({{QStringLiteral("do"), QStringLiteral("wait_pictures")}});
        player.append(
            {{QStringLiteral("do"), QStringLiteral("shot")}, {QStringLiteral("file"), options.screenshot}});
    }
    QObject::connect(&player, &ScriptPlayer::finished, &application, [&window](int code) {
        window.session().autosave.discard();  // a script that ends without saving wants nothing saved
        QApplication::exit(code);
    });
    player.start();
    return QApplication::exec();
}
