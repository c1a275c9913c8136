// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/node_card.h"
#include "canvas/pipeline_strip.h"
#include "data/pipeline.h"
#include "training/snapshot.h"

#include <QHash>

namespace glassnet::app {

/// What the bar at the foot of a card shows.
enum class BarMode { activeOutputs, multiplyAdds, parameters };

/// Returns the live part of every card, from a snapshot; an Input shows what the pipeline makes of samples.
[[nodiscard]] QHash<QString, LiveCard> livePictures(const Checked& checked, const Snapshot* snapshot,
                                                    const Dataset* dataset, const Pipeline& pipeline,
                                                    int pinned, BarMode mode);

/// Returns what the pinned sample is as the data hold it, and behind each step before the network, which are
/// fitted; nothing where no step changes it. `pipeline` is made of the steps.
[[nodiscard]] QList<StageTile> pipelineTiles(const Dataset* dataset, const std::vector<KindSettings>& steps,
                                             const Pipeline& pipeline, int pinned);

/// The views that are open: nothing is computed for a closed one.
struct OpenViews {
    bool cards = false;  // of all layers, on the canvas
    bool layer = false;  // the maps, kernels and sums of one layer
};

/// Returns what the open views show of this network, and of this layer in particular.
[[nodiscard]] Watch watchFor(const Checked& checked, OpenViews views, const QString& layer, int pinned);

}  // namespace glassnet::app
