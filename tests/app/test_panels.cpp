// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/augmentation.h"
#include "panels/augmentation_preview.h"
#include "panels/charts.h"
#include "panels/data_panel.h"
#include "panels/data_remarks.h"
#include "panels/inspector.h"
#include "panels/layer_reading.h"
#include "panels/sample_browser.h"
#include "panels/sample_rows.h"
#include "panels/samples.h"
#include "panels/training_form.h"
#include "session/network_edits.h"
#include "session/session.h"
#include "widgets/engine_text.h"
#include "widgets/line_chart.h"
#include "widgets/switch.h"
#include "widgets/tensor_image.h"
#include "widgets/thumbnail_grid.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLineSeries>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace glassnet;
using namespace glassnet::app;

namespace {

LayerReading seen(const Session& session, const std::string& node) {
    const Checked& checked = session.document.checked();
    return readingOf(*checked.find(node), checked, session.run.snapshot().get(),
                     &session.data.dataset()->summary, 0);
}

/// The largest difference between the sum of the products with the bias, through relu, and what the engine
/// says.
double largestError(const LayerReading& reading) {
    const auto maps = tilesOfOutput(reading.output->shape, reading.output->values);
    double largest = 0;
    for (int channel = 0; channel < static_cast<int>(maps.size()); channel += 3)
        for (int row = 0; row < maps[0].height; row += 2)
            for (int column = 0; column < maps[0].width; column += 2) {
                const bool picture = reading.shape.rank() == 3;
                double sum = static_cast<double>(
                    reading.bias->values[static_cast<std::size_t>(picture ? channel : column)]);
                for (const WeightedInput& product : productsBehind(reading, channel, row, column))
                    sum += product.value();
                const double shown =
                    static_cast<double>(maps[static_cast<std::size_t>(channel)].at(row, column));
                largest = std::max(largest, std::abs(std::max(0.0, sum) - shown));
            }
    return largest;
}

}  // namespace

class TestPanels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_sum_behind_a_number_is_that_number() {
        Session session;
        session.document.start(example_project());
        NetworkEdits edits(session.document);
        edits.set(QStringLiteral("conv2d_2"), QStringLiteral("padding"), Value("same"));
        edits.set(QStringLiteral("conv2d_2"), QStringLiteral("strides"),
                  Value(Value::List{Value(2), Value(2)}));
        for (const char* id : {"conv2d_1", "conv2d_2", "dense_1"}) {
            Watch watch;
            for (const CheckedNode& node : session.document.checked().nodes) watch.outputs.insert(node.id);
            watch.weights = {id};
            session.run.watch(watch);
            QTRY_VERIFY_WITH_TIMEOUT(
                session.run.quiet() && session.run.snapshot() &&
                    session.run.snapshot()->weights.contains(std::string(id) + "/kernel") &&
                    seen(session, id).output,
                10000);
            const double error = largestError(seen(session, id));
            QVERIFY2(error < 1e-4,
                     qPrintable(QStringLiteral("%1: %2").arg(QLatin1StringView(id)).arg(error)));
        }
    }

    void the_last_layer_answers_with_class_names() {
        Session session;
        session.document.start(example_project());
        QTRY_VERIFY_WITH_TIMEOUT(session.data.dataset(), 10000);
        QCOMPARE(seen(session, "dense_2").classes.size(), 10);
        QVERIFY(seen(session, "dense_1").classes.isEmpty());
    }

    void training_settings_are_reported_whole() {
        TrainingForm form;
        form.show({}, {});
        QSignalSpy edited(&form, &TrainingForm::edited);
        auto* epochs = form.findChild<QLineEdit*>(QStringLiteral("setting.epochs.field"));
        epochs->selectAll();
        QTest::keyClicks(epochs, QStringLiteral("25"));
        QTest::keyClick(epochs, Qt::Key_Return);
        QCOMPARE(edited.count(), 1);
        TrainingSettings wanted;
        wanted.epochs = 25;
        QCOMPARE(edited[0][0].value<TrainingSettings>(), wanted);
        auto* optimizer = form.findChild<QComboBox*>(QStringLiteral("training.optimizer"));
        optimizer->setCurrentIndex(optimizer->findData(QStringLiteral("SGD")));
        Q_EMIT optimizer->activated(optimizer->currentIndex());
        QCOMPARE(edited[1][0].value<TrainingSettings>().optimizer.kind, std::string("SGD"));
    }

    void ends_of_a_network_are_set_one_by_one() {
        TrainingForm form;
        TrainingSettings settings;
        connect(&form, &TrainingForm::edited, this, [&](const TrainingSettings& next) { settings = next; });
        const auto show = [&](const QStringList& ends) {
            form.show(settings, {}, ends, {QStringLiteral("depth")});
        };
        auto* outputs = form.findChild<QWidget*>(QStringLiteral("training.outputs"));
        show({QStringLiteral("classes")});
        QVERIFY(outputs->isHidden());
        show({QStringLiteral("classes"), QStringLiteral("picture")});
        QVERIFY(!outputs->isHidden());
        const auto choose = [&](const char* name, const char* data) {
            auto* box = form.findChild<QComboBox*>(QLatin1StringView(name));
            QVERIFY2(box->findData(QLatin1StringView(data)) >= 0, data);
            box->setCurrentIndex(box->findData(QLatin1StringView(data)));
            Q_EMIT box->activated(box->currentIndex());
            show({QStringLiteral("classes"), QStringLiteral("picture")});
        };
        choose("outputs.target.picture", "input");
        choose("outputs.loss.picture", "mean_squared_error");
        auto* weight =
            form.findChild<QWidget*>(QStringLiteral("outputs.weight.picture"))->findChild<QLineEdit*>();
        weight->selectAll();
        QTest::keyClicks(weight, QStringLiteral("0.5"));
        QTest::keyClick(weight, Qt::Key_Return);
        const std::vector<OutputSettings> wanted{
            {.node = "picture", .loss = {"mean_squared_error", {}}, .loss_weight = 0.5, .target = "input"}};
        QVERIFY(settings.outputs == wanted);
        choose("outputs.target.picture", "depth");
        QCOMPARE(settings.outputs.at(0).target, std::string("depth"));
        show({QStringLiteral("classes")});
        QVERIFY(!outputs->isHidden());  // what is set can be seen, whatever the network
    }

    void metrics_are_ticked_in_a_menu() {
        TrainingForm form;
        TrainingSettings settings;
        connect(&form, &TrainingForm::edited, this,
                [&](const TrainingSettings& next) { form.show(settings = next, {}); });
        form.show(settings, {});
        auto* button = form.findChild<QPushButton*>(QStringLiteral("training.metrics"));
        const auto action = [&](const char* id) {
            for (QAction* each : button->menu()->actions())
                if (each->data() == QLatin1StringView(id)) return each;
            return static_cast<QAction*>(nullptr);
        };
        QVERIFY(action("accuracy")->isChecked());
        action("f1")->trigger();
        action("accuracy")->trigger();
        QCOMPARE(settings.metrics.size(), 1U);
        QCOMPARE(settings.metrics[0].kind, std::string("f1"));
        QVERIFY(action("f1")->isChecked() && !action("accuracy")->isChecked());
        QVERIFY(button->text().contains(action("f1")->text()));
    }

    void the_second_chart_shows_what_is_chosen() {
        EpochRecord epoch;
        epoch.epoch = 1;
        epoch.metrics = {{"copy_loss", 2.0}, {"val_copy_loss", 3.0}, {"val_f1", 0.25}};
        const auto choices = chartChoices({epoch});
        QCOMPARE(choices.size(), 4U);
        QCOMPARE(choices[2].metric, std::string("copy_loss"));
        QCOMPARE(choices[3].metric, std::string("f1"));
        Charts charts;
        charts.show({}, {epoch}, 2);
        QSignalSpy chosen(&charts, &Charts::chosen);
        auto* choice = charts.findChild<QComboBox*>(QStringLiteral("charts.choice"));
        QCOMPARE(choice->count(), 4);
        choice->setCurrentIndex(2);
        Q_EMIT choice->activated(2);
        QCOMPARE(chosen.count(), 1);
        charts.show({}, {epoch}, 2);
        QCOMPARE(choice->currentIndex(), 2);
        const auto* chart = charts.findChild<LineChart*>(QStringLiteral("charts.other"));
        QCOMPARE(chart->accessibleName(), QStringLiteral("copy_loss"));
        bool training = false, validation = false;
        for (const QAbstractSeries* series : chart->chart()->series()) {
            const auto points = static_cast<const QXYSeries*>(series)->points();
            training |= points.size() == 1 && points[0] == QPointF(1, 2);
            validation |= points.size() == 1 && points[0] == QPointF(1, 3);
        }
        QVERIFY(training && validation);
        charts.show({}, {}, 2);  // another run, without such a figure
        QCOMPARE(choice->currentText(), QStringLiteral("Accuracy"));
    }

    void augmentation_keeps_the_catalogues_order() {
        Augmentation panel;
        std::vector<KindSettings> steps;
        connect(&panel, &Augmentation::edited, this,
                [&](const std::vector<KindSettings>& next) { panel.show(steps = next); });
        panel.show(steps);
        for (const char* kind : {"RandomTranslation", "RandomFlip"})
            panel.findChild<Switch*>(QStringLiteral("augmentation.") + QLatin1StringView(kind))->click();
        QCOMPARE(steps.size(), 2U);
        QCOMPARE(steps[0].kind, std::string("RandomFlip"));
        // nothing stands on its head unasked
        QCOMPARE(steps[0].settings, (Value::Map{{"mode", "horizontal"}}));
        panel.findChild<Switch*>(QStringLiteral("augmentation.RandomFlip"))->click();
        QCOMPARE(steps.size(), 1U);
    }

    void augmentation_is_added_from_a_menu_of_groups() {
        Augmentation panel;
        std::vector<KindSettings> steps;
        connect(&panel, &Augmentation::edited, this,
                [&](const std::vector<KindSettings>& next) { panel.show(steps = next); });
        const Shape grey{8, 8, 1};
        panel.show(steps, &grey);
        const auto offered = [&](const char* kind) {
            return panel.findChild<QAction*>(QStringLiteral("augmentation.add.") + QLatin1StringView(kind));
        };
        QCOMPARE(panel.findChild<QPushButton*>(QStringLiteral("augmentation.add"))->menu()->actions().size(),
                 6);
        QVERIFY(!offered("RandomHue")->isVisible());  // grey pictures have no hue
        offered("RandomZoom")->trigger();
        QCOMPARE(steps.size(), 1U);
        QCOMPARE(steps[0].kind, std::string("RandomZoom"));
        QVERIFY(!offered("RandomZoom")->isEnabled() && offered("RandomFlip")->isEnabled());
        QVERIFY(
            !panel.findChild<Switch*>(QStringLiteral("augmentation.RandomZoom"))->parentWidget()->isHidden());
        QVERIFY(
            panel.findChild<Switch*>(QStringLiteral("augmentation.RandomFlip"))->parentWidget()->isHidden());
    }

    void rows_of_numbers_are_shown_as_rows() {
        Session session;
        Project project = example_project();
        project.data.source = "builtin:moons";
        session.document.start(project);
        QTRY_VERIFY_WITH_TIMEOUT(session.data.dataset(), 10000);
        SampleBrowser samples;
        samples.show(session.data, session.overview, {});
        auto* rows = samples.findChild<SampleRows*>();
        QVERIFY(rows->isVisibleTo(&samples));
        const auto* model = rows->model();
        const Dataset& dataset = *session.data.dataset();
        QCOMPARE(model->rowCount(),
                 static_cast<int>(dataset.training.count + dataset.validation.count + dataset.test.count));
        QCOMPARE(model->columnCount(), 5);  // number, class, part, two values
        float values[2];
        dataset.read_input(dataset.training, 3, values);
        QCOMPARE(model->index(3, 4).data().toString(), valueText(static_cast<double>(values[1])));
        QCOMPARE(model->index(3, 0).data().toString(), QStringLiteral("3"));
        QCOMPARE(samples.findChild<ThumbnailGrid*>()->count(), 0);
        Augmentation augmentation;
        augmentation.show({}, &session.data.dataset()->summary.sample_shape);
        for (const auto* offered : augmentation.findChildren<Switch*>())
            QVERIFY(offered->parentWidget()->isHidden());
    }

    void pictures_of_any_range_are_neither_black_nor_white() {
        auto dataset = std::make_shared<Dataset>(*load_dataset({.source = "builtin:digits"}, ""));
        const auto brightest = [&] {
            int most = 0;
            const QImage image = sampleImage(*dataset, dataset->training, 0);
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) most = std::max(most, qGray(image.pixel(x, y)));
            return most;
        };
        QVERIFY(brightest() > 200);  // 16 is as white as these get
        const auto bytes = dataset->training.inputs.all<std::uint8_t>();
        std::vector<float> standardized(bytes.begin(), bytes.end());
        for (float& value : standardized) value = (value - 8) / 4;
        dataset->training.inputs = {standardized, 64};
        dataset->summary.largest_input = 2;
        dataset->summary.lowest_input = -2;
        const QImage image = sampleImage(*dataset, dataset->training, 0);
        QVERIFY(brightest() > 200);
        QVERIFY(qGray(image.pixel(0, 0)) < 10);
    }

    void variants_depend_on_seed_and_epoch_alone() {
        Session session;
        session.document.start(example_project());
        QTRY_VERIFY_WITH_TIMEOUT(session.data.dataset(), 10000);
        const Dataset& dataset = *session.data.dataset();
        const SampleRef sample{Part::training, 3};
        const std::vector<KindSettings> steps{{"RandomRotation", {}}};
        const auto once = variantsOf(dataset, steps, {}, sample, 42, 4),
                   again = variantsOf(dataset, steps, {}, sample, 42, 4),
                   other = variantsOf(dataset, steps, {}, sample, 43, 4);
        QCOMPARE(once.size(), 5);
        QCOMPARE(once[0].image, sampleImage(dataset, dataset.training, 3));
        for (int i = 0; i < 5; ++i) QCOMPARE(once[i].image, again[i].image);
        QVERIFY(once[1].image != once[2].image);
        QVERIFY(once[1].image != other[1].image);
        for (const auto& same : variantsOf(dataset, {}, {}, sample, 42, 4))
            QCOMPARE(same.image, once[0].image);
    }

    void the_inspector_follows_the_selection() {
        const Project project = example_project();
        Inspector inspector;
        const Checked checked = check(project.network);
        inspector.show(project, checked, {QStringLiteral("conv2d_1")});
        QCOMPARE(inspector.findChild<QLineEdit*>(QStringLiteral("inspector.name"))->text(),
                 QStringLiteral("conv2d_1"));
        QVERIFY(inspector.findChild<QLabel*>(QStringLiteral("inspector.facts"))
                    ->text()
                    .replace(QChar::Nbsp, QLatin1Char(' '))
                    .contains(QStringLiteral("26 × 26 × 32")));
        QSignalSpy edited(&inspector, &Inspector::settingEdited);
        auto* filters = inspector.findChild<QLineEdit*>(QStringLiteral("setting.filters.field"));
        filters->setText(QStringLiteral("8"));
        QTest::keyClick(filters, Qt::Key_Return);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited[0][0].toString(), QStringLiteral("conv2d_1"));
        inspector.show(project, checked, {});
        QVERIFY(inspector.findChild<QLabel*>(QStringLiteral("inspector.network"))
                    ->text()
                    .contains(countText(225034)));
    }

    void what_would_fit_the_data_is_told_and_offered() {
        DataPanel panel;
        auto data = std::make_shared<Dataset>();
        data->summary.sample_shape = {2, 2, 1};
        const auto* button = panel.findChild<QPushButton*>(QStringLiteral("data.fit"));
        const auto* changes = panel.findChild<QLabel*>(QStringLiteral("data.changes"));
        panel.show({}, data.get(), false, {}, {});
        QVERIFY(!button->isVisibleTo(&panel) && !changes->isVisibleTo(&panel));
        const ProblemKind change{"fit.units", Severity::hint, "{node} gives 3 numbers", "As many classes."};
        panel.show({}, data.get(), false, {}, {{Problem(change, {{"node", "dense_1"}})}});
        QCOMPARE(changes->text(), QStringLiteral("• dense_1 gives 3 numbers"));
        QCOMPARE(button->text(), QStringLiteral("Fit the network to the data"));
        panel.show({}, nullptr, true, {}, {});
        QVERIFY(!button->isVisibleTo(&panel));
    }

    void files_of_a_folder_are_counted() {
        DataPanel panel;
        auto data = std::make_shared<Dataset>();
        data->summary.sample_shape = {2, 2, 1};
        const ProblemKind early{"picture.cut", Severity::error, "it ends early", "Copy it again."};
        for (const char* file : {"/far/cat/1.png", "/far/cat/2.png"})
            data->files.leave_out(Problem(early, {}, {.file = file}));
        panel.show({}, data.get(), false, {}, {});
        QVERIFY(panel.findChild<QLabel*>(QStringLiteral("data.facts"))
                    ->text()
                    .contains(QStringLiteral("files left out")));
        const auto* remarks = panel.findChild<DataRemarks*>();
        QCOMPARE(remarks->groups().size(), std::size_t{1});
        panel.show({}, data.get(), true, {}, {});  // another one is loading
        QVERIFY(remarks->groups().empty());
    }
};

QTEST_MAIN(TestPanels)
#include "test_panels.moc"
