// SPDX-License-Identifier: GPL-3.0-or-later
//
// Part of the module that calls OpenCV: its filters, each as OpenCV's own function does it. Those that OpenCV
// knows for bytes alone get values rounded and clamped to 0 … 255.
#include "data/imaging_opencv.h"

#include <map>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace {

using glassnet::Filter;
using glassnet::FilterKind;

cv::Mat bytes_of(const cv::Mat& picture) {
    cv::Mat bytes;
    picture.convertTo(bytes, CV_8U);
    return bytes;
}

/// Changes the first channel of a picture in another colour space; a grey picture is changed itself.
template <class Change>
cv::Mat with_other_brightness(const cv::Mat& picture, int there, int back, Change change) {
    cv::Mat bytes = bytes_of(picture);
    if (bytes.channels() == 1) return change(bytes);
    cv::cvtColor(bytes, bytes, there);
    std::vector<cv::Mat> parts;
    cv::split(bytes, parts);
    parts[0] = change(parts[0]);
    cv::merge(parts, bytes);
    cv::cvtColor(bytes, bytes, back);
    return bytes;
}

cv::Mat equalized(const cv::Mat& picture) {
    return with_other_brightness(picture, cv::COLOR_RGB2YCrCb, cv::COLOR_YCrCb2RGB, [](const cv::Mat& part) {
        cv::Mat result;
        cv::equalizeHist(part, result);
        return result;
    });
}

cv::Mat equalized_by_tiles(const cv::Mat& picture, double limit, int tiles) {
    const cv::Ptr<cv::CLAHE> clahe = cv::createCLAHE(limit, {tiles, tiles});
    return with_other_brightness(picture, cv::COLOR_RGB2Lab, cv::COLOR_Lab2RGB, [&](const cv::Mat& part) {
        cv::Mat result;
        clahe->apply(part, result);
        return result;
    });
}

cv::Mat sharpened(const cv::Mat& picture, double amount, double sigma) {
    cv::Mat result;
    cv::GaussianBlur(picture, result, {0, 0}, sigma);
    cv::addWeighted(picture, 1 + amount, result, -amount, 0, result);
    return result;
}

/// `direction`: 0 along rows, 1 along columns, 2 the length of both.
cv::Mat slopes(const cv::Mat& picture, int direction, int size) {
    cv::Mat x, y;
    if (direction != 1) cv::Sobel(picture, x, CV_32F, 1, 0, size);
    if (direction != 0) cv::Sobel(picture, y, CV_32F, 0, 1, size);
    if (direction == 2) cv::magnitude(x, y, x);
    return direction == 1 ? y : x;
}

cv::Mat shaped(const cv::Mat& picture, int operation, int form, int size, int iterations) {
    constexpr std::array operations{cv::MORPH_ERODE,    cv::MORPH_DILATE, cv::MORPH_OPEN,    cv::MORPH_CLOSE,
                                    cv::MORPH_GRADIENT, cv::MORPH_TOPHAT, cv::MORPH_BLACKHAT};
    constexpr std::array forms{cv::MORPH_RECT, cv::MORPH_CROSS, cv::MORPH_ELLIPSE};
    const cv::Mat kernel = cv::getStructuringElement(forms.at(static_cast<std::size_t>(form)), {size, size});
    cv::Mat result;
    cv::morphologyEx(picture, result, operations.at(static_cast<std::size_t>(operation)), kernel, {-1, -1},
                     iterations);
    return result;
}

/// Filters the picture. `filter.parameters` are in the order of the kind's settings.
cv::Mat filtered(const Filter& filter, const cv::Mat& picture) {
    const auto number = [&](std::size_t at) { return filter.parameters.at(at); };
    const auto whole = [&](std::size_t at) { return static_cast<int>(filter.parameters.at(at)); };
    constexpr std::array spaces{cv::COLOR_RGB2HSV, cv::COLOR_RGB2HLS, cv::COLOR_RGB2Lab, cv::COLOR_RGB2YCrCb};
    cv::Mat result;
    switch (filter.kind) {
        case FilterKind::equalize_hist:
            return equalized(picture);
        case FilterKind::clahe:
            return equalized_by_tiles(picture, number(0), whole(1));
        case FilterKind::gaussian_blur:
            cv::GaussianBlur(picture, result, {whole(0), whole(0)}, number(1));
            return result;
        case FilterKind::median_blur:
            cv::medianBlur(bytes_of(picture), result, whole(0));
            return result;
        case FilterKind::bilateral_filter:
            cv::bilateralFilter(picture, result, whole(0), number(1), number(2));
            return result;
        case FilterKind::sharpen:
            return sharpened(picture, number(0), number(1));
        case FilterKind::sobel:
            return slopes(picture, whole(0), whole(1));
        case FilterKind::laplacian:
            cv::Laplacian(picture, result, CV_32F, whole(0));
            return result;
        case FilterKind::canny:
            cv::Canny(bytes_of(picture), result, number(0), number(1), whole(2), number(3) != 0);
            return result;
        case FilterKind::otsu_threshold:
            cv::threshold(bytes_of(picture), result, 0, number(0),
                          (number(1) != 0 ? cv::THRESH_BINARY_INV : cv::THRESH_BINARY) + cv::THRESH_OTSU);
            return result;
        case FilterKind::adaptive_threshold:
            cv::adaptiveThreshold(bytes_of(picture), result, number(3), whole(0),
                                  number(4) != 0 ? cv::THRESH_BINARY_INV : cv::THRESH_BINARY, whole(1),
                                  number(2));
            return result;
        case FilterKind::morphology:
            return shaped(picture, whole(0), whole(1), whole(2), whole(3));
        case FilterKind::color_space:
            cv::cvtColor(bytes_of(picture), result, spaces.at(static_cast<std::size_t>(whole(0))));
            return result;
    }
    return result;
}

}  // namespace

namespace glassnet {

std::string filter_by_opencv(const Filter& filter, const FilteredPicture& picture) {
    return guarded([&]() -> std::string {
        prepare_opencv();
        const int type = CV_32FC(picture.channels);
        // OpenCV's interface is older than const data.
        const cv::Mat from(picture.height, picture.width, type, const_cast<float*>(picture.from));
        cv::Mat to(picture.height, picture.width, type, picture.to);
        const cv::Mat result = filtered(filter, from);
        if (result.size() != to.size() || result.channels() != to.channels())
            return "it gives a picture of another form";
        result.convertTo(to, CV_32F);
        return {};
    });
}

}  // namespace glassnet
