// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/live_pictures.h"

#include "data/preprocessing/resize.h"
#include "panels/samples.h"
#include "widgets/engine_text.h"
#include "widgets/tensor_image.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace glassnet::app {

namespace {

/// Returns the share of values that are not zero: for a ReLU, the units that fire.
double activeShare(const std::vector<float>& values) {
    const auto active = std::ranges::count_if(values, [](float value) { return value != 0; });
    return values.empty() ? 0 : static_cast<double>(active) / static_cast<double>(values.size());
}

/// Returns the first four maps, each in its own scale; a vector as one row.
QList<QImage> strip(const SharedTensor& output) {
    if (output->shape.rank() != 3) {
        const Scale scale = scaleOf(output->values, ColourMap::viridis);
        return {
            imageOf(tilesOfOutput(output->shape, output->values).front(), scale, ColourMap::viridis, false)};
    }
    QList<QImage> images;
    for (const Tile& tile : tilesOfOutput(output->shape, output->values, 0, 4))
        images += imageOf(tile, scaleOf(tile.values, ColourMap::viridis), ColourMap::viridis, false);
    return images;
}

/// Returns a value with few figures: it stands below a small picture.
QString shortValue(float value) {
    return QLocale()
        .toString(static_cast<double>(value), 'g', value < 100 ? 2 : 3)
        .replace(QLatin1Char('-'), QChar(0x2212));
}

/// Returns a stage as people see it: a picture in the shades of its range, another sample as one row.
QImage stagePicture(const Pipeline::Stage& stage) {
    if (stage.shape.rank() == 3)
        return pictureOf(stage.shape, stage.values, stage.range.lowest, stage.range.highest);
    return imageOf(tilesOfOutput(stage.shape, stage.values).front(),
                   scaleOf(stage.values, ColourMap::viridis), ColourMap::viridis, false);
}

}  // namespace

QHash<QString, LiveCard> livePictures(const Checked& checked, const Snapshot* snapshot,
                                      const Dataset* dataset, const Pipeline& pipeline, int pinned,
                                      BarMode mode) {
    QHash<QString, LiveCard> cards;
    const double allWork = std::max(1.0, static_cast<double>(checked.multiply_adds())),
                 allWeights = std::max(1.0, static_cast<double>(checked.parameters()));
    for (const CheckedNode& node : checked.nodes) {
        if (node.state != CheckedNode::State::ready) continue;
        LiveCard card;
        const auto found = snapshot ? snapshot->outputs.find(node.id)
                                    : std::map<std::string, SharedTensor>::const_iterator();
        const bool seen =
            snapshot && found != snapshot->outputs.end() && found->second->shape == node.output_shape;
        if (node.layer && node.layer->arity().maximum == 0 && dataset && !pipeline.needs_fit() &&
            pipeline.output_shape(dataset->summary.sample_shape) == node.output_shape) {
            for (int i = 0; i < 4; ++i) {
                const QImage image = seenImage(*dataset, pipeline, pinnedPart(*dataset), pinned + i);
                if (!image.isNull()) card.strip += image;
            }
        } else if (seen) {
            card.strip = strip(found->second);
        }
        if (mode == BarMode::multiplyAdds)
            card.bar = static_cast<double>(node.multiply_adds) / allWork;
        else if (mode == BarMode::parameters)
            card.bar = static_cast<double>(node.parameters) / allWeights;
        else if (seen)
            card.bar = activeShare(found->second->values);
        cards.insert(plain(node.id), card);
    }
    return cards;
}

QList<StageTile> pipelineTiles(const Dataset* dataset, const std::vector<KindSettings>& steps,
                               const Pipeline& pipeline, int pinned) {
    if (!dataset || pinned >= pinnedPart(*dataset).count) return {};
    const DataStep* const reading =
        leading_resize(steps) ? preprocessing_catalogue().find(steps.front().kind) : nullptr;
    const std::vector<float> raw = sampleValues(*dataset, pinnedPart(*dataset), pinned);
    const Shades shades = shadesOf(*dataset, raw);
    QList<StageTile> tiles;
    for (const Pipeline::Stage& stage :
         pipeline.stages(raw, dataset->summary.sample_shape, {shades.black, shades.white})) {
        const DataStep* const step =
            stage.kind.empty() ? reading : preprocessing_catalogue().find(stage.kind);
        const auto [lowest, highest] = std::ranges::minmax(stage.values);
        tiles.append({.title = step ? engineText(step->description().title)
                                    : QCoreApplication::translate("glassnet::app::PipelineStrip", "Data"),
                      .shape = plain(to_text(stage.shape)),
                      .range = QStringLiteral("%1 … %2").arg(shortValue(lowest), shortValue(highest)),
                      .picture = stagePicture(stage)});
    }
    return tiles.size() > 1 ? tiles : QList<StageTile>();
}

Watch watchFor(const Checked& checked, OpenViews views, const QString& layer, int pinned) {
    Watch watch;
    watch.pinned_sample = pinned;
    const auto want = [&](const CheckedNode& node) {
        if (node.state == CheckedNode::State::ready) watch.outputs.insert(node.id);
    };
    if (views.cards) std::ranges::for_each(checked.nodes, want);
    const CheckedNode* shown = views.layer ? checked.find(toStd(layer)) : nullptr;
    if (!shown) return watch;
    want(*shown);
    for (const int input : shown->inputs) want(checked.node(input));
    watch.weights.insert(shown->id);
    return watch;
}

}  // namespace glassnet::app
