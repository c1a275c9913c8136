// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/samples.h"

#include "panels/sample_rows.h"
#include "widgets/picture_grid.h"
#include "widgets/tensor_image.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <limits>

namespace glassnet::app {

const DataPart& pinnedPart(const Dataset& dataset) {
    return dataset.validation.count > 0 ? dataset.validation : dataset.training;
}

Shades shadesOf(const Dataset& dataset, std::span<const float> values) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const float value : values) {
        if (!std::isfinite(value)) continue;
        low = std::min(low, static_cast<double>(value));
        high = std::max(high, static_cast<double>(value));
    }
    constexpr Shades ofBytes{0, 255};
    const bool bytes = dataset.training.inputs.are_bytes();
    if (bytes && (high <= low || high - low >= ofBytes.white / 4)) return ofBytes;
    if (high <= low) return {dataset.summary.lowest_input, dataset.summary.highest_input};
    return {low, high};
}

std::vector<float> sampleValues(const Dataset& dataset, const DataPart& part, std::int64_t sample) {
    std::vector<float> values(static_cast<std::size_t>(dataset.summary.sample_shape.elements()));
    try {
        dataset.read_input(part, sample, values.data());
    } catch (const Error&) {  // its file is gone or was changed: whoever loads it again hears why
        std::ranges::fill(values, 0.0F);
    }
    return values;
}

QImage sampleImage(const Dataset& dataset, const DataPart& part, std::int64_t sample) {
    if (sample < 0 || sample >= part.count || dataset.summary.sample_shape.rank() != 3) return {};
    const std::vector<float> values = sampleValues(dataset, part, sample);
    const Shades shades = shadesOf(dataset, values);
    return pictureOf(dataset.summary.sample_shape, values, shades.black, shades.white);
}

QImage seenImage(const Dataset& dataset, const Pipeline& pipeline, const DataPart& part,
                 std::int64_t sample) {
    if (sample < 0 || sample >= part.count) return {};
    const Shape shape = pipeline.output_shape(dataset.summary.sample_shape);
    std::vector<float> seen(static_cast<std::size_t>(shape.elements()));
    Pipeline::Buffers buffers;
    pipeline.apply(sampleValues(dataset, part, sample), dataset.summary.sample_shape, seen, buffers);
    const Shades raw = shadesOf(dataset, sampleValues(dataset, part, sample));
    const ValueRange shades = pipeline.output_range({raw.black, raw.white});
    return pictureOf(shape, seen, shades.lowest, shades.highest);
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
