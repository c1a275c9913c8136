// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/samples.h"

#include "data/pipeline.h"
#include "panels/sample_rows.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/icons.h"
#include "widgets/section.h"
#include "widgets/tensor_image.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace glassnet::app {

namespace {

std::vector<float> valuesOf(const Dataset& dataset, const DataPart& part, std::int64_t sample) {
    std::vector<float> values(static_cast<std::size_t>(dataset.summary.sample_shape.elements()));
    dataset.read_input(part, sample, values.data());
    return values;
}

/// Returns the value that is drawn white: the largest of the whole data set, whatever its unit.
double whiteOf(const Dataset& dataset) {
    return dataset.summary.largest_input > 0 ? dataset.summary.largest_input : 1;
}

/// Returns the value that is drawn black: 0, or as far below it as white is above where there are negative
/// values.
double blackOf(const Dataset& dataset) { return dataset.summary.lowest_input < 0 ? -whiteOf(dataset) : 0; }

QImage imageOf(const Dataset& dataset, const std::vector<float>& values) {
    return pictureOf(dataset.summary.sample_shape, values, blackOf(dataset), whiteOf(dataset));
}

bool showsPictures(const Dataset& dataset) { return dataset.summary.sample_shape.rank() == 3; }

}  // namespace

const DataPart& pinnedPart(const Dataset& dataset) {
    return dataset.validation.count > 0 ? dataset.validation : dataset.training;
}

QImage sampleImage(const Dataset& dataset, const DataPart& part, std::int64_t sample) {
    if (sample < 0 || sample >= part.count) return {};
    return imageOf(dataset, valuesOf(dataset, part, sample));
}

std::vector<std::int64_t> samplesByClass(const Dataset& dataset, int perClass) {
    const int classes = std::max(1, dataset.summary.classes());
    std::vector<std::vector<std::int64_t>> found(static_cast<std::size_t>(classes));
    for (std::int64_t sample = 0; sample < std::min<std::int64_t>(dataset.training.count, 20000); ++sample) {
        const int number = dataset.summary.classes() > 0 ? dataset.class_of(dataset.training, sample) : 0;
        auto& list = found[static_cast<std::size_t>(std::clamp(number, 0, classes - 1))];
        if (static_cast<int>(list.size()) < perClass) list.push_back(sample);
    }
    std::vector<std::int64_t> samples;
    for (const auto& list : found) samples.insert(samples.end(), list.begin(), list.end());
    return samples;
}

QList<PictureGrid::Picture> variantsOf(const Dataset& dataset, const std::vector<KindSettings>& augmentation,
                                       std::int64_t sample, std::uint64_t seed, int count) {
    if (sample < 0 || sample >= dataset.training.count || !showsPictures(dataset)) return {};
    std::vector<Problem> problems;
    const Pipeline pipeline(augmentation, {}, problems);
    const std::vector<float> original = valuesOf(dataset, dataset.training, sample);
    QList<PictureGrid::Picture> pictures{
        {imageOf(dataset, original), Samples::tr("original"), static_cast<int>(sample)}};
    for (int epoch = 0; epoch < count; ++epoch) {
        std::vector<float> values = original;
        pipeline.augment(values, dataset.summary.sample_shape, seed, static_cast<std::uint32_t>(epoch),
                         static_cast<std::uint32_t>(sample));
        pictures.append({imageOf(dataset, values), Samples::tr("epoch %1").arg(epoch + 1), -1});
    }
    return pictures;
}

Samples::Samples(QWidget* parent)
    : QWidget(parent),
      samples_(new PictureGrid(this)),
      variants_(new PictureGrid(this)),
      rows_(new SampleRows(this)),
      rowsNote_(roleLabel(QStringLiteral("secondary"), this)),
      variantsPart_(new QWidget(this)) {
    setObjectName(QStringLiteral("samples"));
    samples_->setObjectName(QStringLiteral("samples.classes"));
    variants_->setObjectName(QStringLiteral("samples.variants"));
    samples_->setAccessibleName(tr("Training samples"));
    variants_->setAccessibleName(tr("What augmentation makes of it"));
    rows_->setObjectName(QStringLiteral("samples.rows"));
    rowsNote_->setObjectName(QStringLiteral("samples.rows.note"));
    rowsNote_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 18, 24, 18);
    column->setSpacing(10);
    auto* title = new SectionTitle(tr("What augmentation makes of it"), variantsPart_);
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
    note_ = roleLabel(QStringLiteral("secondary"), variantsPart_);
    auto* top = new QVBoxLayout(variantsPart_);
    top->setContentsMargins(0, 0, 0, 14);
    top->setSpacing(10);
    top->addWidget(title);
    top->addWidget(note_);
    top->addWidget(variants_);
    column->addWidget(variantsPart_);
    column->addWidget(new SectionTitle(tr("Training samples"), this));
    column->addWidget(rowsNote_);
    column->addWidget(samples_);
    column->addWidget(rows_);
    column->addStretch();
    connect(samples_, &PictureGrid::chosen, this, [this](int sample) {
        sample_ = sample;
        samples_->pin(sample);
        showVariants();
    });
}

void Samples::show(std::shared_ptr<const Dataset> dataset, const std::vector<KindSettings>& augmentation,
                   std::uint64_t seed) {
    const bool other = dataset != dataset_;
    dataset_ = std::move(dataset);
    augmentation_ = augmentation;
    seed_ = seed;
    if (other) {
        sample_ = 0;
        showSamples();
    }
    showVariants();
}

/// Shows pictures as pictures, everything else as rows of numbers.
void Samples::showSamples() {
    const bool pictures = dataset_ && showsPictures(*dataset_), rows = dataset_ && !pictures;
    variantsPart_->setVisible(!rows);
    rows_->setVisible(rows);
    rowsNote_->setVisible(rows);
    samples_->setVisible(!rows);
    QList<PictureGrid::Picture> shown;
    if (pictures)
        for (const std::int64_t sample : samplesByClass(*dataset_, dataset_->summary.classes() > 12 ? 4 : 9))
            shown.append({sampleImage(*dataset_, dataset_->training, sample),
                          targetText(*dataset_, dataset_->training, sample), static_cast<int>(sample)});
    samples_->show(shown, 52, 8);
    samples_->pin(sample_);
    if (!rows) return;
    const auto chosen = samplesByClass(*dataset_, dataset_->summary.classes() > 12  ? 4
                                                  : dataset_->summary.classes() > 1 ? 9
                                                                                    : 40);
    rows_->show(*dataset_, chosen);
    const std::int64_t size = dataset_->summary.sample_shape.elements();
    rowsNote_->setText(
        size > SampleRows::mostColumns
            ? tr("%1 of %2 samples, the first %3 of %4 numbers each, as they stand in the data.")
                  .arg(countText(static_cast<std::int64_t>(chosen.size())),
                       countText(dataset_->training.count))
                  .arg(SampleRows::mostColumns)
                  .arg(countText(size))
            : tr("%1 of %2 samples, as they stand in the data.")
                  .arg(countText(static_cast<std::int64_t>(chosen.size())),
                       countText(dataset_->training.count)));
}

void Samples::showVariants() {
    note_->setText(augmentation_.empty()
                       ? tr("No augmentation is on: every epoch shows the same pictures.")
                       : tr("The same picture in the first epochs of a run. Click another one below."));
    variants_->show(dataset_ ? variantsOf(*dataset_, augmentation_, sample_, seed_ + throw_, 15)
                             : QList<PictureGrid::Picture>(),
                    84, 10);
}

SamplePicker::SamplePicker(QWidget* parent)
    : QWidget(parent), row_(new PictureGrid(this)), number_(new QSpinBox(this)) {
    setObjectName(QStringLiteral("sample"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row_->setMaximumRows(1);
    row_->setAccessibleName(tr("Samples to pin"));
    number_->setObjectName(QStringLiteral("sample.number"));
    number_->setAccessibleName(tr("Pinned sample"));
    number_->setPrefix(tr("sample "));
    number_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    number_->setFixedWidth(110);
    row->addWidget(number_, 0, Qt::AlignTop);
    row->addWidget(row_, 1);
    connect(number_, &QSpinBox::valueChanged, this, &SamplePicker::chosen);
    connect(row_, &PictureGrid::chosen, this, &SamplePicker::chosen);
}

void SamplePicker::show(const std::shared_ptr<const Dataset>& dataset, int pinned) {
    if (dataset != dataset_) {
        QList<PictureGrid::Picture> pictures;
        const std::int64_t count = dataset ? pinnedPart(*dataset).count : 0;
        for (int sample = 0; sample < std::min<std::int64_t>(40, count); ++sample)
            pictures.append({sampleImage(*dataset, pinnedPart(*dataset), sample),
                             targetText(*dataset, pinnedPart(*dataset), sample), sample});
        row_->show(pictures, 44, 6);
        const QSignalBlocker quiet(number_);
        number_->setRange(0, static_cast<int>(std::max<std::int64_t>(1, count)) - 1);
        number_->setEnabled(count > 0);
    }
    dataset_ = dataset;
    pinned_ = pinned;
    row_->pin(pinned);
    const QSignalBlocker quiet(number_);
    number_->setValue(pinned);
}

}  // namespace glassnet::app
