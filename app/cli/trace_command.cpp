// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/tensor_files.h"
#include "execution/executor.h"
#include "files/project_file.h"
#include "training/footprint.h"
#include "training/trained_outputs.h"
#include "training/training_kinds.h"

#include <numeric>
#include <optional>

namespace glassnet::cli {

namespace {

constexpr ProblemKind tensor_missing{"trace.tensor_missing", Severity::error,
                                     "The file has no tensor “{name}”",
                                     "Name it so; a single tensor may bear any name."};
constexpr ProblemKind tensor_shape{"trace.shape", Severity::error,
                                   "Tensor “{name}” is {found}, the network wants {wanted}",
                                   "Give one row for each sample: samples first, then the sample's sides."};
constexpr ProblemKind flat_trace_output{"trace.output_shape", Severity::error,
                                        "{node} ends with {found}, its loss needs one row of numbers",
                                        "Leave --target out to trace the outputs only."};
constexpr ProblemKind target_class{
    "trace.target_class", Severity::error,
    "Target {index} is {found}, the network tells {classes} classes apart (0 … {last})",
    "Give class numbers from 0 on."};
constexpr ProblemKind not_mentioned{"trace.weight_missing", Severity::error,
                                    "The weights file lacks {count} tensors of the network, first {name}",
                                    "Use weights that were saved from this network."};

constexpr ProblemKind output_is_input{"trace.output_is_input", Severity::error,
                                      "“{file}” would be overwritten while it is read",
                                      "Give --output another name."};

struct TraceChoices {
    std::string file, weights, input, target, output;
    bool training = false, in_double = false;
    std::optional<std::uint64_t> seed;
};

std::string shape_text(const std::vector<std::int64_t>& shape) {
    std::string text;
    for (const auto side : shape) text += (text.empty() ? "" : " × ") + std::to_string(side);
    return text.empty() ? "a single number" : text;
}

std::int64_t elements_of(const StoredTensor& tensor) {
    return std::accumulate(tensor.shape.begin(), tensor.shape.end(), std::int64_t{1}, std::multiplies<>());
}

template <class T>
void copy_values(const StoredTensor& tensor, T* to) {
    std::visit(
        [&](const auto& values) {
            std::transform(values.begin(), values.end(), to,
                           [](auto value) { return static_cast<T>(value); });
        },
        tensor.values);
}

/// Returns the tensor of this name, or the only one there is.
const StoredTensor& tensor_for(const StoredTensors& stored, const std::string& name,
                               const std::string& file) {
    if (stored.tensors.size() == 1) return stored.tensors.begin()->second;
    const auto found = stored.tensors.find(name);
    if (found == stored.tensors.end())
        throw Error(tensor_missing, {{"name", name}}, {.file = file, .tensor = name});
    return found->second;
}

std::int64_t samples_in(const StoredTensor& tensor, const Shape& sample, const std::string& name,
                        const std::string& file) {
    const auto sides = sample.sides();
    const bool fits = tensor.shape.size() == sides.size() + 1 &&
                      std::equal(sides.begin(), sides.end(), tensor.shape.begin() + 1) &&
                      tensor.shape[0] >= 1 && tensor.shape[0] <= 65'536;
    if (!fits)
        throw Error(
            tensor_shape,
            {{"name", name}, {"found", shape_text(tensor.shape)}, {"wanted", "samples × " + to_text(sample)}},
            {.file = file, .tensor = name});
    return tensor.shape[0];
}

/// One trace in single or double precision.
template <class T>
class Trace {
public:
    Trace(const Context& context, const TraceChoices& choices) : context_(context), choices_(choices) {}

    void run() {
        for (const std::string& read : {choices_.file, choices_.weights, choices_.input, choices_.target}) {
            std::error_code different;
            if (!read.empty() && std::filesystem::equivalent(read, choices_.output, different))
                throw Error(output_is_input, {{"file", read}}, {.file = choices_.output});
        }
        const Project project = load_project(choices_.file);
        const Checked checked = check(project.network);
        if (!checked.ready()) throw Error(checked.problems);
        const bool gradients = !choices_.target.empty();
        const TrainedOutputs outputs =
            gradients ? make_outputs(checked, project.training) : any_outputs(checked, project.training);
        for (const TrainedOutput& output : outputs.all) {
            const Shape& shape = checked.find(output.node)->output_shape;
            if (gradients && shape.rank() != 1 && !output.loss->takes_any_shape())
                throw Error(flat_trace_output, {{"node", output.node}, {"found", to_text(shape)}},
                            {.node = output.node});
        }
        const StoredTensors inputs = read_tensors(choices_.input, TensorTypes::any_number);
        const CheckedNode& first = checked.node(checked.inputs.front());
        const auto batch = static_cast<int>(samples_in(tensor_for(inputs, first.id, choices_.input),
                                                       first.output_shape, first.id, choices_.input));

        const Plan plan = compile(checked, {.batch = batch,
                                            .training = choices_.training,
                                            .gradients = gradients,
                                            .fused_activations = outputs.fused_activations(),
                                            .input_gradients = true});
        if (auto problem = memory_problem(
                (executor_bytes(plan, 1) / sizeof(float) + static_cast<double>(plan.weight_elements)) *
                static_cast<double>(sizeof(T))))
            throw Error({std::move(*problem)});
        const std::uint64_t seed = choices_.seed.value_or(project.training.seed);
        const Weights<T> weights = load(plan, seed);
        ThreadPool pool(1);
        Executor<T> executor(plan, weights, outputs.losses(), pool, seed);
        for (std::size_t input = 0; input < plan.input_steps.size(); ++input) {
            const PlanStep& step = plan.step(plan.input_steps[input]);
            if (plan.input_steps.size() > 1 && !inputs.tensors.contains(step.node)) {
                throw Error(tensor_missing, {{"name", step.node}},
                            {.file = choices_.input, .tensor = step.node});
            }
            const StoredTensor& tensor = tensor_for(inputs, step.node, choices_.input);
            if (samples_in(tensor, step.output_shape, step.node, choices_.input) != batch) {
                throw Error(tensor_shape,
                            {{"name", step.node},
                             {"found", shape_text(tensor.shape)},
                             {"wanted", std::to_string(batch) + " × " + to_text(step.output_shape)}},
                            {.file = choices_.input});
            }
            copy_values(tensor, executor.input(input));
        }
        std::iota(executor.sample_numbers().begin(), executor.sample_numbers().end(), 0U);
        for (std::size_t i = 0; gradients && i < outputs.all.size(); ++i)
            load_targets(executor, outputs, i, batch);
        executor.observe_gradients([&](const PlanStep& step, const T* gradient) {
            keep(step.node + (step.activation_in_loss ? "/logits/gradient" : "/output/gradient"),
                 with_batch(batch, step.output_shape), gradient);
        });

        executor.prepare();
        executor.forward(batch, 0);
        const BatchResult result = executor.compute_loss(gradients ? Executor<T>::Compare::with_targets
                                                                   : Executor<T>::Compare::nothing);
        for (std::size_t step = 0; step < plan.steps.size(); ++step)
            keep(plan.steps[step].node + "/output", with_batch(batch, plan.steps[step].output_shape),
                 executor.output(step));
        if (gradients) {
            const T mean = static_cast<T>(result.loss_sum / batch);
            keep("loss", {}, &mean);
            executor.backward();
            for (const PlanWeight& weight : plan.weights) {
                if (weight.spec.trainable)
                    keep(weight.name + "/gradient",
                         {weight.spec.shape.sides().begin(), weight.spec.shape.sides().end()},
                         executor.gradient(weight).data());
            }
        }
        for (const PlanWeight& weight : plan.weights)
            keep(weight.name, {weight.spec.shape.sides().begin(), weight.spec.shape.sides().end()},
                 weights.data() + weight.offset);
        save_safetensors(out_, choices_.output);
        context_.report.say("saved " + choices_.output + ": " + std::to_string(out_.tensors.size()) +
                            " tensors" +
                            (gradients ? ", loss " + to_text(result.loss_sum / batch) : std::string()));
        Value::Map fields{{"saved", choices_.output},
                          {"tensors", static_cast<std::int64_t>(out_.tensors.size())}};
        if (gradients) fields.push_back({"loss", result.loss_sum / batch});
        context_.report.result(fields);
    }

private:
    static std::vector<std::int64_t> with_batch(int batch, const Shape& shape) {
        std::vector<std::int64_t> sides{batch};
        sides.insert(sides.end(), shape.sides().begin(), shape.sides().end());
        return sides;
    }

    void keep(const std::string& name, std::vector<std::int64_t> shape, const T* values) {
        const auto count = std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
        out_.tensors[name] = {std::move(shape), std::vector<T>(values, values + count)};
    }

    Weights<T> load(const Plan& plan, std::uint64_t seed) const {
        Weights<T> weights = initial_weights<T>(plan, seed);
        if (choices_.weights.empty()) return weights;
        const StoredTensors stored = read_tensors(choices_.weights);
        for (const PlanWeight& weight : plan.weights) {
            const auto found = stored.tensors.find(weight.name);
            if (found == stored.tensors.end())
                throw Error(not_mentioned, {{"count", missing(plan, stored)}, {"name", weight.name}},
                            {.file = choices_.weights, .tensor = weight.name});
            if (!std::ranges::equal(found->second.shape, weight.spec.shape.sides())) {
                throw Error(tensor_shape,
                            {{"name", weight.name},
                             {"found", shape_text(found->second.shape)},
                             {"wanted", to_text(weight.spec.shape)}},
                            {.file = choices_.weights, .tensor = weight.name});
            }
            copy_values(found->second, weights.data() + weight.offset);
        }
        return weights;
    }

    static std::int64_t missing(const Plan& plan, const StoredTensors& stored) {
        return std::ranges::count_if(
            plan.weights, [&](const PlanWeight& weight) { return !stored.tensors.contains(weight.name); });
    }

    /// Makes the outputs; those that no setting names are traced all the same.
    static TrainedOutputs any_outputs(const Checked& checked, const TrainingSettings& settings) {
        std::vector<Problem> ignored;
        TrainedOutputs outputs = make_outputs(checked, settings, nullptr, ignored);
        for (TrainedOutput& output : outputs.all) {
            if (!output.loss) output.loss = make_loss(settings);
        }
        return outputs;
    }

    void load_targets(Executor<T>& executor, const TrainedOutputs& outputs, std::size_t end,
                      int batch) const {
        const PlanStep& last = executor.plan().step(executor.plan().output_steps[end]);
        const Loss& loss = *outputs.all[end].loss;
        const bool classes = loss.target_kind() == TargetKind::class_number;
        const std::int64_t elements = last.output_shape.elements();
        const std::int64_t each = classes ? 1 : elements;
        const StoredTensors stored = read_tensors(choices_.target, TensorTypes::any_number);
        if (outputs.all.size() > 1 && !stored.tensors.contains(last.node))
            throw Error(tensor_missing, {{"name", last.node}},
                        {.file = choices_.target, .tensor = last.node});
        const StoredTensor& tensor = tensor_for(stored, last.node, choices_.target);
        if (tensor.shape.empty() || tensor.shape[0] != batch || elements_of(tensor) != batch * each) {
            throw Error(tensor_shape,
                        {{"name", last.node},
                         {"found", shape_text(tensor.shape)},
                         {"wanted", std::to_string(batch) +
                                        (classes ? " class numbers" : " × " + to_text(last.output_shape))}},
                        {.file = choices_.target, .tensor = last.node});
        }
        executor.set_target_elements(each, end);
        copy_values(tensor, executor.targets(end));
        for (std::int64_t i = 0; classes && i < batch; ++i) {
            const auto target = static_cast<double>(executor.targets(end)[i]);
            if (target < 0 || target >= static_cast<double>(elements) ||
                target != static_cast<double>(static_cast<std::int64_t>(target))) {
                throw Error(target_class,
                            {{"index", i}, {"found", target}, {"classes", elements}, {"last", elements - 1}},
                            {.file = choices_.target});
            }
        }
    }

    const Context& context_;
    const TraceChoices& choices_;
    StoredTensors out_;
};

}  // namespace

void add_trace(Command program, Context& context) {
    Command command = program.add_command("trace",
                                          "Writes every output, the loss and every gradient of one batch, "
                                          "to compare with any other framework.\n"
                                          "Example: glassnet trace fashion.glassnet --input x.npz --target "
                                          "y.npz --double --output trace.safetensors");
    auto choices = std::make_shared<TraceChoices>();
    command.add_option("file", choices->file, "The project file").required();
    command.add_option("--weights", choices->weights,
                       "Weights (.safetensors or .npz, named as in the network); initial ones if left out");
    command
        .add_option("--input", choices->input,
                    "Inputs as the network sees them, after preprocessing (samples × height × width × "
                    "channels), named after their Input node")
        .required();
    command.add_option("--target", choices->target,
                       "Targets, named after their output nodes; without them there are no gradients");
    command.add_flag("--training", choices->training,
                     "Training mode: dropout drops, batch normalization uses the batch");
    command.add_flag("--double", choices->in_double, "Compute and write float64");
    command
        .add_option("--seed", choices->seed, "Seed of initial weights and dropout instead of the project's")
        .check(fault_of_seed);
    command.add_option("--output", choices->output, "The .safetensors file to write").required();
    command.callback([&context, choices] {
        context.report.file = choices->file;
        if (choices->in_double)
            Trace<double>(context, *choices).run();
        else
            Trace<float>(context, *choices).run();
    });
}

}  // namespace glassnet::cli
