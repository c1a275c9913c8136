// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/augmentation_preview.h"

#include "data/pipeline.h"
#include "panels/samples.h"
#include "widgets/colours.h"
#include "widgets/icons.h"
#include "widgets/section.h"
#include "widgets/tensor_image.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace glassnet::app {

QList<PictureGrid::Picture> variantsOf(const Dataset& dataset, const std::vector<KindSettings>& augmentation,
                                       SampleRef sample, std::uint64_t seed, int count) {
    const DataPart& part = dataset.part(sample.part);
    const Shape& shape = dataset.summary.sample_shape;
    if (sample.index < 0 || sample.index >= part.count || shape.rank() != 3) return {};
    std::vector<Problem> problems;
    const Pipeline pipeline(augmentation, {}, problems);
    const std::vector<float> original = sampleValues(dataset, part, sample.index);
    const Shades shades = shadesOf(dataset, original);
    const auto picture = [&](const std::vector<float>& values, const QString& caption) {
        return PictureGrid::Picture{pictureOf(shape, values, shades.black, shades.white), caption, -1};
    };
    QList<PictureGrid::Picture> pictures{picture(original, AugmentationPreview::tr("original"))};
    for (int epoch = 0; epoch < count; ++epoch) {
        std::vector<float> values = original;
        pipeline.augment(values, shape, seed, static_cast<std::uint32_t>(epoch),
                         static_cast<std::uint32_t>(sample.index));
        pictures.append(picture(values, AugmentationPreview::tr("epoch %1").arg(epoch + 1)));
    }
    return pictures;
}

AugmentationPreview::AugmentationPreview(QWidget* parent)
    : QWidget(parent), variants_(new PictureGrid(this)) {
    setObjectName(QStringLiteral("augmentation.preview"));
    variants_->setObjectName(QStringLiteral("samples.variants"));
    variants_->setAccessibleName(tr("What augmentation makes of it"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 12, 16);
    column->setSpacing(8);
    auto* title = new SectionTitle(tr("What augmentation makes of it"), this);
    auto* dice = new QToolButton(this);
    dice->setObjectName(QStringLiteral("samples.dice"));
    dice->setIcon(tintedIcon(QStringLiteral("dice"), coloursOf(palette()).secondary));
    dice->setToolTip(tr("Other random numbers for this preview"));
    dice->setAccessibleName(dice->toolTip());
    connect(dice, &QToolButton::clicked, this, [this] {
        ++throw_;
        showVariants();
    });
    title->addRight(dice);
    column->addWidget(title);
    auto* note =
        roleLabel(QStringLiteral("secondary"), this, tr("The chosen picture in the first epochs of a run."));
    note->setWordWrap(true);
    column->addWidget(note);
    column->addWidget(variants_);
}

void AugmentationPreview::show(std::shared_ptr<const Dataset> dataset,
                               const std::vector<KindSettings>& augmentation, std::uint64_t seed) {
    if (dataset != dataset_) sample_ = {};
    dataset_ = std::move(dataset);
    augmentation_ = augmentation;
    seed_ = seed;
    showVariants();
}

void AugmentationPreview::showSample(SampleRef sample) {
    sample_ = sample;
    showVariants();
}

void AugmentationPreview::showVariants() {
    constexpr int epochs = 8;
    QList<PictureGrid::Picture> pictures;
    if (dataset_ && !augmentation_.empty())
        pictures = variantsOf(*dataset_, augmentation_, sample_, seed_ + throw_, epochs);
    setVisible(!pictures.isEmpty());
    variants_->show(pictures, 84, 10);
}

}  // namespace glassnet::app
