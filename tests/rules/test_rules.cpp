// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules that README.md and CONTRIBUTING.md tell, read from there where they stand as a table.
#include <QDir>
#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

namespace {

const QDir source(QStringLiteral(SOURCE_FOLDER));

struct SourceFile {
    QString path;  // from the top folder
    QString text;
    QStringList lines;
};

QString read(const QString& path) {
    QFile file(source.filePath(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Files of C++ and CMake, and scripts, below this folder.
QList<SourceFile> files_below(const QString& folder, const QStringList& endings) {
    QList<SourceFile> files;
    QDirIterator entries(source.filePath(folder), QDir::Files, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString full = entries.next();
        const bool wanted = std::any_of(endings.begin(), endings.end(),
                                        [&](const QString& ending) { return full.endsWith(ending); });
        if (!wanted) continue;
        const QString path = source.relativeFilePath(full);
        const QString text = read(path);
        files.append({path, text, text.split(QLatin1Char('\n'))});
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

const QStringList cpp{QStringLiteral(".h"), QStringLiteral(".cpp")};
const QStringList all_sources{QStringLiteral(".h"),     QStringLiteral(".cpp"), QStringLiteral(".txt"),
                              QStringLiteral(".cmake"), QStringLiteral(".sh"),  QStringLiteral(".py")};

QList<SourceFile> program() {
    return files_below(QStringLiteral("engine"), cpp) + files_below(QStringLiteral("app"), cpp);
}

/// "engine/base" of "engine/base/problem.h" and of "engine/data/preprocessing/rescale.cpp" "engine/data".
QString folder_of(const QString& path) { return path.section(QLatin1Char('/'), 0, 1); }

/// Folder → folders that it may include, from the README's table.
QMap<QString, QSet<QString>> allowed_includes() {
    QMap<QString, QSet<QString>> table;
    static const QRegularExpression row(
        QStringLiteral(R"(^\|\s*`((?:engine|app)/[a-z]+)/`\s*\|[^|]*\|([^|]*)\|\s*$)"));
    for (const QString& line : read(QStringLiteral("README.md")).split(QLatin1Char('\n'))) {
        const auto match = row.match(line);
        if (!match.hasMatch()) continue;
        QSet<QString> allowed;
        for (const QString& name : match.captured(2).split(QLatin1Char(','))) {
            const QString word = name.trimmed().remove(QLatin1Char('`'));
            if (!word.isEmpty() && word != QStringLiteral("—")) allowed.insert(word);
        }
        table.insert(match.captured(1), allowed);
    }
    return table;
}

struct Include {
    QString name;
    bool in_quotes = false;
    qsizetype line = 0;
};

QList<Include> includes_of(const SourceFile& file) {
    static const QRegularExpression form(QStringLiteral(R"(^\s*#\s*include\s*([<\x22])([^>\x22]+)[>\x22])"));
    QList<Include> includes;
    for (qsizetype i = 0; i < file.lines.size(); ++i) {
        if (const auto match = form.match(file.lines[i]); match.hasMatch())
            includes.append({match.captured(2), match.captured(1) == QStringLiteral("\""), i + 1});
    }
    return includes;
}

/// Where the file that an include names lies: "engine/base" or "app/canvas"; empty if it is none of ours.
QString folder_of_include(const SourceFile& file, const QString& name) {
    for (const QString& root : {QStringLiteral("engine/"), QStringLiteral("app/")}) {
        if (QFile::exists(source.filePath(root + name))) return folder_of(root + name);
    }
    const QString beside = file.path.section(QLatin1Char('/'), 0, -2) + QLatin1Char('/') + name;
    return QFile::exists(source.filePath(beside)) ? folder_of(beside) : QString();
}

/// A ProblemKind as it stands in the code.
struct Kind {
    QString code, severity, what, hint, place;
};

// \x22 is the quotation mark: moc loses its way where one stands in a raw literal.

/// String literals from here, those side by side joined; leaves `position` behind the last.
QString literals_at(const QString& text, qsizetype& position) {
    static const QRegularExpression literal(QStringLiteral(R"(\G\s*\x22((?:[^\x22\\]|\\.)*)\x22)"));
    QString joined;
    for (auto match = literal.match(text, position); match.hasMatch();
         match = literal.match(text, position)) {
        joined += match.captured(1);
        position = match.capturedEnd();
    }
    return joined;
}

QList<Kind> problem_kinds() {
    static const QRegularExpression start(QStringLiteral(R"(ProblemKind\s+\w+\s*\{)"));
    static const QRegularExpression severity(QStringLiteral(R"(\G\s*,\s*Severity::(\w+)\s*,)"));
    static const QRegularExpression comma(QStringLiteral(R"(\G\s*,)"));
    QList<Kind> kinds;
    for (const SourceFile& file : program()) {
        auto matches = start.globalMatch(file.text);
        while (matches.hasNext()) {
            const auto match = matches.next();
            qsizetype at = match.capturedEnd();
            Kind kind;
            kind.place = file.path + QLatin1Char(':') +
                         QString::number(file.text.left(at).count(QLatin1Char('\n')) + 1);
            kind.code = literals_at(file.text, at);
            const auto level = severity.match(file.text, at);
            if (!level.hasMatch()) continue;  // the struct itself
            kind.severity = level.captured(1);
            at = level.capturedEnd();
            kind.what = literals_at(file.text, at);
            if (const auto between = comma.match(file.text, at); between.hasMatch())
                at = between.capturedEnd();
            kind.hint = literals_at(file.text, at);
            kinds.append(kind);
        }
    }
    return kinds;
}

/// All faults in one message, so that one run tells everything.
void report(const QStringList& faults) {
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
}

}  // namespace

class TestRules : public QObject {
    Q_OBJECT
private slots:
    void the_readme_has_its_table_of_folders() {
        const auto table = allowed_includes();
        QVERIFY2(!table.isEmpty(),
                 "README.md has no table with rows like: | `engine/math/` | what it holds | base |");
        QStringList faults;
        for (const QString& root : {QStringLiteral("engine"), QStringLiteral("app")}) {
            for (const QString& folder :
                 QDir(source.filePath(root)).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
                const QString path = root + QLatin1Char('/') + folder;
                if (!files_below(path, cpp).isEmpty() && !table.contains(path))
                    faults << path + QStringLiteral("/ is missing in README.md's table");
            }
        }
        for (const QString& folder : table.keys()) {
            if (!QDir(source.filePath(folder)).exists())
                faults << folder + QStringLiteral("/ stands in README.md's table but is no folder");
        }
        report(faults);
    }

    void every_include_is_one_that_the_readme_allows() {
        const auto table = allowed_includes();
        QVERIFY2(!table.isEmpty(), "README.md has no table of folders");
        QStringList faults;
        int looked_at = 0;
        for (const SourceFile& file : program()) {
            const QString from = folder_of(file.path);
            for (const Include& include : includes_of(file)) {
                const QString to = folder_of_include(file, include.name);
                if (to.isEmpty() || to == from) continue;
                ++looked_at;
                const QSet<QString> allowed = table.value(from);
                const bool fits =
                    allowed.contains(to.section(QLatin1Char('/'), 1)) || allowed.contains(to) ||
                    (to.startsWith(QStringLiteral("engine/")) && allowed.contains(QStringLiteral("engine")));
                const bool engine_to_app =
                    from.startsWith(QStringLiteral("engine/")) && to.startsWith(QStringLiteral("app/"));
                if (!fits || engine_to_app)
                    faults << QStringLiteral("%1:%2 includes %3, which %4/ may not")
                                  .arg(file.path)
                                  .arg(include.line)
                                  .arg(include.name, from);
            }
        }
        QVERIFY(looked_at > 100);
        report(faults);
    }

    void every_include_in_quotes_is_a_file_of_ours() {
        QStringList faults;
        for (const SourceFile& file : program()) {
            for (const Include& include : includes_of(file)) {
                if (include.name.startsWith(QStringLiteral("hwy/"))) continue;  // its manual wants quotes
                if (include.in_quotes && folder_of_include(file, include.name).isEmpty() &&
                    !include.name.endsWith(QStringLiteral(".moc")))
                    faults << file.path + QStringLiteral(" includes “") + include.name +
                                  QStringLiteral("”, which is not there");
            }
        }
        report(faults);
    }

    void every_source_file_begins_with_its_licence() {
        QStringList faults;
        QList<SourceFile> files = program() + files_below(QStringLiteral("tests"), all_sources);
        for (const char* folder : {"engine", "app"})
            files += files_below(QLatin1String(folder),
                                 {QStringLiteral(".txt"), QStringLiteral(".sh"), QStringLiteral(".py")});
        QVERIFY(files.size() > 100);
        for (const SourceFile& file : files) {
            const bool is_script = file.lines.value(0).startsWith(QStringLiteral("#!"));
            if (!file.lines.value(is_script ? 1 : 0)
                     .contains(QStringLiteral("SPDX-License-Identifier: GPL-3.0-or-later")))
                faults << file.path;
        }
        report(faults);
    }

    void qt_is_used_by_the_designer_only() {
        QStringList faults;
        static const QRegularExpression qt(QStringLiteral(R"(^(Qt?[A-Z]\w*(/.*)?|QtTest|q[a-z]+\.h)$)"));
        for (const SourceFile& file :
             files_below(QStringLiteral("engine"), cpp) + files_below(QStringLiteral("app/cli"), cpp)) {
            for (const Include& include : includes_of(file)) {
                if (qt.match(include.name).hasMatch())
                    faults << file.path + QStringLiteral(" includes ") + include.name;
            }
        }
        report(faults);
    }

    void the_system_is_named_in_base_platform_alone() {
        static const QStringList names{
            // headers of POSIX, Linux, macOS and Windows
            QStringLiteral(
                R"(#\s*include\s*<(unistd|fcntl|dlfcn|pthread|signal|csignal|dirent|pwd|poll|sched|termios|io|direct|process|psapi|[wW]indows|sys/[^>]*|mach[/-][^>]*|linux/[^>]*)(\.h)?>)"),
            // which system it is
            QStringLiteral(R"(\b(_WIN32|_WIN64|WIN32|__linux__|__unix__|__APPLE__)\b)"),
            // functions that only some systems have, and files that only Linux has
            QStringLiteral(
                R"(\b(strptime|timegm|(local|gm)time(_[rs])?|getrandom|getentropy|flock|fsync|madvise|mmap|isatty|ioctl|dlopen|dlsym|getpid|gethostname|strerror_r|sigaction)\s*\()"),
            QStringLiteral(R"(std::(signal|raise)\b|\bSIG(INT|TERM|HUP|PIPE|XFSZ)\b|\x22/(proc|sys|dev)/)")};
        static const QRegularExpression system(names.join(QLatin1Char('|')));
        QStringList faults;
        int in_platform = 0;
        for (const SourceFile& file : program()) {
            for (qsizetype i = 0; i < file.lines.size(); ++i) {
                const auto match = system.match(file.lines[i]);
                if (!match.hasMatch()) continue;
                if (file.path.startsWith(QStringLiteral("engine/base/platform/")))
                    ++in_platform;
                else
                    faults
                        << QStringLiteral("%1:%2 names %3").arg(file.path).arg(i + 1).arg(match.captured());
            }
        }
        QVERIFY2(in_platform > 20, "the pattern finds nothing where the system is");
        report(faults);
    }

    void every_library_is_named_in_one_place_data() {
        QTest::addColumn<QString>("library");
        QTest::addColumn<QString>("place");
        QTest::newRow("nlohmann") << "nlohmann/"
                                  << "engine/formats/json.cpp";
        QTest::newRow("OpenCV") << "opencv2/"
                                << "engine/data/imaging_";
        QTest::newRow("Highway") << "hwy/"
                                 << "engine/math/";
        QTest::newRow("Eigen") << "Eigen/"
                               << "engine/math/";
        QTest::newRow("libzip") << "zip.h"
                                << "engine/formats/";
        QTest::newRow("CLI11") << "CLI/"
                               << "app/cli/";
    }

    void every_library_is_named_in_one_place() {
        QFETCH(QString, library);
        QFETCH(QString, place);
        QStringList faults;
        for (const SourceFile& file : program()) {
            for (const Include& include : includes_of(file)) {
                if (!include.in_quotes && include.name.startsWith(library) && !file.path.startsWith(place))
                    faults << file.path + QStringLiteral(" includes ") + include.name;
            }
        }
        report(faults);
    }

    void forbidden_words_stand_nowhere() {
        QStringList faults;
        QList<SourceFile> files = files_below(QStringLiteral("engine"), all_sources) +
                                  files_below(QStringLiteral("app"), all_sources);
        const QString top = read(QStringLiteral("CMakeLists.txt"));
        const QString presets = read(QStringLiteral("CMakePresets.json"));
        files.append({QStringLiteral("CMakeLists.txt"), top, top.split(QLatin1Char('\n'))});
        files.append({QStringLiteral("CMakePresets.json"), presets, presets.split(QLatin1Char('\n'))});
        for (const SourceFile& file : files) {
            for (const char* word : {"QSaveFile", "-ffast-math", "-march=native", "highgui"}) {
                if (file.text.contains(QLatin1String(word)))
                    faults << file.path + QStringLiteral(" says ") + QLatin1String(word);
            }
        }
        report(faults);
    }

    void only_the_pool_makes_threads() {
        QStringList faults;
        static const QRegularExpression thread(
            QStringLiteral(R"(std::(j?thread\b(?!::)|async\s*\()|\bQThread\b|\bQtConcurrent\b)"));
        for (const SourceFile& file : files_below(QStringLiteral("engine"), cpp)) {
            if (!file.path.startsWith(QStringLiteral("engine/base/threads.")) &&
                thread.match(file.text).hasMatch())
                faults << file.path;
        }
        report(faults);
    }

    void one_code_has_one_text() {
        const auto kinds = problem_kinds();
        QVERIFY2(kinds.size() > 100, qPrintable(QString::number(kinds.size())));
        QStringList faults;
        QMap<QString, Kind> first;
        for (const Kind& kind : kinds) {
            if (!first.contains(kind.code)) {
                first.insert(kind.code, kind);
                continue;
            }
            const Kind& other = first[kind.code];
            if (other.what != kind.what || other.hint != kind.hint || other.severity != kind.severity)
                faults << QStringLiteral("%1 is told in two ways: %2 and %3")
                              .arg(kind.code, other.place, kind.place);
        }
        report(faults);
    }

    void every_problem_has_a_code_a_text_and_a_hint() {
        static const QRegularExpression code(QStringLiteral(R"(^[a-z0-9_]+(\.[a-z0-9_]+)*$)"));
        QStringList faults;
        for (const Kind& kind : problem_kinds()) {
            if (!code.match(kind.code).hasMatch())
                faults << QStringLiteral("%1: code “%2”").arg(kind.place, kind.code);
            if (kind.what.trimmed().isEmpty())
                faults << QStringLiteral("%1: %2 has no text").arg(kind.place, kind.code);
            if (kind.hint.trimmed().isEmpty())
                faults << QStringLiteral("%1: %2 has no hint").arg(kind.place, kind.code);
        }
        report(faults);
    }

    void every_icon_is_shown_somewhere() {
        QString all;
        for (const SourceFile& file : program()) all += file.text;
        QStringList faults;
        for (const QString& icon :
             QDir(source.filePath(QStringLiteral("resources/icons"))).entryList({QStringLiteral("*.svg")})) {
            const QString name = icon.chopped(4);
            const QString family =
                // of the theme
                name.startsWith(QStringLiteral("arrow_")) ? QStringLiteral("arrow_$mode.svg") : QString();
            const bool named = all.contains(QLatin1Char('"') + name + QLatin1Char('"')) ||
                               all.contains(QStringLiteral("icons/") + icon);
            if (!named && (family.isEmpty() || !all.contains(family))) faults << icon;
        }
        report(faults);
    }

    void files_are_written_by_atomic_file_alone() {
        QStringList faults;
        static const QRegularExpression writes(
            QStringLiteral(R"(std::ofstream|std::fstream|\bfopen\s*\([^)]*,\s*.[wa])"));
        for (const SourceFile& file :
             files_below(QStringLiteral("engine"), cpp) + files_below(QStringLiteral("app/cli"), cpp)) {
            if (file.path != QStringLiteral("engine/base/atomic_file.cpp") &&
                writes.match(file.text).hasMatch())
                faults << file.path;
        }
        report(faults);
    }
};

QTEST_APPLESS_MAIN(TestRules)
#include "test_rules.moc"
