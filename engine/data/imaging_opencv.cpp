// SPDX-License-Identifier: GPL-3.0-or-later
//
// The only file that names OpenCV. Built as a module of its own; the engine loads it when the first picture
// is decoded.
#include "base/platform/error_stream.h"
#include "data/imaging_jpeg.h"
#include "data/imaging_module.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <new>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace {

using glassnet::DecodeWishes;
using glassnet::Picture;

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

void prepare() {
    cv::setNumThreads(1);
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    cv::redirectError(say_nothing);
}

/// Turns a picture that lies in one of EXIF's eight ways.
void turn(cv::Mat& image, int orientation) {
    if (orientation >= 5) cv::transpose(image, image);
    constexpr std::array flips{0, 0, 1, -1, 0, 9, 1, -1, 0};  // around which axis, for cv::flip; 9: none
    if (orientation > 1 && orientation != 5)
        cv::flip(image, image, flips[static_cast<std::size_t>(orientation)]);
}

/// Reduces a picture in blue, green and red that shows only greys to one channel.
void drop_equal_colours(cv::Mat& image) {
    std::vector<cv::Mat> planes;
    cv::split(image, planes);
    if (cv::norm(planes[0], planes[1], cv::NORM_INF) == 0 &&
        cv::norm(planes[0], planes[2], cv::NORM_INF) == 0)
        image = planes[0];
}

/// Runs `work`; nothing that OpenCV throws may cross the module's boundary.
template <class Work>
std::string guarded(Work work) {
    try {
        return work();
    } catch (const cv::Exception& exception) {
        return exception.err.empty() ? "the decoder gave up" : exception.err;
    } catch (const std::bad_alloc&) {
        return "not enough memory";
    } catch (const std::exception& exception) {
        return exception.what();
    }
}

/// Lays a picture with alpha on white, in float, values 0 … 255.
cv::Mat on_white(const cv::Mat& with_alpha) {
    std::vector<cv::Mat> planes;
    cv::split(with_alpha, planes);
    const cv::Mat alpha = planes.back() / 255.0;
    planes.pop_back();
    for (cv::Mat& plane : planes) plane = plane.mul(alpha) + (255.0 - alpha * 255.0);
    cv::Mat result;
    cv::merge(planes, result);
    return result;
}

void copy_values(const cv::Mat& image, Picture& picture) {
    const cv::Mat whole = image.isContinuous() ? image : image.clone();
    picture.height = whole.rows;
    picture.width = whole.cols;
    picture.channels = whole.channels();
    const auto* first = whole.ptr<float>();
    picture.values.assign(first, first + whole.total() * static_cast<std::size_t>(whole.channels()));
}

std::string decode(std::span<const std::byte> bytes, const DecodeWishes& wishes, Picture& picture) {
    return guarded([&]() -> std::string {
        prepare();
        const bool is_photo = wishes.is_photo;
        if (is_photo) {
            const glassnet::JpegReport report = glassnet::read_through_jpeg(bytes);
            if (!report.damage.empty()) return "it is damaged (" + report.damage + ")";
            if (!report.remark.empty()) picture.remarks.push_back(report.remark);
        }
        // OpenCV's interface is older than const data.
        auto* data = const_cast<std::byte*>(bytes.data());
        const cv::Mat file(1, static_cast<int>(bytes.size()), CV_8U, data);
        // Unchanged keeps alpha and ignores EXIF; photos have EXIF and no alpha.
        Remarks remarks;
        cv::Mat image =
            cv::imdecode(file, is_photo ? cv::IMREAD_ANYCOLOR | cv::IMREAD_ANYDEPTH : cv::IMREAD_UNCHANGED);
        const std::vector<std::string> said = remarks.lines();
        if (image.empty()) return said.empty() ? "its bytes make no sense" : said.front();
        if (!is_photo) picture.remarks = said;  // those of a photo are known
        if (image.depth() != CV_8U && image.depth() != CV_16U)
            return "its values are not of 8 or 16 bits; choose a range and convert it";
        picture.is_deep = image.depth() == CV_16U;
        image.convertTo(image, CV_32F, picture.is_deep ? 255.0 / 65535.0 : 1.0);
        picture.had_alpha = image.channels() == 2 || image.channels() == 4;
        if (picture.had_alpha) {
            double least = 255;
            cv::Mat alpha;
            cv::extractChannel(image, alpha, image.channels() - 1);
            cv::minMaxLoc(alpha, &least);
            picture.had_alpha = least < 255;  // an alpha that hides nothing is no remark
            image = on_white(image);
        }
        if (wishes.becomes_grey && image.channels() == 3) drop_equal_colours(image);
        if (!is_photo) turn(image, wishes.orientation);
        if (image.channels() == 3) cv::cvtColor(image, image, cv::COLOR_BGR2RGB);
        if (image.channels() != 1 && image.channels() != 3)
            return "it has " + std::to_string(image.channels()) + " channels";
        if (!picture.is_deep) {  // laying on white leaves fractions, which bytes cannot hold
            image.convertTo(image, CV_8U);
            image.convertTo(image, CV_32F);
        }
        copy_values(image, picture);
        return {};
    });
}

std::string resize(const Picture& picture, int height, int width, Picture& result) {
    return guarded([&]() -> std::string {
        prepare();
        auto* data = const_cast<float*>(picture.values.data());
        const cv::Mat image(picture.height, picture.width, CV_32FC(picture.channels), data);
        const bool shrinks = height <= picture.height && width <= picture.width;
        cv::Mat changed;
        cv::resize(image, changed, {width, height}, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
        if (!picture.is_deep) {
            changed.convertTo(changed, CV_8U);
            changed.convertTo(changed, CV_32F);
        }
        result.is_deep = picture.is_deep;
        result.had_alpha = picture.had_alpha;
        copy_values(changed, result);
        return {};
    });
}

}  // namespace

extern "C" __attribute__((visibility("default"))) const glassnet::ImagingModule glassnet_imaging_module_2;
const glassnet::ImagingModule glassnet_imaging_module_2{decode, resize};
