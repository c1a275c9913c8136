// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "data/report/alike.h"
#include "widgets/picture_grid.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace glassnet::app {

/// Returns the same sample as augmented in so many epochs; the original first. All have its shades.
[[nodiscard]] QList<PictureGrid::Picture> variantsOf(const Dataset& dataset,
                                                     const std::vector<KindSettings>& augmentation,
                                                     SampleRef sample, std::uint64_t seed, int count);

/// What augmentation makes of a picture in the first epochs of a run. Hidden while there is nothing to see.
class AugmentationPreview : public QWidget {
    Q_OBJECT
public:
    explicit AugmentationPreview(QWidget* parent = nullptr);
    void show(std::shared_ptr<const Dataset> dataset, const std::vector<KindSettings>& augmentation,
              std::uint64_t seed);
    void showSample(SampleRef sample);

private:
    void showVariants();

    std::shared_ptr<const Dataset> dataset_;
    std::vector<KindSettings> augmentation_;
    std::uint64_t seed_ = 42;
    std::uint64_t throw_ = 0;
    SampleRef sample_;
    PictureGrid* variants_;
};

}  // namespace glassnet::app
