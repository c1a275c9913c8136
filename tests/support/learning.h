// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/tiny_networks.h"
#include "training/learner.h"

#include <QTest>

#include <string>
#include <string_view>

/// What tests of reproducible trainings share.
namespace glassnet::testing {

/// Of the weights and of all that the optimizer remembers.
inline std::string hash_of(const Checkpoint& checkpoint) {
    return hash_weights(checkpoint.weights) + hash_weights(checkpoint.optimizer);
}
inline std::string hash_of(const Learner& learner) { return hash_of(learner.checkpoint()); }

/// One of tiny::reproducible_tasks().
inline TrainingTask task_named(std::string_view name) {
    for (auto& each : tiny::reproducible_tasks()) {
        if (each.name == name) return each.task;
    }
    return {};
}

/// A row for each of them: QFETCH(QString, name).
inline void each_network() {
    QTest::addColumn<QString>("name");
    for (const auto& each : tiny::reproducible_tasks()) QTest::newRow(each.name) << QString(each.name);
}

}  // namespace glassnet::testing
