// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/call_order.h"

#include <algorithm>
#include <set>

namespace glassnet {

namespace {

bool of_layer(const Call& call) {
    return call.work == Call::Work::forward || call.work == Call::Work::backward;
}

void append(std::vector<Region>& regions, const Phase& phase, const Call& call, Regions reach) {
    const bool follows = reach == Regions::merged && phase.split == Phase::Split::samples &&
                         !regions.empty() && regions.back().split == Phase::Split::samples &&
                         // phases of one step wait for each other
                         std::ranges::none_of(regions.back().calls, [&](const Call& other) {
                             return other.step == call.step && of_layer(other) && of_layer(call);
                         });
    if (follows)
        regions.back().calls.push_back(call);
    else
        regions.push_back({phase.split, phase.items, {call}});
}

const PlanStep& step_at(const Plan& plan, int number) { return plan.step(number); }

}  // namespace

void order_calls(Plan& plan, Regions regions) {
    const int steps = static_cast<int>(plan.steps.size());
    for (int step = 0; step < steps; ++step) {
        const PlanStep& each = step_at(plan, step);
        if (each.inputs.empty()) continue;  // the loader fills it
        for (int phase = 0; phase < static_cast<int>(each.forward.size()); ++phase)
            append(plan.forward, each.forward[static_cast<std::size_t>(phase)],
                   {Call::Work::forward, step, phase}, regions);
    }
    for (int step = steps - 1; step >= 0; --step) {
        const PlanStep& each = step_at(plan, step);
        if (each.output_gradient.exists() && !each.penalty.none())
            append(plan.backward, Phase{}, {Call::Work::penalty, step}, regions);
        for (int phase = 0; phase < static_cast<int>(each.backward.size()); ++phase)
            append(plan.backward, each.backward[static_cast<std::size_t>(phase)],
                   {Call::Work::backward, step, phase}, regions);
        for (int sum = 0; sum < static_cast<int>(plan.sums.size()); ++sum) {
            if (plan.sum(sum).consumer == step)
                append(plan.backward, Phase{}, {.work = Call::Work::sum, .step = step, .sum = sum}, regions);
        }
    }
}

Slot& slot_of(Plan& plan, const Buffer& buffer) {
    if (buffer.role == Buffer::Role::sum) return plan.sum(buffer.number).from;
    PlanStep& step = plan.step(buffer.number);
    switch (buffer.role) {
        case Buffer::Role::output_gradient:
            return step.output_gradient;
        case Buffer::Role::per_sample:
            return step.per_sample;
        case Buffer::Role::per_shard:
            return step.per_shard;
        case Buffer::Role::per_batch:
            return step.per_batch;
        default:
            return step.output;
    }
}

const Slot& slot_of(const Plan& plan, const Buffer& buffer) {
    return slot_of(const_cast<Plan&>(plan), buffer);
}

namespace {

/// Reports the accesses of one call after the other.
class Walk {
public:
    using Visit = std::function<void(const Buffer&, const Access&)>;
    Walk(const Plan& plan, const Visit& visit) : plan_(plan), visit_(visit) {}

    void run() {
        access_.region = Timeline::before;
        lasting();
        for (const Region& region : plan_.forward) calls(region);
        ++access_.region;
        loss();
        for (const Region& region : plan_.backward) calls(region);
        ++access_.region;
        update();
        lasting();
    }

private:
    using Role = Buffer::Role;

    void tell(Role role, int number, bool defines = false) {
        const Buffer buffer{role, number};
        if (!slot_of(plan_, buffer).exists()) return;
        access_.defines = defines && access_.by_samples;
        visit_(buffer, access_);
    }

    /// Reports the buffers that others fill, inspect, or use again.
    void lasting() {
        ++access_.call;
        access_.by_samples = false;
        for (int step = 0; step < static_cast<int>(plan_.steps.size()); ++step) {
            tell(Role::per_batch, step);
            if (!step_at(plan_, step).inputs.empty()) continue;
            tell(Role::output, step);
            tell(Role::output_gradient, step);
        }
        for (const int output : plan_.output_steps) tell(Role::output, output);
    }

    void calls(const Region& region) {
        ++access_.region;
        access_.by_samples = region.split == Phase::Split::samples;
        for (const Call& each : region.calls) {
            ++access_.call;
            call(each);
        }
    }

    void call(const Call& call) {
        const PlanStep& step = step_at(plan_, call.step);
        switch (call.work) {
            case Call::Work::forward:
                return forward(call, step);
            case Call::Work::backward:
                return backward(call, step);
            case Call::Work::penalty:
                tell(Role::output, call.step);
                return tell(Role::output_gradient, call.step);
            case Call::Work::sum:
                tell(Role::sum, call.sum);
                return tell(Role::output_gradient, plan_.sum(call.sum).to);
        }
    }

    void own(int step, bool defines_samples) {
        tell(Role::per_sample, step, defines_samples);
        tell(Role::per_shard, step);
        tell(Role::per_batch, step);
    }

    void forward(const Call& call, const PlanStep& step) {
        for (const int input : step.inputs) tell(Role::output, input);
        const auto alone = step.operation->contract().output_phase;
        if (!alone || *alone == call.phase) tell(Role::output, call.step, alone.has_value());
        own(call.step, step.forward.size() == 1);
    }

    void backward(const Call& call, const PlanStep& step) {
        const BackwardNeeds needs = step.operation->contract().backward_needs;
        for (const int input : step.inputs) {
            if (needs.inputs) tell(Role::output, input);
        }
        if (needs.output) tell(Role::output, call.step);
        tell(Role::output_gradient, call.step);
        own(call.step, false);
        if (call.phase + 1 < static_cast<int>(step.backward.size())) return;
        for (std::size_t i = 0; i < step.input_gradients.size(); ++i) {
            const GradientPlace& place = step.input_gradients[i];
            if (!place.wanted) continue;
            if (place.sum >= 0)
                tell(Role::sum, place.sum, true);
            else
                tell(Role::output_gradient, step.inputs[i], true);
        }
    }

    void loss() {
        ++access_.call;
        access_.by_samples = false;
        for (const int output : plan_.output_steps) {
            tell(Role::output, output);
            tell(Role::output_gradient, output);
        }
        for (int step = 0; step < static_cast<int>(plan_.steps.size()); ++step) {
            if (!step_at(plan_, step).penalty.none()) tell(Role::output, step);
        }
    }

    void update() {
        ++access_.call;
        access_.by_samples = false;
        for (const PlanWeight& weight : plan_.weights) {
            if (!weight.deferred) continue;
            for (const int input : step_at(plan_, weight.step).inputs) tell(Role::output, input);
            tell(Role::output_gradient, weight.step);
        }
    }

    const Plan& plan_;
    const Visit& visit_;
    Access access_;
};

/// Finds what forward can compute again, and puts its calls before those that read it.
class Recomputation {
public:
    Recomputation(Plan& plan, Recompute which)
        : plan_(plan), written_(plan.steps.size(), -1), stays_(plan.steps.size(), false) {
        for_each_access(plan, [&](const Buffer& buffer, const Access& access) {
            if (buffer.role == Buffer::Role::output) note(static_cast<std::size_t>(buffer.number), access);
        });
        for (std::size_t step = 0; step < plan.steps.size(); ++step) {
            if (which == Recompute::cheap_outputs &&
                !plan.steps[step].operation->contract().cheap_to_recompute)
                stays_[step] = true;
        }
    }

    void run() {
        for (Region& region : plan_.backward) {
            if (region.split == Phase::Split::samples) add_calls(region);
        }
    }

private:
    /// Notes an access: an output is kept where anything accesses it but the region that writes it, and
    /// regions by samples in the backward pass.
    void note(std::size_t step, const Access& access) {
        const int loss = Timeline(plan_).loss;
        if (written_[step] < 0) {
            written_[step] = access.region;
            stays_[step] = !access.defines;
        } else if (!access.by_samples || (access.region != written_[step] && access.region <= loss)) {
            stays_[step] = true;
        }
    }

    void add_calls(Region& region) {
        std::set<int> again;
        for (const Call& call : region.calls) {
            const PlanStep& step = step_at(plan_, call.step);
            if (call.work == Call::Work::penalty) need(call.step, again);
            if (call.work != Call::Work::backward) continue;
            const BackwardNeeds needs = step.operation->contract().backward_needs;
            if (needs.output) need(call.step, again);
            for (const int input : step.inputs) {
                if (needs.inputs) need(input, again);
            }
        }
        std::vector<Call> calls;
        for (const int step : again) {  // ascending: in the order of forward
            const PlanStep& each = step_at(plan_, step);
            calls.push_back({Call::Work::forward, step, *each.operation->contract().output_phase});
        }
        region.calls.insert(region.calls.begin(), calls.begin(), calls.end());
    }

    void need(int step, std::set<int>& again) const {
        if (stays_[static_cast<std::size_t>(step)] || !again.insert(step).second) return;
        for (const int input : step_at(plan_, step).inputs) need(input, again);
    }

    Plan& plan_;
    std::vector<int> written_;  // the region that writes the output
    std::vector<bool> stays_;
};

}  // namespace

void for_each_access(const Plan& plan, const std::function<void(const Buffer&, const Access&)>& visit) {
    Walk(plan, visit).run();
}

void recompute_outputs(Plan& plan, Recompute which) { Recomputation(plan, which).run(); }

}  // namespace glassnet
