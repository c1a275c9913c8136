// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/node_card.h"

#include "network/arrange.h"
#include "widgets/engine_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace glassnet::app {

namespace {

struct CardTexts {
    Q_DECLARE_TR_FUNCTIONS(glassnet::app::CardTexts)
};

QString noteOf(const CheckedNode& checked) {
    if (!checked.layer) return CardTexts::tr("unknown kind");
    if (checked.state == CheckedNode::State::waiting) return CardTexts::tr("waiting");
    if (checked.state == CheckedNode::State::wrong) return CardTexts::tr("has a problem");
    if (checked.parameters == 1) return CardTexts::tr("1 parameter");
    if (checked.parameters == 0) {
        // For a layer without parameters, a setting that was changed tells more than that it has none.
        for (const Field& field : changed_settings(*checked.layer))
            if (field.value.is_number()) return plain(field.name + " " + to_text(field.value));
    }
    return checked.parameters > 0 ? CardTexts::tr("%1 parameters").arg(countText(checked.parameters))
                                  : CardTexts::tr("no parameters");
}

/// Limits a place: files may name any, and beyond this one the canvas could not be drawn to scale.
QPointF onCanvas(Point at) {
    constexpr double edge = 1e6;
    return {std::clamp(at.x, -edge, edge), std::clamp(at.y, -edge, edge)};
}

NodeCard drawingOf(const Node& node, const CheckedNode& checked, const std::vector<Problem>& problems) {
    NodeCard card{.id = plain(node.id),
                  .title = plain(node.kind),
                  .shape = {},
                  .note = noteOf(checked),
                  .icon = QStringLiteral("layer"),
                  .role = {},
                  .at = onCanvas(node.at.value_or(Point{})),
                  .worst = {},
                  .problems = {}};
    card.waiting = checked.state == CheckedNode::State::waiting;
    if (checked.layer) {
        const Description& description = checked.layer->description();
        card.icon = iconOf(description);
        card.role = roleOf(description);
        card.takesInput = checked.layer->arity().maximum != 0;
    }
    if (checked.state == CheckedNode::State::ready) {
        card.shape = plain(to_text(checked.output_shape));
        card.picture = checked.output_shape.rank() == 3 && checked.output_shape[0] > 1;
        card.vector = !card.picture;
        const auto activation = checked.layer->activation_function();
        if (card.vector && activation && activation != ActivationFunction::linear)
            card.shape += QStringLiteral(" · ") + plain(name_of(*activation));
    } else {
        card.shape = QStringLiteral("?");
    }
    for (const Problem& problem : problems) {
        if (problem.where.node != node.id) continue;
        card.worst = std::max(card.worst.value_or(Severity::hint), problem.severity());
        card.problems += (card.problems.isEmpty() ? QString() : QStringLiteral("\n")) + whatOf(problem);
    }
    return card;
}

}  // namespace

CanvasDrawing drawingOf(const Network& drawn, const Checked& checked) {
    const Network network = place_missing(drawn);
    CanvasDrawing card;
    for (const Node& node : network.nodes)
        if (const CheckedNode* found = checked.find(node.id))
            card.nodes.push_back(drawingOf(node, *found, checked.problems));
    for (const Wire& wire : network.wires) {
        const CheckedNode* from = checked.find(wire.from);
        const bool wrong = std::ranges::any_of(checked.problems, [&](const Problem& problem) {
            return problem.where.node == wire.to && problem.where.wire_from == wire.from &&
                   problem.severity() == Severity::error;
        });
        const bool known = from && from->state == CheckedNode::State::ready;
        card.wires.push_back({plain(wire.from), plain(wire.to),
                              known ? static_cast<double>(from->output_shape.elements()) : 0, wrong});
    }
    return card;
}

}  // namespace glassnet::app
