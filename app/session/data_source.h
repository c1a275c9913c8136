// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "project/project_data.h"
#include "session/background.h"
#include "session/load_meter.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace glassnet::app {

/// The data set that the project names, loaded off the UI thread. While it loads, and where it was refused,
/// there is none.
class DataSource : public QObject {
    Q_OBJECT
public:
    explicit DataSource(QObject* parent = nullptr);
    ~DataSource() override { endLoading(); }

    /// Loads what the project names, unless it is loaded or loading already.
    void want(const std::shared_ptr<const Project>& project, const QString& folder);
    /// Ends loading, within the time that one file takes; data.cancelled is the problem then.
    void cancel() { endLoading(); }
    /// Tells whether loading was ended before it was done.
    [[nodiscard]] bool cancelled() const;
    /// Loads again what is wanted.
    void reload();

    /// Returns the data as the project wants them, with the changes of samples; nullptr while there are none.
    [[nodiscard]] const std::shared_ptr<const Dataset>& dataset() const { return dataset_; }
    /// Returns the data as their source has them.
    [[nodiscard]] const std::shared_ptr<const Dataset>& whole() const { return whole_; }
    [[nodiscard]] bool loading() const { return loading_; }
    /// Tells how far loading has come.
    [[nodiscard]] LoadState progress() const { return meter_ ? meter_->state() : LoadState{}; }
    /// Returns why the data cannot be trained on; that pictures had no common size, although they were
    /// loaded to be looked at.
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

Q_SIGNALS:
    void changed();     // loaded, failed, or loading has begun
    void progressed();  // some times a second while it loads

private:
    struct Wanted {
        DataSettings settings;  // without changes of samples
        std::optional<KindSettings> resize;
        QString folder;
        friend bool operator==(const Wanted&, const Wanted&) = default;
    };
    void load();
    void endLoading();
    void take(Outcome<std::shared_ptr<const Dataset>> outcome);
    void applyChanges();
    [[nodiscard]] bool isLoadedInSize(const Wanted& wanted) const;

    std::shared_ptr<const Project> project_;
    std::optional<Wanted> wanted_;
    std::vector<SampleChange> changes_;
    std::shared_ptr<const Dataset> whole_, dataset_;
    std::vector<Problem> problems_;
    std::shared_ptr<LoadMeter> meter_;
    std::uint64_t generation_ = 0;  // of what is wanted: answers to earlier wishes are dropped
    bool loading_ = false;
    bool applying_ = false;  // changes are carried out: the next ones wait for them
    QTimer pulse_;
    Background background_;
};

}  // namespace glassnet::app
