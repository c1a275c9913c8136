// SPDX-License-Identifier: GPL-3.0-or-later
#include "learning/catalogue.h"

namespace glassnet {

const Catalogue<Loss>& catalogue_of(Loss*) {
    static std::unique_ptr<const Loss> all[] = {
        GLASSNET_KIND(Loss, make_sparse_categorical_crossentropy),
        GLASSNET_KIND(Loss, make_categorical_crossentropy),
        GLASSNET_KIND(Loss, make_binary_crossentropy),
        GLASSNET_KIND(Loss, make_categorical_focal_crossentropy),
        GLASSNET_KIND(Loss, make_binary_focal_crossentropy),
        GLASSNET_KIND(Loss, make_kl_divergence),
        GLASSNET_KIND(Loss, make_hinge),
        GLASSNET_KIND(Loss, make_squared_hinge),
        GLASSNET_KIND(Loss, make_categorical_hinge),
        GLASSNET_KIND(Loss, make_mean_squared_error),
        GLASSNET_KIND(Loss, make_mean_absolute_error),
        GLASSNET_KIND(Loss, make_huber),
        GLASSNET_KIND(Loss, make_log_cosh),
        GLASSNET_KIND(Loss, make_mean_squared_logarithmic_error),
        GLASSNET_KIND(Loss, make_mean_absolute_percentage_error),
        GLASSNET_KIND(Loss, make_poisson),
        GLASSNET_KIND(Loss, make_cosine_similarity),
    };
    static const Catalogue<Loss> kinds("losses", std::move(all));
    return kinds;
}

const Catalogue<Optimizer>& catalogue_of(Optimizer*) {
    static std::unique_ptr<const Optimizer> all[] = {
        GLASSNET_KIND(Optimizer, make_adam),    GLASSNET_KIND(Optimizer, make_adamw),
        GLASSNET_KIND(Optimizer, make_sgd),     GLASSNET_KIND(Optimizer, make_rmsprop),
        GLASSNET_KIND(Optimizer, make_nadam),   GLASSNET_KIND(Optimizer, make_adamax),
        GLASSNET_KIND(Optimizer, make_adagrad), GLASSNET_KIND(Optimizer, make_adadelta),
        GLASSNET_KIND(Optimizer, make_lion),
    };
    static const Catalogue<Optimizer> kinds("optimizers", std::move(all));
    return kinds;
}

const Catalogue<Metric>& catalogue_of(Metric*) {
    static std::unique_ptr<const Metric> all[] = {
        GLASSNET_KIND(Metric, make_accuracy),
        GLASSNET_KIND(Metric, make_top_k_accuracy),
        GLASSNET_KIND(Metric, make_balanced_accuracy),
        GLASSNET_KIND(Metric, make_precision),
        GLASSNET_KIND(Metric, make_recall),
        GLASSNET_KIND(Metric, make_f1),
        GLASSNET_KIND(Metric, make_roc_auc),
        GLASSNET_KIND(Metric, make_average_precision),
        GLASSNET_KIND(Metric, make_log_loss),
        GLASSNET_KIND(Metric, make_cohen_kappa),
        GLASSNET_KIND(Metric, make_matthews_correlation),
        GLASSNET_KIND(Metric, make_mean_squared_error_metric),
        GLASSNET_KIND(Metric, make_root_mean_squared_error),
        GLASSNET_KIND(Metric, make_mean_absolute_error_metric),
        GLASSNET_KIND(Metric, make_mean_absolute_percentage_error_metric),
        GLASSNET_KIND(Metric, make_r2_score),
    };
    static const Catalogue<Metric> kinds("metrics", std::move(all));
    return kinds;
}

const Catalogue<Schedule>& catalogue_of(Schedule*) {
    static std::unique_ptr<const Schedule> all[] = {
        GLASSNET_KIND(Schedule, make_constant_rate),
        GLASSNET_KIND(Schedule, make_cosine_decay),
        GLASSNET_KIND(Schedule, make_cosine_decay_restarts),
        GLASSNET_KIND(Schedule, make_one_cycle),
        GLASSNET_KIND(Schedule, make_reduce_lr_on_plateau),
        GLASSNET_KIND(Schedule, make_step_decay),
        GLASSNET_KIND(Schedule, make_piecewise_constant_decay),
        GLASSNET_KIND(Schedule, make_exponential_decay),
        GLASSNET_KIND(Schedule, make_inverse_time_decay),
        GLASSNET_KIND(Schedule, make_polynomial_decay),
    };
    static const Catalogue<Schedule> kinds("schedules", std::move(all));
    return kinds;
}

const Catalogue<Stopping>& catalogue_of(Stopping*) {
    static std::unique_ptr<const Stopping> all[] = {
        GLASSNET_KIND(Stopping, make_all_epochs),
        GLASSNET_KIND(Stopping, make_early_stopping),
    };
    static const Catalogue<Stopping> kinds("ways to stop", std::move(all));
    return kinds;
}

const Catalogue<ClassWeight>& catalogue_of(ClassWeight*) {
    static std::unique_ptr<const ClassWeight> all[] = {
        GLASSNET_KIND(ClassWeight, make_no_class_weight),
        GLASSNET_KIND(ClassWeight, make_balanced),
        GLASSNET_KIND(ClassWeight, make_given_class_weight),
    };
    static const Catalogue<ClassWeight> kinds("class weights", std::move(all));
    return kinds;
}

}  // namespace glassnet
