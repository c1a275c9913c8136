// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/checkpoint_file.h"

#include "base/atomic_file.h"
#include "base/limits.h"
#include "files/history_file.h"
#include "files/project_file.h"
#include "files/weights_file.h"
#include "formats/safetensors.h"

#include <charconv>

namespace glassnet {

namespace {

constexpr ProblemKind checkpoint_damaged{"checkpoint.damaged", Severity::error,
                                         "the checkpoint is damaged: its contents do not match their SHA-256",
                                         "Use an earlier checkpoint."};
constexpr ProblemKind checkpoint_format{"checkpoint.format", Severity::error,
                                        "this is no checkpoint: {field} is missing or wrong",
                                        "Choose a file of a run's folder “checkpoints”."};
constexpr ProblemKind checkpoint_newer{"checkpoint.newer", Severity::error,
                                       "the checkpoint was written by a newer Glassnet (format {found})",
                                       "Update Glassnet."};

constexpr std::string_view weights_prefix = "weights/";
constexpr std::string_view optimizer_prefix = "optimizer/";
constexpr const char* plain_checkpoint_format = "1";
constexpr const char* checkpoint_format_with_changes =
    "2";  // of a run that adopted other settings: an older program would resume with the first ones

const std::string& text_at(const StoredTensors& stored, const std::string& name,
                           const std::string& file_name) {
    const auto found = stored.metadata.find(name);
    if (found == stored.metadata.end())
        throw Error(checkpoint_format, {{"field", name}}, {.file = file_name});
    return found->second;
}

template <class T>
T number_at(const StoredTensors& stored, const std::string& name, const std::string& file_name) {
    const std::string& text = text_at(stored, name, file_name);
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        throw Error(checkpoint_format, {{"field", name}}, {.file = file_name});
    return value;
}

void store_all(StoredTensors& stored, std::string_view prefix, const NamedWeights& tensors) {
    for (const auto& [name, tensor] : tensors) stored.tensors[std::string(prefix) + name] = to_stored(tensor);
}

}  // namespace

void save_checkpoint(const Checkpoint& checkpoint, const std::filesystem::path& path) {
    StoredTensors stored;
    store_all(stored, weights_prefix, checkpoint.weights);
    store_all(stored, optimizer_prefix, checkpoint.optimizer);
    stored.metadata = {{"glassnet_checkpoint", checkpoint.changes.empty() ? plain_checkpoint_format
                                                                          : checkpoint_format_with_changes},
                       {"step", std::to_string(checkpoint.step)},
                       {"epoch", std::to_string(checkpoint.epoch)},
                       {"batch_in_epoch", std::to_string(checkpoint.batch_in_epoch)},
                       {"epoch_loss_sum", to_text(checkpoint.epoch_loss_sum)},
                       {"epoch_correct_sum", to_text(checkpoint.epoch_correct_sum)},
                       {"history", history_text(checkpoint.epochs)},
                       {"best_epoch", std::to_string(checkpoint.best_epoch)},
                       {"stop_reason", checkpoint.stop_reason}};
    if (checkpoint.samples_in_epoch)
        stored.metadata["samples_in_epoch"] = std::to_string(*checkpoint.samples_in_epoch);
    if (checkpoint.lost_samples > 0)
        stored.metadata["lost_samples"] = std::to_string(checkpoint.lost_samples);
    for (std::size_t i = 0; i < checkpoint.changes.size(); ++i) {
        stored.metadata["change/" + std::to_string(i) + "/step"] = std::to_string(checkpoint.changes[i].step);
        stored.metadata["change/" + std::to_string(i) + "/training"] =
            to_json(checkpoint.changes[i].settings);
    }
    for (std::size_t i = 0; i < checkpoint.epoch_outputs.size(); ++i) {
        stored.metadata["epoch_loss_sum/" + std::to_string(i)] =
            to_text(checkpoint.epoch_outputs[i].loss_sum);
        stored.metadata["epoch_correct_sum/" + std::to_string(i)] =
            std::to_string(checkpoint.epoch_outputs[i].correct);
    }
    stored.metadata["sha256"] = content_hash(stored);
    save_safetensors(stored, path);
}

Checkpoint load_checkpoint(const std::filesystem::path& path) {
    const std::string file = path.string();
    const StoredTensors stored = read_safetensors(read_file(path, limits::weights_file_bytes), file);
    const std::string& format = text_at(stored, "glassnet_checkpoint", file);
    if (text_at(stored, "sha256", file) != content_hash(stored))
        throw Error(checkpoint_damaged, {}, {.file = file});
    if (format != plain_checkpoint_format && format != checkpoint_format_with_changes)
        throw Error(checkpoint_newer, {{"found", format}}, {.file = file});
    Checkpoint checkpoint;
    checkpoint.step = number_at<std::int64_t>(stored, "step", file);
    checkpoint.epoch = number_at<int>(stored, "epoch", file);
    checkpoint.batch_in_epoch = number_at<std::int64_t>(stored, "batch_in_epoch", file);
    checkpoint.epoch_loss_sum = number_at<double>(stored, "epoch_loss_sum", file);
    checkpoint.epoch_correct_sum = number_at<double>(stored, "epoch_correct_sum", file);
    for (std::string number = "0"; stored.metadata.contains("epoch_loss_sum/" + number);
         number = std::to_string(checkpoint.epoch_outputs.size()))
        checkpoint.epoch_outputs.push_back(
            {.loss_sum = number_at<double>(stored, "epoch_loss_sum/" + number, file),
             .correct = number_at<int>(stored, "epoch_correct_sum/" + number, file)});
    checkpoint.epochs = history_from_text(text_at(stored, "history", file), file);
    if (stored.metadata.contains("best_epoch"))
        checkpoint.best_epoch = number_at<int>(stored, "best_epoch", file);
    if (stored.metadata.contains("samples_in_epoch"))
        checkpoint.samples_in_epoch = number_at<std::int64_t>(stored, "samples_in_epoch", file);
    if (stored.metadata.contains("lost_samples"))
        checkpoint.lost_samples = number_at<std::int64_t>(stored, "lost_samples", file);
    for (std::string change = "change/0"; stored.metadata.contains(change + "/step");
         change = "change/" + std::to_string(checkpoint.changes.size()))
        checkpoint.changes.push_back(
            {.step = number_at<std::int64_t>(stored, change + "/step", file),
             .settings = training_from_json(text_at(stored, change + "/training", file), file)});
    checkpoint.stop_reason = text_at(stored, "stop_reason", file);
    for (const auto& [name, tensor] : stored.tensors) {
        const bool is_weight = name.starts_with(weights_prefix);
        const std::string inner =
            name.substr(is_weight ? weights_prefix.size() : std::min(name.size(), optimizer_prefix.size()));
        (is_weight ? checkpoint.weights : checkpoint.optimizer)[inner] =
            from_stored(tensor, {.file = file, .tensor = name});
    }
    return checkpoint;
}

}  // namespace glassnet
