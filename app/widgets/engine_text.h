// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "layers/layer.h"
#include "math/shape.h"

#include <QString>

#include <string_view>

namespace glassnet::app {

/// Translates a text of the engine, which speaks plain English, into the user's language.
[[nodiscard]] QString engineText(std::string_view text);
[[nodiscard]] QString whatOf(const Problem& problem);
[[nodiscard]] QString hintOf(const Problem& problem);
[[nodiscard]] QString titleOf(const Repair& repair);

/// Returns text without translation: ids, names, numbers.
[[nodiscard]] QString plain(std::string_view text);
[[nodiscard]] std::string toStd(const QString& text);

/// Writes a count in the user's number format: "320" or "18,496".
[[nodiscard]] QString countText(std::int64_t count);
/// Writes a count in short: "1.9 M", "225 k", "812".
[[nodiscard]] QString shortCount(double count);
[[nodiscard]] QString bytesText(std::int64_t bytes);
/// Writes a measured value in at most four digits: "0.83", "−1.2e-5", "not a number".
[[nodiscard]] QString valueText(double value);
/// Writes a finite number in at most three digits and a power of ten: "2.5e10".
[[nodiscard]] QString exponentText(double value);

/// Returns the name of the icon of a layer kind: its own, or that of its group's role.
[[nodiscard]] QString iconOf(const Description& description);
/// Returns the colour role of the group a kind belongs to.
[[nodiscard]] QString roleOf(const Description& description);

}  // namespace glassnet::app
