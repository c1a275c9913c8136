// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/lens.h"

#include "widgets/class_bars.h"
#include "widgets/colour_bar.h"
#include "widgets/colours.h"
#include "widgets/engine_text.h"
#include "widgets/fonts.h"
#include "widgets/histogram.h"
#include "widgets/section.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <span>

namespace glassnet::app {

namespace {

QVBoxLayout* columnOf(QWidget* widget, int spacing) {
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

QComboBox* quietChooser(QWidget* parent, const QString& name, const QString& accessible) {
    auto* chooser = new QComboBox(parent);
    chooser->setObjectName(name);
    chooser->setAccessibleName(accessible);
    chooser->setProperty("role", QStringLiteral("quiet"));
    chooser->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return chooser;
}

}  // namespace

Lens::Lens(Size size, QWidget* parent) : QWidget(parent), size_(size) {
    setObjectName(size == Size::compact ? QStringLiteral("inspector.lens") : QStringLiteral("inspect.lens"));
    buildKernels(this);
    buildMaps(this);
    weightPart_ = new QWidget(this);
    auto* weightColumn = columnOf(weightPart_, 4);
    weightColumn->addWidget(new SectionTitle(tr("Weights"), weightPart_));
    histogram_ = new Histogram(weightPart_);
    histogram_->setObjectName(QStringLiteral("lens.histogram"));
    weightColumn->addWidget(histogram_);
    buildReadout(this);
    layOut();
    show({});
}

void Lens::buildKernels(QWidget* parent) {
    kernelPart_ = new QWidget(parent);
    auto* column = columnOf(kernelPart_, 6);
    kernelTitle_ = new SectionTitle(tr("Kernels"), kernelPart_);
    kernelInput_ =
        quietChooser(kernelPart_, QStringLiteral("lens.kernels.input"), tr("Input channel of the kernels"));
    kernelTitle_->addRight(kernelInput_);
    kernels_ = new TensorGrid(kernelPart_);
    kernels_->setObjectName(QStringLiteral("lens.kernels"));
    kernels_->setAccessibleName(tr("Kernels"));
    kernels_->setColumns(8);
    kernels_->setMaximumRows(size_ == Size::compact ? 2 : 8);
    kernels_->setSmooth(false);
    kernelScale_ = new ColourBar(kernelPart_);
    column->addWidget(kernelTitle_);
    column->addWidget(kernels_);
    column->addWidget(kernelScale_);
    connect(kernelInput_, &QComboBox::activated, this, &Lens::showKernels);
    connect(kernels_, &TensorGrid::chosen, this, [this](int channel) {
        maps_->select(channel);
        kernels_->select(channel);
    });
    connect(kernels_, &TensorGrid::hovered, this, [this](const TensorGrid::Place& place) {
        if (place.channel < 0) return showResting();
        value_->setText(tr("kernel %1 at (%2, %3) = %4")
                            .arg(place.channel + 1)
                            .arg(place.column)
                            .arg(place.row)
                            .arg(valueText(place.value)));
        formula_->setText(tr("the weight of one pixel, learned in training"));
    });
}

void Lens::buildMaps(QWidget* parent) {
    mapPart_ = new QWidget(parent);
    auto* column = columnOf(mapPart_, 6);
    mapTitle_ = new SectionTitle(tr("Feature maps"), mapPart_);
    mapOrder_ = quietChooser(mapPart_, QStringLiteral("lens.maps.order"), tr("Order of the feature maps"));
    mapOrder_->addItems({tr("in order"), tr("sorted by mean")});
    mapTitle_->addRight(mapOrder_);
    maps_ = new TensorGrid(mapPart_);
    maps_->setObjectName(QStringLiteral("lens.maps"));
    maps_->setAccessibleName(tr("Feature maps"));
    maps_->setColumns(size_ == Size::compact ? 4 : 8);
    maps_->setMaximumRows(size_ == Size::compact ? 4 : 8);
    mapScale_ = new ColourBar(mapPart_);
    bars_ = new ClassBars(mapPart_);
    bars_->setObjectName(QStringLiteral("lens.prediction"));
    mapNote_ = roleLabel(QStringLiteral("faint"), mapPart_);
    mapNote_->setWordWrap(true);
    column->addWidget(mapTitle_);
    column->addWidget(maps_);
    column->addWidget(mapScale_);
    column->addWidget(bars_);
    column->addWidget(mapNote_);
    connect(mapOrder_, &QComboBox::activated, this, &Lens::showMaps);
    connect(maps_, &TensorGrid::hovered, this, [this](const TensorGrid::Place& place) {
        pointed_ = place;
        showValue(place);
    });
    connect(maps_, &TensorGrid::chosen, this, [this](int channel) {
        maps_->select(channel);
        kernels_->select(channel);
    });
}

void Lens::buildReadout(QWidget* parent) {
    readout_ = new QFrame(parent);
    readout_->setObjectName(QStringLiteral("lens.readout"));
    readout_->setProperty("role", QStringLiteral("card"));
    auto* column = new QVBoxLayout(readout_);
    column->setContentsMargins(12, 9, 12, 10);
    column->setSpacing(3);
    value_ = roleLabel(QStringLiteral("strong"), readout_);
    value_->setObjectName(QStringLiteral("lens.readout.value"));
    formula_ = roleLabel(QStringLiteral("secondary"), readout_);
    hintText_ = roleLabel(QStringLiteral("secondary"), readout_);
    for (QLabel* label : {value_, formula_, hintText_}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        column->addWidget(label);
    }
}

void Lens::layOut() {
    if (size_ == Size::compact) {
        auto* column = columnOf(this, 12);
        for (QWidget* part : {kernelPart_, mapPart_, weightPart_, readout_}) column->addWidget(part);
        column->addStretch();
        return;
    }
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(28);
    auto* left = new QVBoxLayout;
    left->addWidget(mapPart_);
    left->addStretch();
    auto* right = new QVBoxLayout;
    right->setSpacing(16);
    for (QWidget* part : {readout_, kernelPart_, weightPart_}) right->addWidget(part);
    right->addStretch();
    row->addLayout(left, 3);
    row->addLayout(right, 2);
}

void Lens::show(const LayerReading& reading) {
    const bool other = reading.id != reading_.id;
    reading_ = reading;
    if (other) {
        maps_->select(-1);
        kernels_->select(-1);
        pointed_ = {};
    }
    const int inputs =
        reading.kernel && reading.kernel->shape.rank() == 4 ? static_cast<int>(reading.kernel->shape[2]) : 0;
    if (kernelInput_->count() != inputs) {
        const QSignalBlocker quiet(kernelInput_);
        kernelInput_->clear();
        for (int i = 0; i < inputs; ++i) kernelInput_->addItem(tr("from map %1").arg(i + 1));
    }
    kernelInput_->setVisible(inputs > 1);
    showKernels();
    showMaps();
    const bool weighed = reading.kernel != nullptr;
    weightPart_->setVisible(weighed);
    if (weighed)
        histogram_->show(binned(reading.kernel->values),
                         coloursOf(palette()).role(roleOf(reading.layer->description())));
    if (pointed_.channel >= 0 && reading.output) {
        // The number under a resting pointer changes while training continues.
        const auto tiles = tilesOfOutput(reading.output->shape, reading.output->values, pointed_.channel, 1);
        if (!tiles.empty() && pointed_.row < tiles[0].height && pointed_.column < tiles[0].width) {
            pointed_.value = static_cast<double>(tiles[0].at(pointed_.row, pointed_.column));
            return showValue(pointed_);
        }
    }
    showResting();
}

void Lens::showKernels() {
    const bool any = reading_.kernel && reading_.kernel->shape.rank() == 4;
    kernelPart_->setVisible(any);
    if (!any) return;
    const Scale scale = scaleOf(reading_.kernel->values, ColourMap::blueWhiteRed);
    std::vector<TensorGrid::Entry> entries;
    for (Tile& tile :
         tilesOfKernel(reading_.kernel->shape, reading_.kernel->values, kernelInput_->currentIndex()))
        entries.push_back({static_cast<int>(entries.size()), std::move(tile), scale});
    kernels_->show(std::move(entries), ColourMap::blueWhiteRed);
    kernelScale_->show(scale, ColourMap::blueWhiteRed);
}

void Lens::showMaps() {
    const bool predicts = reading_.output && !reading_.classes.isEmpty();
    bars_->setVisible(predicts);
    maps_->setVisible(reading_.output && !predicts);
    mapTitle_->setText(predicts ? tr("Prediction")
                                : (reading_.raw
                                       ? tr("Picture")
                                       : (reading_.shape.rank() == 3 ? tr("Feature maps") : tr("Output"))));
    if (predicts) bars_->show(reading_.classes, reading_.output->values, reading_.truth);
    mapOrder_->setVisible(reading_.output && !predicts && reading_.shape.rank() == 3 &&
                          reading_.shape[2] > 1);
    mapScale_->setVisible(reading_.output && !predicts);
    mapNote_->setVisible(!reading_.output);
    mapNote_->setText(reading_.id.isEmpty() ? tr("Select a layer to look into it.")
                                            : tr("Pictures appear as soon as the network has no problems."));
    if (!reading_.output || predicts) return;
    const bool picture = reading_.shape.rank() == 3;
    const ColourMap map = reading_.raw ? ColourMap::greys : ColourMap::viridis;
    const Scale scale = scaleOf(reading_.output->values, map);
    std::vector<TensorGrid::Entry> entries;
    if (picture) {
        maps_->setColumns(size_ == Size::compact ? (reading_.shape[2] < 4 ? 3 : 4) : 8);
        for (Tile& tile : tilesOfOutput(reading_.output->shape, reading_.output->values))
            entries.push_back({static_cast<int>(entries.size()), std::move(tile), scale});
        if (mapOrder_->currentIndex() == 1)
            std::ranges::stable_sort(
                entries, [](const auto& a, const auto& b) { return a.tile.mean() > b.tile.mean(); });
    } else {
        // A vector: cells in rows, as close to a square as possible.
        const std::span<const float> values = reading_.output->values;
        const std::size_t columns = std::min<std::size_t>(values.size(), size_ == Size::compact ? 32 : 64);
        maps_->setColumns(1);
        for (std::size_t first = 0; first < std::min(values.size(), 64 * columns); first += columns) {
            Tile tile{1, static_cast<int>(columns),
                      std::vector<float>(columns, static_cast<float>(scale.lowest))};
            std::ranges::copy(values.subspan(first, std::min(columns, values.size() - first)),
                              tile.values.begin());
            entries.push_back({static_cast<int>(entries.size()), std::move(tile), scale});
        }
    }
    maps_->setSmooth(picture && !reading_.raw);
    maps_->show(std::move(entries), map);
    mapScale_->show(scale, map);
    const auto all = picture ? reading_.shape[2] : 0;
    if (all > maps_->shownTiles()) {
        mapNote_->setVisible(true);
        mapNote_->setText(tr("%1 of %2 maps").arg(countText(maps_->shownTiles()), countText(all)));
    }
}

void Lens::showResting() {
    readout_->setVisible(!reading_.id.isEmpty());
    if (!reading_.layer) return;
    const Description& description = reading_.layer->description();
    value_->setText(engineText(description.summary));
    formula_->setText(plain(description.formula));
    formula_->setVisible(!formula_->text().isEmpty());
    hintText_->setVisible(reading_.output && reading_.classes.isEmpty());
    hintText_->setText(tr("Point at a map to read its numbers."));
}

void Lens::showValue(const TensorGrid::Place& place) {
    if (place.channel < 0) return showResting();
    const bool picture = reading_.shape.rank() == 3;
    const int columns =
        std::min<int>(static_cast<int>(reading_.shape.elements()), size_ == Size::compact ? 32 : 64);
    const int unit = picture ? place.channel : place.channel * columns + place.column;
    value_->setText(picture ? tr("map %1 at (%2, %3) = %4")
                                  .arg(place.channel + 1)
                                  .arg(place.column)
                                  .arg(place.row)
                                  .arg(valueText(place.value))
                            : tr("unit %1 = %2").arg(unit + 1).arg(valueText(place.value)));
    const auto products =
        productsBehind(reading_, picture ? place.channel : 0, place.row, picture ? place.column : unit);
    formula_->setVisible(true);
    if (products.empty()) {
        formula_->setText(reading_.layer ? plain(reading_.layer->description().formula) : QString());
        hintText_->setVisible(false);
        return;
    }
    formula_->setText(QStringLiteral("= ") + sumText(reading_, unit, products));
    hintText_->setVisible(true);
    hintText_->setText(
        tr("%n products, the largest first, and the bias", nullptr, static_cast<int>(products.size())));
}

}  // namespace glassnet::app
