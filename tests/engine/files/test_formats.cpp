// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of every format that was ever released open for ever: tests/goldens/format-N was written by the first
// program with that format.
#include "base/atomic_file.h"
#include "files/project_file.h"
#include "files/run_folder.h"
#include "files/weights_file.h"
#include "support/files.h"
#include "support/problems.h"
#include "support/program.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::testing;
namespace fs = std::filesystem;

namespace {

const fs::path format_1 = GOLDENS_FOLDER "/format-1";

std::string text_in(const fs::path& file) { return std::string(as_text(read_file(file, 1'000'000))); }

void replace(std::string& text, std::string_view old, std::string_view fresh) {
    text.replace(text.find(old), old.size(), fresh);
}

}  // namespace

class TestFormats : public QObject {
    Q_OBJECT
private slots:
    void a_project_of_format_1_is_saved_as_it_was_to_the_byte() {
        const Folder folder;
        save_project(load_project(format_1 / "project.glassnet"), folder.path("p.glassnet"));
        QCOMPARE(text_in(folder.path("p.glassnet")), text_in(format_1 / "project.glassnet"));
        save_project(load_project(folder.path("p.glassnet")), folder.path("again.glassnet"));
        QCOMPARE(text_in(folder.path("again.glassnet")), text_in(folder.path("p.glassnet")));
    }

    void a_run_of_format_1_opens_and_goes_on() {
        const Folder folder;
        fs::copy(format_1 / "run", folder.path("run"), fs::copy_options::recursive);
        const RunFolder run = RunFolder::open(folder.path("run"));
        QVERIFY(run.project() == load_project(format_1 / "project.glassnet"));
        QCOMPARE(run.stop_reason(), std::string("all epochs done"));
        QCOMPARE(run.history().size(), std::size_t{3});
        const auto newest = run.load_newest_checkpoint();
        QVERIFY(newest.problems.empty() && newest.checkpoint && newest.checkpoint->step == 66);
        QCOMPARE(hash_weights(load_weights(run.path() / "last.safetensors").weights),
                 std::string("ac3dc37a4c4d7f134b408330c7ac5976e70d18e598eb9150ea2d3c55563e22b5"));
        const QString place = QString::fromStdString(folder.text());
        const Outcome evaluated = run_glassnet({"evaluate", "run"}, place);
        QVERIFY2(evaluated.code == 0, evaluated.text().constData());
        std::string text = text_in(folder.path("run/run.json"));
        replace(text, "\"epochs\": 3", "\"epochs\": 4");
        folder.write("run/run.json", text);
        const Outcome resumed = run_glassnet({"resume", "run"}, place);
        QVERIFY2(resumed.code == 0, resumed.text().constData());
        QCOMPARE(RunFolder::open(folder.path("run")).history().size(), std::size_t{4});
    }

    void a_project_of_a_newer_format_is_refused_and_stays_as_it_is() {
        const Folder folder;
        std::string text = text_in(format_1 / "project.glassnet");
        replace(text, "\"glassnet\": 1", "\"glassnet\": 2");
        const fs::path file = folder.write("p.glassnet", text);
        QCOMPARE(code_of([&] { (void)load_project(file); }), std::string("project.newer"));
        const QString place = QString::fromStdString(folder.text());
        for (const QStringList& words :
             {QStringList{"summary", "p.glassnet"}, QStringList{"train", "p.glassnet"}})
            QCOMPARE(run_glassnet(words, place).code, 3);
        QCOMPARE(text_in(file), text);
    }

    void a_run_of_a_newer_format_is_refused_and_stays_as_it_is() {
        const Folder folder;
        fs::copy(format_1 / "run", folder.path("run"), fs::copy_options::recursive);
        std::string text = text_in(folder.path("run/run.json"));
        replace(text, "\"glassnet_run\": 1", "\"glassnet_run\": 3");
        folder.write("run/run.json", text);
        QCOMPARE(code_of([&] { (void)RunFolder::open(folder.path("run")); }), std::string("run.newer"));
        QCOMPARE(run_glassnet({"resume", "run"}, QString::fromStdString(folder.text())).code, 3);
        QCOMPARE(text_in(folder.path("run/run.json")), text);
    }
};

QTEST_GUILESS_MAIN(TestFormats)
#include "test_formats.moc"
