// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of the module that call OpenCV share.
#pragma once

#include "data/imaging_module.h"

#include <new>
#include <opencv2/core.hpp>
#include <string>

namespace glassnet {

/// Sets OpenCV to one thread (the engine has its own), and keeps it from writing to the error stream.
void prepare_opencv();

/// Runs `work`; nothing that OpenCV throws may cross the module's boundary. Returns what it returns, or the
/// reason of its failure.
template <class Work>
std::string guarded(Work work) {
    try {
        return work();
    } catch (const cv::Exception& exception) {
        return exception.err.empty() ? "OpenCV gave up" : exception.err;
    } catch (const std::bad_alloc&) {
        return "not enough memory";
    } catch (const std::exception& exception) {
        return exception.what();
    }
}

/// Filters a picture (ImagingModule::filter).
[[nodiscard]] std::string filter_by_opencv(const Filter& filter, const FilteredPicture& picture);

}  // namespace glassnet
