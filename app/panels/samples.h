// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/pipeline.h"

#include <QImage>
#include <QWidget>

#include <memory>
#include <span>
#include <vector>

class QSpinBox;

namespace glassnet::app {

class PictureGrid;

/// The values of a picture that are drawn black and white.
struct Shades {
    double black = 0, white = 1;
    friend bool operator==(const Shades&, const Shades&) = default;
};
/// Returns the smallest and largest value of one sample: each picture is seen, whatever its unit. Pictures of
/// bytes keep 0 … 255 while they use at least a quarter of it.
[[nodiscard]] Shades shadesOf(const Dataset& dataset, std::span<const float> values);

/// Returns the part that the pinned sample comes from: validation, or training where there is none.
[[nodiscard]] const DataPart& pinnedPart(const Dataset& dataset);
/// Returns a sample as a picture; empty for data that are no pictures.
[[nodiscard]] QImage sampleImage(const Dataset& dataset, const DataPart& part, std::int64_t sample);
/// Returns a sample as the network sees it, in the shades that its raw values have.
[[nodiscard]] QImage seenImage(const Dataset& dataset, const Pipeline& pipeline, const DataPart& part,
                               std::int64_t sample);
/// Returns the raw values of a sample.
[[nodiscard]] std::vector<float> sampleValues(const Dataset& dataset, const DataPart& part,
                                              std::int64_t sample);

/// A row of samples to choose the pinned one from.
class SamplePicker : public QWidget {
    Q_OBJECT
public:
    explicit SamplePicker(QWidget* parent = nullptr);
    void show(const std::shared_ptr<const Dataset>& dataset, int pinned);

Q_SIGNALS:
    void chosen(int sample);

private:
    PictureGrid* row_;
    QSpinBox* number_;
    std::shared_ptr<const Dataset> dataset_;
    int pinned_ = 0;
};

}  // namespace glassnet::app
