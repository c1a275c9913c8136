// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/data_source.h"

#include "data/data_problems.h"
#include "data/preprocessing/resize.h"
#include "files/storage_file.h"

#include <chrono>
#include <utility>

namespace glassnet::app {

DataSource::DataSource(QObject* parent) : QObject(parent) {
    pulse_.setInterval(std::chrono::milliseconds(100));
    connect(&pulse_, &QTimer::timeout, this, &DataSource::progressed);
}

void DataSource::want(const std::shared_ptr<const Project>& project, const QString& folder) {
    // built-in data sets do not lie in it
    Wanted wanted{project->data, leading_resize(project->preprocessing),
                  project->data.source.starts_with("builtin:") ? QString() : folder};
    wanted.settings.written.clear();  // unknown fields do not change what is loaded
    std::vector<SampleChange> changes = std::exchange(wanted.settings.changes, {});
    project_ = project;
    const bool otherChanges = changes != changes_;
    changes_ = std::move(changes);
    if (wanted_ != wanted && !isLoadedInSize(wanted)) {
        wanted_ = std::move(wanted);
        load();
        return;
    }
    const bool otherSize = wanted_ != wanted;
    wanted_ = std::move(wanted);
    if (otherChanges && whole_)
        applyChanges();
    else if (otherSize && !loading_)
        take({.value = dataset_, .problems = {}});
}

bool DataSource::isLoadedInSize(const Wanted& wanted) const {
    if (!wanted_ || !whole_ || !whole_->summary.size_problem) return false;
    const Shape& shape = whole_->summary.sample_shape;
    Wanted loaded = *wanted_;
    loaded.resize = wanted.resize;
    return loaded == wanted && (!wanted.resize || *wanted.resize == resize_to(static_cast<int>(shape[0]),
                                                                              static_cast<int>(shape[1])));
}

bool DataSource::cancelled() const {
    return !problems_.empty() && &problems_.front().kind() == &data_problems::cancelled;
}

void DataSource::reload() {
    if (wanted_ && !loading_) load();
}

void DataSource::endLoading() {
    if (meter_) meter_->end();
}

void DataSource::load() {
    endLoading();
    whole_.reset();
    dataset_.reset();
    problems_.clear();
    loading_ = true;
    meter_ = std::make_shared<LoadMeter>();
    pulse_.start();
    Q_EMIT changed();
    Project wanted = *project_;
    wanted.data.changes.clear();
    const auto generation = ++generation_;
    background_.run(
        [wanted = std::move(wanted), folder = wanted_->folder.toStdString(), meter = meter_] {
            return load_to_look_at(wanted, folder, load_options([&](const LoadProgress& progress) {
                                       return meter->take(progress);
                                   }));
        },
        [this, generation](Outcome<std::shared_ptr<const Dataset>> outcome) {
            if (generation != generation_) return;  // something else is wanted by now
            whole_ = outcome.value.value_or(nullptr);
            if (whole_ && !changes_.empty())
                applyChanges();
            else
                take(std::move(outcome));
        });
}

void DataSource::applyChanges() {
    loading_ = true;
    if (applying_) {
        ++generation_;
        return;
    }
    const auto generation = ++generation_;
    applying_ = true;
    Q_EMIT changed();
    meter_ = std::make_shared<LoadMeter>();
    (void)meter_->take({.stage = LoadStage::measuring, .are_bytes = true});
    background_.run(
        [whole = whole_, changes = changes_, meter = meter_] {
            return with_changes(whole, changes,
                                [&](const LoadProgress& progress) { return meter->take(progress); });
        },
        [this, generation](Outcome<std::shared_ptr<const Dataset>> outcome) {
            applying_ = false;
            if (generation == generation_)
                take(std::move(outcome));
            else if (whole_)
                applyChanges();
        });
}

void DataSource::take(Outcome<std::shared_ptr<const Dataset>> outcome) {
    loading_ = false;
    pulse_.stop();
    dataset_ = outcome.value.value_or(nullptr);
    problems_ = std::move(outcome.problems);
    if (dataset_ && dataset_->summary.size_problem && !wanted_->resize)
        problems_.push_back(*dataset_->summary.size_problem);
    Q_EMIT changed();
}

}  // namespace glassnet::app
