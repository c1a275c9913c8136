// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/chain.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>
#include <vector>

namespace glassnet {

namespace {

// values that go through all links at once: a few such rows fit the fastest cache
constexpr std::int64_t stretch_size = 2048;
constexpr std::size_t most_inputs = 64;  // of a layer that merges

/// Some values of one sample.
struct Stretch {
    int sample;
    std::int64_t first;   // in the sample
    std::int64_t offset;  // in the batch
    Shapes shapes;        // of each input, as if the stretch were a whole sample
};

/// Layers that follow each other and go by value: stretch by stretch through all of them. No kind of its own:
/// plans make it, and people see its first link's.
class Chain final : public LayerOf<Chain> {
public:
    static constexpr auto settings = std::tuple{};
    static Description describe() { return {}; }
    const Description& description() const override { return links_.front().layer->description(); }

    void append(const ChainLink& link, std::int64_t values) {
        const Shape shape{values};
        links_.push_back(link);
        kept_.push_back(kept_.back() + link.layer->memory({&shape, 1}).per_sample);
    }

    Arity arity() const override { return links_.front().layer->arity(); }
    Shape output_shape(Shapes inputs) const override { return inputs[0]; }
    bool goes_by_value() const override { return true; }
    /// What the links keep, one behind the other; the values behind each link but the last, and the gradients
    /// before and behind one.
    Memory memory(Shapes) const override {
        return {.per_sample = kept_.back(),
                .per_worker = (static_cast<std::int64_t>(links_.size()) + 1) * stretch_size};
    }

    BackwardNeeds backward_needs() const override {
        return {.inputs = remade() > 0 || links_.front().layer->backward_needs().inputs,
                .output = links_.back().layer->backward_needs().output};
    }

    KernelNames kernel_names(Shapes inputs, int batch) const override {
        KernelNames names{"chain of", "chain of"};
        for (const ChainLink& link : links_) {
            const KernelNames each = link.layer->kernel_names(inputs, batch);
            const std::string_view separator = &link == &links_.front() ? " " : " + ";
            names.forward.append(separator).append(each.forward);
            names.backward.append(separator).append(each.backward);
        }
        return names;
    }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        for_each_stretch(pass, [&](const Stretch& stretch) { run_links(pass, stretch, links_.size()); });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const std::size_t again = remade();
        for_each_stretch(pass, [&](const Stretch& stretch) {
            run_links(pass, stretch, again);
            for (std::size_t link = links_.size(); link-- > 0;) {
                View<T> view(pass, links_[link], stretch, link == 0);
                aim(view, link);
                view.pass.output_gradient = link + 1 == links_.size() ? pass.output_gradient + stretch.offset
                                                                      : gradient_behind(pass, link);
                if (link > 0) view.input_gradients[0] = gradient_behind(pass, link - 1);
                links_[link].layer->backward(view.pass);
            }
        });
    }

private:
    /// The pass of a link over a stretch, as if that were a whole sample.
    template <class T>
    struct View {
        Pass<T> pass;
        std::array<const T*, most_inputs> inputs;
        std::array<T*, most_inputs> input_gradients;
        const Pass<T>& whole;
        const Stretch& stretch;

        View(const Pass<T>& of, const ChainLink& link, const Stretch& at, bool first)
            : whole(of), stretch(at) {
            const std::size_t count = first ? of.inputs.size() : 1;
            for (std::size_t i = 0; i < count; ++i) {
                inputs[i] = of.inputs[i] + at.offset;
                const bool wanted = i < of.input_gradients.size() && of.input_gradients[i];
                input_gradients[i] = wanted ? of.input_gradients[i] + at.offset : nullptr;
            }
            pass.training = of.training;
            pass.batch = pass.planned = pass.count = 1;
            pass.worker = of.worker;
            pass.input_shapes = at.shapes.first(count);
            pass.output_shape = at.shapes[0];
            pass.inputs = {inputs.data(), count};
            pass.input_gradients = {input_gradients.data(), of.input_gradients.empty() ? 0 : count};
            pass.first_element = at.first;
            pass.seed = of.seed;
            pass.layer = link.stream;
            pass.epoch = of.epoch;
            pass.sample_numbers = of.sample_numbers.subspan(static_cast<std::size_t>(at.sample), 1);
        }
    };

    /// Where the link finds the values before it and what it keeps, and puts the values behind it.
    template <class T>
    void aim(View<T>& view, std::size_t link) const {
        const auto behind = [&](std::size_t each) {
            return view.whole.scratch + static_cast<std::int64_t>(each) * stretch_size;
        };
        if (link > 0) view.inputs[0] = behind(link - 1);
        view.pass.per_sample = view.whole.per_sample + view.stretch.sample * kept_.back() + kept_[link];
        view.pass.output = link + 1 == links_.size() ? view.whole.output + view.stretch.offset : behind(link);
    }

    /// In scratch behind the values: two in turns.
    template <class T>
    T* gradient_behind(const Pass<T>& pass, std::size_t link) const {
        return pass.scratch + static_cast<std::int64_t>(links_.size() - 1 + link % 2) * stretch_size;
    }

    template <class T>
    void run_links(const Pass<T>& pass, const Stretch& stretch, std::size_t count) const {
        for (std::size_t link = 0; link < count; ++link) {
            View<T> view(pass, links_[link], stretch, link == 0);
            aim(view, link);
            links_[link].layer->forward(view.pass);
        }
    }

    /// How many of the first links backward runs again, since a later one reads what lies between.
    [[nodiscard]] std::size_t remade() const {
        std::size_t count = 0;
        for (std::size_t link = 0; link < links_.size(); ++link) {
            const BackwardNeeds needs = links_[link].layer->backward_needs();
            if (needs.inputs) count = link;
            if (needs.output && link + 1 < links_.size()) count = link + 1;
        }
        return count;
    }

    template <class T, class Action>
    static void for_each_stretch(const Pass<T>& pass, const Action& action) {
        const std::int64_t elements = pass.output_shape.elements();
        std::array<Shape, most_inputs> shapes;
        const Shapes used(shapes.data(), pass.inputs.size());
        for (int sample = pass.first; sample < pass.first + pass.count; ++sample) {
            for (std::int64_t first = 0; first < elements; first += stretch_size) {
                std::fill_n(shapes.begin(), used.size(), Shape{std::min(stretch_size, elements - first)});
                action(Stretch{sample, first, sample * elements + first, used});
            }
        }
    }

    std::vector<ChainLink> links_;
    // elements that the links before each one, and all of them, keep of a sample
    std::vector<std::int64_t> kept_{0};
};

}  // namespace

std::shared_ptr<const Layer> chained(const ChainLink& first, const ChainLink& second, std::int64_t values) {
    assert(first.layer->goes_by_value() && second.layer->goes_by_value());
    const auto* const so_far = dynamic_cast<const Chain*>(first.layer.get());
    auto chain = so_far ? std::make_shared<Chain>(*so_far) : std::make_shared<Chain>();
    if (!so_far) chain->append(first, values);
    chain->append(second, values);
    return chain;
}

}  // namespace glassnet
