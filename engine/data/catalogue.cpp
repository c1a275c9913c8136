// SPDX-License-Identifier: GPL-3.0-or-later
//
// All preprocessing and augmentation kinds.
#include "data/augmentation/occasion.h"
#include "data/step.h"

namespace glassnet {

namespace {

template <class Steps>
Steps&& with_occasions(Steps& steps) {
    for (auto& step : steps) step = with_occasion(std::move(step));
    return std::move(steps);
}

}  // namespace

const Catalogue<DataStep>& preprocessing_catalogue() {
    static std::unique_ptr<const DataStep> all[] = {
        GLASSNET_KIND(const DataStep, make_resize),
        GLASSNET_KIND(const DataStep, make_center_crop),
        GLASSNET_KIND(const DataStep, make_crop),
        GLASSNET_KIND(const DataStep, make_rotate),
        GLASSNET_KIND(const DataStep, make_flip),
        GLASSNET_KIND(const DataStep, make_grayscale),
        GLASSNET_KIND(const DataStep, make_to_rgb),
        GLASSNET_KIND(const DataStep, make_color_space),
        GLASSNET_KIND(const DataStep, make_invert),
        GLASSNET_KIND(const DataStep, make_gamma),
        GLASSNET_KIND(const DataStep, make_equalize_hist),
        GLASSNET_KIND(const DataStep, make_clahe),
        GLASSNET_KIND(const DataStep, make_rescale),
        GLASSNET_KIND(const DataStep, make_normalization_step),
        GLASSNET_KIND(const DataStep, make_min_max_scaler),
        GLASSNET_KIND(const DataStep, make_samplewise_normalization),
        GLASSNET_KIND(const DataStep, make_samplewise_min_max),
        GLASSNET_KIND(const DataStep, make_clip),
        GLASSNET_KIND(const DataStep, make_threshold),
        GLASSNET_KIND(const DataStep, make_otsu_threshold),
        GLASSNET_KIND(const DataStep, make_adaptive_threshold),
        GLASSNET_KIND(const DataStep, make_gaussian_blur),
        GLASSNET_KIND(const DataStep, make_median_blur),
        GLASSNET_KIND(const DataStep, make_bilateral_filter),
        GLASSNET_KIND(const DataStep, make_sharpen),
        GLASSNET_KIND(const DataStep, make_sobel),
        GLASSNET_KIND(const DataStep, make_laplacian),
        GLASSNET_KIND(const DataStep, make_canny),
        GLASSNET_KIND(const DataStep, make_morphology),
    };
    static const Catalogue<DataStep> steps("preprocessing steps", std::move(all));
    return steps;
}

const Catalogue<DataStep>& augmentation_catalogue() {
    static std::unique_ptr<const DataStep> all[] = {
        GLASSNET_KIND(const DataStep, make_random_flip),
        GLASSNET_KIND(const DataStep, make_random_rotation),
        GLASSNET_KIND(const DataStep, make_random_translation),
        GLASSNET_KIND(const DataStep, make_random_zoom),
        GLASSNET_KIND(const DataStep, make_random_shear),
        GLASSNET_KIND(const DataStep, make_random_perspective),
        GLASSNET_KIND(const DataStep, make_random_elastic_transform),
        GLASSNET_KIND(const DataStep, make_image_data_generator),
        GLASSNET_KIND(const DataStep, make_random_brightness),
        GLASSNET_KIND(const DataStep, make_random_contrast),
        GLASSNET_KIND(const DataStep, make_random_saturation),
        GLASSNET_KIND(const DataStep, make_random_hue),
        GLASSNET_KIND(const DataStep, make_random_color_jitter),
        GLASSNET_KIND(const DataStep, make_random_grayscale),
        GLASSNET_KIND(const DataStep, make_random_invert),
        GLASSNET_KIND(const DataStep, make_random_posterization),
        GLASSNET_KIND(const DataStep, make_solarization),
        GLASSNET_KIND(const DataStep, make_random_sharpness),
        GLASSNET_KIND(const DataStep, make_random_gaussian_blur),
        GLASSNET_KIND(const DataStep, make_noise_step),
        GLASSNET_KIND(const DataStep, make_random_erasing),
        GLASSNET_KIND(const DataStep, make_mix_up),
        GLASSNET_KIND(const DataStep, make_cut_mix),
    };
    static const Catalogue<DataStep> steps("augmentation steps", with_occasions(all));
    return steps;
}

}  // namespace glassnet
