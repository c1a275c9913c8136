// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "data/imaging_module.h"

#include <map>
#include <utility>

namespace glassnet {

/// Pictures on their way into the parts of a data set. Grey bytes as long as that loses nothing: the first
/// coloured picture makes all coloured, the first deep one makes all float. Sizes may differ; then nothing
/// more is kept but their counts.
class PictureStore {
public:
    /// Throws Error when a part would be larger than the limits.
    void append(DataPart& part, int class_number, const Picture& picture);

    /// Size (height, width) → number of pictures.
    [[nodiscard]] const std::map<std::pair<int, int>, std::int64_t>& sizes() const { return sizes_; }
    [[nodiscard]] int channels() const { return channels_; }

    /// Gives all parts the form that the last one needed. Once, at the end.
    void finish(Dataset& dataset) const;

private:
    struct Form {
        int channels = 1;
        bool is_deep = false;
        friend bool operator==(const Form&, const Form&) = default;
    };
    void bring_to_form(DataPart& part, Form& form) const;

    std::map<std::pair<int, int>, std::int64_t> sizes_;
    std::map<const DataPart*, Form> forms_;
    int channels_ = 1;
    bool is_deep_ = false;
};

}  // namespace glassnet
