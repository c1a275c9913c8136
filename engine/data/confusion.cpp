// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/confusion.h"

#include <algorithm>

namespace glassnet {

namespace {

std::optional<double> share(int part, int whole) {
    return whole > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(whole)) : std::nullopt;
}

}  // namespace

ConfusionCounts confusion_counts(const Dataset& dataset, const DataPart& part,
                                 std::span<const int> predicted) {
    int size = dataset.summary.classes();
    for (const int answer : predicted) size = std::max(size, answer + 1);
    const auto side = static_cast<std::size_t>(size);
    ConfusionCounts counts(side, std::vector<int>(side, 0));
    for (std::size_t sample = 0; sample < predicted.size(); ++sample) {
        const auto truth =
            static_cast<std::size_t>(dataset.class_of(part, static_cast<std::int64_t>(sample)));
        ++counts[truth][static_cast<std::size_t>(predicted[sample])];
    }
    return counts;
}

std::vector<ClassScore> class_scores(const ConfusionCounts& counts) {
    std::vector<ClassScore> scores(counts.size());
    for (std::size_t truth = 0; truth < counts.size(); ++truth) {
        for (std::size_t answer = 0; answer < counts.size(); ++answer) {
            scores[truth].samples += counts[truth][answer];
            scores[answer].claimed += counts[truth][answer];
        }
        scores[truth].correct = counts[truth][truth];
    }
    for (ClassScore& score : scores) {
        score.precision = share(score.correct, score.claimed);
        score.recall = share(score.correct, score.samples);
        score.f1 = share(2 * score.correct, score.samples + score.claimed);
    }
    return scores;
}

}  // namespace glassnet
