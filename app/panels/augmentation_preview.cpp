// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/augmentation_preview.h"

#include "data/report/seen_sample.h"
#include "panels/samples.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/icons.h"
#include "widgets/section.h"
#include "widgets/tensor_image.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <numeric>

namespace glassnet::app {

QList<PictureGrid::Picture> variantsOf(const Dataset& dataset, const std::vector<KindSettings>& augmentation,
                                       const std::vector<KindSettings>& preprocessing, SampleRef sample,
                                       std::uint64_t seed, int count) {
    const DataPart& part = dataset.part(sample.part);
    const Shape& shape = dataset.summary.sample_shape;
    if (sample.index < 0 || sample.index >= part.count || shape.rank() != 3) return {};
    std::vector<Problem> toldByTheCheck;
    const Pipeline pipeline(augmentation, preprocessing, toldByTheCheck);
    const std::vector<float> original = sampleValues(dataset, part, sample.index);
    const Shades shades = shadesOf(dataset, original);
    QList<PictureGrid::Picture> pictures{
        {pictureOf(shape, original, shades.black, shades.white), AugmentationPreview::tr("original"), -1}};
    if (augmentation.empty()) {
        pictures.append({seenImage(dataset, pipeline, part, sample.index),
                         AugmentationPreview::tr("as the network sees it"), -1});
        return pictures;
    }
    const Shape seen = pipeline.output_shape(shape);
    const ValueRange range = pipeline.output_range({shades.black, shades.white});
    std::vector<float> values(static_cast<std::size_t>(seen.elements()));
    Pipeline::Buffers buffers;
    for (int epoch = 0; epoch < count; ++epoch) {
        try {
            read_as_trained(dataset, pipeline, sample, original,
                            {.seed = seed, .epoch = static_cast<std::uint32_t>(epoch)}, values, buffers);
        } catch (const Error&) {  // the one it is mixed with cannot be read: as it is by itself
        }
        pictures.append({pictureOf(seen, values, range.lowest, range.highest),
                         AugmentationPreview::tr("epoch %1").arg(epoch + 1), -1});
    }
    return pictures;
}

SeenFacts factsOf(const Dataset& dataset, const Pipeline& pipeline, SampleRef sample, std::uint64_t seed) {
    using Clock = std::chrono::steady_clock;
    const Shape& shape = dataset.summary.sample_shape;
    const std::vector<float> raw = sampleValues(dataset, dataset.part(sample.part), sample.index);
    std::vector<float> seen(static_cast<std::size_t>(pipeline.output_shape(shape).elements()));
    Pipeline::Buffers buffers = pipeline.buffers_for(shape);
    const auto see = [&](std::uint32_t epoch) {
        const Pipeline::Draw draw{
            .seed = seed,
            .epoch = epoch,
            .sample = static_cast<std::uint32_t>(sample.index),
            .class_name = class_name_of(dataset, dataset.part(sample.part), sample.index)};
        pipeline.apply_training(raw, shape, seen, draw, buffers);
    };
    // As often as a few milliseconds let it; the first time memory is fetched.
    see(0);
    constexpr std::uint32_t most = 200;
    const auto begin = Clock::now();
    std::uint32_t times = 0;
    while (times < most && Clock::now() - begin < std::chrono::milliseconds(4)) see(++times);
    const double spent = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    see(0);
    const auto [lowest, highest] = std::ranges::minmax(seen);
    return {.lowest = lowest,
            .highest = highest,
            .mean = std::accumulate(seen.begin(), seen.end(), 0.0) / static_cast<double>(seen.size()),
            .milliseconds = spent / times};
}

AugmentationPreview::AugmentationPreview(QWidget* parent)
    : QWidget(parent),
      facts_(roleLabel(QStringLiteral("secondary"), this)),
      variants_(new PictureGrid(this)) {
    setObjectName(QStringLiteral("augmentation.preview"));
    variants_->setObjectName(QStringLiteral("samples.variants"));
    variants_->setAccessibleName(tr("What the network sees"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 12, 16);
    column->setSpacing(8);
    auto* title = new SectionTitle(tr("What the network sees"), this);
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
    facts_->setObjectName(QStringLiteral("samples.facts"));
    facts_->setWordWrap(true);
    facts_->setToolTip(
        tr("Values of the picture in the first epoch, and the time that one picture takes on one "
           "thread."));
    column->addWidget(facts_);
    column->addWidget(variants_);
}

void AugmentationPreview::show(std::shared_ptr<const Dataset> dataset,
                               const std::vector<KindSettings>& augmentation,
                               const std::vector<KindSettings>& preprocessing, std::uint64_t seed) {
    if (dataset != dataset_) sample_ = {};
    dataset_ = std::move(dataset);
    augmentation_ = augmentation;
    preprocessing_ = preprocessing;
    seed_ = seed;
    showVariants();
}

void AugmentationPreview::showSample(SampleRef sample) {
    sample_ = sample;
    showVariants();
}

void AugmentationPreview::showVariants() {
    constexpr int epochs = 15;
    QList<PictureGrid::Picture> pictures;
    if (dataset_)
        pictures = variantsOf(*dataset_, augmentation_, preprocessing_, sample_, seed_ + throw_, epochs);
    const bool tellsNothing = augmentation_.empty() && pictures.size() == 2 &&
                              (pictures[1].image.isNull() || pictures[1].image == pictures[0].image);
    if (tellsNothing) pictures.clear();
    setVisible(!pictures.isEmpty());
    variants_->show(pictures, 84, 10);
    if (!pictures.isEmpty()) showFacts();
}

void AugmentationPreview::showFacts() {
    std::vector<Problem> toldByTheCheck;
    const Pipeline pipeline(augmentation_, preprocessing_, toldByTheCheck);
    const SeenFacts facts = factsOf(*dataset_, pipeline, sample_, seed_ + throw_);
    const QString cost = facts.milliseconds < 0.001
                             ? tr("less than 0.001 ms a picture")
                             : tr("%1 ms a picture").arg(valueText(facts.milliseconds));
    facts_->setText(tr("Values %1 … %2, mean %3")
                        .arg(valueText(facts.lowest), valueText(facts.highest), valueText(facts.mean)) +
                    QStringLiteral(" · ") + cost);
}

}  // namespace glassnet::app
