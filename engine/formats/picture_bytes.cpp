// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/picture_bytes.h"

#include "base/limits.h"

namespace glassnet {

namespace {

constexpr ProblemKind picture_cut{"picture.cut", Severity::error, "the picture ends early, at byte {length}",
                                  "Copy it again."};
constexpr ProblemKind picture_damaged{"picture.damaged", Severity::error, "the picture is damaged: {reason}",
                                      "Copy it again."};
constexpr ProblemKind picture_large{
    "picture.large", Severity::error,
    "{width} × {height} pixels; at most {side} per side and {pixels} in all are allowed",
    "Make the picture smaller."};
constexpr ProblemKind picture_values{
    "picture.values", Severity::error,
    "{width} × {height} pixels of {bands} bands; at most {values} values in all are allowed",
    "Make the picture smaller, or leave bands out."};
constexpr ProblemKind picture_nothing{"picture.nothing", Severity::error,
                                      "{width} × {height} pixels: there is nothing to see",
                                      "Delete the file."};

}  // namespace

std::int64_t PictureBytes::number(std::int64_t at, int count, ByteOrder order) const {
    if (at < 0 || at > size() - count) cut();
    std::uint64_t number = 0;
    for (int i = 0; i < count; ++i) {
        const std::int64_t next = order == ByteOrder::big ? at + i : at + count - 1 - i;
        number = number << 8 | static_cast<std::uint64_t>(byte(next));
    }
    return static_cast<std::int64_t>(number);
}

std::string PictureBytes::name(std::int64_t at) const {
    std::string text;
    for (int i = 0; i < 4; ++i) text += static_cast<char>(byte(at + i));
    return text;
}

void PictureBytes::cut() const { throw Error(picture_cut, {{"length", size()}}, where(size())); }

void PictureBytes::damaged(const std::string& reason, std::int64_t offset) const {
    throw Error(picture_damaged, {{"reason", reason}}, where(offset));
}

void PictureBytes::check_size(std::int64_t width, std::int64_t height, std::int64_t bands) const {
    const Value::Map arguments{{"width", width},
                               {"height", height},
                               {"bands", bands},
                               {"side", limits::image_side},
                               {"pixels", limits::image_pixels},
                               {"values", limits::image_values}};
    if (width <= 0 || height <= 0) throw Error(picture_nothing, arguments, where());
    const bool is_large =
        width > limits::image_side || height > limits::image_side || width * height > limits::image_pixels;
    if (is_large) throw Error(picture_large, arguments, where());
    if (bands < 1 || bands > limits::image_values / (width * height))
        throw Error(picture_values, arguments, where());
}

}  // namespace glassnet
