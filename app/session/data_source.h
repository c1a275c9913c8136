// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "session/background.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace glassnet::app {

/// The data set that the project names, loaded off the UI thread. While it loads, and where it was refused,
/// there is none.
class DataSource : public QObject {
    Q_OBJECT
public:
    explicit DataSource(QObject* parent = nullptr) : QObject(parent) {}

    /// Loads what the settings name, unless it is loaded or loading already.
    void want(const DataSettings& settings, const QString& folder);

    [[nodiscard]] const std::shared_ptr<const Dataset>& dataset() const { return dataset_; }
    [[nodiscard]] bool loading() const { return loading_; }
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

Q_SIGNALS:
    void changed();  // loaded, failed, or loading has begun

private:
    struct Wanted {
        DataSettings settings;
        QString folder;
        friend bool operator==(const Wanted&, const Wanted&) = default;
    };
    std::optional<Wanted> wanted_;
    std::shared_ptr<const Dataset> dataset_;
    std::vector<Problem> problems_;
    bool loading_ = false;
    Background background_;
};

}  // namespace glassnet::app
