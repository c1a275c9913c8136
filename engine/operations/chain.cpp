// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/chain.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>
#include <utility>
#include <vector>

namespace glassnet {

namespace {

// values that go through all links at once: a few such rows fit the fastest cache
constexpr std::int64_t chunk_size = 2048;
constexpr std::size_t most_inputs = 64;  // of an operation that merges

/// Some values of one sample.
struct Chunk {
    int sample;
    std::int64_t first;   // in the sample
    std::int64_t offset;  // in the batch
    Shapes shapes;        // of each input, as if the chunk were a whole sample
};

/// Elementwise operations that follow each other: chunk by chunk through all of them.
class Chain final : public OperationOf<Chain> {
public:
    explicit Chain(std::vector<ChainLink> links) : OperationOf(contract_of(links)), links_(std::move(links)) {
        for (const ChainLink& link : links_)
            kept_.push_back(kept_.back() + link.operation->contract().memory.per_sample);
    }

    [[nodiscard]] const std::vector<ChainLink>& links() const { return links_; }

    template <class T>
    void run_forward(const Pass<T>& pass) const {
        for_each_chunk(pass, [&](const Chunk& chunk) { run_links(pass, chunk, links_.size()); });
    }

    template <class T>
    void run_backward(const Pass<T>& pass) const {
        const std::size_t again = recomputed(links_);
        for_each_chunk(pass, [&](const Chunk& chunk) {
            run_links(pass, chunk, again);
            for (std::size_t link = links_.size(); link-- > 0;) {
                View<T> view(pass, links_[link], chunk, link == 0);
                aim(view, link);
                view.pass.output_gradient = link + 1 == links_.size() ? pass.output_gradient + chunk.offset
                                                                      : gradient_behind(pass, link);
                if (link > 0) view.input_gradients[0] = gradient_behind(pass, link - 1);
                links_[link].operation->backward(view.pass);
            }
        });
    }

private:
    /// In per_sample, what the links keep, one behind the other; in scratch, the values behind each link but
    /// the last, and the gradients before and behind one.
    static Contract contract_of(const std::vector<ChainLink>& links) {
        Contract contract{
            .memory = {.per_worker = (static_cast<std::int64_t>(links.size()) + 1) * chunk_size},
            .backward_needs = {.inputs = recomputed(links) > 0 ||
                                         links.front().operation->contract().backward_needs.inputs,
                               .output = links.back().operation->contract().backward_needs.output},
            .kernels = {"chain of", "chain of"},
            .elementwise = true};
        for (const ChainLink& link : links) {
            const Contract& each = link.operation->contract();
            contract.memory.per_sample += each.memory.per_sample;
            const std::string_view separator = &link == &links.front() ? " " : " + ";
            contract.kernels.forward.append(separator).append(each.kernels.forward);
            contract.kernels.backward.append(separator).append(each.kernels.backward);
        }
        return contract;
    }

    /// The pass of a link over a chunk, as if that were a whole sample.
    template <class T>
    struct View {
        Pass<T> pass;
        std::array<const T*, most_inputs> inputs;
        std::array<T*, most_inputs> input_gradients;
        const Pass<T>& whole;
        const Chunk& chunk;

        View(const Pass<T>& of, const ChainLink& link, const Chunk& at, bool first) : whole(of), chunk(at) {
            const std::size_t count = first ? of.inputs.size() : 1;
            for (std::size_t i = 0; i < count; ++i) {
                inputs[i] = of.inputs[i] + at.offset;
                const bool wanted = i < of.input_gradients.size() && of.input_gradients[i];
                input_gradients[i] = wanted ? of.input_gradients[i] + at.offset : nullptr;
            }
            pass.batch = pass.count = 1;
            pass.worker = of.worker;
            pass.input_shapes = at.shapes.first(count);
            pass.output_shape = at.shapes[0];
            pass.inputs = {inputs.data(), count};
            pass.input_gradients = {input_gradients.data(), of.input_gradients.empty() ? 0 : count};
            pass.first_element = at.first;
            pass.seed = of.seed;
            pass.stream = link.stream;
            pass.epoch = of.epoch;
            pass.sample_numbers = of.sample_numbers.subspan(static_cast<std::size_t>(at.sample), 1);
        }
    };

    /// Where the link finds the values before it and what it keeps, and puts the values behind it.
    template <class T>
    void aim(View<T>& view, std::size_t link) const {
        const auto behind = [&](std::size_t each) {
            return view.whole.scratch + static_cast<std::int64_t>(each) * chunk_size;
        };
        if (link > 0) view.inputs[0] = behind(link - 1);
        view.pass.per_sample = view.whole.per_sample + view.chunk.sample * kept_.back() + kept_[link];
        view.pass.output = link + 1 == links_.size() ? view.whole.output + view.chunk.offset : behind(link);
    }

    /// In scratch behind the values: two in turns.
    template <class T>
    T* gradient_behind(const Pass<T>& pass, std::size_t link) const {
        return pass.scratch + static_cast<std::int64_t>(links_.size() - 1 + link % 2) * chunk_size;
    }

    template <class T>
    void run_links(const Pass<T>& pass, const Chunk& chunk, std::size_t count) const {
        for (std::size_t link = 0; link < count; ++link) {
            View<T> view(pass, links_[link], chunk, link == 0);
            aim(view, link);
            links_[link].operation->forward(view.pass);
        }
    }

    /// Returns how many of the first links backward runs again, since a later one reads what lies between.
    static std::size_t recomputed(const std::vector<ChainLink>& links) {
        std::size_t count = 0;
        for (std::size_t link = 0; link < links.size(); ++link) {
            const BackwardNeeds needs = links[link].operation->contract().backward_needs;
            if (needs.inputs) count = link;
            if (needs.output && link + 1 < links.size()) count = link + 1;
        }
        return count;
    }

    template <class T, class Action>
    static void for_each_chunk(const Pass<T>& pass, const Action& action) {
        const std::int64_t elements = pass.output_shape.elements();
        std::array<Shape, most_inputs> shapes;
        const Shapes used(shapes.data(), pass.inputs.size());
        for (int sample = pass.first; sample < pass.first + pass.count; ++sample) {
            for (std::int64_t first = 0; first < elements; first += chunk_size) {
                std::fill_n(shapes.begin(), used.size(), Shape{std::min(chunk_size, elements - first)});
                action(Chunk{sample, first, sample * elements + first, used});
            }
        }
    }

    std::vector<ChainLink> links_;
    // elements that the links before each one, and all of them, keep of a sample
    std::vector<std::int64_t> kept_{0};
};

}  // namespace

std::shared_ptr<const Operation> chained(const ChainLink& first, const ChainLink& second) {
    assert(first.operation->contract().elementwise && second.operation->contract().elementwise);
    const auto* const so_far = dynamic_cast<const Chain*>(first.operation.get());
    std::vector<ChainLink> links = so_far ? so_far->links() : std::vector{first};
    links.push_back(second);
    return std::make_shared<Chain>(std::move(links));
}

}  // namespace glassnet
