// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/engine_text.h"

#include "layers/catalogue.h"
#include "widgets/icons.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace glassnet::app {

QString plain(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string toStd(const QString& text) { return text.toStdString(); }

QString engineText(std::string_view text) {
    if (text.empty()) return {};
    return QCoreApplication::translate("engine", std::string(text).c_str());
}

namespace {

/// Tells whether arguments of this name may be texts of the engine too: families of kinds, parts of the data,
/// what a step needs, reasons.
bool isText(std::string_view argument) {
    return argument == "family" || argument == "part" || argument == "needs" || argument == "reason";
}

/// Fills in a text.
QString filled(std::string_view text, Value::Map arguments) {
    for (Field& argument : arguments)
        if (const auto* name = argument.value.get_if<std::string>(); name && isText(argument.name))
            argument.value = toStd(engineText(*name));
    return plain(fill(engineText(text).toStdString(), arguments));
}

}  // namespace

QString whatOf(const Problem& problem) { return filled(problem.kind().what, problem.arguments); }
QString hintOf(const Problem& problem) { return filled(problem.kind().hint, problem.arguments); }
QString titleOf(const Repair& repair) { return filled(repair.title, repair.arguments); }

QString countText(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString shortCount(double count) {
    const QLocale locale;
    if (count >= 1e9) return locale.toString(count / 1e9, 'f', count < 1e10 ? 1 : 0) + QStringLiteral(" G");
    if (count >= 1e6) return locale.toString(count / 1e6, 'f', count < 1e7 ? 1 : 0) + QStringLiteral(" M");
    if (count >= 1e4) return locale.toString(count / 1e3, 'f', 0) + QStringLiteral(" k");
    return locale.toString(count, 'f', 0);
}

QString bytesText(std::int64_t bytes) {
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeIecFormat);
}

QString valueText(double value) {
    if (std::isnan(value)) return QCoreApplication::translate("glassnet::app::values", "not a number");
    if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    const double size = std::abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e5)) return exponentText(value);
    return QLocale()
        .toString(value, 'f', size < 10 ? 3 : (size < 100 ? 2 : 1))
        .replace(QLatin1Char('-'), QChar(0x2212));
}

QString exponentText(double value) {
    const QStringList parts = QString::number(value, 'e', 2).split(QLatin1Char('e'));
    const QString text = QLocale().toString(parts[0].toDouble(), 'g', 3) + QLatin1Char('e') +
                         QString::number(parts[1].toInt());
    return QString(text).replace(QLatin1Char('-'), QChar(0x2212));
}

QString roleOf(const Description& description) {
    const auto groups = layer_groups();
    const auto found = std::ranges::find(groups, description.group, &LayerGroup::name);
    return found == groups.end() ? QString() : plain(found->role);
}

QString iconOf(const Description& description) {
    QString own = plain(description.icon);
    if (hasIcon(own)) return own;
    const QString role = roleOf(description);
    return hasIcon(role) ? role : QStringLiteral("layer");
}

}  // namespace glassnet::app
