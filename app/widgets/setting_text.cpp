// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setting_text.h"

#include "widgets/engine_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace glassnet::app {

namespace {

bool within(const Range& range, double value) {
    if (range.minimum_excluded ? value <= range.minimum : value < range.minimum) return false;
    return range.maximum_excluded ? value < range.maximum : value <= range.maximum;
}

std::optional<Value> parseInteger(const Range& range, const QString& text) {
    bool good = false;
    const qlonglong number = text.trimmed().toLongLong(&good);
    if (!good || number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max())
        return {};
    if (!within(range, static_cast<double>(number))) return {};
    return Value(static_cast<std::int64_t>(number));
}

/// Reads a seed; above 2⁶³ − 1 it becomes a text, as in files.
std::optional<Value> parseSeed(const QString& text) {
    bool good = false;
    const qulonglong number = text.trimmed().toULongLong(&good);
    if (!good) return {};
    if (number > static_cast<qulonglong>(std::numeric_limits<std::int64_t>::max()))
        return Value(std::to_string(number));
    return Value(static_cast<std::int64_t>(number));
}

/// Reads "0.5", "0,5", "1e-3", and quotients: "1/255".
std::optional<Value> parseReal(const Range& range, QString text) {
    text.replace(QLatin1Char(','), QLatin1Char('.')).replace(QChar(0x2212), QLatin1Char('-'));
    const QStringList parts = text.split(QLatin1Char('/'));
    bool good = false, over = true;
    double number = parts[0].trimmed().toDouble(&good);
    if (parts.size() == 2) number /= parts[1].trimmed().toDouble(&over);
    if (parts.size() > 2 || !good || !over || !std::isfinite(number) || !within(range, number)) return {};
    return Value(number);
}

std::optional<Value> parseSides(const Range& range, const QString& text, qsizetype least, qsizetype most) {
    static const QRegularExpression separator(QStringLiteral("[\\s×xX*,;]+"));
    QString inner = text.trimmed();
    inner.remove(QLatin1Char('[')).remove(QLatin1Char(']')).remove(QLatin1Char('(')).remove(QLatin1Char(')'));
    const QStringList parts = inner.split(separator, Qt::SkipEmptyParts);
    if (parts.size() < least || parts.size() > most) return {};
    Value::List sides;
    for (const QString& part : parts) {
        const auto side = parseInteger(range, part);
        if (!side) return {};
        sides.push_back(*side);
    }
    return Value(sides);
}

}  // namespace

std::optional<Value> parseSetting(const SettingInfo& info, const QString& text) {
    switch (info.type) {
        case SettingInfo::Type::integer:
            return parseInteger(info.range, text);
        case SettingInfo::Type::seed:
            return parseSeed(text);
        case SettingInfo::Type::text:
            return Value(toStd(text));
        case SettingInfo::Type::real:
            return parseReal(info.range, text);
        case SettingInfo::Type::boolean:
            return Value(text == QLatin1String("true"));
        case SettingInfo::Type::choice:
        case SettingInfo::Type::kind: {
            const std::string wanted = toStd(text);
            for (const std::string_view choice : info.choices)
                if (choice == wanted) return Value(choice);
            return {};
        }
        case SettingInfo::Type::size: {
            auto sides = parseSides(info.range, text, 1, 2);
            if (!sides) return {};
            auto& list = *sides->get_if<Value::List>();
            if (list.size() == 1) list.push_back(list.front());
            return sides;
        }
        case SettingInfo::Type::shape:
            return parseSides(info.range, text, info.default_value == Value(Value::List{}) ? 0 : 1, 8);
        case SettingInfo::Type::numbers: {
            Value::List numbers;
            for (const QString& part :
                 text.split(QRegularExpression(QStringLiteral("[,;\\s]+")), Qt::SkipEmptyParts)) {
                auto number = parseReal(info.range, part);
                if (!number) return {};
                numbers.push_back(*std::move(number));
            }
            return Value(numbers);
        }
        case SettingInfo::Type::kinds:
        case SettingInfo::Type::records:
            return {};  // lists have editors of their own
    }
    return {};
}

QString settingText(const SettingInfo& info, const Value& value) {
    if (info.type == SettingInfo::Type::size && value.is<std::int64_t>())
        return plain(to_text(value) + " × " + to_text(value));
    if (const auto* list = value.get_if<Value::List>(); list && info.type == SettingInfo::Type::numbers) {
        QStringList numbers;
        for (const Value& number : *list) numbers << plain(to_text(number));
        return numbers.join(QStringLiteral(", "));
    }
    return plain(to_text(value));
}

QString acceptedText(const SettingInfo& info) {
    QString limits = engineText(accepted_values(info));
    switch (info.type) {
        case SettingInfo::Type::integer:
        case SettingInfo::Type::seed:
            return QCoreApplication::translate("glassnet::app::settings", "whole number %1").arg(limits);
        case SettingInfo::Type::real:
            return QCoreApplication::translate("glassnet::app::settings", "number %1").arg(limits);
        case SettingInfo::Type::size:
            return QCoreApplication::translate("glassnet::app::settings", "height × width, each %1")
                .arg(limits);
        case SettingInfo::Type::numbers:
            return QCoreApplication::translate("glassnet::app::settings",
                                               "numbers with commas between, each %1")
                .arg(limits);
        case SettingInfo::Type::shape:
            return QCoreApplication::translate("glassnet::app::settings", "sides with × between, each %1")
                .arg(limits);
        default:
            return limits;
    }
}

}  // namespace glassnet::app
