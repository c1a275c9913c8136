// SPDX-License-Identifier: GPL-3.0-or-later
//
// Part of the module that decodes pictures; the only file that names libtiff.
#include "base/limits.h"
#include "data/imaging_decoders.h"

#include <tiffio.h>
#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>

namespace glassnet {

namespace {

constexpr tmsize_t most_of_a_part = 256'000'000;  // bytes of a strip or tile, unpacked

/// A file in memory, as libtiff reads it, and what it has to say.
struct Source {
    std::span<const std::byte> bytes{};
    std::uint64_t at = 0;
    std::string fault{};
    std::vector<std::string> remarks{};
};

tmsize_t read_bytes_of(thandle_t handle, void* to, tmsize_t count) {
    auto& source = *static_cast<Source*>(handle);
    if (source.at >= source.bytes.size() || count < 0) return 0;
    const auto given =
        std::min<std::uint64_t>(source.bytes.size() - source.at, static_cast<std::uint64_t>(count));
    std::memcpy(to, source.bytes.data() + source.at, given);
    source.at += given;
    return static_cast<tmsize_t>(given);
}

tmsize_t write_nothing(thandle_t, void*, tmsize_t) { return 0; }
int close_nothing(thandle_t) { return 0; }
toff_t size_of(thandle_t handle) { return static_cast<Source*>(handle)->bytes.size(); }

toff_t seek(thandle_t handle, toff_t offset, int from) {
    auto& source = *static_cast<Source*>(handle);
    source.at = offset + (from == SEEK_CUR ? source.at : from == SEEK_END ? source.bytes.size() : 0);
    return source.at;
}

std::string text_of(const char* form, std::va_list arguments) {
    std::array<char, 300> text{};
    std::vsnprintf(text.data(), text.size(), form, arguments);
    return text.data();
}

int keep_fault(TIFF*, void* user, const char*, const char* form, std::va_list arguments) {
    std::string& fault = static_cast<Source*>(user)->fault;
    if (fault.empty()) fault = text_of(form, arguments);
    return 1;
}

int keep_remark(TIFF*, void* user, const char*, const char* form, std::va_list arguments) {
    auto& remarks = static_cast<Source*>(user)->remarks;
    constexpr std::size_t most = 3;
    // Fields of other programs (where on Earth a picture belongs …) change no value of it.
    if (std::string_view(form).starts_with("Unknown field")) return 1;
    const std::string text = text_of(form, arguments);
    if (remarks.size() < most && std::ranges::find(remarks, text) == remarks.end()) remarks.push_back(text);
    return 1;
}

using File = std::unique_ptr<TIFF, void (*)(TIFF*)>;

File open_tiff(Source& source) {
    const std::unique_ptr<TIFFOpenOptions, void (*)(TIFFOpenOptions*)> options(TIFFOpenOptionsAlloc(),
                                                                               TIFFOpenOptionsFree);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), most_of_a_part);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), keep_fault, &source);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), keep_remark, &source);
    return {TIFFClientOpenExt("picture", "rm", &source, read_bytes_of, write_nothing, seek, close_nothing,
                              size_of, nullptr, nullptr, options.get()),
            TIFFClose};
}

/// What a file says of its values.
struct Layout {
    std::uint32_t width = 0, height = 0;
    std::uint16_t bands = 1, bits = 1, format = SAMPLEFORMAT_UINT, colours = PHOTOMETRIC_MINISBLACK;
    std::uint16_t planes = PLANARCONFIG_CONTIG;
    bool has_alpha = false, is_multiplied = false;

    /// Returns how many bands the colours take; 0 where they are not bands of red, green and blue or grey.
    [[nodiscard]] int colour_bands() const {
        return colours == PHOTOMETRIC_RGB ? 3 : colours <= PHOTOMETRIC_MINISBLACK ? 1 : 0;
    }
    [[nodiscard]] bool is_light() const { return format == SAMPLEFORMAT_UINT && bits <= 16; }
    [[nodiscard]] bool is_plain() const {
        const bool is_whole = bits == 8 || bits == 16 || bits == 32;
        const bool is_real = bits == 32 || bits == 64;
        return colour_bands() > 0 && (format == SAMPLEFORMAT_IEEEFP ? is_real : format <= 2 && is_whole);
    }
};

Layout layout_of(TIFF* file) {
    Layout layout;
    std::uint16_t extra_count = 0;
    const std::uint16_t* extra = nullptr;
    TIFFGetField(file, TIFFTAG_IMAGEWIDTH, &layout.width);
    TIFFGetField(file, TIFFTAG_IMAGELENGTH, &layout.height);
    TIFFGetFieldDefaulted(file, TIFFTAG_SAMPLESPERPIXEL, &layout.bands);
    TIFFGetFieldDefaulted(file, TIFFTAG_BITSPERSAMPLE, &layout.bits);
    TIFFGetFieldDefaulted(file, TIFFTAG_SAMPLEFORMAT, &layout.format);
    TIFFGetFieldDefaulted(file, TIFFTAG_PLANARCONFIG, &layout.planes);
    TIFFGetField(file, TIFFTAG_PHOTOMETRIC, &layout.colours);
    TIFFGetFieldDefaulted(file, TIFFTAG_EXTRASAMPLES, &extra_count, &extra);
    if (layout.format == SAMPLEFORMAT_VOID) layout.format = SAMPLEFORMAT_UINT;
    if (extra_count == 1 && layout.bands == layout.colour_bands() + 1) {
        layout.is_multiplied = extra[0] == EXTRASAMPLE_ASSOCALPHA;
        layout.has_alpha = layout.is_multiplied || extra[0] == EXTRASAMPLE_UNASSALPHA;
    }
    return layout;
}

/// Copies `count` values of type T into every `step`th place.
template <class T>
void copy_as(const std::byte* from, std::size_t count, float* to, std::size_t step) {
    for (std::size_t i = 0; i < count; ++i) {
        T value;
        std::memcpy(&value, from + i * sizeof(T), sizeof(T));
        to[i * step] = static_cast<float>(value);
    }
}

void copy_values(const Layout& layout, const std::byte* from, std::size_t count, float* to,
                 std::size_t step) {
    const bool is_real = layout.format == SAMPLEFORMAT_IEEEFP;
    const bool is_signed = layout.format == SAMPLEFORMAT_INT;
    if (layout.bits == 64)
        copy_as<double>(from, count, to, step);
    else if (layout.bits == 32)
        is_real     ? copy_as<float>(from, count, to, step)
        : is_signed ? copy_as<std::int32_t>(from, count, to, step)
                    : copy_as<std::uint32_t>(from, count, to, step);
    else if (layout.bits == 16)
        is_signed ? copy_as<std::int16_t>(from, count, to, step)
                  : copy_as<std::uint16_t>(from, count, to, step);
    else
        is_signed ? copy_as<std::int8_t>(from, count, to, step)
                  : copy_as<std::uint8_t>(from, count, to, step);
}

/// Reads strips or tiles into a picture whose values are already as many as needed.
class ValueReader {
public:
    ValueReader(TIFF* file, const Layout& layout, Picture& picture)
        : file_(file), layout_(layout), picture_(picture) {}

    /// Returns whether all could be read.
    bool read() {
        const tmsize_t size = TIFFIsTiled(file_) ? TIFFTileSize(file_) : TIFFScanlineSize(file_);
        if (size <= 0 || static_cast<std::size_t>(size) > allowed_bytes()) return false;
        part_.resize(static_cast<std::size_t>(size));
        const bool is_apart = layout_.planes == PLANARCONFIG_SEPARATE;
        bands_ = is_apart ? 1 : layout_.bands;
        const std::uint16_t passes = is_apart ? layout_.bands : std::uint16_t{1};
        for (std::uint16_t band = 0; band < passes; ++band)
            if (!(TIFFIsTiled(file_) ? read_tiles(band) : read_rows(band))) return false;
        return true;
    }

private:
    bool read_rows(std::uint16_t band) {
        if (part_.size() < row_bytes(layout_.width)) return false;
        for (std::uint32_t y = 0; y < layout_.height; ++y) {
            if (TIFFReadScanline(file_, part_.data(), y, band) < 0) return false;
            copy_row(part_.data(), 0, y, layout_.width, band);
        }
        return true;
    }

    bool read_tiles(std::uint16_t band) {
        std::uint32_t width = 0, height = 0;
        TIFFGetField(file_, TIFFTAG_TILEWIDTH, &width);
        TIFFGetField(file_, TIFFTAG_TILELENGTH, &height);
        if (width == 0 || height == 0 || part_.size() / height < row_bytes(width)) return false;
        for (std::uint32_t y = 0; y < layout_.height; y += height) {
            for (std::uint32_t x = 0; x < layout_.width; x += width) {
                if (TIFFReadTile(file_, part_.data(), x, y, 0, band) < 0) return false;
                const std::uint32_t columns = std::min(width, layout_.width - x);
                for (std::uint32_t row = 0; row < std::min(height, layout_.height - y); ++row)
                    copy_row(part_.data() + row * row_bytes(width), x, y + row, columns, band);
            }
        }
        return true;
    }

    /// Returns how large a row or tile may be: small ones need not fit their picture.
    [[nodiscard]] std::size_t allowed_bytes() const {
        constexpr std::size_t small = 16'000'000;
        return std::max(small, 2 * picture_.values.size() * (layout_.bits / 8U));
    }

    [[nodiscard]] std::size_t row_bytes(std::uint32_t width) const {
        return std::size_t{width} * bands_ * (layout_.bits / 8U);
    }

    void copy_row(const std::byte* from, std::uint32_t x, std::uint32_t y, std::uint32_t columns,
                  std::uint16_t band) {
        float* const to =
            picture_.values.data() + (std::size_t{y} * layout_.width + x) * layout_.bands + band;
        copy_values(layout_, from, std::size_t{columns} * bands_, to, bands_ == 1 ? layout_.bands : 1U);
    }

    TIFF* file_;
    const Layout& layout_;
    Picture& picture_;
    std::size_t bands_ = 1;  // beside each other in the file
    std::vector<std::byte> part_{};
};

/// Brings light of 8 and 16 bits to 0 … 255: 0 black, colours not multiplied by alpha.
void bring_to_light(const Layout& layout, Picture& picture) {
    const float most = layout.bits == 16 ? 65'535.0F : 255.0F;
    const auto bands = std::size_t{layout.bands};
    for (std::size_t pixel = 0; pixel < picture.values.size(); pixel += bands) {
        float* const values = picture.values.data() + pixel;
        for (std::size_t band = 0; band < bands; ++band) values[band] *= 255.0F / most;
        if (layout.colours == PHOTOMETRIC_MINISWHITE) values[0] = 255 - values[0];
        const float alpha = values[bands - 1];
        if (layout.is_multiplied && alpha > 0)
            for (std::size_t band = 0; band + 1 < bands; ++band)
                values[band] = std::min(255.0F, values[band] * 255 / alpha);
    }
}

bool read_plain(TIFF* file, const Layout& layout, Picture& picture) {
    picture.channels = layout.bands;
    picture.values.resize(std::size_t{layout.width} * layout.height * layout.bands);
    if (!ValueReader(file, layout, picture).read()) return false;
    picture.is_measured = !layout.is_light();
    picture.is_deep = picture.is_measured || layout.bits == 16;
    picture.has_alpha = layout.has_alpha;
    if (layout.is_light()) bring_to_light(layout, picture);
    return true;
}

/// Reads what is a palette, bits, inks or brightness with colour differences, as libtiff makes it red, green
/// and blue.
bool read_as_colours(TIFF* file, const Layout& layout, Picture& picture) {
    const std::size_t pixels = std::size_t{layout.width} * layout.height;
    std::vector<std::uint32_t> raster(pixels);
    TIFFSetField(file, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);  // turned later, like all others
    if (TIFFReadRGBAImageOriented(file, layout.width, layout.height, raster.data(), ORIENTATION_TOPLEFT, 1) ==
        0)
        return false;
    picture.channels = 3;
    picture.values.resize(3 * pixels);
    for (std::size_t i = 0; i < pixels; ++i) {
        picture.values[3 * i] = static_cast<float>(TIFFGetR(raster[i]));
        picture.values[3 * i + 1] = static_cast<float>(TIFFGetG(raster[i]));
        picture.values[3 * i + 2] = static_cast<float>(TIFFGetB(raster[i]));
    }
    return true;
}

/// Returns how many bands libtiff makes colours of.
int bands_of_colours(const Layout& layout) {
    if (layout.colour_bands() > 0) return layout.colour_bands();
    return layout.colours == PHOTOMETRIC_PALETTE ? 1 : layout.colours == PHOTOMETRIC_SEPARATED ? 4 : 3;
}

}  // namespace

std::string decode_tiff(std::span<const std::byte> bytes, Picture& picture) {
    Source source{.bytes = bytes};
    const File file = open_tiff(source);
    if (!file) return source.fault.empty() ? "its directory makes no sense" : source.fault;
    const Layout layout = layout_of(file.get());
    picture.width = static_cast<int>(layout.width);
    picture.height = static_cast<int>(layout.height);
    const std::uint64_t values = std::uint64_t{layout.width} * layout.height * layout.bands;
    if (values > limits::image_values) return "its directory contradicts itself";
    if (!layout.is_plain() && layout.bands != bands_of_colours(layout))
        return "it has " + std::to_string(layout.bands) + " bands of " + std::to_string(layout.bits) +
               " bits";
    const bool is_read = layout.is_plain() ? read_plain(file.get(), layout, picture)
                                           : read_as_colours(file.get(), layout, picture);
    picture.remarks = source.remarks;
    if (is_read) return {};
    return source.fault.empty() ? "its values cannot be read" : source.fault;
}

}  // namespace glassnet
