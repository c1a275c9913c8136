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
struct NodeCard {
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
    QString problems;  // one per line, for the tool tip and for screen readers
    friend bool operator==(const NodeCard&, const NodeCard&) = default;
};

struct WireLine {
    QString from, to;
    double signal = 0;  // elements that flow along it, for one sample
    bool wrong = false;
    friend bool operator==(const WireLine&, const WireLine&) = default;
};

/// Everything the canvas draws except the live pictures.
struct CanvasDrawing {
    std::vector<NodeCard> nodes;
    std::vector<WireLine> wires;
    friend bool operator==(const CanvasDrawing&, const CanvasDrawing&) = default;
};

[[nodiscard]] CanvasDrawing drawingOf(const Network& drawn, const Checked& checked);

/// The live part of a node card: up to four maps (or one row for a vector) and the share that the bar shows,
/// negative for no bar.
struct LiveCard {
    QList<QImage> strip;
    double bar = -1;
};

}  // namespace glassnet::app
