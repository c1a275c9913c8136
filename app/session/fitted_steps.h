// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "data/dataset.h"
#include "session/background.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace glassnet::app {

/// The preprocessing of a project with the settings that its steps take from the training part, as a run does
/// when it begins. Worked out off the UI thread.
class FittedSteps : public QObject {
    Q_OBJECT
public:
    explicit FittedSteps(QObject* parent = nullptr) : QObject(parent) {}

    void want(const std::shared_ptr<const Dataset>& dataset, const std::vector<KindSettings>& steps);
    /// Returns the steps; nothing while they are worked out or no data are there.
    [[nodiscard]] const std::optional<std::vector<KindSettings>>& steps() const { return fitted_; }
    [[nodiscard]] bool busy() const { return background_.busy(); }

Q_SIGNALS:
    void changed();

private:
    std::shared_ptr<const Dataset> dataset_;
    std::vector<KindSettings> wanted_;
    std::optional<std::vector<KindSettings>> fitted_;
    Background background_;
};

}  // namespace glassnet::app
