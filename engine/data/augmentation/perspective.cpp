// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/perspective.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace glassnet {

namespace {

using Equation = std::array<double, 9>;  // eight factors and what their sum is

/// Solves by elimination with the largest pivot.
Projection solved(std::array<Equation, 8> equations) {
    for (std::size_t column = 0; column < 8; ++column) {
        const auto size = [column](const Equation& each) { return std::abs(each[column]); };
        std::swap(equations[column],
                  *std::ranges::max_element(equations.begin() + static_cast<std::ptrdiff_t>(column),
                                            equations.end(), {}, size));
        for (std::size_t row = 0; row < 8; ++row) {
            if (row == column) continue;
            const double share = equations[row][column] / equations[column][column];
            for (std::size_t i = column; i < 9; ++i) equations[row][i] -= share * equations[column][i];
        }
    }
    Projection result{};
    for (std::size_t i = 0; i < 8; ++i) result[i] = equations[i][8] / equations[i][i];
    return result;
}

}  // namespace

Projection projection(const std::array<PicturePoint, 4>& points, const std::array<PicturePoint, 4>& others) {
    std::array<Equation, 8> equations{};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto [x, y] = points[i];
        const auto [u, v] = others[i];
        equations[2 * i] = {x, y, 1, 0, 0, 0, -x * u, -y * u, u};
        equations[2 * i + 1] = {0, 0, 0, x, y, 1, -x * v, -y * v, v};
    }
    return solved(equations);
}

void project(std::span<const float> from, const Shape& shape, std::span<float> to, const Projection& source,
             const Resampling& resampling) {
    thread_local std::vector<double> rows, columns;
    const auto width = static_cast<std::size_t>(shape[1]);
    rows.resize(width);
    columns.resize(width);
    const PictureView view = view_of(from, shape);
    const auto& m = source;
    for (std::int64_t row = 0; row < shape[0]; ++row) {
        const auto y = static_cast<double>(row);
        for (std::size_t column = 0; column < width; ++column) {
            const auto x = static_cast<double>(column);
            const double depth = m[6] * x + m[7] * y + 1;
            columns[column] = (m[0] * x + m[1] * y + m[2]) / depth;
            rows[column] = (m[3] * x + m[4] * y + m[5]) / depth;
        }
        resample_points(view, rows, columns, resampling, to.data() + row * shape[1] * view.channels);
    }
}

}  // namespace glassnet
