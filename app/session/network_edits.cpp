// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/network_edits.h"

#include "files/project_file.h"
#include "layers/catalogue.h"
#include "network/arrange.h"
#include "session/edits.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace glassnet::app {

namespace {

QString text(const std::string& id) { return QString::fromStdString(id); }

std::vector<std::string> idsOf(const QStringList& nodes) {
    std::vector<std::string> ids;
    for (const QString& node : nodes) ids.push_back(node.toStdString());
    return ids;
}

bool arranged(const Network& network) { return arrange(network) == network; }

/// Rounds node moves by hand to whole pixels: the file stays readable.
Point pointOf(QPointF point) { return {std::round(point.x()), std::round(point.y())}; }

}  // namespace

QStringList NetworkEdits::add(const QString& kind, QPointF at, const std::optional<Wire>& into) {
    Project next = project();
    const std::string id = into ? insert_into_wire(next.network, *into, kind.toStdString(), pointOf(at))
                                : add_node(next.network, kind.toStdString(), pointOf(at));
    if (into && arranged(project().network)) next.network = arrange(std::move(next.network));
    document_.edit(tr("add %1").arg(kind), std::move(next));
    return {text(id)};
}

QStringList NetworkEdits::insertBehind(const QString& kind, QString after) {
    Project next = project();
    const Layer* layer = kinds<Layer>().find(kind.toStdString());
    const bool source = layer && layer->arity().maximum == 0;
    if (!source && after.isEmpty() && !document_.checked().order.empty())
        after = text(document_.checked().node(document_.checked().order.back()).id);
    const bool tidy = arranged(next.network);
    const std::string id = source ? add_node(next.network, kind.toStdString(), Point{0, 0})
                                  : app::insertBehind(next.network, kind.toStdString(), after.toStdString());
    if (tidy) next.network = arrange(std::move(next.network));
    document_.edit(tr("add %1").arg(kind), std::move(next));
    return {text(id)};
}

bool NetworkEdits::connectNodes(const QString& from, const QString& to) {
    Project next = project();
    if (!connect(next.network, from.toStdString(), to.toStdString())) return false;
    document_.edit(tr("connect %1 to %2").arg(from, to), std::move(next));
    return true;
}

void NetworkEdits::insertNode(const QString& node, QPointF at, const Wire& into) {
    Project next = project();
    next.network = place_missing(std::move(next.network));
    Network others = project().network;
    remove_nodes(others, {node.toStdString()});
    find_node(next.network, node.toStdString())->at = pointOf(at);
    app::insertNode(next.network, node.toStdString(), into);
    // As with a layer from the palette: what was tidy stays tidy.
    if (arranged(others)) next.network = arrange(std::move(next.network));
    document_.edit(tr("insert %1").arg(node), std::move(next));
}

void NetworkEdits::move(const QHash<QString, QPointF>& places) {
    Project next = project();
    next.network = place_missing(std::move(next.network));
    QStringList keys = places.keys();
    std::ranges::sort(keys);
    for (auto it = places.cbegin(); it != places.cend(); ++it)
        if (Node* node = find_node(next.network, it.key().toStdString())) node->at = pointOf(it.value());
    document_.edit(tr("move %n layers", nullptr, static_cast<int>(places.size())), std::move(next),
                   QStringLiteral("move ") + keys.join(QLatin1Char(' ')));
}

void NetworkEdits::remove(const QStringList& nodes, const std::vector<Wire>& wires, Bridge bridge) {
    Project next = project();
    for (const Wire& wire : wires) remove_wire(next.network, wire);
    remove_nodes(next, idsOf(nodes), bridge);
    document_.edit(
        nodes.isEmpty() ? tr("delete wire") : tr("delete %n layers", nullptr, static_cast<int>(nodes.size())),
        std::move(next));
}

QStringList NetworkEdits::duplicate(const QStringList& nodes) {
    Project next = project();
    next.network = place_missing(std::move(next.network));
    QStringList made;
    for (const std::string& id : duplicate_nodes(next.network, idsOf(nodes), {24, 136})) made += text(id);
    document_.edit(tr("duplicate %n layers", nullptr, static_cast<int>(made.size())), std::move(next));
    return made;
}

bool NetworkEdits::rename(const QString& node, const QString& name) {
    Project next = project();
    if (!rename_node(next, node.toStdString(), name.trimmed().toStdString())) return false;
    document_.edit(tr("rename %1").arg(node), std::move(next));
    return true;
}

void NetworkEdits::arrangeAll() {
    Project next = project();
    next.network = arrange(std::move(next.network));
    document_.edit(tr("arrange"), std::move(next));
}

void NetworkEdits::repair(const Repair& repair) { document_.edit(tr("repair"), apply(repair, project())); }

bool NetworkEdits::set(const QString& node, const QString& setting, const Value& value) {
    const CheckedNode* checked = document_.checked().find(node.toStdString());
    if (!checked || !checked->layer || !find_setting(*checked->layer, setting.toStdString())) return false;
    document_.edit(tr("%1 of %2").arg(setting, node),
                   withSetting(project(), node.toStdString(), *checked->layer, setting.toStdString(), value),
                   QStringLiteral("set %1 %2").arg(node, setting));
    return true;
}

void NetworkEdits::reset(const QString& node, const QString& setting) {
    document_.edit(tr("%1 of %2").arg(setting, node),
                   withoutSetting(project(), node.toStdString(), setting.toStdString()));
}

QString NetworkEdits::copy(const QStringList& nodes) const {
    Project part;
    for (const Node& node : document_.project().network.nodes)
        if (nodes.contains(text(node.id))) part.network.nodes.push_back(node);
    for (const Wire& wire : document_.project().network.wires)
        if (nodes.contains(text(wire.from)) && nodes.contains(text(wire.to)))
            part.network.wires.push_back(wire);
    return text(to_json(part));
}

QStringList NetworkEdits::paste(const QString& json) {
    const Project part = project_from_json(json.toStdString());
    Project next = project();
    next.network = place_missing(std::move(next.network));
    std::map<std::string, std::string> renamed;
    QStringList made;
    for (const Node& node : part.network.nodes) {
        const Point at = node.at.value_or(Point{});
        renamed[node.id] = add_node(next.network, node.kind, Point{at.x + 32, at.y + 136}, node.settings);
        made += text(renamed[node.id]);
    }
    for (const Wire& wire : part.network.wires) connect(next.network, renamed[wire.from], renamed[wire.to]);
    document_.edit(tr("paste %n layers", nullptr, static_cast<int>(made.size())), std::move(next));
    return made;
}

}  // namespace glassnet::app
