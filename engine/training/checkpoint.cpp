// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/checkpoint.h"

#include "base/hash.h"
#include "execution/optimization.h"

namespace glassnet {

bool is_best(const Checkpoint& checkpoint) {
    return checkpoint.best_epoch > 0 && checkpoint.best_epoch == checkpoint.epoch &&
           checkpoint.batch_in_epoch == 0;
}

std::map<std::string, TensorValue> inference_weights(const Checkpoint& checkpoint) {
    auto weights = checkpoint.weights;
    for (auto& [name, tensor] : weights) {
        const auto average = checkpoint.optimizer.find(name + "/" + std::string(average_name));
        if (average != checkpoint.optimizer.end()) tensor = average->second;
    }
    return weights;
}

std::string hash_weights(const std::map<std::string, TensorValue>& weights) {
    Sha256 hash;
    for (const auto& [name, tensor] : weights) {
        hash.update(static_cast<std::int64_t>(name.size()))
            .update(name)
            .update(static_cast<std::int64_t>(tensor.shape.rank()));
        for (const auto side : tensor.shape.sides()) hash.update(side);
        hash.update(std::as_bytes(std::span(tensor.values)));
    }
    return hash.hex();
}

}  // namespace glassnet
