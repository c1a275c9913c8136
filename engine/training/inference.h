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

/// Loss and answers over a whole part of the data.
struct Evaluation {
    double loss = 0;       // of the whole: all ends by their weights, and penalties
    double accuracy = -1;  // of the main end; negative where there are no classes
    // class of each sample; empty where the main end does not tell the data's classes
    std::vector<int> predicted;
    std::vector<float> confidence;  // its probability

    /// Of one end.
    struct Output {
        std::string node;
        double loss = 0;       // before its weight
        double accuracy = -1;  // negative where there are no classes
    };
    std::vector<Output> outputs{};  // in the order of the network's ends

    struct Measured {
        std::string_view id;
        std::optional<double> value;  // nothing where it is not defined
    };
    std::vector<Measured> metrics{};  // those asked for that fit the targets
};

/// How much of an evaluation is wanted: only loss and accuracy, the metrics that the settings name, or all
/// that fit the targets, in the order of the catalogue. Metrics need all outputs at once: samples × outputs ×
/// 4 bytes.
enum class Judge { loss_and_accuracy, chosen_metrics, every_metric };

/// Weights that answer, and the number of batches that they have learned from.
struct Learned {
    const Weights<float>& weights;
    std::int64_t step;
};

/// The network of a task at work outside training. Weights lie as in any plan of the task. Borrows task and
/// threads. One thread at a time.
class Inference {
public:
    Inference(const ReadyTask& ready, ThreadPool& pool) : ready_(ready), pool_(pool), feed_(ready, pool) {}

    /// Takes the memory that an evaluation of this part with these weights needs.
    void expect(const Learned& learned, const DataPart& part);
    /// Throws Error (training.not_finite_evaluation) where an output or the loss is not finite.
    [[nodiscard]] Evaluation evaluate(const Learned& learned, const DataPart& part, Judge judge);
    /// The last layer's output for one sample of raw values (sample_shape.elements() of them), as they stand
    /// in a data set.
    [[nodiscard]] std::vector<float> predict(const Learned& learned, std::span<const float> raw);
    /// Outputs of the nodes that are watched, and their weights, for the pinned sample, in evaluation mode.
    void look(const Learned& learned, const Watch& watch, Snapshot& snapshot);

private:
    /// A plan for so many samples at once, at work. That for single samples shows every node's output.
    struct Evaluator {
        Plan plan;
        Executor<float> executor;
        Evaluator(const Inference& inference, const Weights<float>& weights, const PlanOptions& options);
    };
    Executor<float>& at_work(const Learned& learned, int batch);
    [[nodiscard]] BatchResult run(Executor<float>& executor, const DataPart& part, std::int64_t first,
                                  int samples) const;
    void run_single(Executor<float>& executor) const;
    [[noreturn]] void fail(const Learned& learned, const Executor<float>& done, const DataPart& part,
                           std::int64_t first, int samples) const;

    const ReadyTask& ready_;
    ThreadPool& pool_;
    Feed feed_;
    const float* weights_ = nullptr;  // that the evaluators work with
    std::vector<std::unique_ptr<Evaluator>> evaluators_;
};

}  // namespace glassnet
