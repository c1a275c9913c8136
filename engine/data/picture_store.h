// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/dataset.h"
#include "data/picture_form.h"

#include <map>
#include <string>
#include <utility>

namespace glassnet {

/// Tells sizes (height, width) with their counts, the most frequent first: "64 × 48 (12), 32 × 32 (3)".
[[nodiscard]] std::string sizes_in_words(const std::map<std::pair<int, int>, std::int64_t>& sizes);
/// Returns the most frequent size, of several the largest.
[[nodiscard]] std::pair<int, int> most_frequent_size(
    const std::map<std::pair<int, int>, std::int64_t>& sizes);

/// Pictures on their way into the parts of a data set. Bytes in grey as long as that loses nothing: the first
/// coloured picture makes all coloured, the first deep one makes all float, the first one with alpha gives
/// all of them alpha. All have one size.
class PictureStore {
public:
    /// Appends a picture. Throws Error when a part would be larger than the limits, or where other pictures
    /// have other bands.
    void append(DataPart& part, int class_number, const Picture& picture);

    /// Gives all parts the form that the last one needed. Called once, at the end.
    void finish(Dataset& dataset) const;

private:
    struct Form {
        PixelForm pixel{};
        bool is_deep = false;
        friend bool operator==(const Form&, const Form&) = default;
    };
    void bring_to_form(DataPart& part, Form& form) const;
    void widen(const Picture& picture);

    int height_ = 0, width_ = 0;
    std::map<const DataPart*, Form> forms_;
    Form form_;  // of all pictures so far
    bool is_first_ = true;
};

}  // namespace glassnet
