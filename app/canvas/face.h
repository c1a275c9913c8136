// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/check.h"
#include "project/project.h"

#include <QImage>
#include <QList>
#include <QPointF>
#include <QString>

#include <optional>
#include <vector>

namespace glassnet::app {

/// What a node card shows, in words and pictures: all that painting needs. A value.
struct NodeFace {
    QString id;
    QString title;  // "Conv2D"
    QString shape;  // "26 × 26 × 32"
    QString note;   // "320 parameters"
    QString icon;
    QString role;  // colour role of its group
    QPointF at;
    bool takesInput = true;
    bool waiting = false;  // a node before it has a problem
    bool picture = false;  // its output is a picture: the card has room for four maps
    bool vector = false;   // its output is a row of numbers: the card has room for a strip
    std::optional<Severity> worst;
    QString problems;  // one a line, for the tool tip and for screen readers
    friend bool operator==(const NodeFace&, const NodeFace&) = default;
};

struct WireFace {
    QString from, to;
    double signal = 0;  // elements that flow along it, for one sample
    bool wrong = false;
    friend bool operator==(const WireFace&, const WireFace&) = default;
};

/// Everything the canvas draws but the live pictures.
struct CanvasFace {
    std::vector<NodeFace> nodes;
    std::vector<WireFace> wires;
    friend bool operator==(const CanvasFace&, const CanvasFace&) = default;
};

[[nodiscard]] CanvasFace faceOf(const Network& network, const Checked& checked);

/// The live part of a node card: up to four maps (or one row for a vector) and the share that the bar shows,
/// negative for no bar.
struct LiveFace {
    QList<QImage> strip;
    double bar = -1;
};

}  // namespace glassnet::app
