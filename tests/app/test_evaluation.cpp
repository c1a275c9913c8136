// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/safetensors.h"
#include "panels/evaluation_panel.h"
#include "session/network_edits.h"
#include "session/session.h"
#include "training/checkpoint.h"
#include "widgets/confusion_matrix.h"
#include "widgets/picture_grid.h"

#include "support/tiny_networks.h"

#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace glassnet;
using namespace glassnet::app;

namespace {

/// The running example, trained for so many steps.
struct Trained {
    explicit Trained(int steps, Project project = example_project()) {
        session.document.start(std::move(project));
        const auto ready = [this] { return session.run.snapshot() && session.run.quiet(); };
        QTRY_VERIFY_WITH_TIMEOUT(ready(), 20000);
        for (int i = 0; i < steps; ++i) step();
    }
    void step() {
        const auto wanted = session.run.snapshot()->step + 1;
        session.run.stepBatch();
        QTRY_VERIFY_WITH_TIMEOUT(!session.run.running() && session.run.snapshot()->step == wanted, 20000);
        QTRY_COMPARE(session.evaluation.newestStep(), wanted);
    }
    void evaluate() {
        session.evaluation.evaluate();
        QTRY_VERIFY_WITH_TIMEOUT(!session.evaluation.busy(), 20000);
        QVERIFY(session.evaluation.result());
    }
    Session session;
};

/// Four numbers in, one number out: data without classes, in a file of its own.
Project values(const QTemporaryDir& folder) {
    StoredTensors stored;
    const auto put = [&](const std::string& name, std::int64_t samples, std::int64_t each) {
        stored.tensors[name] = {{samples, each},
                                std::vector<float>(static_cast<std::size_t>(samples * each), 0.5F)};
    };
    put("x_train", 20, 4), put("y_train", 20, 1), put("x_test", 6, 4), put("y_test", 6, 1);
    QFile file(folder.filePath(QStringLiteral("values.safetensors")));
    if (file.open(QIODevice::WriteOnly)) file.write(QByteArray::fromStdString(write_safetensors(stored)));
    Project project;
    project.network = tiny::chain({4}, {{"Dense", {{"units", 1}}}});
    project.data.source = file.fileName().toStdString();
    project.training.loss = {"mean_squared_error", {}};
    return project;
}

template <class Widget>
Widget* in(const QWidget& panel, const char* name) {
    return panel.findChild<Widget*>(QLatin1StringView(name));
}

}  // namespace

class TestEvaluation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void counts_and_accuracy_tell_the_same() {
        Trained trained(3);
        trained.evaluate();
        const Evaluated& result = *trained.session.evaluation.result();
        QCOMPARE(result.step, 3);
        int all = 0, right = 0;
        for (std::size_t row = 0; row < result.counts.size(); ++row) {
            all += std::accumulate(result.counts[row].begin(), result.counts[row].end(), 0);
            right += result.counts[row][row];
        }
        QCOMPARE(all, static_cast<int>(result.samples().count));
        QCOMPARE(static_cast<double>(right) / all, *result.evaluation.accuracy);
        QCOMPARE(static_cast<int>(result.mistakes().size()), all - right);
    }

    void the_run_is_not_touched() {
        Trained trained(2);
        const auto before = hash_weights(trained.session.run.checkpoint()->weights);
        trained.evaluate();
        QCOMPARE(trained.session.run.snapshot()->step, 2);
        QCOMPARE(hash_weights(trained.session.run.checkpoint()->weights), before);
        trained.step();
        Trained other(3);
        QCOMPARE(hash_weights(trained.session.run.checkpoint()->weights),
                 hash_weights(other.session.run.checkpoint()->weights));
    }

    void trained_weights_are_judged_anew_but_only_once() {
        Trained trained(1);
        LiveEvaluation& evaluation = trained.session.evaluation;
        evaluation.refresh();
        QVERIFY(evaluation.busy());
        QTRY_VERIFY_WITH_TIMEOUT(!evaluation.busy(), 20000);
        evaluation.refresh();
        QVERIFY(!evaluation.busy());
        trained.step();
        evaluation.refresh();
        QVERIFY(evaluation.busy());
        QTRY_VERIFY_WITH_TIMEOUT(!evaluation.busy(), 20000);
        QCOMPARE(evaluation.result()->step, 2);
    }

    void untrained_weights_are_judged_only_when_asked() {
        Trained trained(0);
        trained.session.evaluation.refresh();
        QVERIFY(!trained.session.evaluation.busy());
        EvaluationPanel panel;
        panel.show(trained.session.evaluation, 0);
        QVERIFY(in<QLabel>(panel, "evaluation.empty")
                    ->text()
                    .contains(QStringLiteral("Nothing has been trained yet")));
        trained.evaluate();
        panel.show(trained.session.evaluation, 0);
        QVERIFY(in<QLabel>(panel, "evaluation.note")->text().contains(QStringLiteral("untrained weights")));
    }

    void an_edit_leaves_the_result_of_the_run_and_says_so() {
        Trained trained(1);
        trained.evaluate();
        NetworkEdits(trained.session.document)
            .set(QStringLiteral("dense_1"), QStringLiteral("units"), Value(9));
        QTRY_VERIFY_WITH_TIMEOUT(trained.session.run.edited() && trained.session.quiet(), 10000);
        QVERIFY(trained.session.evaluation.result());
        EvaluationPanel panel;
        panel.show(trained.session.evaluation, 0);
        QVERIFY(in<QLabel>(panel, "evaluation.note")->text().contains(QStringLiteral("edited since")));
        trained.session.document.undoStack().undo();
        panel.show(trained.session.evaluation, 0);
        QVERIFY(!in<QLabel>(panel, "evaluation.note")->text().contains(QStringLiteral("edited since")));
        QCOMPARE(trained.session.evaluation.result()->step, 1);
    }

    void the_test_part_is_looked_at_when_chosen() {
        Trained trained(1);
        trained.session.evaluation.choose(EvaluatedPart::test);
        QVERIFY(!trained.session.evaluation.result());
        trained.evaluate();
        QCOMPARE(trained.session.evaluation.result()->samples().count,
                 trained.session.data.dataset()->test.count);
    }

    void a_cell_shows_its_samples_and_a_click_wants_one() {
        Trained trained(4);
        trained.evaluate();
        EvaluationPanel panel;
        panel.resize(1200, 700);
        panel.show(trained.session.evaluation, 0);
        static_cast<QWidget&>(panel).setVisible(true);
        const Evaluated& result = *trained.session.evaluation.result();
        auto* matrix = in<ConfusionMatrix>(panel, "evaluation.confusion");
        const int sample = result.mistakes().front();
        const int truth = trained.session.data.dataset()->class_of(result.samples(), sample),
                  predicted = result.evaluation.predicted[static_cast<std::size_t>(sample)];
        const QModelIndex cell = matrix->model()->index(truth, predicted);
        QCOMPARE(cell.data().toInt(), static_cast<int>(result.samplesOf(truth, predicted).size()));
        matrix->scrollTo(cell);
        QTest::mouseClick(matrix->viewport(), Qt::LeftButton, {}, matrix->visualRect(cell).center());
        QSignalSpy wanted(&panel, &EvaluationPanel::sampleWanted);
        QTest::mouseClick(in<PictureGrid>(panel, "evaluation.mistakes"), Qt::LeftButton, {}, QPoint(20, 20));
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toInt(), sample);
        QTest::keyClick(in<PictureGrid>(panel, "evaluation.mistakes"), Qt::Key_Return);
        QCOMPARE(wanted.count(), 2);
    }

    void a_hundred_classes_are_shown_with_numbers_that_fit() {
        QStringList names;
        std::vector<std::vector<int>> counts(100, std::vector<int>(100, 1));
        for (int i = 0; i < 100; ++i) {
            names += QStringLiteral("class number %1").arg(i);
            counts[static_cast<std::size_t>(i)][static_cast<std::size_t>(i)] = 1234;
        }
        ConfusionMatrix matrix;
        matrix.resize(600, 500);
        matrix.show(names, counts);
        const int cell = matrix.horizontalHeader()->defaultSectionSize();
        QVERIFY(cell >= QFontMetrics(matrix.font()).horizontalAdvance(QStringLiteral("1,234")) * 3 / 4);
        QCOMPARE(matrix.verticalHeader()->defaultSectionSize(), cell);
        QVERIFY(matrix.horizontalHeader()->sizeHint().height() < 150);
        matrix.show({QStringLiteral("no"), QStringLiteral("yes")}, {{5, 1}, {2, 6}});
        QVERIFY(matrix.horizontalHeader()->defaultSectionSize() > cell);
    }

    void targets_that_are_values_have_metrics_of_their_own() {
        QTemporaryDir folder;
        Trained trained(1, values(folder));
        trained.evaluate();
        EvaluationPanel panel;
        panel.show(trained.session.evaluation, 0);
        for (const char* metric : {"Mean squared error", "Mean absolute error", "R²"})
            QVERIFY(in<QLabel>(panel, "evaluation.values")->text().contains(QString::fromUtf8(metric)));
        QVERIFY(in<QLabel>(panel, "evaluation.accuracy")->parentWidget()->isHidden());
        QVERIFY(in<QLabel>(panel, "evaluation.loss")->text() != QStringLiteral("–"));
    }
};

QTEST_MAIN(TestEvaluation)
#include "test_evaluation.moc"
