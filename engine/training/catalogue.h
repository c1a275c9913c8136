// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "training/class_weight.h"
#include "training/loss.h"
#include "training/metric.h"
#include "training/optimizer.h"
#include "training/stopping.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace glassnet {

/// One loss, optimizer, metric, way to stop and way to weigh classes of each kind with default settings, in
/// the order people see them.
[[nodiscard]] std::span<const std::unique_ptr<const Loss>> loss_catalogue();
[[nodiscard]] std::span<const std::unique_ptr<const Optimizer>> optimizer_catalogue();
[[nodiscard]] std::span<const std::unique_ptr<const Metric>> metric_catalogue();
[[nodiscard]] std::span<const std::unique_ptr<const Stopping>> stopping_catalogue();
[[nodiscard]] const Loss* find_loss(std::string_view id);
[[nodiscard]] const Optimizer* find_optimizer(std::string_view id);
[[nodiscard]] std::span<const std::unique_ptr<const ClassWeight>> class_weight_catalogue();
[[nodiscard]] const ClassWeight* find_class_weight(std::string_view id);
[[nodiscard]] const Stopping* find_stopping(std::string_view id);
[[nodiscard]] const Metric* find_metric(std::string_view id);

/// "accuracy, f1_score": the names of a catalogue's kinds.
template <class Kinds>
[[nodiscard]] std::string ids(const Kinds& kinds) {
    std::string text;
    for (const auto& kind : kinds) text += (text.empty() ? "" : ", ") + std::string(kind->id());
    return text;
}

}  // namespace glassnet
