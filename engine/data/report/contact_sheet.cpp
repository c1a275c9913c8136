// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/report/contact_sheet.h"

#include "data/imaging.h"
#include "data/report/data_overview.h"
#include "data/report/seen_sample.h"

#include <algorithm>
#include <cmath>

namespace glassnet {

namespace {

constexpr ProblemKind sheet_rows{"sheet.no_pictures", Severity::error,
                                 "the samples are {shape}, no pictures that could be drawn",
                                 "Choose data of pictures."};

constexpr int gap = 4;  // between cells, in pixels
constexpr std::uint8_t paper = 245;

/// One sample on its way to a cell: height × width × channels, and what is drawn black and white.
struct Drawn {
    Shape shape{};
    std::vector<float> values{};
    ValueRange range{};
};

/// Draws a picture into the middle of a cell: shrunk where it is larger, by whole pixels where it is smaller.
void draw(ContactSheet& sheet, int top, int left, int side, const Drawn& drawn) {
    Picture picture{.height = static_cast<int>(drawn.shape[0]),
                    .width = static_cast<int>(drawn.shape[1]),
                    .channels = static_cast<int>(drawn.shape[2]),
                    .values = drawn.values,
                    .is_deep = true};
    const int longer = std::max(picture.height, picture.width);
    if (longer > side)
        picture = resize_picture(picture, std::max(1, picture.height * side / longer),
                                 std::max(1, picture.width * side / longer));
    const int times = std::max(1, side / std::max(picture.height, picture.width));
    const int first_row = top + (side - picture.height * times) / 2;
    const int first_column = left + (side - picture.width * times) / 2;
    const double span = std::max(drawn.range.highest - drawn.range.lowest, 1e-30);
    for (int row = 0; row < picture.height * times; ++row) {
        for (int column = 0; column < picture.width * times; ++column) {
            for (int channel = 0; channel < 3; ++channel) {
                const int from = picture.channels >= 3 ? channel : 0;
                const auto pixel =
                    static_cast<std::size_t>(row / times) * static_cast<std::size_t>(picture.width) +
                    static_cast<std::size_t>(column / times);
                const double value = picture.values[pixel * static_cast<std::size_t>(picture.channels) +
                                                    static_cast<std::size_t>(from)];
                const double share = std::clamp((value - drawn.range.lowest) / span, 0.0, 1.0);
                const auto at =
                    (static_cast<std::size_t>(first_row + row) * static_cast<std::size_t>(sheet.width) +
                     static_cast<std::size_t>(first_column + column)) *
                        3 +
                    static_cast<std::size_t>(channel);
                sheet.values[at] = static_cast<std::uint8_t>(std::lround(share * 255));
            }
        }
    }
}

/// Returns the range over which pictures are drawn: bytes as they are, others, and bytes that use only a
/// little of theirs as masks do, from the lowest to the highest.
ValueRange range_of(const Dataset& dataset) {
    constexpr double quarter = 64;
    const bool are_bytes = dataset.training.inputs.are_bytes() && dataset.summary.highest_input >= quarter;
    return are_bytes ? ValueRange{0, 255}
                     : ValueRange{dataset.summary.lowest_input, dataset.summary.highest_input};
}

}  // namespace

std::vector<SampleRef> samples_for_sheet(const Dataset& dataset, std::int64_t count) {
    const std::int64_t wanted = std::min(count, dataset.training.count);
    std::vector<std::vector<SampleRef>> by_class(
        static_cast<std::size_t>(is_of_classes(dataset) ? std::max(1, dataset.summary.classes()) : 1));
    for (std::int64_t i = 0; i < dataset.training.count; ++i) {
        auto& members =
            by_class[is_of_classes(dataset) ? static_cast<std::size_t>(dataset.class_of(dataset.training, i))
                                            : 0];
        if (std::ssize(members) < wanted) members.push_back({Part::training, i});
    }
    std::vector<SampleRef> samples;
    for (std::size_t turn = 0; std::ssize(samples) < wanted; ++turn)
        for (const auto& members : by_class)
            if (turn < members.size() && std::ssize(samples) < wanted) samples.push_back(members[turn]);
    return samples;
}

ContactSheet contact_sheet(const Dataset& dataset, const Pipeline& pipeline, const SheetPlan& plan) {
    const Shape& shape = dataset.summary.sample_shape;
    const Shape seen = pipeline.output_shape(shape);
    if (shape.rank() != 3 || seen.rank() != 3) throw Error(sheet_rows, {{"shape", to_text(shape)}});
    const int cell = plan.side + gap;
    ContactSheet sheet{.height = static_cast<int>(plan.samples.size()) * cell + gap,
                       .width = (plan.variants + 1) * cell + gap};
    sheet.values.assign(static_cast<std::size_t>(sheet.height) * static_cast<std::size_t>(sheet.width) * 3,
                        paper);
    const ValueRange raw_range = range_of(dataset), seen_range = pipeline.output_range(raw_range);
    Pipeline::Buffers buffers;
    std::vector<float> raw(static_cast<std::size_t>(shape.elements()));
    Drawn variant{.shape = seen, .values = {}, .range = seen_range};
    variant.values.resize(static_cast<std::size_t>(seen.elements()));
    for (std::size_t row = 0; row < plan.samples.size(); ++row) {
        const auto [part, index] = plan.samples[row];
        const int top = gap + static_cast<int>(row) * cell;
        dataset.read_input(dataset.part(part), index, raw.data());
        draw(sheet, top, gap, plan.side, {.shape = shape, .values = raw, .range = raw_range});
        for (int epoch = 0; epoch < plan.variants; ++epoch) {
            read_as_trained(dataset, pipeline, {part, index}, raw,
                            {.seed = plan.seed, .epoch = static_cast<std::uint32_t>(epoch)}, variant.values,
                            buffers);
            draw(sheet, top, gap + (epoch + 1) * cell, plan.side, variant);
        }
    }
    return sheet;
}

}  // namespace glassnet
