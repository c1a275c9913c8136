// SPDX-License-Identifier: GPL-3.0-or-later
//
// The only file that names OpenCV. Built as a module of its own; the engine loads it when the first picture is decoded.
#include "data/imaging_jpeg.h"
#include "data/imaging_module.h"

#include <new>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace {

using glassnet::Picture;

/// Runs `work`; nothing that OpenCV throws may pass the module's border.
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

std::string decode(std::span<const std::byte> bytes, bool is_photo, Picture& picture) {
    return guarded([&]() -> std::string {
        cv::setNumThreads(1);
        if (is_photo) {
            if (std::string damage = glassnet::jpeg_damage(bytes); !damage.empty()) return "it is damaged (" + damage + ")";
        }
        // OpenCV's interface is older than const data.
        auto* data = const_cast<std::byte*>(bytes.data());
        const cv::Mat file(1, static_cast<int>(bytes.size()), CV_8U, data);
        // Unchanged keeps alpha and ignores EXIF; photos have EXIF and no alpha.
        cv::Mat image = cv::imdecode(file, is_photo ? cv::IMREAD_ANYCOLOR | cv::IMREAD_ANYDEPTH : cv::IMREAD_UNCHANGED);
        if (image.empty()) return "its bytes make no sense";
        if (image.depth() != CV_8U && image.depth() != CV_16U) return "its values are not of 8 or 16 bits; choose a range and convert it";
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
        if (image.channels() == 3) cv::cvtColor(image, image, cv::COLOR_BGR2RGB);
        if (image.channels() != 1 && image.channels() != 3) return "it has " + std::to_string(image.channels()) + " channels";
        if (!picture.is_deep) {  // laying on white leaves fractions, which bytes have not
            image.convertTo(image, CV_8U);
            image.convertTo(image, CV_32F);
        }
        copy_values(image, picture);
        return {};
    });
}

std::string resize(const Picture& picture, int height, int width, Picture& result) {
    return guarded([&]() -> std::string {
        cv::setNumThreads(1);
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

extern "C" __attribute__((visibility("default"))) const glassnet::ImagingModule glassnet_imaging_module_1;
const glassnet::ImagingModule glassnet_imaging_module_1{decode, resize};
