// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/imaging.h"

#include "base/platform/process.h"
#include "formats/picture_header.h"

#include <filesystem>

namespace glassnet {

namespace {

constexpr ProblemKind picture_no_place{"picture.shape", Severity::error,
                                       "A network whose input is {shape} takes no pictures",
                                       "Use a network whose Input is height × width × 1 or 3."};
constexpr ProblemKind module_missing{
    "picture.module", Severity::error, "the part of Glassnet that reads pictures cannot be loaded: {reason}",
    "Install Glassnet again, with its file libglassnet-imaging.so and OpenCV."};
constexpr ProblemKind picture_decoder{"picture.decoder", Severity::error,
                                      "the picture cannot be decoded: {reason}",
                                      "Open it in a picture editor and save it as PNG."};
constexpr ProblemKind picture_cmyk{"picture.cmyk", Severity::error, "the picture has printing colours (CMYK)",
                                   "Convert it to RGB."};
constexpr ProblemKind picture_bands{
    "picture.bands", Severity::error,
    "the picture has {bands} bands a pixel, which are neither grey nor colours with transparency",
    "Save the pictures as one array of samples × height × width × bands in an .npz file."};
constexpr ProblemKind picture_moves{"picture.animated", Severity::error,
                                    "this kind of animated picture cannot be decoded",
                                    "Save its first picture as PNG."};
constexpr ProblemKind picture_remark{"picture.remark", Severity::warning, "its decoder remarks: {remark}",
                                     "Save it again as PNG if it looks wrong."};
constexpr ProblemKind picture_alpha{"picture.alpha", Severity::warning,
                                    "the picture is partly transparent and was laid on white",
                                    "Save it without transparency to choose another ground."};
constexpr ProblemKind picture_frames{"picture.frames", Severity::warning,
                                     "the file holds several pictures; the first one is used",
                                     "Save the others as files of their own."};
constexpr ProblemKind picture_resize{"picture.resize", Severity::error,
                                     "the picture cannot be resized: {reason}", "Choose another size."};

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

}  // namespace

Picture decode_picture(std::span<const std::byte> bytes, const std::string& file_name,
                       std::vector<Problem>& notes) {
    const PictureHeader header = read_picture_header(bytes, file_name);
    const Where where{.file = file_name};
    if (header.is_cmyk) throw Error(picture_cmyk, {}, where);
    if (header.has_odd_bands) throw Error(picture_bands, {{"bands", header.bands}}, where);
    Picture picture;
    const bool is_photo = header.content == Content::jpeg;
    const std::string fault = imaging_module().decode(
        bytes,
        {.is_photo = is_photo, .orientation = header.orientation, .becomes_grey = header.is_stored_grey},
        picture);
    if (!fault.empty() && header.is_animated && header.content == Content::webp)
        throw Error(picture_moves, {}, where);
    if (!fault.empty()) throw Error(picture_decoder, {{"reason", fault}}, where);
    for (const std::string& remark : picture.remarks)
        notes.emplace_back(picture_remark, Value::Map{{"remark", remark}}, where);
    if (header.is_animated) notes.emplace_back(picture_frames, Value::Map{}, where);
    if (picture.had_alpha) notes.emplace_back(picture_alpha, Value::Map{}, where);
    return picture;
}

Picture resize_picture(const Picture& picture, int height, int width) {
    if (picture.height == height && picture.width == width) return picture;
    Picture result;
    const std::string fault = imaging_module().resize(picture, height, width, result);
    if (!fault.empty()) throw Error(picture_resize, {{"reason", fault}});
    return result;
}

std::vector<float> picture_as_sample(const Picture& picture, const Shape& shape) {
    if (shape.rank() != 3 || (shape[2] != 1 && shape[2] != 3))
        throw Error(picture_no_place, {{"shape", to_text(shape)}});
    const auto height = static_cast<int>(shape[0]);
    const auto width = static_cast<int>(shape[1]);
    const bool fits = picture.height == height && picture.width == width;
    Picture sized = fits ? picture : resize_picture(picture, height, width);
    if (sized.channels == shape[2]) return std::move(sized.values);
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(shape.elements()));
    for (std::size_t pixel = 0; pixel < sized.values.size();
         pixel += static_cast<std::size_t>(sized.channels)) {
        const float* from = sized.values.data() + pixel;
        if (shape[2] == 3)
            values.insert(values.end(), 3, *from);
        else
            values.push_back(0.299F * from[0] + 0.587F * from[1] + 0.114F * from[2]);  // ITU-R BT.601
    }
    return values;
}

}  // namespace glassnet
