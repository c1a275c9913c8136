// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/face.h"
#include "data/dataset.h"
#include "training/snapshot.h"

#include <QHash>

namespace glassnet::app {

/// What the bar at the foot of a card tells.
enum class BarMode { activeOutputs, multiplyAdds, parameters };

/// The live part of every card, from a snapshot.
[[nodiscard]] QHash<QString, LiveFace> livePictures(const Checked& checked, const Snapshot* snapshot,
                                                    const Dataset* dataset, int pinned, BarMode mode);

/// What the views need for all cards and the selected layers.
[[nodiscard]] Watch watchFor(const Checked& checked, const QString& layer, int pinned);

}  // namespace glassnet::app
