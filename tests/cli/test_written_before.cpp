// SPDX-License-Identifier: GPL-3.0-or-later
//
// What 0.1.0 wrote is read, kept as it stands, and gone on with to the same bits. The files and the hashes in
// this test were written by the program of 29 November 2026 (13700b4), which is 0.1.0 with run folders of the
// formats 1 and 2.
#include "files/project_file.h"
#include "files/run_folder.h"
#include "math/instruction_sets.h"
#include "support/files.h"
#include "support/program.h"

#include <QtTest>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

const fs::path written = fs::path(SOURCE_FOLDER) / "tests/cli/written_0.1.0";

std::string text_of(const fs::path& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

}  // namespace

class TestWrittenBefore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_project_is_written_as_it_was_read() {
        const std::string text = text_of(written / "pictures.glassnet");
        const std::string again = to_json(project_from_json(text));
        QCOMPARE(again, text);
        QVERIFY(project_from_json(again) == project_from_json(text));
    }

    void a_run_keeps_project_and_changes() {
        const RunFolder run = RunFolder::open(written / "changed.run");
        QCOMPARE(run.project().training.seed, std::uint64_t{18446744073709551557u});
        QCOMPARE(run.changes().size(), std::size_t{1});
        QCOMPARE(run.project().training.epochs, 4);
        QCOMPARE(run.changes().front().settings.epochs, 3);
    }

    void a_run_goes_on_to_the_same_weights_data() {
        QTest::addColumn<QString>("run");
        QTest::addColumn<QByteArray>("hash");
        QTest::newRow("interrupted in the first epoch")
            << "interrupted.run"
            << QByteArray("cae3264b7831cf4c2bf936ce9adfa1480e5de35c1d4d0b6c7bc40f423ddf7210");
        QTest::newRow("interrupted, changed, interrupted")
            << "changed.run"
            << QByteArray("70ff3d11ffc2ba57ad98e42321c5e7bfd8fca2225f73d266bf6a39a8841c89f9");
    }
    void a_run_goes_on_to_the_same_weights() {
        QFETCH(QString, run);
        QFETCH(QByteArray, hash);
        if (std::string_view(instruction_set()).substr(0, 3) != "AVX") {
            QSKIP("these weights were learnt with AVX2: other instruction sets round other last bits");
        }
        const Folder folder;
        fs::copy(written / run.toStdString(), folder.path("run"), fs::copy_options::recursive);
        const QString place = QString::fromStdString(folder.text());
        const Outcome resumed = run_glassnet({"resume", "run", "--threads", "1"}, place);
        QVERIFY2(resumed.code == 0, resumed.text());
        const Outcome hashed = run_glassnet({"hash-weights", "run"}, place);
        QVERIFY2(hashed.output.startsWith(hash), hashed.text());
    }
};

QTEST_GUILESS_MAIN(TestWrittenBefore)
#include "test_written_before.moc"
