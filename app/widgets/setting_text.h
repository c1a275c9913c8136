// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"

#include <QString>

#include <optional>

namespace glassnet::app {

/// Reads what a person typed into a setting's field as a value: "3", "3 x 5", "28 × 28 × 1", "1e-3", also
/// with a decimal comma. Nothing if it cannot be read or lies outside the setting's range.
[[nodiscard]] std::optional<Value> parseSetting(const SettingInfo& info, const QString& text);

/// Returns the value as its field shows it: a size with equal sides keeps both ("3 × 3").
[[nodiscard]] QString settingText(const SettingInfo& info, const Value& value);

/// Returns what the field accepts, translated: "≥ 1", "0 ≤ x < 1", "whole numbers".
[[nodiscard]] QString acceptedText(const SettingInfo& info);

}  // namespace glassnet::app
