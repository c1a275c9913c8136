// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "layers/layer.h"
#include "math/shape.h"

#include <QString>

#include <string_view>

namespace glassnet::app {

/// The engine speaks plain English; these say its texts in the user's language.
[[nodiscard]] QString engineText(std::string_view text);
[[nodiscard]] QString whatOf(const Problem& problem);
[[nodiscard]] QString hintOf(const Problem& problem);
[[nodiscard]] QString titleOf(const Repair& repair);

/// Text without translation: ids, names, numbers.
[[nodiscard]] QString plain(std::string_view text);
[[nodiscard]] std::string toStd(const QString& text);

/// "320" or "18,496", in the user's number format.
[[nodiscard]] QString countText(std::int64_t count);
/// "1.9 M", "225 k", "812".
[[nodiscard]] QString shortCount(double count);
[[nodiscard]] QString bytesText(std::int64_t bytes);
/// A measured value in at most four digits: "0.83", "−1.2e-5", "not a number".
[[nodiscard]] QString valueText(double value);
/// A finite number in at most three digits and a power of ten: "2.5e10".
[[nodiscard]] QString exponentText(double value);

/// Name of the icon of a layer kind: its own, or that of its group's role.
[[nodiscard]] QString iconOf(const Description& description);
/// The colour role of the group a kind belongs to.
[[nodiscard]] QString roleOf(const Description& description);

}  // namespace glassnet::app
