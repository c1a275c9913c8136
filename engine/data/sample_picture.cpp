// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/sample_picture.h"

#include "data/imaging.h"
#include "math/images/area_resize.h"

#include <optional>

namespace glassnet {

namespace {

/// Averages the part of a picture that a Resize takes, while its rows come in.
class ShrunkRows final : public PictureRows {
public:
    explicit ShrunkRows(const Resize& resize) : resize_(resize) {}

    /// Tells whether pictures of this form are averaged.
    [[nodiscard]] bool can_take(int height, int width, int channels) const {
        return resize_.interpolation == ResizeMethod::area &&
               AreaResize::can(shrinking(resize_.placed(height, width), channels));
    }

    void begin(int height, int width, int channels) override {
        part_ = resize_.placed(height, width);
        picture_.height = part_.height;
        picture_.width = part_.width;
        picture_.channels = channels;
        picture_.values.resize(static_cast<std::size_t>(part_.height) *
                               static_cast<std::size_t>(part_.width) * static_cast<std::size_t>(channels));
        area_.emplace(shrinking(part_, channels), picture_.values.data());
    }

    void add(const std::uint8_t* row) override {
        if (row_ >= part_.top && row_ < part_.top + part_.rows)
            area_->add(row + static_cast<std::ptrdiff_t>(part_.left) * picture_.channels);
        ++row_;
    }

    [[nodiscard]] bool has_taken() const { return area_.has_value(); }
    /// Returns the picture in its frame, once all rows are in.
    [[nodiscard]] Picture result() { return resize_.in_frame(std::move(picture_)); }

private:
    static Shrinking shrinking(const Placement& part, int channels) {
        return {part.rows, part.columns, part.height, part.width, channels};
    }

    const Resize& resize_;
    Placement part_;
    Picture picture_;
    std::optional<AreaResize> area_;
    int row_ = 0;
};

}  // namespace

SamplePicture read_sample_picture(std::span<const std::byte> bytes, const std::string& file_name,
                                  const AlphaRule& alpha, const Resize* resize) {
    SamplePicture sample;
    std::optional<ShrunkRows> shrunk;
    RowChoice choice;
    if (resize) {
        shrunk.emplace(*resize);
        choice = [&](int height, int width, int channels) {
            return shrunk->can_take(height, width, channels) ? &*shrunk : nullptr;
        };
    }
    sample.picture = decode_picture(bytes, file_name, sample.remarks, alpha, choice);
    sample.height = sample.picture.height;
    sample.width = sample.picture.width;
    if (shrunk && shrunk->has_taken())
        sample.picture = shrunk->result();
    else if (resize)
        sample.picture = resize->resized(sample.picture);
    return sample;
}

}  // namespace glassnet
