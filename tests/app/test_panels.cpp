// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/network_edits.h"
#include "document/session.h"
#include "panels/augmentation.h"
#include "panels/inspector.h"
#include "panels/samples.h"
#include "panels/sight.h"
#include "panels/training_form.h"
#include "widgets/engine_text.h"
#include "widgets/switch.h"
#include "widgets/tensor_image.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace glassnet;
using namespace glassnet::app;

namespace {

Sight seen(const Session& session, const std::string& node) {
    const Checked& checked = session.document.checked();
    return sightOf(*checked.find(node), checked, session.run.snapshot().get(), &session.data.dataset()->summary, 0);
}

/// The largest difference between the sum of the terms with the bias, through relu, and what the engine says.
double largestError(const Sight& sight) {
    const auto maps = tilesOfOutput(sight.output->shape, sight.output->values);
    double largest = 0;
    for (int channel = 0; channel < static_cast<int>(maps.size()); channel += 3)
        for (int row = 0; row < maps[0].height; row += 2)
            for (int column = 0; column < maps[0].width; column += 2) {
                const bool picture = sight.shape.rank() == 3;
                double sum = static_cast<double>(sight.bias->values[static_cast<std::size_t>(picture ? channel : column)]);
                for (const Term& term : termsBehind(sight, channel, row, column)) sum += term.product();
                const double shown = static_cast<double>(maps[static_cast<std::size_t>(channel)].at(row, column));
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
        edits.set(QStringLiteral("conv2d_2"), QStringLiteral("strides"), Value(Value::List{Value(2), Value(2)}));
        for (const char* id : {"conv2d_1", "conv2d_2", "dense_1"}) {
            Watch watch;
            for (const CheckedNode& node : session.document.checked().nodes) watch.outputs.insert(node.id);
            watch.weights = {id};
            session.run.watch(watch);
            QTRY_VERIFY_WITH_TIMEOUT(session.run.quiet() && session.run.snapshot() &&
                                         session.run.snapshot()->weights.contains(std::string(id) + "/kernel") && seen(session, id).output,
                                     10000);
            const double error = largestError(seen(session, id));
            QVERIFY2(error < 1e-4, qPrintable(QStringLiteral("%1: %2").arg(QLatin1StringView(id)).arg(error)));
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

    void augmentation_keeps_the_catalogues_order() {
        Augmentation panel;
        std::vector<KindSettings> steps;
        connect(&panel, &Augmentation::edited, this, [&](const std::vector<KindSettings>& next) { panel.show(steps = next); });
        panel.show(steps);
        for (const char* kind : {"RandomTranslation", "RandomFlip"})
            panel.findChild<Switch*>(QStringLiteral("augmentation.") + QLatin1StringView(kind))->click();
        QCOMPARE(steps.size(), 2U);
        QCOMPARE(steps[0].kind, std::string("RandomFlip"));
        panel.findChild<Switch*>(QStringLiteral("augmentation.RandomFlip"))->click();
        QCOMPARE(steps.size(), 1U);
    }

    void variants_depend_on_seed_and_epoch_alone() {
        Session session;
        session.document.start(example_project());
        QTRY_VERIFY_WITH_TIMEOUT(session.data.dataset(), 10000);
        const Dataset& dataset = *session.data.dataset();
        const std::vector<KindSettings> steps{{"RandomRotation", {}}};
        const auto once = variantsOf(dataset, steps, 3, 42, 4), again = variantsOf(dataset, steps, 3, 42, 4),
                   other = variantsOf(dataset, steps, 3, 43, 4);
        QCOMPARE(once.size(), 5);
        QCOMPARE(once[0].image, sampleImage(dataset, dataset.training, 3));
        for (int i = 0; i < 5; ++i) QCOMPARE(once[i].image, again[i].image);
        QVERIFY(once[1].image != once[2].image);
        QVERIFY(once[1].image != other[1].image);
        for (const auto& same : variantsOf(dataset, {}, 3, 42, 4)) QCOMPARE(same.image, once[0].image);
    }

    void the_inspector_follows_the_selection() {
        const Project project = example_project();
        Inspector inspector;
        const Checked checked = check(project.network);
        inspector.show(project, checked, {QStringLiteral("conv2d_1")});
        QCOMPARE(inspector.findChild<QLineEdit*>(QStringLiteral("inspector.name"))->text(), QStringLiteral("conv2d_1"));
        QVERIFY(inspector.findChild<QLabel*>(QStringLiteral("inspector.facts"))->text().contains(QStringLiteral("26 × 26 × 32")));
        QSignalSpy edited(&inspector, &Inspector::settingEdited);
        auto* filters = inspector.findChild<QLineEdit*>(QStringLiteral("setting.filters.field"));
        filters->setText(QStringLiteral("8"));
        QTest::keyClick(filters, Qt::Key_Return);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(edited[0][0].toString(), QStringLiteral("conv2d_1"));
        inspector.show(project, checked, {});
        QVERIFY(inspector.findChild<QLabel*>(QStringLiteral("inspector.network"))->text().contains(countText(225034)));
    }
};

QTEST_MAIN(TestPanels)
#include "test_panels.moc"
