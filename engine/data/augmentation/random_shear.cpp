// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/augmentation/moving_step.h"

namespace glassnet {

namespace {

/// Slants each picture: rows shift by their number, columns by theirs.
class RandomShear final : public RangedStep<RandomShear>, public MovingSettings {
public:
    std::vector<double> x_factor{0.1};
    std::vector<double> y_factor{0};

    static constexpr auto settings = std::tuple_cat(
        std::tuple{
            setting("x_factor", &RandomShear::x_factor, between(0, 1),
                    "Largest shift of a row against the next, to either side, in pixels; or lowest and "
                    "highest."),
            setting("y_factor", &RandomShear::y_factor, between(0, 1),
                    "Largest shift of a column against the next, to either side, in pixels; or lowest and "
                    "highest.")},
        moving_settings);
    static Description describe() {
        return {.id = "RandomShear",
                .title = "Random shear",
                .group = "Position",
                .summary = "Slants pictures from their upper left corner.",
                .formula = "x + shear · y, y + shear · x",
                .keras = "keras.layers.RandomShear",
                .pytorch = "torchvision.transforms.v2.RandomAffine",
                .onnx = "",
                .icon = "random_shear"};
    }

    void apply(std::span<const float> from, const Shape& shape, std::span<float> to,
               Random& random) const override {
        const double side = random.below(2) == 1 ? -1 : 1;
        const double y = side * draw(around_zero(y_factor), random);
        const double x = side * draw(around_zero(x_factor), random);
        resample(view_of(from, shape), {.row_from_column = y, .column_from_row = x}, resampling(), to.data());
    }
};

}  // namespace

std::unique_ptr<const DataStep> make_random_shear() { return std::make_unique<RandomShear>(); }

}  // namespace glassnet
