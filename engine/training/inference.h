// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/executor.h"
#include "training/feed.h"
#include "training/ready_task.h"
#include "training/snapshot.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// Loss and predictions over a whole part of the data.
struct Evaluation {
    double loss = 0;                   // of the whole: the weighted sum of all outputs, and penalties
    std::optional<double> accuracy{};  // of the main output; nothing where there are no classes
    // class of each sample; empty where the main output does not tell the data's classes
    std::vector<int> predicted;
    std::vector<float> confidence;  // its probability

    /// The evaluation of one output.
    struct Output {
        std::string node;
        double loss = 0;  // before its weight
        std::optional<double> accuracy{};
    };
    std::vector<Output> outputs{};  // in the order of the network's outputs

    struct Measured {
        std::string_view id;
        std::optional<double> value;  // nothing where it is not defined
    };
    std::vector<Measured> metrics{};  // those asked for that fit the targets
};

/// How much of an evaluation is wanted: only loss and accuracy, the metrics that the settings name, or all
/// that fit the targets, in the order of the catalogue. Metrics need all outputs at once: samples × outputs ×
/// 4 bytes.
enum class EvaluationScope { loss_and_accuracy, chosen_metrics, every_metric };

/// Weights used for inference, and the number of batches they were trained with.
struct TrainedWeights {
    const Weights<float>& weights;
    std::int64_t step;
};

/// The network of a task, run outside training. Weights lie as in any plan of the task. Borrows task and
/// threads. One thread at a time.
class Inference {
public:
    Inference(const ReadyTask& ready, ThreadPool& pool) : ready_(ready), pool_(pool), feed_(ready, pool) {}

    /// Allocates the memory that an evaluation of this part with these weights needs.
    void reserve(const TrainedWeights& trained, const DataPart& part);
    /// Evaluates a part of the data. Throws Error (training.not_finite_evaluation) where an output or the
    /// loss is not finite.
    [[nodiscard]] Evaluation evaluate(const TrainedWeights& trained, const DataPart& part,
                                      EvaluationScope scope);
    /// Returns the last layer's output for one sample of raw values (sample_shape.elements() of them), as in
    /// a data set.
    [[nodiscard]] std::vector<float> predict(const TrainedWeights& trained, std::span<const float> raw);
    /// Captures the outputs and the weights of the watched nodes, for the pinned sample, in evaluation mode.
    void capture(const TrainedWeights& trained, const Watch& watch, Snapshot& snapshot);

private:
    /// A compiled plan for so many samples at once. That for single samples shows every node's output.
    struct Evaluator {
        Plan plan;
        Executor<float> executor;
        Evaluator(const Inference& inference, const Weights<float>& weights, const PlanOptions& options);
    };
    Executor<float>& at_work(const TrainedWeights& trained, int batch);
    [[nodiscard]] BatchResult run(Executor<float>& executor, const DataPart& part, std::int64_t first,
                                  int samples) const;
    [[nodiscard]] std::span<float> input_of(Executor<float>& executor) const;
    static void run_single(Executor<float>& executor);
    [[noreturn]] void fail(const TrainedWeights& trained, const Executor<float>& done, const DataPart& part,
                           std::int64_t first, int samples) const;

    const ReadyTask& ready_;
    ThreadPool& pool_;
    Feed feed_;
    const float* weights_ = nullptr;  // used by the evaluators
    std::vector<std::unique_ptr<Evaluator>> evaluators_;
    Pipeline::Buffers buffers_;  // for single samples
};

}  // namespace glassnet
