// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/overview_source.h"

#include "data/changes.h"

#include <utility>

namespace glassnet::app {

namespace {

/// Makes the report of a data set name the samples of the whole that it was left of.
DataReport inWhole(DataReport report, const std::array<std::vector<std::int64_t>, 3>& kept) {
    const auto move = [&](SampleRef& sample) {
        sample.index = kept[static_cast<std::size_t>(sample.part)][static_cast<std::size_t>(sample.index)];
    };
    for (auto& group : report.same)
        for (SampleRef& sample : group) move(sample);
    for (auto* pairs : {&report.alike, &report.suspicious}) {
        for (auto& [a, b] : *pairs) {
            move(a);
            move(b);
        }
    }
    return report;
}

using Overview = std::shared_ptr<const DataOverview>;

}  // namespace

void OverviewSource::follow(const std::shared_ptr<const Dataset>& whole,
                            const std::shared_ptr<const Dataset>& dataset,
                            const std::vector<SampleChange>& changes) {
    if (whole == whole_ && dataset == dataset_) return;
    endReport();
    if (whole != whole_) {
        overview_.reset();
        ofWhole_.reset();
        report_.reset();
    }
    whole_ = whole;
    dataset_ = dataset;
    changes_ = changes;
    looking_ = false;
    Q_EMIT changed();
}

void OverviewSource::look() {
    if (!dataset_ || looking_) return;
    looking_ = true;
    findOverview();
}

void OverviewSource::findOverview() {
    background_.run(
        [whole = whole_, dataset = dataset_, known = ofWhole_] {
            const Overview ofWhole =
                known ? known : std::make_shared<const DataOverview>(overview_of(*whole));
            return std::pair(ofWhole, dataset == whole
                                          ? ofWhole
                                          : std::make_shared<const DataOverview>(overview_of(*dataset)));
        },
        [this, dataset = dataset_](Outcome<std::pair<Overview, Overview>> outcome) {
            if (dataset != dataset_) return;
            if (outcome.value) std::tie(ofWhole_, overview_) = *outcome.value;
            Q_EMIT changed();
            if (!reporting_) findReport();
        });
}

void OverviewSource::endReport() {
    if (ended_) *ended_ = true;
}

void OverviewSource::findReport() {
    reporting_ = true;
    ended_ = std::make_shared<std::atomic<bool>>(false);
    background_.run(
        [whole = whole_, dataset = dataset_, changes = changes_, ended = ended_] {
            DataReport report = report_of(*dataset, [&](const LoadProgress&) { return !*ended; });
            return std::make_shared<const DataReport>(
                dataset == whole ? std::move(report)
                                 : inWhole(std::move(report), kept_samples(*whole, changes)));
        },
        [this, dataset = dataset_](const Outcome<std::shared_ptr<const DataReport>>& outcome) {
            reporting_ = false;
            if (dataset != dataset_) {
                if (dataset_ && overview_) findReport();
                return;
            }
            report_ = outcome.value.value_or(nullptr);
            Q_EMIT changed();
        });
}

}  // namespace glassnet::app
