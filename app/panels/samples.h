// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "data/dataset.h"
#include "widgets/picture_grid.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QSpinBox;
class QToolButton;

namespace glassnet::app {

class SampleRows;
class SectionTitle;

/// Returns the part that the pinned sample comes from: validation, or training where there is none.
[[nodiscard]] const DataPart& pinnedPart(const Dataset& dataset);
/// Returns a sample as a picture; empty for data that are no pictures.
[[nodiscard]] QImage sampleImage(const Dataset& dataset, const DataPart& part, std::int64_t sample);
/// Returns the first training samples of each class, `perClass` each, class by class.
[[nodiscard]] std::vector<std::int64_t> samplesByClass(const Dataset& dataset, int perClass);
/// Returns the same sample as augmented in so many epochs; the original first.
[[nodiscard]] QList<PictureGrid::Picture> variantsOf(const Dataset& dataset,
                                                     const std::vector<KindSettings>& augmentation,
                                                     std::int64_t sample, std::uint64_t seed, int count);

/// What the data looks like, and how augmentation changes it.
class Samples : public QWidget {
    Q_OBJECT
public:
    explicit Samples(QWidget* parent = nullptr);
    void show(std::shared_ptr<const Dataset> dataset, const std::vector<KindSettings>& augmentation,
              std::uint64_t seed);

private:
    void showSamples();
    void showVariants();

    std::shared_ptr<const Dataset> dataset_;
    std::vector<KindSettings> augmentation_;
    std::uint64_t seed_ = 42;
    std::uint64_t throw_ = 0;
    int sample_ = 0;
    PictureGrid* samples_;
    PictureGrid* variants_;
    SampleRows* rows_;
    QLabel* rowsNote_;
    QWidget* variantsPart_;
    QLabel* note_;
};

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
