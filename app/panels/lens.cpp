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
    bars_->setObjectName(QStringLiteral("lens.answer"));
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

void Lens::show(const Sight& sight) {
    const bool other = sight.id != sight_.id;
    sight_ = sight;
    if (other) {
        maps_->select(-1);
        kernels_->select(-1);
        pointed_ = {};
    }
    const int inputs =
        sight.kernel && sight.kernel->shape.rank() == 4 ? static_cast<int>(sight.kernel->shape[2]) : 0;
    if (kernelInput_->count() != inputs) {
        const QSignalBlocker quiet(kernelInput_);
        kernelInput_->clear();
        for (int i = 0; i < inputs; ++i) kernelInput_->addItem(tr("from map %1").arg(i + 1));
    }
    kernelInput_->setVisible(inputs > 1);
    showKernels();
    showMaps();
    const bool weighed = sight.kernel != nullptr;
    weightPart_->setVisible(weighed);
    if (weighed)
        histogram_->show(binned(sight.kernel->values),
                         coloursOf(palette()).role(roleOf(sight.layer->description())));
    if (pointed_.channel >= 0 && sight.output) {
        // The number under a resting pointer changes while training goes on.
        const auto tiles = tilesOfOutput(sight.output->shape, sight.output->values, pointed_.channel, 1);
        if (!tiles.empty() && pointed_.row < tiles[0].height && pointed_.column < tiles[0].width) {
            pointed_.value = static_cast<double>(tiles[0].at(pointed_.row, pointed_.column));
            return showValue(pointed_);
        }
    }
    showResting();
}

void Lens::showKernels() {
    const bool any = sight_.kernel && sight_.kernel->shape.rank() == 4;
    kernelPart_->setVisible(any);
    if (!any) return;
    const Scale scale = scaleOf(sight_.kernel->values, ColourMap::blueWhiteRed);
    std::vector<TensorGrid::Entry> entries;
    for (Tile& tile :
         tilesOfKernel(sight_.kernel->shape, sight_.kernel->values, kernelInput_->currentIndex()))
        entries.push_back({static_cast<int>(entries.size()), std::move(tile), scale});
    kernels_->show(std::move(entries), ColourMap::blueWhiteRed);
    kernelScale_->show(scale, ColourMap::blueWhiteRed);
}

void Lens::showMaps() {
    const bool answer = sight_.output && !sight_.classes.isEmpty();
    bars_->setVisible(answer);
    maps_->setVisible(sight_.output && !answer);
    mapTitle_->setText(
        answer
            ? tr("Answer")
            : (sight_.raw ? tr("Picture") : (sight_.shape.rank() == 3 ? tr("Feature maps") : tr("Output"))));
    if (answer) bars_->show(sight_.classes, sight_.output->values, sight_.truth);
    mapOrder_->setVisible(sight_.output && !answer && sight_.shape.rank() == 3 && sight_.shape[2] > 1);
    mapScale_->setVisible(sight_.output && !answer);
    mapNote_->setVisible(!sight_.output);
    mapNote_->setText(sight_.id.isEmpty() ? tr("Select a layer to look into it.")
                                          : tr("Pictures appear as soon as the network has no problems."));
    if (!sight_.output || answer) return;
    const bool picture = sight_.shape.rank() == 3;
    const ColourMap map = sight_.raw ? ColourMap::greys : ColourMap::viridis;
    const Scale scale = scaleOf(sight_.output->values, map);
    std::vector<TensorGrid::Entry> entries;
    if (picture) {
        maps_->setColumns(size_ == Size::compact ? (sight_.shape[2] < 4 ? 3 : 4) : 8);
        for (Tile& tile : tilesOfOutput(sight_.output->shape, sight_.output->values))
            entries.push_back({static_cast<int>(entries.size()), std::move(tile), scale});
        if (mapOrder_->currentIndex() == 1)
            std::ranges::stable_sort(
                entries, [](const auto& a, const auto& b) { return a.tile.mean() > b.tile.mean(); });
    } else {
        // A vector: cells in rows, as square as they come.
        const auto& values = sight_.output->values;
        const int columns = std::min<int>(static_cast<int>(values.size()), size_ == Size::compact ? 32 : 64);
        maps_->setColumns(1);
        const int rows = (static_cast<int>(values.size()) + columns - 1) / columns;
        for (int row = 0; row < std::min(rows, 64); ++row) {
            Tile tile{
                1, columns,
                std::vector<float>(static_cast<std::size_t>(columns), static_cast<float>(scale.lowest))};
            for (int i = 0; i < columns && row * columns + i < static_cast<int>(values.size()); ++i)
                tile.values[static_cast<std::size_t>(i)] =
                    values[static_cast<std::size_t>(row * columns + i)];
            entries.push_back({row, std::move(tile), scale});
        }
    }
    maps_->setSmooth(picture && !sight_.raw);
    maps_->show(std::move(entries), map);
    mapScale_->show(scale, map);
    const auto all = picture ? sight_.shape[2] : 0;
    if (all > maps_->shownTiles()) {
        mapNote_->setVisible(true);
        mapNote_->setText(tr("%1 of %2 maps").arg(countText(maps_->shownTiles()), countText(all)));
    }
}

void Lens::showResting() {
    readout_->setVisible(!sight_.id.isEmpty());
    if (!sight_.layer) return;
    const Description& description = sight_.layer->description();
    value_->setText(engineText(description.summary));
    formula_->setText(plain(description.formula));
    formula_->setVisible(!formula_->text().isEmpty());
    hintText_->setVisible(sight_.output && sight_.classes.isEmpty());
    hintText_->setText(tr("Point at a map to read its numbers."));
}

void Lens::showValue(const TensorGrid::Place& place) {
    if (place.channel < 0) return showResting();
    const bool picture = sight_.shape.rank() == 3;
    const int columns =
        std::min<int>(static_cast<int>(sight_.shape.elements()), size_ == Size::compact ? 32 : 64);
    const int unit = picture ? place.channel : place.channel * columns + place.column;
    value_->setText(picture ? tr("map %1 at (%2, %3) = %4")
                                  .arg(place.channel + 1)
                                  .arg(place.column)
                                  .arg(place.row)
                                  .arg(valueText(place.value))
                            : tr("unit %1 = %2").arg(unit + 1).arg(valueText(place.value)));
    const auto products =
        productsBehind(sight_, picture ? place.channel : 0, place.row, picture ? place.column : unit);
    formula_->setVisible(true);
    if (products.empty()) {
        formula_->setText(sight_.layer ? plain(sight_.layer->description().formula) : QString());
        hintText_->setVisible(false);
        return;
    }
    formula_->setText(QStringLiteral("= ") + sumText(sight_, unit, products));
    hintText_->setVisible(true);
    hintText_->setText(
        tr("%n products, the largest first, and the bias", nullptr, static_cast<int>(products.size())));
}

}  // namespace glassnet::app
