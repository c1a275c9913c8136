// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/store/picture_store.h"

#include "base/threads.h"
#include "data/data_problems.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace glassnet {

namespace {

constexpr ProblemKind pictures_mixed{
    "data.picture_bands", Severity::error,
    "pictures of {found} channels cannot be mixed with those of {before} that were read before",
    "Bring them to one kind, or put them into folders of their own."};
constexpr ProblemKind picture_changed{"data.picture_changed", Severity::error,
                                      "“{file}” is not the picture any more that was loaded",
                                      "Load the data again: a run learns from the data it began with."};

/// Values of type T that lie at `bytes`, which are aligned for them.
template <class T>
std::span<const T> values_at(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

/// Copies pixels into another form, which they can become; what gets alpha is opaque. As in_form.
template <class From, class To>
void copy_pixels(std::span<const From> from, const PixelForm& own, To* to, const PixelForm& wanted) {
    if (own == wanted) {
        std::ranges::transform(from, to, [](From value) { return static_cast<To>(value); });
        return;
    }
    const auto step = static_cast<std::size_t>(own.channels());
    for (std::size_t pixel = 0; pixel < from.size(); pixel += step) {
        for (int channel = 0; channel < wanted.colours; ++channel)
            *to++ =
                static_cast<To>(from[pixel + static_cast<std::size_t>(std::min(channel, own.colours - 1))]);
        if (wanted.has_alpha) *to++ = own.has_alpha ? static_cast<To>(from[pixel + step - 1]) : To{255};
    }
}

/// Copies the values of a picture to where `to` of the wanted form are.
void copy_picture(std::span<const std::byte> values, const PixelForm& own, bool is_deep, std::byte* to,
                  const PixelForm& wanted, bool are_deep) {
    if (is_deep)
        copy_pixels(values_at<float>(values), own, reinterpret_cast<float*>(to), wanted);
    else if (are_deep)
        copy_pixels(values_at<std::uint8_t>(values), own, reinterpret_cast<float*>(to), wanted);
    else
        copy_pixels(values_at<std::uint8_t>(values), own, reinterpret_cast<std::uint8_t*>(to), wanted);
}

/// Pictures that lie in a pack, or in their files.
class PackedStore final : public SampleStore {
public:
    PackedStore(std::vector<PackedPicture> pictures, std::shared_ptr<const PicturePack> pack,
                DecodePicture decode, SampleForm form, PixelForm pixel)
        : pack_(std::move(pack)), decode_(std::move(decode)), form_(form), pixel_(pixel) {
        rows_.reserve(pictures.size());
        for (PackedPicture& picture : pictures) {
            const PackedPicture* const packed = pack_ ? pack_->find(picture.file, picture.state) : nullptr;
            rows_.push_back({.packed = packed, .source = std::ssize(sources_)});
            if (!packed) sources_.push_back(std::move(picture));
        }
    }

    [[nodiscard]] SampleForm form() const override { return form_; }
    [[nodiscard]] std::int64_t count() const override { return std::ssize(rows_); }
    [[nodiscard]] std::span<const std::byte> read(std::int64_t first, std::int64_t count,
                                                  std::vector<std::byte>& room) const override {
        const auto each = static_cast<std::size_t>(form_.bytes_of_a_sample());
        const std::size_t size = static_cast<std::size_t>(count) * each;
        if (room.size() < size) room.resize(size);
        const auto read_row = [&](int i, int) {
            read_one(rows_[static_cast<std::size_t>(first + i)],
                     room.data() + static_cast<std::size_t>(i) * each);
        };
        if (count > 1 && !sources_.empty())  // decoding takes long
            ThreadPool(0).run_to_error(static_cast<int>(count), read_row);
        else
            for (int i = 0; i < static_cast<int>(count); ++i) read_row(i, 0);
        return std::span(room).first(size);
    }

private:
    struct Row {
        const PackedPicture* packed = nullptr;
        std::int64_t source = 0;  // where it is not packed
    };

    void read_one(const Row& row, std::byte* to) const {
        if (!row.packed) return decode_one(sources_[static_cast<std::size_t>(row.source)], to);
        thread_local std::vector<std::byte> values;
        values.resize(static_cast<std::size_t>(row.packed->bytes()));
        if (!pack_->read(*row.packed, values)) return decode_one(*row.packed, to);
        copy_picture(values, row.packed->form, row.packed->is_deep, to, pixel_, !form_.are_bytes);
    }

    void decode_one(const PackedPicture& expected, std::byte* to) const {
        const StoredPicture found = decode_(expected.file);
        const PackedPicture& facts = found.facts;
        if (facts.state != expected.state || facts.bytes() != expected.bytes() ||
            facts.is_deep != expected.is_deep || facts.form != expected.form)
            throw Error(picture_changed, {{"file", expected.file}});
        copy_picture(found.values, facts.form, facts.is_deep, to, pixel_, !form_.are_bytes);
    }

    std::shared_ptr<const PicturePack> pack_;
    DecodePicture decode_;
    SampleForm form_;
    PixelForm pixel_;
    std::vector<Row> rows_;
    std::vector<PackedPicture> sources_;  // those that no pack has
};

}  // namespace

StoredPicture as_stored_picture(const Picture& picture) {
    StoredPicture sample{.facts = {.height = picture.height,
                                   .width = picture.width,
                                   .form = form_of(picture),
                                   .is_deep = picture.is_deep}};
    sample.values.resize(static_cast<std::size_t>(sample.facts.bytes()));
    if (picture.is_deep)
        std::memcpy(sample.values.data(), picture.values.data(), sample.values.size());
    else
        std::ranges::transform(picture.values, sample.values.begin(),
                               [](float value) { return static_cast<std::byte>(static_cast<int>(value)); });
    return sample;
}

void PictureStore::widen(const PackedPicture& picture) {
    const PixelForm found = picture.form;
    const PixelForm before = is_first_ ? found : form_.pixel;
    form_.pixel = {.colours = std::max(found.colours, before.colours),
                   .has_alpha = found.has_alpha || before.has_alpha};
    if (!can_become(found, form_.pixel) || !can_become(before, form_.pixel))
        throw Error(pictures_mixed, {{"found", found.channels()}, {"before", before.channels()}});
    form_.is_deep |= picture.is_deep;
    is_first_ = false;
}

void PictureStore::append(Part part, StoredPicture picture) {
    const PackedPicture& facts = picture.facts;
    height_ = facts.height;
    width_ = facts.width;
    if (is_first_) keeps_values_ = facts.bytes() <= memory_ / std::max<std::int64_t>(1, expected_);
    widen(facts);
    Pictures& of_part = parts_[static_cast<std::size_t>(part)];
    if (keeps_values_) {
        of_part.values.insert(of_part.values.end(), picture.values.begin(), picture.values.end());
        of_part.forms.push_back({facts.form, facts.is_deep});
    } else {
        of_part.facts.push_back(std::move(picture.facts));
    }
}

/// Brings pictures that were kept into the form that all need.
SampleValues PictureStore::in_memory(Pictures pictures) const {
    const std::int64_t pixels = std::int64_t{height_} * width_;
    const std::int64_t elements = pixels * form_.pixel.channels();
    const auto all_in_form = [&]<class T>(std::vector<T> values) {
        values.resize(pictures.forms.size() * static_cast<std::size_t>(elements));
        std::span<const std::byte> rest(pictures.values);
        T* to = values.data();
        for (const Form& own : pictures.forms) {
            const SampleForm form{.are_bytes = !own.is_deep, .elements = pixels * own.pixel.channels()};
            const auto bytes = static_cast<std::size_t>(form.bytes_of_a_sample());
            // Behind others of bytes, floats need not be aligned.
            const std::vector<std::byte> aligned(rest.begin(),
                                                 rest.begin() + static_cast<std::ptrdiff_t>(bytes));
            copy_picture(aligned, own.pixel, own.is_deep, reinterpret_cast<std::byte*>(to), form_.pixel,
                         form_.is_deep);
            rest = rest.subspan(bytes);
            to += elements;
        }
        return SampleValues(std::move(values), elements);
    };
    return form_.is_deep ? all_in_form(std::vector<float>()) : all_in_form(std::vector<std::uint8_t>());
}

void PictureStore::finish(Dataset& dataset, const std::shared_ptr<const PicturePack>& pack,
                          const DecodePicture& decode) {
    const SampleForm form{.are_bytes = !form_.is_deep,
                          .elements = std::int64_t{height_} * width_ * form_.pixel.channels()};
    for (const Part name : all_parts) {
        DataPart& part = dataset.part(name);
        Pictures& pictures = parts_[static_cast<std::size_t>(name)];
        if (part.count == 0) continue;
        part.inputs = keeps_values_ ? in_memory(std::move(pictures))
                                    : SampleValues(std::make_shared<PackedStore>(
                                          std::move(pictures.facts), pack, decode, form, form_.pixel));
        pictures = {};
    }
    dataset.summary.sample_shape = {height_, width_, form_.pixel.channels()};
}

}  // namespace glassnet
