// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/network_edits.h"
#include "session/session.h"

#include <QTest>

using namespace glassnet;
using namespace glassnet::app;

namespace {

MemoryQuestion example() {
    const Project project = example_project();
    return {.checked = check(project, nullptr), .settings = project.training, .samples = 1800, .threads = 2};
}

}  // namespace

class TestTrainingMemory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void each_variable_of_the_optimizer_takes_a_copy_of_the_weights() {
        MemoryQuestion question = example();
        const std::int64_t adam = trainingBytes(question);  // two variables, SGD has one
        question.settings.optimizer = {"SGD", {}};
        QCOMPARE(adam - trainingBytes(question), 4 * question.checked.trainable_parameters());
    }

    void a_larger_batch_takes_more_until_the_data_ends() {
        MemoryQuestion question = example();
        const auto bytes = [&](int batch) {
            question.settings.batch_size = batch;
            return trainingBytes(question);
        };
        const std::int64_t small = bytes(32), large = bytes(320);
        QVERIFY(small > 4 * 4 * question.checked.trainable_parameters());
        QVERIFY(large - small > 50 * question.checked.output_bytes());  // what steps do at once is not kept
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
};

QTEST_GUILESS_MAIN(TestTrainingMemory)
#include "test_training_memory.moc"
