// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/face.h"

#include "network/arrange.h"
#include "widgets/engine_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace glassnet::app {

namespace {

struct Face {
    Q_DECLARE_TR_FUNCTIONS(glassnet::app::Face)
};

QString noteOf(const CheckedNode& checked) {
    if (!checked.layer) return Face::tr("unknown kind");
    if (checked.state == CheckedNode::State::waiting) return Face::tr("waiting");
    if (checked.state == CheckedNode::State::wrong) return Face::tr("has a problem");
    if (checked.parameters == 1) return Face::tr("1 parameter");
    if (checked.parameters == 0) {
        // What was decided about a layer without parameters tells more than that it has none.
        for (const Field& field : changed_settings(*checked.layer))
            if (field.value.is_number()) return plain(field.name + " " + to_text(field.value));
    }
    return checked.parameters > 0 ? Face::tr("%1 parameters").arg(countText(checked.parameters))
                                  : Face::tr("no parameters");
}

/// Files may name any place; beyond this one the canvas could not be drawn to scale.
QPointF onCanvas(Point at) {
    constexpr double edge = 1e6;
    return {std::clamp(at.x, -edge, edge), std::clamp(at.y, -edge, edge)};
}

NodeFace faceOf(const Node& node, const CheckedNode& checked, const std::vector<Problem>& problems) {
    NodeFace face{.id = plain(node.id),
                  .title = plain(node.kind),
                  .shape = {},
                  .note = noteOf(checked),
                  .icon = QStringLiteral("layer"),
                  .role = {},
                  .at = onCanvas(node.at.value_or(Point{})),
                  .worst = {},
                  .problems = {}};
    face.waiting = checked.state == CheckedNode::State::waiting;
    if (checked.layer) {
        const Description& description = checked.layer->description();
        face.icon = iconOf(description);
        face.role = roleOf(description);
        face.takesInput = checked.layer->arity().maximum != 0;
    }
    if (checked.state == CheckedNode::State::ready) {
        face.shape = plain(to_text(checked.output_shape));
        face.picture = checked.output_shape.rank() == 3 && checked.output_shape[0] > 1;
        face.vector = !face.picture;
        const auto activation = checked.layer->activation_function();
        if (face.vector && activation && activation != ActivationFunction::linear)
            face.shape += QStringLiteral(" · ") + plain(name_of(*activation));
    } else {
        face.shape = QStringLiteral("?");
    }
    for (const Problem& problem : problems) {
        if (problem.where.node != node.id) continue;
        face.worst = std::max(face.worst.value_or(Severity::hint), problem.severity());
        face.problems += (face.problems.isEmpty() ? QString() : QStringLiteral("\n")) + whatOf(problem);
    }
    return face;
}

}  // namespace

CanvasFace faceOf(const Network& drawn, const Checked& checked) {
    const Network network = place_missing(drawn);
    CanvasFace face;
    for (const Node& node : network.nodes)
        if (const CheckedNode* found = checked.find(node.id))
            face.nodes.push_back(faceOf(node, *found, checked.problems));
    for (const Wire& wire : network.wires) {
        const CheckedNode* from = checked.find(wire.from);
        const bool wrong = std::ranges::any_of(checked.problems, [&](const Problem& problem) {
            return problem.where.node == wire.to && problem.where.wire_from == wire.from &&
                   problem.severity() == Severity::error;
        });
        const bool known = from && from->state == CheckedNode::State::ready;
        face.wires.push_back({plain(wire.from), plain(wire.to),
                              known ? static_cast<double>(from->output_shape.elements()) : 0, wrong});
    }
    return face;
}

}  // namespace glassnet::app
