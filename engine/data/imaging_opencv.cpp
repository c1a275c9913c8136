// SPDX-License-Identifier: GPL-3.0-or-later
//
// What decodes and resizes pictures by OpenCV. Built as a module of its own; the engine loads it when the
// first picture is decoded or filtered.
#include "data/imaging_opencv.h"
#include "base/platform/error_stream.h"
#include "data/imaging_decoders.h"

#include <algorithm>
#include <mutex>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace {

using glassnet::Decoder;
using glassnet::Picture;
using glassnet::PictureRows;
using glassnet::ResizeMethod;

/// What the libraries behind OpenCV write to the error stream while this lives; OpenCV offers no other access
/// to it. One at a time: the stream belongs to the whole program, whose other threads are captured too
/// meanwhile.
class Remarks {
public:
    /// Returns the lines written so far, each once, and ends the capture.
    std::vector<std::string> lines() {
        const std::string text = stream_.take_text(most);
        std::vector<std::string> lines;
        for (std::size_t begin = 0; begin < text.size() && lines.size() < most_lines;) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            const std::string line = text.substr(begin, std::min(end - begin, most_of_a_line));
            if (!line.empty() && std::ranges::find(lines, line) == lines.end()) lines.push_back(line);
            begin = end + 1;
        }
        return lines;
    }

private:
    static constexpr std::size_t most = 1 << 16, most_lines = 3, most_of_a_line = 300;

    static inline std::mutex mutex_;
    std::scoped_lock<std::mutex> lock_{mutex_};
    glassnet::platform::KeptErrorStream stream_;
};

/// Ignores OpenCV's messages: its errors come as exceptions.
int say_nothing(int, const char*, const char*, const char*, int, void*) { return 0; }

void copy_values(const cv::Mat& image, Picture& picture) {
    const cv::Mat whole = image.isContinuous() ? image : image.clone();
    picture.height = whole.rows;
    picture.width = whole.cols;
    picture.channels = whole.channels();
    const auto* first = whole.ptr<float>();
    picture.values.assign(first, first + whole.total() * static_cast<std::size_t>(whole.channels()));
}

/// Hands out the rows of a picture of bytes, blue-green-red or grey.
void hand_out(cv::Mat& image, PictureRows& rows) {
    if (image.channels() == 3) cv::cvtColor(image, image, cv::COLOR_BGR2RGB);
    rows.begin(image.rows, image.cols, image.channels());
    for (int row = 0; row < image.rows; ++row) rows.add(image.ptr(row));
}

/// Decodes PNG, BMP and WebP, with alpha, not turned.
std::string decode_by_opencv(std::span<const std::byte> bytes, PictureRows& rows, Picture& picture) {
    // OpenCV's interface is older than const data.
    auto* data = const_cast<std::byte*>(bytes.data());
    const cv::Mat file(1, static_cast<int>(bytes.size()), CV_8U, data);
    cv::Mat image;
    {
        Remarks remarks;
        image = cv::imdecode(file, cv::IMREAD_UNCHANGED);
        picture.remarks = remarks.lines();
    }
    if (image.empty()) return picture.remarks.empty() ? "its bytes make no sense" : picture.remarks.front();
    if (image.depth() != CV_8U && image.depth() != CV_16U)
        return "its values are not of 8 or 16 bits; choose a range and convert it";
    picture.is_deep = image.depth() == CV_16U;
    picture.has_alpha = image.channels() == 2 || image.channels() == 4;
    if (!picture.is_deep && !picture.has_alpha) {
        hand_out(image, rows);
        return {};
    }
    image.convertTo(image, CV_32F, picture.is_deep ? 255.0 / 65535.0 : 1.0);
    if (image.channels() == 3) cv::cvtColor(image, image, cv::COLOR_BGR2RGB);
    if (image.channels() == 4) cv::cvtColor(image, image, cv::COLOR_BGRA2RGBA);
    copy_values(image, picture);
    return {};
}

std::string decode(Decoder decoder, std::span<const std::byte> bytes, PictureRows& rows, Picture& picture) {
    return glassnet::guarded([&]() -> std::string {
        switch (decoder) {
            case Decoder::jpeg:
                return glassnet::decode_jpeg(bytes, rows, picture.remarks);
            case Decoder::cmyk_jpeg:
                return glassnet::decode_cmyk_jpeg(bytes, picture);
            case Decoder::gif:
                return glassnet::decode_gif(bytes, picture);
            case Decoder::tiff:
                return glassnet::decode_tiff(bytes, picture);
            case Decoder::animated_webp:
                return glassnet::decode_animated_webp(bytes, picture);
            case Decoder::opencv:
                break;
        }
        glassnet::prepare_opencv();
        return decode_by_opencv(bytes, rows, picture);
    });
}

/// Resizes each channel by itself: OpenCV takes four at most at once.
void resize_channels(const cv::Mat& image, cv::Mat& changed, cv::Size size, int method) {
    std::vector<cv::Mat> planes;
    cv::split(image, planes);
    for (cv::Mat& plane : planes) {
        cv::Mat resized;
        cv::resize(plane, resized, size, 0, 0, method);
        plane = resized;
    }
    cv::merge(planes, changed);
}

/// OpenCV's name of a method. Where a side grows, no areas are averaged.
int method_of(ResizeMethod method, bool shrinks) {
    switch (method) {
        case ResizeMethod::area:
            return shrinks ? cv::INTER_AREA : cv::INTER_LINEAR;
        case ResizeMethod::nearest:
            return cv::INTER_NEAREST;
        case ResizeMethod::bilinear:
            return cv::INTER_LINEAR;
        case ResizeMethod::bicubic:
            return cv::INTER_CUBIC;
        case ResizeMethod::lanczos4:
            return cv::INTER_LANCZOS4;
    }
    return cv::INTER_LINEAR;
}

std::string resize(const Picture& picture, int height, int width, ResizeMethod method, Picture& result) {
    return glassnet::guarded([&]() -> std::string {
        glassnet::prepare_opencv();
        auto* data = const_cast<float*>(picture.values.data());
        const cv::Mat image(picture.height, picture.width, CV_32FC(picture.channels), data);
        const bool shrinks = height <= picture.height && width <= picture.width;
        cv::Mat changed;
        if (picture.channels > 4)
            resize_channels(image, changed, {width, height}, method_of(method, shrinks));
        else
            cv::resize(image, changed, {width, height}, 0, 0, method_of(method, shrinks));
        if (!picture.is_deep) {
            changed.convertTo(changed, CV_8U);
            changed.convertTo(changed, CV_32F);
        }
        copy_values(changed, result);
        return {};
    });
}

}  // namespace

void glassnet::prepare_opencv() {
    static std::once_flag is_prepared;
    std::call_once(is_prepared, [] {
        cv::setNumThreads(1);
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
        cv::redirectError(say_nothing);
    });
}

extern "C" __attribute__((visibility("default"))) const glassnet::ImagingModule glassnet_imaging_module_5;
const glassnet::ImagingModule glassnet_imaging_module_5{decode, resize, glassnet::filter_by_opencv};
