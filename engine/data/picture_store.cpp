// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/picture_store.h"

#include "base/limits.h"

#include <algorithm>

namespace glassnet {

namespace {

constexpr ProblemKind pictures_large{"data.pictures_large", Severity::error,
                                     "the pictures need more than {limit} bytes of memory",
                                     "Set image_height and image_width to a smaller size."};

template <class T>
void tripled(std::vector<T>& values) {
    std::vector<T> result(values.size() * 3);
    for (std::size_t i = 0; i < values.size(); ++i)
        std::fill_n(result.begin() + static_cast<std::ptrdiff_t>(3 * i), 3, values[i]);
    values = std::move(result);
}

}  // namespace

void PictureStore::bring_to_form(DataPart& part, Form& form) const {
    if (form.channels < channels_) std::visit([](auto& values) { tripled(values); }, part.inputs);
    const auto* bytes = std::get_if<std::vector<std::uint8_t>>(&part.inputs);
    if (is_deep_ && bytes) part.inputs = std::vector<float>(bytes->begin(), bytes->end());
    form = {channels_, is_deep_};
}

void PictureStore::append(DataPart& part, int class_number, const Picture& picture) {
    ++sizes_[{picture.height, picture.width}];
    channels_ = std::max(channels_, picture.channels);
    is_deep_ |= picture.is_deep;
    if (sizes_.size() > 1) return;  // will be refused as a whole: spare the memory
    Form& form = forms_[&part];
    if (form != Form{channels_, is_deep_}) bring_to_form(part, form);

    const int copies = picture.channels < channels_ ? channels_ : 1;
    const auto add = [&]<class T>(std::vector<T>& values) {
        const auto needed =
            (values.size() + picture.values.size() * static_cast<std::size_t>(copies)) * sizeof(T);
        if (static_cast<std::int64_t>(needed) > limits::dataset_bytes)
            throw Error(pictures_large, {{"limit", limits::dataset_bytes}});
        for (const float value : picture.values)
            values.insert(values.end(), static_cast<std::size_t>(copies), static_cast<T>(value));
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
        if (now != Form{channels_, is_deep_}) bring_to_form(*part, now);
    }
    const auto& [height, width] = sizes_.begin()->first;
    dataset.summary.sample_shape = {height, width, channels_};
}

}  // namespace glassnet
