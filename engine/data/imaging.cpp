// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/imaging.h"

#include "base/platform/process.h"
#include "base/text.h"
#include "data/picture_filter.h"
#include "data/picture_shape.h"
#include "formats/picture_header.h"
#include "formats/portable_map.h"
#include "math/images/area_resize.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

namespace glassnet {

namespace {

constexpr ProblemKind picture_no_place{"picture.shape", Severity::error,
                                       "A network whose input is {shape} takes no pictures",
                                       "Use a network whose Input is height × width × channels."};
constexpr ProblemKind picture_channels{"picture.channels", Severity::error,
                                       "the picture has {found} channels but the network takes {wanted}",
                                       "Give it pictures of the kind that it has learned from."};
constexpr ProblemKind module_missing{
    "picture.module", Severity::error,
    "the part of Glassnet that reads and filters pictures cannot be loaded: {reason}",
    "Install Glassnet again, with its file libglassnet-imaging.so and OpenCV."};
constexpr ProblemKind picture_decoder{"picture.decoder", Severity::error,
                                      "the picture cannot be decoded: {reason}",
                                      "Open it in a picture editor and save it as PNG."};
constexpr ProblemKind picture_cmyk{
    "picture.cmyk", Severity::warning,
    "the printing colours (CMYK) were converted to red, green and blue without a colour profile",
    "Convert it in a picture editor where colours must be exact."};
constexpr ProblemKind picture_not_finite{
    "picture.not_finite", Severity::error,
    "the value of row {row}, column {column}, band {band} (from 0) is {value}",
    "Replace such values, for example with numpy.nan_to_num, and save the picture again."};
constexpr ProblemKind picture_range{
    "picture.range", Severity::warning,
    "its values are from {least} to {most}, not 0 to 255, and are kept as they are",
    "Begin the network with Normalization or Rescaling, and do not mix it with pictures of 0 to 255."};
constexpr ProblemKind picture_remark{"picture.remark", Severity::warning, "its decoder remarks: {remark}",
                                     "Save it again as PNG if it looks wrong."};
constexpr ProblemKind picture_name{"picture.name", Severity::warning,
                                   "the file is {found}, whatever its name says, and was read as such",
                                   "Rename it where other programs are to read it."};
constexpr ProblemKind picture_alpha{
    "picture.alpha", Severity::warning, "the picture is partly transparent and was laid on a colour",
    "Set alpha of the data to white, black, a colour such as #80c0ff, or channel to keep it."};
constexpr ProblemKind picture_frames{"picture.frames", Severity::warning,
                                     "the file holds {count} pictures; the first one is used",
                                     "Save the others as files of their own."};
constexpr ProblemKind picture_moves{"picture.animated", Severity::warning,
                                    "the picture is animated; the first of its {count} pictures is used",
                                    "Save the others as files of their own."};
constexpr ProblemKind picture_resize{"picture.resize", Severity::error,
                                     "the picture cannot be resized: {reason}", "Choose another size."};

constexpr ProblemKind picture_filter{"picture.filter", Severity::error,
                                     "{kind} cannot be done with these settings: {reason}",
                                     "Look up in its help what it takes: sides are often odd numbers."};

/// Loads the module beside the running program: in ../lib or in its own folder; nowhere else, so that nobody
/// can slip in another one.
const ImagingModule& load_module() {
    std::error_code error;
    const std::filesystem::path folder = platform::program_folder();
    const std::string name = "libglassnet-imaging" + platform::module_ending();
    std::string reason = "it is not beside the program";
    for (const char* place : {"../lib/glassnet", "../lib", "."}) {
        const std::filesystem::path path = folder / place / name;
        if (!std::filesystem::exists(path, error)) continue;
        // Never closed: the decoders keep threads and tables of their own.
        if (const void* entry = platform::load_module(path, imaging_entry, reason))
            return *static_cast<const ImagingModule*>(entry);
    }
    throw Error(module_missing, {{"reason", reason}});
}

/// Returns the module, loaded on first use: OpenCV brings along 140 libraries, which a program that decodes
/// nothing should not pay for.
const ImagingModule& imaging_module() {
    static const ImagingModule& module = load_module();
    return module;
}

/// Returns the content that a file's name promises; unknown where it promises nothing.
Content promised_content(const std::string& file_name) {
    static const std::map<std::string, Content, std::less<>> endings{
        {".png", Content::png},   {".jpg", Content::jpeg},  {".jpeg", Content::jpeg},
        {".gif", Content::gif},   {".bmp", Content::bmp},   {".tif", Content::tiff},
        {".tiff", Content::tiff}, {".webp", Content::webp}, {".ppm", Content::portable_map}};
    const std::string ending = lower_case(std::filesystem::path(file_name).extension().string());
    const auto found = endings.find(ending);
    return found == endings.end() ? Content::unknown : found->second;
}

Decoder decoder_of(const PictureHeader& header) {
    switch (header.content) {
        case Content::jpeg:
            return header.is_cmyk ? Decoder::cmyk_jpeg : Decoder::jpeg;
        case Content::gif:
            return Decoder::gif;
        case Content::tiff:
        case Content::big_tiff:
            return Decoder::tiff;
        default:
            return header.is_animated && header.content == Content::webp ? Decoder::animated_webp
                                                                         : Decoder::opencv;
    }
}

Picture decode_portable_map(std::span<const std::byte> bytes, const std::string& file_name) {
    const PictureBytes file(bytes, file_name);
    const PortableMapHeader header = read_portable_map_header(file);
    const std::vector<std::uint16_t> values = read_portable_map_values(file, header);
    Picture picture{.height = static_cast<int>(header.height),
                    .width = static_cast<int>(header.width),
                    .channels = header.bands,
                    .is_deep = header.is_deep(),
                    .has_alpha = header.has_alpha};
    picture.values.reserve(values.size());
    const float most = static_cast<float>(header.most);
    for (const std::uint16_t value : values) {
        const float light = static_cast<float>(value) * 255 / most;
        picture.values.push_back(picture.is_deep ? light : std::nearbyint(light));
    }
    return picture;
}

/// Puts rows of bytes into a picture, or hands them to whom a choice names.
class TakenRows final : public PictureRows {
public:
    TakenRows(Picture& picture, RowChoice choice) : picture_(picture), choice_(std::move(choice)) {}

    void begin(int height, int width, int channels) override {
        picture_.height = height;
        picture_.width = width;
        picture_.channels = channels;
        chosen_ = choice_ ? choice_(height, width, channels) : nullptr;
        if (chosen_) return chosen_->begin(height, width, channels);
        row_ = static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
        picture_.values.resize(row_ * static_cast<std::size_t>(height));
        next_ = picture_.values.begin();
    }
    void add(const std::uint8_t* row) override {
        if (chosen_) return chosen_->add(row);
        next_ = std::copy_n(row, row_, next_);
    }
    [[nodiscard]] bool are_elsewhere() const { return chosen_ != nullptr; }

private:
    Picture& picture_;
    const RowChoice choice_;
    PictureRows* chosen_ = nullptr;
    std::size_t row_ = 0;
    std::vector<float>::iterator next_;
};

/// Refuses values that are no numbers, and tells the range of others.
void check_range(const Picture& picture, const Where& where, std::vector<Problem>& notes) {
    const auto& values = picture.values;
    const auto bad = std::ranges::find_if(values, [](float value) { return !std::isfinite(value); });
    if (bad != values.end()) {
        const std::int64_t place = bad - values.begin(), pixel = place / picture.channels;
        throw Error(picture_not_finite,
                    {{"row", pixel / picture.width},
                     {"column", pixel % picture.width},
                     {"band", place % picture.channels},
                     {"value", std::isnan(*bad) ? "NaN" : "infinite"}},
                    where);
    }
    const auto [least, most] = std::ranges::minmax(values);
    notes.emplace_back(picture_range,
                       Value::Map{{"least", static_cast<double>(least)}, {"most", static_cast<double>(most)}},
                       where);
}

/// Tells what was left out of the picture, or changed in it.
void add_notes(const PictureHeader& header, const Picture& picture, const Where& where,
               std::vector<Problem>& notes) {
    const Content promised = promised_content(where.file);
    const bool is_tiff = promised == Content::tiff && header.content == Content::big_tiff;
    if (promised != Content::unknown && promised != header.content && !is_tiff)
        notes.emplace_back(picture_name, Value::Map{{"found", to_text(header.content)}}, where);
    for (const std::string& remark : picture.remarks)
        notes.emplace_back(picture_remark, Value::Map{{"remark", remark}}, where);
    if (header.pictures > 1)
        notes.emplace_back(header.is_animated ? picture_moves : picture_frames,
                           Value::Map{{"count", header.pictures}}, where);
    if (header.is_cmyk) notes.emplace_back(picture_cmyk, Value::Map{}, where);
    if (picture.had_alpha) notes.emplace_back(picture_alpha, Value::Map{}, where);
}

/// Averages a picture of bytes, as its rows are averaged that come from a decoder; false where it grows.
bool shrink(const Picture& picture, int height, int width, Picture& result) {
    const Shrinking shrinking{picture.height, picture.width, height, width, picture.channels};
    if (!AreaResize::can(shrinking)) return false;
    result.height = height;
    result.width = width;
    result.channels = picture.channels;
    result.values.resize(static_cast<std::size_t>(height) * static_cast<std::size_t>(width) *
                         static_cast<std::size_t>(picture.channels));
    AreaResize resize(shrinking, result.values.data());
    const std::int64_t row = std::int64_t{picture.width} * picture.channels;
    for (std::int64_t i = 0; i < picture.height; ++i) resize.add(picture.values.data() + i * row);
    return true;
}

}  // namespace

Picture decode_picture(std::span<const std::byte> bytes, const std::string& file_name,
                       std::vector<Problem>& notes, const AlphaRule& alpha) {
    return decode_picture(bytes, file_name, notes, alpha, {});
}

Picture decode_picture(std::span<const std::byte> bytes, const std::string& file_name,
                       std::vector<Problem>& notes, const AlphaRule& alpha, const RowChoice& choice) {
    const PictureHeader header = read_picture_header(bytes, file_name);
    const Where where{.file = file_name};
    const bool lies_as_shown = header.orientation == 1 && !header.is_stored_grey;
    Picture picture;
    TakenRows rows(picture, lies_as_shown ? choice : RowChoice());
    if (header.content == Content::portable_map) {
        picture = decode_portable_map(bytes, file_name);
    } else {
        const std::string fault = imaging_module().decode(decoder_of(header), bytes, rows, picture);
        if (!fault.empty()) throw Error(picture_decoder, {{"reason", fault}}, where);
    }
    if (picture.is_measured) check_range(picture, where, notes);
    if (!rows.are_elsewhere()) {
        if (header.is_stored_grey) drop_equal_colours(picture);
        apply_alpha(picture, alpha);
        turn(picture, header.orientation);
    }
    add_notes(header, picture, where, notes);
    return picture;
}

const ProblemKind* kind_of_remark(std::string_view code) {
    for (const ProblemKind* kind : {&picture_cmyk, &picture_range, &picture_remark, &picture_name,
                                    &picture_alpha, &picture_frames, &picture_moves})
        if (kind->code == code) return kind;
    return nullptr;
}

Picture resize_picture(const Picture& picture, int height, int width, ResizeMethod method) {
    if (picture.height == height && picture.width == width) return picture;
    Picture result{.is_deep = picture.is_deep,
                   .is_measured = picture.is_measured,
                   .has_alpha = picture.has_alpha,
                   .had_alpha = picture.had_alpha};
    if (method == ResizeMethod::area && !picture.is_deep && shrink(picture, height, width, result))
        return result;
    const std::string fault = imaging_module().resize(picture, height, width, method, result);
    if (!fault.empty()) throw Error(picture_resize, {{"reason", fault}});
    return result;
}

std::vector<float> picture_as_sample(Picture picture, const Shape& shape, const AlphaRule& alpha) {
    if (shape.rank() != 3) throw Error(picture_no_place, {{"shape", to_text(shape)}});
    const auto channels = static_cast<int>(shape[2]);
    const bool is_kept = alpha.is_kept && (channels == 2 || channels == 4);
    const PixelForm wanted{.colours = is_kept ? channels - 1 : channels, .has_alpha = is_kept};
    if (picture.height != shape[0] || picture.width != shape[1])
        picture = resize_picture(picture, static_cast<int>(shape[0]), static_cast<int>(shape[1]));
    if (wanted.colours == 1) reduce_to_grey(picture);
    if (picture.channels == channels) return std::move(picture.values);
    if (!can_become(form_of(picture), wanted))
        throw Error(picture_channels, {{"found", picture.channels}, {"wanted", channels}});
    return in_form(picture.values, form_of(picture), wanted);
}

void filter_picture(const Filter& filter, std::span<const float> from, const Shape& shape,
                    std::span<float> to) {
    const std::string fault =
        imaging_module().filter(filter, {.height = static_cast<int>(shape[0]),
                                         .width = static_cast<int>(shape[1]),
                                         .channels = static_cast<int>(channels_of(shape)),
                                         .from = from.data(),
                                         .to = to.data()});
    if (!fault.empty()) throw Error(picture_filter, {{"kind", "OpenCV"}, {"reason", fault}});
}

void try_filter(const Filter& filter, std::string_view step, int channels) {
    constexpr int side = 16;
    std::vector<float> from(static_cast<std::size_t>(side * side * channels)), to(from.size());
    const std::string fault = imaging_module().filter(
        filter, {.height = side, .width = side, .channels = channels, .from = from.data(), .to = to.data()});
    if (!fault.empty()) throw Error(picture_filter, {{"kind", step}, {"reason", fault}});
}

}  // namespace glassnet
