// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/preprocessing/resize.h"

#include "data/imaging.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

/// Returns a copy of the picture's form without its values.
Picture in_form_of(const Picture& picture, int height, int width, float value) {
    Picture result = picture;
    result.height = height;
    result.width = width;
    result.values.assign(static_cast<std::size_t>(height) * static_cast<std::size_t>(width) *
                             static_cast<std::size_t>(picture.channels),
                         value);
    return result;
}

/// Copies a box of height × width pixels from one picture into another of the same channels.
void copy_box(const Picture& from, int from_row, int from_column, Picture& to, int to_row, int to_column,
              int height, int width) {
    const auto at = [](const Picture& picture, int row, int column) {
        return (static_cast<std::int64_t>(row) * picture.width + column) * picture.channels;
    };
    for (int row = 0; row < height; ++row)
        std::copy_n(from.values.begin() + at(from, from_row + row, from_column),
                    static_cast<std::int64_t>(width) * from.channels,
                    to.values.begin() + at(to, to_row + row, to_column));
}

/// Returns the largest box in the middle of the picture that has the proportions of the frame.
Picture cropped(const Picture& picture, int height, int width) {
    const auto side = [](int own, int other, int frame, int other_frame) {
        const auto wanted = static_cast<std::int64_t>(other) * frame / other_frame;
        return static_cast<int>(std::clamp<std::int64_t>(wanted, 1, own));
    };
    const int rows = side(picture.height, picture.width, height, width);
    const int columns = side(picture.width, picture.height, width, height);
    if (rows == picture.height && columns == picture.width) return picture;
    Picture box = in_form_of(picture, rows, columns, 0);
    copy_box(picture, (picture.height - rows) / 2, (picture.width - columns) / 2, box, 0, 0, rows, columns);
    return box;
}

/// Puts the picture, as large as it can be, in the middle of a frame.
Picture fitted(const Picture& picture, int height, int width, float fill) {
    const auto side = [](int own, double scale, int most) {
        return std::clamp(static_cast<int>(std::lround(own * scale)), 1, most);
    };
    const double scale =
        std::min(static_cast<double>(height) / picture.height, static_cast<double>(width) / picture.width);
    const Picture inner =
        resize_picture(picture, side(picture.height, scale, height), side(picture.width, scale, width));
    Picture frame = in_form_of(inner, height, width, fill);
    if (frame.has_alpha) {
        const auto step = static_cast<std::size_t>(frame.channels);
        for (std::size_t alpha = step - 1; alpha < frame.values.size(); alpha += step)
            frame.values[alpha] = 0;
    }
    copy_box(inner, 0, 0, frame, (height - inner.height) / 2, (width - inner.width) / 2, inner.height,
             inner.width);
    return frame;
}

}  // namespace

Description Resize::describe() {
    return {.id = "Resize",
            .title = "Resize",
            .group = "Geometry",
            .summary = "Brings all pictures to one size while they are read: the first step of all.",
            .formula = "h × w × channels → height × width × channels",
            .keras = "keras.layers.Resizing",
            .pytorch = "torchvision.transforms.v2.Resize",
            .onnx = "Resize",
            .icon = "rescale"};
}

Picture Resize::resized(const Picture& picture) const {
    switch (mode) {
        case ResizeMode::fit:
            return fitted(picture, height, width, static_cast<float>(fill_value));
        case ResizeMode::crop:
            return resize_picture(cropped(picture, height, width), height, width);
        case ResizeMode::stretch:
            break;
    }
    return resize_picture(picture, height, width);
}

std::optional<KindSettings> leading_resize(const std::vector<KindSettings>& preprocessing) {
    if (preprocessing.empty() || preprocessing.front().kind != Resize().id()) return std::nullopt;
    return preprocessing.front();
}

Resize resize_of(const KindSettings& settings) {
    Resize resize;
    auto problems = configure(resize, settings.settings, {.setting = "preprocessing[0]"});
    if (has_errors(problems)) throw Error(std::move(problems));
    return resize;
}

KindSettings resize_to(int height, int width) { return {"Resize", {{"height", height}, {"width", width}}}; }

std::unique_ptr<const DataStep> make_resize() { return std::make_unique<Resize>(); }

}  // namespace glassnet
