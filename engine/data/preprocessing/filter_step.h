// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/picture_filter.h"
#include "data/picture_shape.h"
#include "data/step.h"

#include <memory>

namespace glassnet {

/// Base of every step that is a filter of OpenCV's; it has `Filter filter() const`. Takes grey and coloured
/// pictures and keeps their shape.
template <class Derived>
class FilterStep : public KindOf<Derived, DataStep> {
public:
    [[nodiscard]] bool accepts(const Shape& shape) const override {
        return is_picture(shape) && (channels_of(shape) == 1 || channels_of(shape) == 3);
    }
    [[nodiscard]] std::string_view needs() const override { return "grey or coloured pictures"; }
    void prepare() const override {
        const bool takes_grey = this->accepts({16, 16, 1});
        try_filter(this->self().filter(), this->id(), takes_grey ? 1 : 3);
    }
    void apply(std::span<const float> from, const Shape& shape, std::span<float> to, Random&) const override {
        filter_picture(this->self().filter(), from, shape, to);
    }
};

/// Base of those that take grey pictures alone.
template <class Derived>
class GreyFilterStep : public FilterStep<Derived> {
public:
    [[nodiscard]] bool accepts(const Shape& shape) const override {
        return is_picture(shape) && channels_of(shape) == 1;
    }
    [[nodiscard]] std::string_view needs() const override { return "grey pictures"; }
};

}  // namespace glassnet
