// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the Data page shows of a data set: overview, samples, remarks.
#include "panels/augmentation_preview.h"
#include "panels/column_list.h"
#include "panels/data_remarks.h"
#include "panels/overview_band.h"
#include "panels/sample_browser.h"
#include "panels/sample_rows.h"
#include "panels/samples.h"
#include "session/fitted_steps.h"
#include "session/session.h"
#include "support/files.h"
#include "support/tiny_networks.h"
#include "widgets/class_columns.h"
#include "widgets/engine_text.h"
#include "widgets/size_scatter.h"
#include "widgets/thumbnail_grid.h"
#include "window/live_pictures.h"
#include "window/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace glassnet;
using namespace glassnet::app;

namespace {

Thumbnail grey(qsizetype index) {
    QImage image(28, 28, QImage::Format_RGB32);
    image.fill(QColor::fromHsv(static_cast<int>(index % 360), 120, 200));
    return {image, QStringLiteral("class %1").arg(index % 10), QStringLiteral("%1.png").arg(index),
            QStringLiteral("sample %1").arg(index)};
}

/// A data set of bytes whose pictures have these values.
Dataset ofBytes(std::vector<std::uint8_t> values, Shape shape) {
    Dataset dataset;
    dataset.training.count = static_cast<std::int64_t>(values.size()) / shape.elements();
    dataset.summary.sample_shape = shape;
    dataset.summary.largest_input = dataset.summary.highest_input = 255;
    dataset.training.inputs = {std::move(values), shape.elements()};
    return dataset;
}

}  // namespace

class TestDataPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::light); }

    void thumbnails_fill_rows() {
        const ThumbnailLayout layout(10, {}, 4);
        QCOMPARE(layout.rows(), 3);
        QCOMPARE(layout.rowOf(7), 1);
        QCOMPARE(layout.columnOf(7), 3);
        QCOMPARE(layout.at(2, 1), 9);
        QCOMPARE(layout.at(2, 2), -1);
        QCOMPARE(layout.nearest(2, 3), 9);
        QCOMPARE(layout.inRows(1, 99), (std::pair<qsizetype, qsizetype>(4, 10)));
        QCOMPARE(layout.inRows(-5, -1), (std::pair<qsizetype, qsizetype>(0, 0)));
        QCOMPARE(ThumbnailLayout(0, {}, 4).rows(), 0);
    }

    void a_group_that_fits_into_a_row_is_not_broken() {
        const std::vector<std::int32_t> groups{0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 3};
        const ThumbnailLayout layout(12, groups, 4);
        QCOMPARE(layout.inRows(0, 0).second, 3);  // the next two would be parted
        QCOMPARE(layout.inRows(1, 1).second, 5);
        QCOMPARE(layout.inRows(2, 2).second, 9);  // six are longer than a row
        QCOMPARE(layout.inRows(3, 3).second, 12);
        QCOMPARE(layout.rows(), 4);
    }

    void only_what_is_seen_is_made() {
        ThumbnailGrid grid;
        grid.resize(700, 400);
        std::set<qsizetype> made;
        grid.show(100000, {}, [&](qsizetype index) {
            made.insert(index);
            return grey(index);
        });
        grid.grab();
        QVERIFY(!made.empty() && made.size() < 100);
        grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum());
        grid.grab();
        QVERIFY(made.contains(99999) && made.size() < 200);
    }

    void keys_walk_and_select() {
        ThumbnailGrid grid;
        grid.resize(4 * 88 + 28, 400);
        grid.show(30, {}, grey);
        grid.grab();
        QSignalSpy selected(&grid, &ThumbnailGrid::selectionChanged);
        QTest::keyClick(&grid, Qt::Key_Right);
        QTest::keyClick(&grid, Qt::Key_Down);
        QCOMPARE(grid.current(), 5);
        QVERIFY(grid.selected() == std::vector<qsizetype>{5});
        QTest::keyClick(&grid, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&grid, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY((grid.selected() == std::vector<qsizetype>{5, 6, 7}));
        QTest::keyClick(&grid, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY((grid.selected() == std::vector<qsizetype>{5, 6}));
        QTest::keyClick(&grid, Qt::Key_End);
        QCOMPARE(grid.current(), 29);
        QTest::keyClick(&grid, Qt::Key_Down);  // there is no further row
        QCOMPARE(grid.current(), 29);
        QTest::keyClick(&grid, Qt::Key_Home);
        QTest::keyClick(&grid, Qt::Key_PageDown);
        QVERIFY(grid.current() > 4 && grid.current() % 4 == 0);
        QTest::keyClick(&grid, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(grid.selectedCount(), 30);
        QTest::keyClick(&grid, Qt::Key_Escape);
        QCOMPARE(grid.selectedCount(), 0);
        QVERIFY(selected.count() > 5);
        QVERIFY(grid.accessibleDescription().startsWith(QStringLiteral("sample")));
    }

    void the_mouse_selects_one_some_and_ranges() {
        ThumbnailGrid grid;
        grid.resize(4 * 88 + 28, 400);
        grid.show(30, {}, grey);
        grid.grab();
        const auto click = [&](qsizetype index, Qt::KeyboardModifiers keys = {}) {
            QTest::mouseClick(grid.viewport(), Qt::LeftButton, keys, grid.placeOf(index).center());
        };
        click(2);
        QVERIFY(grid.selected() == std::vector<qsizetype>{2});
        click(5, Qt::ControlModifier);
        QVERIFY((grid.selected() == std::vector<qsizetype>{2, 5}));
        click(2, Qt::ControlModifier);
        QVERIFY(grid.selected() == std::vector<qsizetype>{5});
        click(5);
        click(7, Qt::ShiftModifier);
        QVERIFY((grid.selected() == std::vector<qsizetype>{5, 6, 7}));
    }

    void a_hundred_thousand_thumbnails_scroll() {
        constexpr int count = 100000, side = 28, frames = 200;
        std::vector<std::uint8_t> values(std::size_t{count} * side * side);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<std::uint8_t>((i * 2654435761U) >> 13U);
        const Dataset data = ofBytes(std::move(values), {side, side, 1});
        ThumbnailGrid grid;
        grid.resize(1200, 800);
        grid.show(count, {}, [&](qsizetype index) {
            Thumbnail thumbnail = grey(index);
            thumbnail.image = sampleImage(data, data.training, index);
            return thumbnail;
        });
        QVERIFY(QTest::qWaitForWindowExposed((grid.QWidget::show(), &grid)));
        const auto time = [&](const char* what, int step) {
            grid.verticalScrollBar()->setValue(0);
            QApplication::processEvents();
            double longest = 0;
            QElapsedTimer all;
            all.start();
            for (int frame = 0; frame < frames; ++frame) {
                QElapsedTimer timer;
                timer.start();
                grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->value() + step);
                QApplication::processEvents();
                longest = std::max(longest, static_cast<double>(timer.nsecsElapsed()) / 1e6);
            }
            qInfo("%s: %.2f ms a frame, %.2f ms the longest", what,
                  static_cast<double>(all.nsecsElapsed()) / 1e6 / frames, longest);
        };
        time("the wheel", 60);
        time("page by page", 800);
        time("dragged through all", grid.verticalScrollBar()->maximum() / frames);
        QVERIFY(grid.verticalScrollBar()->value() > 0);
    }

    void pictures_are_seen_whatever_their_unit() {
        const Dataset bytes = ofBytes({}, {1, 2, 1});
        const std::vector<float> usual{10, 200}, dark{0, 16}, flat{7, 7};
        QCOMPARE(shadesOf(bytes, usual), (Shades{0, 255}));
        QCOMPARE(shadesOf(bytes, dark), (Shades{0, 16}));  // black digits otherwise
        QCOMPARE(shadesOf(bytes, flat), (Shades{0, 255}));
        Dataset floats;
        floats.training.inputs = {std::vector<float>(), 1};
        floats.summary.lowest_input = -3;
        floats.summary.highest_input = 3;
        const std::vector<float> standardized{-1.5F, 2, std::numeric_limits<float>::quiet_NaN()};
        QCOMPARE(shadesOf(floats, standardized), (Shades{-1.5, 2}));
        QCOMPARE(shadesOf(floats, flat), (Shades{-3, 3}));
        const Dataset digits = ofBytes({0, 16}, {1, 2, 1});
        const QImage image = sampleImage(digits, digits.training, 0);
        QCOMPARE(qGray(image.pixel(0, 0)), 0);
        QCOMPARE(qGray(image.pixel(1, 0)), 255);
    }

    void the_overview_is_worked_out_when_somebody_looks() {
        Session session;
        session.document.start(example_project());
        QTRY_VERIFY_WITH_TIMEOUT(session.data.dataset(), 10000);
        QVERIFY(!session.overview.overview() && !session.overview.busy());
        session.overview.look();
        QVERIFY(session.overview.busy());
        QTRY_VERIFY_WITH_TIMEOUT(session.overview.report(), 20000);
        QCOMPARE(session.overview.overview()->mean_pictures.size(), std::size_t{10});
        Project other = session.document.project();
        other.data.source = "builtin:moons";
        session.document.edit(QStringLiteral("data"), other);
        QVERIFY(!session.overview.overview() && !session.overview.report());  // at once
        session.overview.look();
        QTRY_VERIFY_WITH_TIMEOUT(session.data.dataset(), 10000);
        session.overview.look();
        QTRY_VERIFY_WITH_TIMEOUT(session.overview.report(), 20000);
        QVERIFY(session.overview.overview()->mean_pictures.empty());
    }

    void classes_are_shown_with_their_counts() {
        auto data = std::make_shared<Dataset>(*tiny::pictures(40, 8));
        for (float& target : data->training.targets) target = target == 3 ? 2 : target;
        const auto overview = std::make_shared<const DataOverview>(overview_of(*data));
        OverviewBand band;
        band.show(data, nullptr, nullptr);
        const auto* classes = band.findChild<ClassColumns*>();
        QCOMPARE(classes->columns().size(), std::size_t{4});
        QVERIFY(classes->columns()[0].mean.isNull());
        band.show(data, overview, nullptr);
        const ClassColumn& first = classes->columns()[0];
        QCOMPARE(first.counts[0], overview->class_counts[0][0]);
        QCOMPARE(first.mean.size(), QSize(8, 8));
        QVERIFY(!classes->columns()[2].rare && classes->columns()[3].rare);  // all of 3 have become 2
        QVERIFY(band.findChild<SizeScatter*>()->isHidden());
        QSignalSpy chosen(&band, &OverviewBand::classChosen);
        band.resize(600, 220);
        auto* pressed = const_cast<ClassColumns*>(classes);
        QTest::mouseClick(pressed, Qt::LeftButton, {}, pressed->placeOf(1).center());
        QCOMPARE(chosen[0][0].toInt(), 1);
        band.choose(1);
        QTest::mouseClick(pressed, Qt::LeftButton, {}, pressed->placeOf(1).center());
        QCOMPARE(chosen[1][0].toInt(), -1);
    }

    void imbalance_is_told_in_words() {
        auto data = std::make_shared<Dataset>(*tiny::pictures(40, 8));
        std::fill(data->training.targets.begin(), data->training.targets.end(), 0.0F);
        for (std::size_t i = 1; i < 4; ++i) data->training.targets[i] = static_cast<float>(i);
        const auto report = std::make_shared<const DataReport>(report_of(*data));
        OverviewBand band;
        band.show(data, nullptr, report);
        const auto* warning = band.findChild<QLabel*>(QStringLiteral("overview.warning"));
        QVERIFY2(warning->text().contains(QStringLiteral("37 times")), qPrintable(warning->text()));
        QVERIFY(warning->isVisibleTo(&band));
    }

    void targets_and_sizes_are_shown_where_they_differ() {
        auto data = std::make_shared<Dataset>(*tiny::pictures(40, 8));
        data->summary.class_names.clear();
        data->summary.target_shape = {1};
        OverviewBand band;
        band.show(data, nullptr, nullptr);
        QVERIFY(band.findChild<ClassColumns*>()->isHidden() ||
                !band.findChild<ClassColumns*>()->isVisibleTo(&band));
        QVERIFY(band.findChild<QWidget*>(QStringLiteral("overview.targets"))->isVisibleTo(&band));
        auto sized = std::make_shared<Dataset>(*data);
        sized->summary.picture_sizes = {{{30, 40}, 5}, {{300, 400}, 1}};
        band.show(sized, nullptr, nullptr);
        QVERIFY(band.findChild<SizeScatter*>()->isVisibleTo(&band));
        QVERIFY(
            band.findChild<SizeScatter*>()->accessibleDescription().contains(QStringLiteral("400 × 300")));
    }

    void samples_are_filtered_and_counted() {
        Session session;
        session.document.start(example_project());
        QTRY_VERIFY_WITH_TIMEOUT(session.data.dataset(), 10000);
        SampleBrowser browser;
        QSignalSpy shown(&browser, &SampleBrowser::classShown);
        browser.show(session.data, session.overview, {});
        const auto* counts = browser.findChild<QLabel*>(QStringLiteral("samples.counts"));
        const auto* grid = browser.findChild<ThumbnailGrid*>();
        const std::int64_t all = std::ssize(browser.order().samples);
        QCOMPARE(grid->count(), all);
        browser.showClass(4);
        QVERIFY(grid->count() > 0 && grid->count() < all / 5);
        const Dataset& dataset = *session.data.dataset();
        for (const SampleRef sample : browser.order().samples)
            QCOMPARE(dataset.class_of(dataset.part(sample.part), sample.index), 4);
        QCOMPARE(shown.last()[0].toInt(), 4);
        QVERIFY(counts->text().contains(QLocale().toString(grid->count())));
        QVERIFY(!browser.findChild<QLineEdit*>()->isVisibleTo(&browser));  // there are no files
        browser.showChoice(SampleChoice::alike);
        const auto* message = browser.findChild<QLabel*>(QStringLiteral("samples.message"));
        QCOMPARE(message->text(), QStringLiteral("Samples are being compared…"));
        QVERIFY(message->isVisibleTo(&browser));
        session.overview.look();
        QTRY_VERIFY_WITH_TIMEOUT(session.overview.report(), 20000);
        browser.show(session.data, session.overview, {});
        QVERIFY(message->text() == QStringLiteral("No sample is like that.") || grid->count() > 0);
    }

    void rows_of_numbers_are_named_by_their_columns() {
        auto data = std::make_shared<Dataset>();
        data->summary.sample_shape = {2};
        data->summary.target_shape = {1};
        data->summary.input_names = {"age", "height"};
        data->training = {
            .inputs = {std::vector<float>{31, 1.75F, 8, 1.25F}, 2}, .targets = {5, 6}, .count = 2};
        SampleRows rows;
        rows.show(data, {{Part::training, 1}, {Part::training, 0}});
        const auto* model = rows.model();
        QCOMPARE(model->headerData(3, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("age"));
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("1"));
        QCOMPARE(model->index(0, 1).data().toString(), valueText(6));
        QCOMPARE(model->index(0, 2).data().toString(), QStringLiteral("training"));
        QCOMPARE(model->index(0, 3).data().toString(), QStringLiteral("8"));
        QCOMPARE(model->index(0, 4).data().toString(), valueText(1.25));
        QTest::keyClick(&rows, Qt::Key_A, Qt::ControlModifier);
        QVERIFY((rows.selected() == std::vector<SampleRef>{{Part::training, 1}, {Part::training, 0}}));
    }

    void corrections_are_offered_once_they_can_be_kept() {
        Session session;
        session.document.start(example_project());
        QTRY_VERIFY_WITH_TIMEOUT(session.data.dataset(), 10000);
        SampleBrowser browser;
        browser.resize(700, 500);
        browser.show(session.data, session.overview, {});
        auto* grid = browser.findChild<ThumbnailGrid*>();
        auto* exclude = browser.findChild<QPushButton*>(QStringLiteral("samples.exclude"));
        QTest::keyClick(grid, Qt::Key_Right);
        QVERIFY(!exclude->isVisibleTo(&browser));
        browser.setCorrectable(true);
        QVERIFY(exclude->isVisibleTo(&browser));
        std::vector<SampleRef> wanted;
        connect(&browser, &SampleBrowser::excludeWanted, this,
                [&](const std::vector<SampleRef>& samples) { wanted = samples; });
        exclude->click();
        QVERIFY(wanted == std::vector<SampleRef>{browser.order().samples[1]});
        grid->clearSelection();
        QVERIFY(!exclude->isVisibleTo(&browser));
    }

    void remarks_are_grouped_with_all_their_files() {
        const ProblemKind early{"picture.cut", Severity::error, "it ends early", "Copy it again."};
        const ProblemKind other{"data.other_file", Severity::hint, "the file holds no picture", "Nothing."};
        const ProblemKind rejected{"data.rejected", Severity::warning, "not loaded: {reason}", "{hint}"};
        Dataset data;
        data.summary.sample_shape = {2, 2, 1};
        for (const char* file : {"/far/cat/1.png", "/far/cat/2.png", "/far/dog/3.png", "/far/dog/4.png"})
            data.files.leave_out(Problem(early, {}, {.file = file}));
        data.files.ignore(Problem(other, {}, {.file = "/far/readme.txt"}));
        for (int i = 0; i < 20; ++i)
            data.summary.notes.emplace_back(rejected,
                                            Value::Map{{"reason", "it is empty"}, {"hint", "Copy it."}},
                                            Where{.file = "/far/cat/" + std::to_string(i) + ".gif"});
        const auto groups = remarkGroups(&data, nullptr, {});
        QCOMPARE(groups.size(), std::size_t{3});
        QCOMPARE(groups[0].text, QStringLiteral("not loaded: it is empty"));
        QCOMPARE(groups[0].files.size(), 20);
        QCOMPARE(groups[0].examples, QStringLiteral("cat/0.gif, cat/1.gif, cat/2.gif, …"));
        QCOMPARE(groups[1].text, QStringLiteral("it ends early"));
        QCOMPARE(groups[1].severity, Severity::warning);
        QCOMPARE(groups[1].files.last(), QStringLiteral("/far/dog/4.png"));
        QCOMPARE(groups[2].severity, Severity::hint);
        const auto refused = remarkGroups(
            nullptr, nullptr, {Problem(rejected, {{"reason", "it is empty"}, {"hint", "Copy it."}})});
        QCOMPARE(refused.front().hint, QStringLiteral("Copy it."));
    }

    void prices_are_not_called_wrong_classes() {
        const ProblemKind wrong{"data.label", Severity::error, "label 3.5 is no class number",
                                "Count from 0."};
        Dataset data;
        data.summary.target_facts.label_problems = {Problem(wrong)};
        DataReport report;
        report.problems = {Problem(wrong)};
        QVERIFY(remarkGroups(&data, &report, {}).empty());
        data.summary.class_names = {"a", "b"};
        QCOMPARE(remarkGroups(&data, &report, {}).size(), std::size_t{1});
    }

    void a_remark_leads_to_its_files_and_samples() {
        DataRemarks remarks;
        QSignalSpy wanted(&remarks, &DataRemarks::samplesWanted);
        remarks.show({{.severity = Severity::warning,
                       .text = QStringLiteral("it ends early"),
                       .files = {QStringLiteral("a.png"), QStringLiteral("b.png")}},
                      {.text = QStringLiteral("two are equal"), .samples = SampleChoice::alike}});
        remarks.findChild<QToolButton*>(QStringLiteral("data.remarks.samples"))->click();
        QCOMPARE(wanted[0][0].value<SampleChoice>(), SampleChoice::alike);
        remarks.findChild<QToolButton*>(QStringLiteral("data.remarks.files"))->click();
        auto* list = remarks.findChild<QAbstractItemView*>(QStringLiteral("files.list"));
        QVERIFY(list);
        QCOMPARE(list->model()->rowCount(), 2);
    }

    void augmentation_is_previewed_on_the_chosen_sample() {
        const std::shared_ptr<const Dataset> data = tiny::pictures(6, 2);
        AugmentationPreview preview;
        auto* variants = preview.findChild<PictureGrid*>();
        preview.show(data, {}, {}, 42);
        QVERIFY(preview.isHidden());  // every epoch shows the same
        preview.show(data, {{"RandomFlip", {{"mode", "horizontal"}}}}, {}, 42);
        QVERIFY(!preview.isHidden());
        QCOMPARE(variants->pictures(), 16);
        const QString facts = preview.findChild<QLabel*>(QStringLiteral("samples.facts"))->text();
        QVERIFY2(facts.contains(QStringLiteral("mean")) && facts.contains(QStringLiteral("ms a picture")),
                 qPrintable(facts));
        const auto pictures =
            variantsOf(*data, {{"RandomFlip", {{"mode", "horizontal"}}}}, {}, {Part::training, 3}, 42, 8);
        for (const auto& picture : pictures)
            QVERIFY(picture.image == pictures[0].image ||
                    picture.image == pictures[0].image.mirrored(true, false));
    }

    void columns_of_a_table_are_listed_and_chosen_before_it_can_be_loaded() {
        const glassnet::testing::Folder folder;
        folder.write("d.csv", "a,colour,y\n1,red,0\n2,blue,1\n,red,1\n");
        TableSource source;
        source.follow({.source = "d.csv"}, QString::fromStdString(folder.text()));
        QVERIFY(!source.report());
        source.look();
        QTRY_VERIFY(source.report());
        ColumnList list;
        list.show(source.report());
        QVERIFY(!list.isHidden());
        auto* rows = list.findChild<QTableWidget*>();
        QCOMPARE(rows->rowCount(), 3);
        QCOMPARE(rows->item(0, 2)->text(), QStringLiteral("whole numbers"));
        QCOMPARE(rows->item(0, 4)->text(), QStringLiteral("1"));  // missing
        QCOMPARE(rows->item(1, 5)->text(), QStringLiteral("red, blue"));
        auto* box = qobject_cast<QComboBox*>(rows->cellWidget(1, 1));
        QCOMPARE(box->currentText(), QStringLiteral("choose …"));
        QSignalSpy wanted(&list, &ColumnList::roleWanted);
        box->setCurrentIndex(box->findData(static_cast<int>(ColumnRole::one_hot)));
        Q_EMIT box->activated(box->currentIndex());
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("colour"));
        QCOMPARE(wanted[0][1].value<ColumnRole>(), ColumnRole::one_hot);
        source.follow({.source = "builtin:moons"}, {});
        list.show(source.report());
        QVERIFY(list.isHidden());
    }

    void the_facts_are_those_of_what_the_network_sees() {
        const std::shared_ptr<const Dataset> data = tiny::pictures(6, 4);
        std::vector<Problem> problems;
        const Pipeline pipeline({}, {{"Rescale", {{"scale", 2}, {"offset", 1}}}}, problems);
        const std::vector<float> raw = sampleValues(*data, data->training, 1);
        const SeenFacts facts = factsOf(*data, pipeline, {Part::training, 1}, 42);
        const auto [lowest, highest] = std::ranges::minmax(raw);
        QCOMPARE(static_cast<float>(facts.lowest), lowest * 2 + 1);
        QCOMPARE(static_cast<float>(facts.highest), highest * 2 + 1);
        const double mean = std::accumulate(raw.begin(), raw.end(), 0.0) / static_cast<double>(raw.size());
        QVERIFY(std::abs(facts.mean - (2 * mean + 1)) < 1e-5 * std::abs(facts.mean));
        QVERIFY(facts.milliseconds > 0);
    }

    void open_settings_are_taken_from_the_training_part() {
        const std::shared_ptr<const Dataset> data = tiny::pictures(6, 4);
        FittedSteps fitted;
        fitted.want(data, {{"Rescale", {}}});
        QVERIFY(fitted.steps() == (std::vector<KindSettings>{{"Rescale", {}}}));  // nothing is open
        fitted.want(data, {{"MinMaxScaler", {}}});
        QVERIFY(!fitted.steps());
        QTRY_VERIFY(fitted.steps());
        std::vector<Problem> problems;
        const Pipeline pipeline({}, *fitted.steps(), problems);
        QVERIFY(problems.empty() && !pipeline.needs_fit());
        double lowest = 1, highest = 0;
        for (std::int64_t i = 0; i < data->training.count; ++i) {
            const SeenFacts facts = factsOf(*data, pipeline, {Part::training, i}, 42);
            lowest = std::min(lowest, facts.lowest);
            highest = std::max(highest, facts.highest);
        }
        QCOMPARE(lowest, 0.0);
        QCOMPARE(highest, 1.0);
    }

    void previews_and_the_input_s_card_show_what_the_network_sees() {
        const std::shared_ptr<const Dataset> data = tiny::pictures(6, 4);
        const std::vector<KindSettings> steps{{"Rescale", {{"scale", 0.3}, {"offset", 0.7}}},
                                              {"CenterCrop", {{"height", 4}, {"width", 6}}}};
        const QImage middle = sampleImage(*data, data->training, 3).copy(1, 2, 6, 4);
        const auto pictures = variantsOf(*data, {}, steps, {Part::training, 3}, 42, 8);
        QCOMPARE(pictures.size(), 2);
        QCOMPARE(pictures[0].image, sampleImage(*data, data->training, 3));
        QCOMPARE(pictures[1].image, middle);
        for (const auto& variant :
             variantsOf(*data, {{"RandomFlip", {{"mode", "vertical"}}}}, steps, {Part::training, 3}, 42, 8)
                 .mid(1))
            QVERIFY(variant.image == middle || variant.image == middle.mirrored(false, true));
        AugmentationPreview preview;
        preview.show(data, {}, {}, 42);
        QVERIFY(preview.isHidden());
        preview.show(data, {}, steps, 42);
        QVERIFY(!preview.isHidden());
        const Checked checked = check(tiny::chain({4, 6, 1}, {{"Flatten"}, {"Dense"}}));
        std::vector<Problem> problems;
        const auto cards =
            livePictures(checked, nullptr, data.get(), Pipeline({}, steps, problems), 1, BarMode::parameters);
        QCOMPARE(cards[QStringLiteral("input_1")].strip.value(0),
                 sampleImage(*data, data->validation, 1).copy(1, 2, 6, 4));
    }
};

QTEST_MAIN(TestDataPage)
#include "test_data_page.moc"
