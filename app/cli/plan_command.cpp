// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/synthetic_steps.h"
#include "cli/text_table.h"
#include "math/instruction_sets.h"
#include "math/peak.h"
#include "network/summary.h"
#include "plan/kernels.h"
#include "training/footprint.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>

namespace glassnet::cli {

namespace {

struct PlanChoices {
    std::string file;
    int batch = 0, threads = 0, steps = 10;
};

/// The measured times: seconds of one step.
struct Measured {
    // mean of the middle half of all steps: what else the machine did now and then is left out
    StepTimes parts;
    double bench = 0;  // the median of whole steps, not timed in parts
};

/// Runs both kinds of steps in turns, so that what else the machine does affects both.
Measured measure(SyntheticTraining& synthetic, int steps) {
    SyntheticSteps training(synthetic, SyntheticSteps::Weights::stay);
    for (int warm_up = 0; warm_up < 2; ++warm_up) training.step();
    const StepTimes nothing(synthetic.plan.steps.size(), synthetic.pool.threads());
    std::vector<StepTimes> looked_into(static_cast<std::size_t>(steps), nothing);
    std::vector<double> whole;
    for (StepTimes& times : looked_into) {
        training.measure(&times);
        training.step();
        training.measure(nullptr);
        const Stopwatch watch;
        training.step();
        whole.push_back(watch.seconds());
    }
    std::ranges::sort(looked_into, {}, &StepTimes::whole);
    Measured measured{nothing, median_of(std::move(whole))};
    const int outer = steps / 4;
    for (int step = outer; step < steps - outer; ++step)
        measured.parts.add(looked_into[static_cast<std::size_t>(step)]);
    measured.parts.divide_by(steps - 2 * outer);
    return measured;
}

/// One pass of one step of the plan.
struct PassFigures {
    std::string kernel;
    double seconds = 0;
    double multiply_adds = 0;  // of the whole batch, as the layer is defined
    [[nodiscard]] double rate() const { return seconds > 0 ? 2 * multiply_adds / seconds : 0; }
};

struct StepFigures {
    const PlanStep* step = nullptr;
    PassFigures forward, backward;
    std::int64_t bytes = 0, kept_bytes = 0;
    [[nodiscard]] double seconds() const { return forward.seconds + backward.seconds; }
    [[nodiscard]] double rate() const {
        return PassFigures{{}, seconds(), forward.multiply_adds + backward.multiply_adds}.rate();
    }
};

double multiply_adds_of(const SyntheticTraining& synthetic, const PlanStep& step) {
    std::int64_t count = synthetic.checked.find(step.node)->multiply_adds;
    for (const std::string& node : step.fused) count += synthetic.checked.find(node)->multiply_adds;
    return static_cast<double>(count) * synthetic.plan.batch;
}

/// Returns how often the backward pass computes the products of the forward pass: once for the gradients of
/// its weights, unless those are deferred, and once for that of its input.
int products_of_backward(const Plan& plan, const PlanStep& step) {
    if (step.backward.empty()) return 0;
    const bool deferred =
        std::ranges::any_of(step.weights, [&](int weight) { return plan.weight(weight).deferred; });
    const bool learns = !deferred && std::ranges::any_of(step.weights, [&](int weight) {
        return plan.weight(weight).spec.trainable;
    });
    const bool hands_back = std::ranges::any_of(step.input_gradients, &GradientPlace::wanted);
    return (learns ? 1 : 0) + (hands_back ? 1 : 0);
}

std::vector<StepFigures> figures_of(const SyntheticTraining& synthetic, const StepTimes& times) {
    const Plan& plan = synthetic.plan;
    std::vector<StepFigures> figures;
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const PlanStep& step = plan.steps[i];
        const StepKernels kernels = kernels_of(step);
        const double work = multiply_adds_of(synthetic, step);
        const auto bytes = [&](const Slot& slot) {  // a local buffer exists once for each thread
            return 4 * (slot.local
                            ? slot.elements / plan.batch * plan.shard_samples * synthetic.pool.threads()
                            : slot.elements);
        };
        figures.push_back(
            {.step = &step,
             .forward = {kernels.forward, times.forward[i], work},
             .backward = {kernels.backward, times.backward[i], work * products_of_backward(plan, step)},
             .bytes = bytes(step.output),
             .kept_bytes = bytes(step.per_sample) + bytes(step.per_shard) + bytes(step.per_batch)});
    }
    return figures;
}

/// The time that a step spends outside the layers.
struct Outside {
    const char* id;
    std::string title, kernel;
    double seconds;
};

std::vector<Outside> outside_of(const SyntheticTraining& synthetic, const StepTimes& times) {
    const bool makes_gradients = std::ranges::any_of(synthetic.plan.weights, &PlanWeight::deferred);
    const std::string dense = makes_gradients ? ", dense gradients" : "";
    std::vector<Outside> parts{
        {"packing", "packing of kernels", "", times.packing},
        {"loss", "loss", "", times.loss},
        {"gradient_sums", "sums of gradients", std::to_string(synthetic.plan.shards) + " shards",
         times.gradient_sums},
        {"check", "finite check", "", times.check},
        {"optimizer", "optimizer", synthetic.project.training.optimizer.kind + dense, times.optimizer}};
    double listed = std::accumulate(times.forward.begin(), times.forward.end(), 0.0) +
                    std::accumulate(times.backward.begin(), times.backward.end(), 0.0);
    for (const Outside& part : parts) listed += part.seconds;
    parts.push_back({"rest", "the rest", "", std::max(0.0, times.whole - listed)});
    return parts;
}

std::string text_of(const char* form, double number) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), form, number);
    return text.data();
}

/// Writes a shape as "32×32×3": narrower than elsewhere.
std::string narrow(const Shape& shape) {
    std::string text = to_text(shape);
    std::erase(text, ' ');
    return text;
}

/// A listing with shares of the whole step and of the machine's peak.
class Listing {
public:
    Listing(double whole, double peak)
        : whole_(whole),
          peak_(peak),
          table_({{"node"},
                  {"kind"},
                  {"output"},
                  {"pass"},
                  {"kernel"},
                  {"ms", right},
                  {"share", right},
                  {"GF/s", right},
                  {"peak", right},
                  {"bytes", right},
                  {"kept", right}}) {}

    /// Adds a line for each pass; the nodes that the step computes too are listed below its name.
    void add(const StepFigures& figures) {
        const PlanStep& step = *figures.step;
        std::string fused;
        for (const std::string& node : step.fused) fused += " + " + node;
        std::vector<std::string> first{step.node, std::string(step.layer->id()), narrow(step.output_shape)};
        if (step.inputs.empty())
            first.resize(9);  // the loader fills it
        else
            append(first, "forward", figures.forward);
        first.push_back(bytes_text(figures.bytes));
        first.push_back(figures.kept_bytes > 0 ? bytes_text(figures.kept_bytes) : "");
        table_.add(std::move(first));
        std::vector<std::string> second{fused, "", ""};
        if (!step.backward.empty()) append(second, "backward", figures.backward);
        if (!step.backward.empty() || !fused.empty()) table_.add(std::move(second));
    }

    void add(const Outside& part) {
        table_.add({part.title, "", "", "", part.kernel, text_of("%.3f", part.seconds * 1e3),
                    share_text(part.seconds)});
    }

    [[nodiscard]] std::string text() const { return table_.text(); }

private:
    static constexpr auto right = TextTable::Column::Align::right;

    [[nodiscard]] std::string share_text(double seconds) const {
        return text_of("%.1f %%", seconds / whole_ * 100);
    }

    void append(std::vector<std::string>& cells, const char* pass, const PassFigures& figures) const {
        const bool counts = figures.rate() > 0;
        cells.insert(cells.end(),
                     {pass, figures.kernel, text_of("%.3f", figures.seconds * 1e3),
                      share_text(figures.seconds), counts ? text_of("%.1f", figures.rate() * 1e-9) : "",
                      counts ? text_of("%.0f %%", figures.rate() / peak_ * 100) : ""});
    }

    double whole_, peak_;
    TextTable table_;
};

Value value_of(const StepFigures& figures, double whole, double peak) {
    const PlanStep& step = *figures.step;
    return Value::Map{{"node", step.node},
                      {"kind", step.layer->id()},
                      {"fused", Value::List(step.fused.begin(), step.fused.end())},
                      {"output", to_text(step.output_shape)},
                      {"forward_kernel", figures.forward.kernel},
                      {"backward_kernel", figures.backward.kernel},
                      {"forward_ms", figures.forward.seconds * 1e3},
                      {"backward_ms", figures.backward.seconds * 1e3},
                      {"forward_gflops", figures.forward.rate() * 1e-9},
                      {"backward_gflops", figures.backward.rate() * 1e-9},
                      {"gflops", figures.rate() * 1e-9},
                      {"peak_share", figures.rate() / peak},
                      {"share", figures.seconds() / whole},
                      {"bytes", figures.bytes},
                      {"kept_bytes", figures.kept_bytes}};
}

std::string head_of(const SyntheticTraining& synthetic, double peak) {
    const Plan& plan = synthetic.plan;
    return "batch " + std::to_string(plan.batch) + " in " + std::to_string(plan.shards) + " shards of " +
           std::to_string(plan.shard_samples) + ", " + std::to_string(synthetic.pool.threads()) +
           " threads, kernels " + instruction_set() + ", peak " + text_of("%.0f GF/s", peak * 1e-9) +
           ", memory " +
           bytes_text(static_cast<std::int64_t>(executor_bytes(plan, synthetic.pool.threads()))) +
           ", weights " + bytes_text(plan.weight_elements * 4);
}

void run(const Context& context, const PlanChoices& choices) {
    SyntheticTraining synthetic(choices.file, choices.batch, choices.threads,
                                SyntheticTraining::Work::training);
    const Plan& plan = synthetic.plan;
    const double peak = measured_peak(synthetic.pool);
    const Measured measured = measure(synthetic, choices.steps);
    const double whole = measured.parts.whole;
    Listing listing(whole, peak);
    Value::List steps, outside;
    for (const StepFigures& figures : figures_of(synthetic, measured.parts)) {
        listing.add(figures);
        steps.push_back(value_of(figures, whole, peak));
    }
    for (const Outside& part : outside_of(synthetic, measured.parts)) {
        listing.add(part);
        outside.emplace_back(
            Value::Map{{"name", part.id}, {"ms", part.seconds * 1e3}, {"share", part.seconds / whole}});
    }
    context.report.say(head_of(synthetic, peak));
    context.report.say(listing.text());
    context.report.say("one step: " + text_of("%.3f ms", whole * 1e3) + " in these parts, " +
                       text_of("%.3f ms", measured.bench * 1e3) + " as glassnet bench measures it");
    context.report.result({{"batch", plan.batch},
                           {"shards", plan.shards},
                           {"threads", synthetic.pool.threads()},
                           {"instructions", instruction_set()},
                           {"peak_gflops", peak * 1e-9},
                           {"arena_bytes", plan.arena_elements * 4},
                           {"memory_bytes", executor_bytes(plan, synthetic.pool.threads())},
                           {"weight_bytes", plan.weight_elements * 4},
                           {"steps", steps},
                           {"outside", outside},
                           {"listed_ms", whole * 1e3},
                           {"step_ms", measured.bench * 1e3}});
}

}  // namespace

void add_plan(Command program, Context& context) {
    Command command = program.add_command(
        "plan",
        "Shows where the time and the memory of a training step go on this machine: each "
        "step of the compiled plan with the kernels that "
        "compute it, then what is done outside the layers.\n"
        "GF/s count a multiplication and an addition as two, those of the layer's "
        "definition: minimal filtering (Winograd) and the backward pass, "
        "which visits only what a pooling has passed, do fewer, so that they may show more "
        "than the machine's peak, which is measured in "
        "registers alone with all threads.\n"
        "Pieces of memory that are not wanted at once lie over each other: those of the "
        "steps add up to more than the memory.\n"
        "Example: glassnet plan fashion.glassnet --batch 32");
    auto choices = std::make_shared<PlanChoices>();
    command.add_option("file", choices->file, "The project file").required();
    command.add_option("--batch", choices->batch, "Batch size instead of the project's")
        .within(1, limits::batch_size);
    command.add_threads(choices->threads);
    command.add_option("--steps", choices->steps, "Steps to measure").within(1, 10000);
    command.callback([&context, choices] {
        context.report.file = choices->file;
        run(context, *choices);
    });
}

}  // namespace glassnet::cli
