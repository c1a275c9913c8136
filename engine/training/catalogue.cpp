// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/catalogue.h"

#include <algorithm>

namespace glassnet {

// Each kind stands in its own file without a header; this names the function at its end.
#define KIND(Base, make)                  \
    ([] {                                 \
        std::unique_ptr<Base> make(void); \
        return make();                    \
    }())

std::span<const std::unique_ptr<const Loss>> loss_catalogue() {
    static const std::unique_ptr<const Loss> kinds[] = {
        KIND(Loss, make_sparse_categorical_crossentropy),
        KIND(Loss, make_categorical_crossentropy),
        KIND(Loss, make_binary_crossentropy),
        KIND(Loss, make_categorical_focal_crossentropy),
        KIND(Loss, make_binary_focal_crossentropy),
        KIND(Loss, make_kl_divergence),
        KIND(Loss, make_hinge),
        KIND(Loss, make_squared_hinge),
        KIND(Loss, make_categorical_hinge),
        KIND(Loss, make_mean_squared_error),
        KIND(Loss, make_mean_absolute_error),
        KIND(Loss, make_huber),
        KIND(Loss, make_log_cosh),
        KIND(Loss, make_mean_squared_logarithmic_error),
        KIND(Loss, make_mean_absolute_percentage_error),
        KIND(Loss, make_poisson),
        KIND(Loss, make_cosine_similarity),
    };
    return kinds;
}

std::span<const std::unique_ptr<const Optimizer>> optimizer_catalogue() {
    static const std::unique_ptr<const Optimizer> kinds[] = {
        KIND(Optimizer, make_adam),    KIND(Optimizer, make_adamw),    KIND(Optimizer, make_sgd),
        KIND(Optimizer, make_rmsprop), KIND(Optimizer, make_nadam),    KIND(Optimizer, make_adamax),
        KIND(Optimizer, make_adagrad), KIND(Optimizer, make_adadelta), KIND(Optimizer, make_lion),
    };
    return kinds;
}

std::span<const std::unique_ptr<const Metric>> metric_catalogue() {
    static const std::unique_ptr<const Metric> kinds[] = {
        KIND(Metric, make_accuracy),
        KIND(Metric, make_top_k_accuracy),
        KIND(Metric, make_balanced_accuracy),
        KIND(Metric, make_precision),
        KIND(Metric, make_recall),
        KIND(Metric, make_f1),
        KIND(Metric, make_roc_auc),
        KIND(Metric, make_average_precision),
        KIND(Metric, make_log_loss),
        KIND(Metric, make_cohen_kappa),
        KIND(Metric, make_matthews_correlation),
        KIND(Metric, make_mean_squared_error_metric),
        KIND(Metric, make_root_mean_squared_error),
        KIND(Metric, make_mean_absolute_error_metric),
        KIND(Metric, make_mean_absolute_percentage_error_metric),
        KIND(Metric, make_r2_score),
    };
    return kinds;
}

std::span<const std::unique_ptr<const Schedule>> catalogue_of(Schedule*) {
    static const std::unique_ptr<const Schedule> kinds[] = {
        KIND(Schedule, make_constant_rate),
        KIND(Schedule, make_cosine_decay),
        KIND(Schedule, make_cosine_decay_restarts),
        KIND(Schedule, make_one_cycle),
        KIND(Schedule, make_reduce_lr_on_plateau),
        KIND(Schedule, make_step_decay),
        KIND(Schedule, make_piecewise_constant_decay),
        KIND(Schedule, make_exponential_decay),
        KIND(Schedule, make_inverse_time_decay),
        KIND(Schedule, make_polynomial_decay),
    };
    return kinds;
}

std::span<const std::unique_ptr<const Stopping>> stopping_catalogue() {
    static const std::unique_ptr<const Stopping> kinds[] = {
        KIND(Stopping, make_all_epochs),
        KIND(Stopping, make_early_stopping),
    };
    return kinds;
}

std::span<const std::unique_ptr<const ClassWeight>> class_weight_catalogue() {
    static const std::unique_ptr<const ClassWeight> kinds[] = {
        KIND(ClassWeight, make_no_class_weight),
        KIND(ClassWeight, make_balanced),
        KIND(ClassWeight, make_given_class_weight),
    };
    return kinds;
}

#undef KIND

namespace {
template <class Kinds>
auto* find_kind(const Kinds& kinds, std::string_view id) {
    const auto found = std::ranges::find(kinds, id, [](const auto& kind) { return kind->id(); });
    return found == kinds.end() ? nullptr : found->get();
}
}  // namespace

const Loss* find_loss(std::string_view id) { return find_kind(loss_catalogue(), id); }
const Metric* find_metric(std::string_view id) { return find_kind(metric_catalogue(), id); }
const ClassWeight* find_class_weight(std::string_view id) { return find_kind(class_weight_catalogue(), id); }
const Stopping* find_stopping(std::string_view id) { return find_kind(stopping_catalogue(), id); }
const Optimizer* find_optimizer(std::string_view id) { return find_kind(optimizer_catalogue(), id); }

}  // namespace glassnet
