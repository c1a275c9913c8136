// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operations/operation.h"

#include <algorithm>

namespace glassnet {

/// Inference on few samples: each picture is cut into bands of output rows, so that one keeps several threads
/// busy. A function of shapes alone. Bands begin at multiples of `unit` rows.
struct Bands {
    std::int64_t height = 1;  // of the output
    std::int64_t unit = 1;
    std::int64_t work = 0;    // multiplications of a picture
    std::int64_t enough = 1;  // of them that are worth a thread's attention, if there are few bands

    [[nodiscard]] std::int64_t units() const { return (height + unit - 1) / unit; }
    [[nodiscard]] std::int64_t count() const {
        // Small pictures are cut into a few bands at once, larger ones only into bands that are each worth
        // several threads' meeting.
        constexpr std::int64_t few = 4, several = 4, most = 16;
        const std::int64_t of_small = std::min(few, work / enough), of_large = work / (several * enough);
        return std::clamp<std::int64_t>(std::min(std::max(of_small, of_large), units()), 1, most);
    }
    [[nodiscard]] std::vector<Phase> phases(int batch, bool training) const {
        constexpr int many_samples = 4;
        if (training || batch >= many_samples || count() == 1) return {Phase{}};
        return {{Phase::Split::blocks, static_cast<int>(batch * count())}};
    }

    struct Band {
        std::int64_t sample = 0, first = 0, rows = 0;
    };
    /// Returns the band that is this item of the phase.
    [[nodiscard]] Band at(std::int64_t item) const {
        const std::int64_t number = item % count(), first = units() * number / count() * unit;
        return {item / count(), first, std::min(units() * (number + 1) / count() * unit, height) - first};
    }
};

}  // namespace glassnet
