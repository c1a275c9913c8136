// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/changes.h"
#include "data/preprocessing/resize.h"
#include "session/session.h"
#include "support/files.h"
#include "support/png_text.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace glassnet;
using namespace glassnet::app;
using namespace glassnet::testing;

namespace {

/// Pictures of two classes, all of one size but the last.
void writePictures(const Folder& folder, int count, bool alike) {
    for (int i = 0; i < count; ++i) {
        const std::uint32_t side = alike || i + 1 < count ? 4 : 6;
        folder.write((i % 2 == 0 ? "cat/" : "dog/") + std::to_string(i) + ".png",
                     png_text(side, side, std::string(side * side, static_cast<char>(i))));
    }
}

std::shared_ptr<const Project> projectOf(const Folder& folder) {
    Project project = example_project();
    project.data = {.source = folder.text(), .validation_split = 0.2};
    return std::make_shared<const Project>(std::move(project));
}

}  // namespace

class TestDataSource : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pictures_of_several_sizes_are_shown_but_not_trained_on() {
        const Folder folder;
        writePictures(folder, 10, false);
        DataSource source;
        const auto project = projectOf(folder);
        source.want(project, {});
        QTRY_VERIFY(!source.loading());
        QVERIFY(source.dataset());
        QCOMPARE(source.dataset()->summary.sample_shape, (Shape{28, 28, 1}));
        QCOMPARE(source.problems().at(0).code(), std::string_view("data.picture_sizes"));

        // The project says that very size: nothing is loaded again.
        Project sized = *project;
        bring_pictures_to(sized, {28, 28});
        source.want(std::make_shared<const Project>(sized), {});
        QTRY_VERIFY(!source.loading());
        const auto loaded = source.whole();
        QVERIFY(source.problems().empty());
        source.want(project, {});
        QTRY_VERIFY(!source.loading());
        QVERIFY(!source.problems().empty());
        QVERIFY(source.whole() == loaded);

        bring_pictures_to(sized, {8, 8});
        source.want(std::make_shared<const Project>(sized), {});
        QTRY_VERIFY(!source.loading());
        QCOMPARE(source.dataset()->summary.sample_shape, (Shape{8, 8, 1}));
    }

    void changes_of_samples_need_no_loading() {
        const Folder folder;
        writePictures(folder, 10, true);
        DataSource source;
        Project project = *projectOf(folder);
        source.want(std::make_shared<const Project>(project), {});
        QTRY_VERIFY(!source.loading());
        const auto whole = source.whole();
        QVERIFY(source.dataset() == whole);

        project.data.changes = with_excluded({}, *whole, std::vector<SampleRef>{{Part::training, 0}}, true);
        source.want(std::make_shared<const Project>(project), {});
        QTRY_VERIFY(!source.loading());
        QVERIFY(source.whole() == whole);
        QCOMPARE(source.dataset()->training.count, whole->training.count - 1);

        project.data.changes.clear();
        source.want(std::make_shared<const Project>(project), {});
        QTRY_VERIFY(!source.loading());
        QCOMPARE(source.dataset()->training.count, whole->training.count);
    }

    void loading_can_be_ended_and_begun_again() {
        const Folder folder;
        writePictures(folder, 800, true);
        DataSource source;
        source.want(projectOf(folder), {});
        QVERIFY(source.loading());  // it may be done in a moment: nothing is waited for
        QElapsedTimer clock;
        clock.start();
        source.cancel();
        QTRY_VERIFY(!source.loading());
        qInfo("ended %lld ms after it was asked for", static_cast<long long>(clock.elapsed()));
        QVERIFY(source.cancelled());
        QVERIFY(!source.dataset());
        source.reload();
        QVERIFY(source.loading());
        QTRY_VERIFY_WITH_TIMEOUT(!source.loading(), 20000);
        QVERIFY(!source.cancelled());
        QVERIFY(source.dataset());
    }

    void another_wish_ends_what_is_loading() {
        const Folder large, small;
        writePictures(large, 800, true);
        writePictures(small, 10, true);
        DataSource source;
        source.want(projectOf(large), {});
        source.want(projectOf(small), {});
        QTRY_VERIFY(!source.loading());
        QCOMPARE(source.dataset()->summary.training_samples + source.dataset()->summary.validation_samples,
                 std::int64_t{10});
        QVERIFY(source.problems().empty());
    }

    void the_meter_tells_rate_and_time_left() {
        LoadMeter meter;
        QVERIFY(meter.take({.stage = LoadStage::finding, .done = 100}));
        QVERIFY(!meter.state().seconds_left);
        QVERIFY(meter.take({.done = 0, .all = 100}));
        QTest::qWait(20);
        QVERIFY(meter.take({.done = 20, .all = 100}));
        const LoadState state = meter.state();
        QVERIFY(state.per_second > 0);
        QCOMPARE(*state.seconds_left * state.per_second, 80.0);
        meter.end();
        QVERIFY(!meter.take({.done = 21, .all = 100}));
    }
};

QTEST_MAIN(TestDataSource)
#include "test_data_source.moc"
