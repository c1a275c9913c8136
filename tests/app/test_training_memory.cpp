// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/network_edits.h"
#include "session/session.h"
#include "training/footprint.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>
#include <utility>

using namespace glassnet;
using namespace glassnet::app;

namespace {

/// Of the example, whose training `change` may change.
template <class Change>
std::int64_t bytesWith(const Change& change) {
    auto project = std::make_shared<Project>(example_project());
    change(project->training);
    return trainingBytes({.project = std::move(project), .samples = 1800, .threads = 2});
}

}  // namespace

class TestTrainingMemory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void each_variable_of_the_optimizer_takes_a_copy_of_the_weights() {
        const std::int64_t adam = bytesWith([](TrainingSettings&) {});  // two variables, SGD has one
        const std::int64_t sgd = bytesWith([](TrainingSettings& training) {
            training.optimizer = {"SGD", {}};
        });
        QCOMPARE(adam - sgd, 4 * check(example_project(), nullptr).trainable_parameters());
    }

    void a_larger_batch_takes_more_until_the_data_ends() {
        const auto bytes = [](int batch) {
            return bytesWith([batch](TrainingSettings& training) { training.batch_size = batch; });
        };
        const Checked checked = check(example_project(), nullptr);
        const std::int64_t small = bytes(32), large = bytes(320);
        QVERIFY(small > 4 * 4 * checked.trainable_parameters());
        QVERIFY(large - small > 50 * checked.output_bytes());  // what steps do at once is not kept
        QCOMPARE(bytes(4000), bytes(1800));
    }

    void the_session_follows_the_project() {
        Session session;
        session.document.start(example_project());
        QTRY_VERIFY_WITH_TIMEOUT(session.memory.bytes(), 10000);
        const auto before = *session.memory.bytes();
        NetworkEdits edits(session.document);
        edits.set(QStringLiteral("dense_1"), QStringLiteral("units"), Value(512));
        QTRY_VERIFY_WITH_TIMEOUT(session.memory.bytes() && *session.memory.bytes() > before + 8000000, 10000);
        edits.remove({QStringLiteral("flatten_1")}, {}, Bridge::no);
        QTRY_VERIFY(!session.memory.bytes());
    }

    /// What the answer makes of the project is no reason to ask again.
    void too_little_memory_is_a_problem_of_the_project() {
        Session session;
        session.document.start(example_project());
        QTRY_VERIFY_WITH_TIMEOUT(session.memory.bytes() && session.quiet(), 10000);
        QVERIFY(session.document.checked().ready());
        session.document.setMemoryProblems({*memory_problem(1e18)});
        QCOMPARE(session.document.checked().problems.front().code(), "training.memory");
        QVERIFY(!session.document.checked().ready());
        QVERIFY(session.document.readyApartFromMemory());
        QSignalSpy changes(&session.document, &Document::projectChanged);
        QTRY_VERIFY_WITH_TIMEOUT(session.quiet(), 10000);
        QCOMPARE(changes.count(), 0);

        NetworkEdits edits(session.document);
        edits.set(QStringLiteral("dense_1"), QStringLiteral("units"), Value(16));
        QTRY_VERIFY_WITH_TIMEOUT(session.document.checked().ready(), 10000);
    }

    void another_project_does_not_keep_the_answer() {
        Session session;
        session.document.start(example_project());
        QTRY_VERIFY_WITH_TIMEOUT(session.memory.bytes() && session.quiet(), 10000);
        session.document.start(example_project());
        QVERIFY(!session.memory.bytes());
        QVERIFY(!session.quiet());
        QTRY_VERIFY_WITH_TIMEOUT(session.memory.bytes(), 10000);
    }
};

QTEST_GUILESS_MAIN(TestTrainingMemory)
#include "test_training_memory.moc"
