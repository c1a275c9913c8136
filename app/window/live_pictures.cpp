// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/live_pictures.h"

#include "panels/samples.h"
#include "widgets/engine_text.h"
#include "widgets/tensor_image.h"

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

}  // namespace

QHash<QString, LiveCard> livePictures(const Checked& checked, const Snapshot* snapshot,
                                      const Dataset* dataset, int pinned, BarMode mode) {
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
        if (node.layer && node.layer->arity().maximum == 0 && dataset &&
            dataset->summary.sample_shape == node.output_shape) {
            for (int i = 0; i < 4; ++i) {
                const QImage image = sampleImage(*dataset, pinnedPart(*dataset), pinned + i);
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
