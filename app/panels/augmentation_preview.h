// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "data/pipeline.h"
#include "data/report/alike.h"
#include "widgets/picture_grid.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QLabel;

namespace glassnet::app {

/// Returns the same sample as the network sees it in so many epochs of a run; before them the original. Two
/// pictures where there is no augmentation. All have its shades.
[[nodiscard]] QList<PictureGrid::Picture> variantsOf(const Dataset& dataset,
                                                     const std::vector<KindSettings>& augmentation,
                                                     const std::vector<KindSettings>& preprocessing,
                                                     SampleRef sample, std::uint64_t seed, int count);

/// What the network gets of a sample in the first epoch of a run, in numbers, and what that costs.
struct SeenFacts {
    double lowest = 0, highest = 0, mean = 0;
    double milliseconds = 0;  // for one sample, on one thread of this machine
};
[[nodiscard]] SeenFacts factsOf(const Dataset& dataset, const Pipeline& pipeline, SampleRef sample,
                                std::uint64_t seed);

/// What augmentation and preprocessing make of a picture in the first epochs of a run, with the range of its
/// values and the cost of a picture. Hidden while there is nothing to see.
class AugmentationPreview : public QWidget {
    Q_OBJECT
public:
    explicit AugmentationPreview(QWidget* parent = nullptr);
    void show(std::shared_ptr<const Dataset> dataset, const std::vector<KindSettings>& augmentation,
              const std::vector<KindSettings>& preprocessing, std::uint64_t seed);
    void showSample(SampleRef sample);

private:
    void showVariants();
    void showFacts();

    std::shared_ptr<const Dataset> dataset_;
    std::vector<KindSettings> augmentation_;
    std::vector<KindSettings> preprocessing_;
    std::uint64_t seed_ = 42;
    std::uint64_t throw_ = 0;
    SampleRef sample_;
    QLabel* facts_;
    PictureGrid* variants_;
};

}  // namespace glassnet::app
