// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_store.h"

#include "base/limits.h"
#include "data/data_problems.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr ProblemKind pictures_mixed{
    "data.picture_bands", Severity::error,
    "pictures of {found} channels cannot be mixed with those of {before} that were read before",
    "Bring them to one kind, or put them into folders of their own."};

}  // namespace

void PictureStore::bring_to_form(DataPart& part, Form& form) const {
    std::visit([&](auto& values) { values = in_form(values, form.pixel, form_.pixel); }, part.inputs);
    const auto* bytes = std::get_if<std::vector<std::uint8_t>>(&part.inputs);
    if (form_.is_deep && bytes) part.inputs = std::vector<float>(bytes->begin(), bytes->end());
    form = form_;
}

void PictureStore::widen(const Picture& picture) {
    const PixelForm found = form_of(picture);
    const PixelForm before = is_first_ ? found : form_.pixel;
    form_.pixel = {.colours = std::max(found.colours, before.colours),
                   .has_alpha = found.has_alpha || before.has_alpha};
    if (!can_become(found, form_.pixel) || !can_become(before, form_.pixel))
        throw Error(pictures_mixed, {{"found", found.channels()}, {"before", before.channels()}});
    form_.is_deep |= picture.is_deep;
    is_first_ = false;
}

void PictureStore::append(DataPart& part, int class_number, const Picture& picture) {
    height_ = picture.height;
    width_ = picture.width;
    widen(picture);
    Form& form =
        forms_.try_emplace(&part, Form{.pixel = form_.pixel}).first->second;  // a part begins as bytes
    if (form != form_) bring_to_form(part, form);

    const std::vector<float> values = in_form(picture.values, form_of(picture), form_.pixel);
    const auto add = [&]<class T>(std::vector<T>& inputs) {
        const auto needed = (inputs.size() + values.size()) * sizeof(T);
        if (static_cast<std::int64_t>(needed) > limits::dataset_bytes)
            throw Error(data_problems::pictures_large, {{"limit", limits::dataset_bytes}});
        for (const float value : values) inputs.push_back(static_cast<T>(value));
    };
    std::visit(add, part.inputs);
    part.targets.push_back(static_cast<float>(class_number));
    ++part.count;
}

void PictureStore::finish(Dataset& dataset) const {
    for (DataPart* part : {&dataset.training, &dataset.validation, &dataset.test}) {
        const auto form = forms_.find(part);
        if (form == forms_.end()) continue;
        Form now = form->second;
        if (now != form_) bring_to_form(*part, now);
    }
    dataset.summary.sample_shape = {height_, width_, form_.pixel.channels()};
}

std::string sizes_in_words(const std::map<std::pair<int, int>, std::int64_t>& sizes) {
    std::vector<std::pair<std::int64_t, std::pair<int, int>>> by_count;
    by_count.reserve(sizes.size());
    for (const auto& [size, count] : sizes) by_count.emplace_back(count, size);
    std::ranges::sort(by_count, std::ranges::greater());
    constexpr std::size_t most = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, by_count.size()); ++i) {
        const auto& [count, size] = by_count[i];
        text += (i > 0 ? ", " : "") + std::to_string(size.first) + " × " + std::to_string(size.second) +
                " (" + std::to_string(count) + ")";
    }
    if (by_count.size() > most) text += " and " + std::to_string(by_count.size() - most) + " more";
    return text;
}

std::pair<int, int> most_frequent_size(const std::map<std::pair<int, int>, std::int64_t>& sizes) {
    return std::ranges::max_element(sizes, {},
                                    [](const auto& entry) { return std::pair(entry.second, entry.first); })
        ->first;
}

}  // namespace glassnet
