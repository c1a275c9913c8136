// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "data/imaging_module.h"

#include <map>
#include <utility>

namespace glassnet {

/// Pictures on their way into the parts of a data set. Bytes in grey as long as that loses nothing: the first
/// coloured picture makes all coloured, the first deep one makes all float. Sizes may differ; then only their
/// counts are kept.
class PictureStore {
public:
    /// Appends a picture. Throws Error when a part would be larger than the limits.
    void append(DataPart& part, int class_number, const Picture& picture);

    /// Returns the number of pictures of each size (height, width).
    [[nodiscard]] const std::map<std::pair<int, int>, std::int64_t>& sizes() const { return sizes_; }
    [[nodiscard]] int channels() const { return channels_; }

    /// Gives all parts the form that the last one needed. Called once, at the end.
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
