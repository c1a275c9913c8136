// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/project_file.h"
#include "project/project.h"

#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace glassnet;

/// Runs the program as people do, in a process of its own.
class TestScripts : public QObject {
    Q_OBJECT

    struct Result {
        int code = -1;
        QString output, errors;
    };

    Result run(const QStringList& arguments, const QByteArray& script = {}) {
        QStringList all = arguments;
        if (!script.isEmpty()) {
            QFile file(folder_.filePath(QStringLiteral("script.jsonl")));
            if (file.open(QIODevice::WriteOnly)) file.write(script);
            all << QStringLiteral("--script") << file.fileName();
        }
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder_.path());
        environment.insert(QStringLiteral("XDG_DATA_HOME"), folder_.path());
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(GLASSNET_DESIGNER), all);
        process.waitForFinished(90000);
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()).trimmed(),
                QString::fromUtf8(process.readAllStandardError())};
    }

    QTemporaryDir folder_;

private Q_SLOTS:
    void a_picture_shows_the_window_with_its_maps() {
        const QString file = folder_.filePath(QStringLiteral("window.png"));
        QElapsedTimer clock;
        clock.start();
        const Result result =
            run({QStringLiteral("--screenshot"), file, QStringLiteral("--theme"), QStringLiteral("dark"),
                 QStringLiteral("--size"), QStringLiteral("1200x800")});
        QCOMPARE(result.code, 0);
        QVERIFY2(clock.elapsed() < 10000, "slow start");
        const QImage picture(file);
        QCOMPARE(picture.size(), QSize(1200, 800));
        QVERIFY(picture.pixelColor(600, 790).lightness() < 80);
        int yellow = 0;  // viridis' bright end: live maps are there
        for (int x = 0; x < 1200; ++x)
            for (int y = 0; y < 800; ++y)
                if (const QColor c = picture.pixelColor(x, y);
                    c.red() > 180 && c.green() > 200 && c.blue() < 80)
                    ++yellow;
        QVERIFY2(yellow > 50, qPrintable(QString::number(yellow)));
    }

    void the_same_script_gives_the_same_weights_to_the_bit() {
        const QByteArray script = R"({"do":"train","epochs":1}
{"do":"wait_step","step":57}
{"do":"wait_idle"}
{"do":"hash"}
)";
        const Result first = run({}, script);
        QCOMPARE(first.code, 0);
        QCOMPARE(first.output.size(), 64);
        // The second run looks elsewhere, steps and pauses: nothing of that may change the result.
        const Result second =
            run({QStringLiteral("--language"), QStringLiteral("zh_CN")}, R"({"do":"training","epochs":1}
{"do":"wait_pictures"}
{"do":"step"}
{"do":"wait_idle"}
{"do":"workspace","name":"Inspect"}
{"do":"select","node":"conv2d_2"}
{"do":"train"}
{"do":"wait_step","step":57}
{"do":"wait_idle"}
{"do":"hash"}
)");
        QCOMPARE(second.output, first.output);
    }

    void a_script_edits_saves_and_what_it_saved_opens() {
        const QString file = folder_.filePath(QStringLiteral("made.glassnet"));
        const Result made = run({}, QStringLiteral(R"({"do":"add","kind":"Dropout","behind":"conv2d_1"}
{"do":"set","node":"conv2d_2","setting":"filters","value":48}
{"do":"undo"}
{"do":"set","node":"conv2d_2","setting":"kernel_size","value":[5,5]}
{"do":"save","file":"%1"}
)")
                                        .arg(file)
                                        .toUtf8());
        QCOMPARE(made.code, 0);
        const Project project = load_project(file.toStdString());
        QCOMPARE(project.network.nodes.size(), 10U);
        QCOMPARE(to_text(*find(find_node(project.network, "conv2d_2")->settings, "kernel_size")),
                 std::string("5 × 5"));
        QCOMPARE(*find(find_node(project.network, "conv2d_2")->settings, "filters"), Value(64));
        const Result opened =
            run({file, QStringLiteral("--screenshot"), folder_.filePath(QStringLiteral("made.png"))});
        QCOMPARE(opened.code, 0);
    }

    void a_wrong_line_ends_with_2_and_says_why() {
        const Result unknown = run({}, "{\"do\":\"dance\"}\n");
        QCOMPARE(unknown.code, 2);
        QVERIFY(unknown.errors.contains(QStringLiteral("dance")));
        QCOMPARE(run({}, "this is no JSON\n").code, 2);
        QCOMPARE(run({}, "{\"do\":\"workspace\",\"name\":\"Nowhere\"}\n").code, 2);
        QCOMPARE(run({}, "{\"do\":\"connect\",\"from\":\"dense_1\",\"to\":\"conv2d_1\"}\n").code, 2);
    }
};

QTEST_GUILESS_MAIN(TestScripts)
#include "test_scripts.moc"
