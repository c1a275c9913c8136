// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/mixing.h"

#include <algorithm>

namespace glassnet {

namespace {

/// Mixes one row of a sample with the same row of another one.
void mix_row(std::span<float> own, const float* other, std::int64_t row, std::int64_t channels,
             const Mixture& mixture) {
    if (mixture.box) {
        const Mixture::Box& box = *mixture.box;
        if (row < box.top || row >= box.top + box.height) return;
        std::copy_n(other + box.left * channels, box.width * channels, own.begin() + box.left * channels);
        return;
    }
    const auto share = static_cast<float>(mixture.share), rest = static_cast<float>(1 - mixture.share);
    for (std::size_t i = 0; i < own.size(); ++i) own[i] = share * own[i] + rest * other[i];
}

}  // namespace

void mix_into(std::span<float> own, std::span<const float> other, const Shape& shape,
              const Mixture& mixture) {
    const std::int64_t rows = mixture.box ? shape[0] : 1, channels = mixture.box ? shape[2] : 1;
    const std::int64_t of_row = shape.elements() / rows;
    for (std::int64_t row = 0; row < rows; ++row)
        mix_row(own.subspan(static_cast<std::size_t>(row * of_row), static_cast<std::size_t>(of_row)),
                other.data() + row * of_row, row, channels, mixture);
}

void mix_neighbours(std::span<float> samples, const Shape& shape, std::span<const Mixture> mixtures,
                    ThreadPool& pool) {
    const bool are_pictures = shape.rank() == 3;
    const std::int64_t elements = shape.elements(), rows = are_pictures ? shape[0] : 1;
    const std::int64_t of_row = elements / rows, channels = are_pictures ? shape[2] : 1;
    pool.run(static_cast<int>(rows), [&](int row, int) {
        for (std::size_t i = 0; i < mixtures.size(); ++i) {  // the next one is still as it was
            Mixture mixture = mixtures[i];
            if (mixture.share >= 1) continue;
            if (!are_pictures) mixture.box.reset();
            float* const own = samples.data() + static_cast<std::int64_t>(i) * elements + row * of_row;
            mix_row({own, static_cast<std::size_t>(of_row)}, own + elements, row, channels, mixture);
        }
    });
}

}  // namespace glassnet
