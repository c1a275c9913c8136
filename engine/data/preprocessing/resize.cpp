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

/// Returns the part of the picture that is taken.
Picture cut_out(const Picture& picture, const Placement& part) {
    if (part.rows == picture.height && part.columns == picture.width) return picture;
    Picture box = in_form_of(picture, part.rows, part.columns, 0);
    copy_box(picture, part.top, part.left, box, 0, 0, part.rows, part.columns);
    return box;
}

/// Returns the largest box in the middle of the picture that has the proportions of the frame.
Placement largest_box(int picture_height, int picture_width, int height, int width) {
    const auto side = [](int own, int other, int frame, int other_frame) {
        const auto wanted = static_cast<std::int64_t>(other) * frame / other_frame;
        return static_cast<int>(std::clamp<std::int64_t>(wanted, 1, own));
    };
    const int rows = side(picture_height, picture_width, height, width);
    const int columns = side(picture_width, picture_height, width, height);
    return {.top = (picture_height - rows) / 2,
            .left = (picture_width - columns) / 2,
            .rows = rows,
            .columns = columns,
            .height = height,
            .width = width};
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

Placement Resize::placed(int picture_height, int picture_width) const {
    if (mode == ResizeMode::crop) return largest_box(picture_height, picture_width, height, width);
    Placement whole{.rows = picture_height, .columns = picture_width, .height = height, .width = width};
    if (mode == ResizeMode::stretch) return whole;
    const double scale =
        std::min(static_cast<double>(height) / picture_height, static_cast<double>(width) / picture_width);
    const auto side = [&](int own, int most) {
        return std::clamp(static_cast<int>(std::lround(own * scale)), 1, most);
    };
    whole.height = side(picture_height, height);
    whole.width = side(picture_width, width);
    return whole;
}

Picture Resize::in_frame(Picture picture) const {
    if (picture.height == height && picture.width == width) return picture;
    Picture frame = in_form_of(picture, height, width, static_cast<float>(fill_value));
    if (frame.has_alpha) {
        const auto step = static_cast<std::size_t>(frame.channels);
        for (std::size_t alpha = step - 1; alpha < frame.values.size(); alpha += step)
            frame.values[alpha] = 0;
    }
    copy_box(picture, 0, 0, frame, (height - picture.height) / 2, (width - picture.width) / 2, picture.height,
             picture.width);
    return frame;
}

Picture Resize::resized(const Picture& picture) const {
    const Placement part = placed(picture.height, picture.width);
    return in_frame(resize_picture(cut_out(picture, part), part.height, part.width, interpolation));
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
