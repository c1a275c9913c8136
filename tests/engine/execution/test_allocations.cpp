// SPDX-License-Identifier: GPL-3.0-or-later
// A training step allocates nothing, whatever the layers and the threads: page faults would cost more than
// small networks compute.
#include "support/tiny_networks.h"
#include "training/learner.h"
#include "training/plans.h"
#include "training/training_kinds.h"
#include "training/training_step.h"

#include <QTest>

#include <atomic>
#include <cstdlib>
#include <new>
#include <numeric>

namespace {
std::atomic<bool> counting{false};
std::atomic<int> allocations{0};  // of any thread

void count() {
    if (counting.load(std::memory_order_relaxed)) allocations.fetch_add(1, std::memory_order_relaxed);
}
}  // namespace

#if defined(__GLIBC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
// All memory comes from these, that of operator new too.
extern "C" {
void* __libc_malloc(std::size_t size);                           // NOLINT(bugprone-reserved-identifier)
void* __libc_calloc(std::size_t count, std::size_t size);        // NOLINT(bugprone-reserved-identifier)
void* __libc_realloc(void* memory, std::size_t size);            // NOLINT(bugprone-reserved-identifier)
void* __libc_memalign(std::size_t alignment, std::size_t size);  // NOLINT(bugprone-reserved-identifier)
void* malloc(std::size_t size) { return count(), __libc_malloc(size); }
void* calloc(std::size_t number, std::size_t size) { return count(), __libc_calloc(number, size); }
void* realloc(void* memory, std::size_t size) { return count(), __libc_realloc(memory, size); }
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    return count(), __libc_memalign(alignment, size);
}
}
#else
// A sanitizer keeps malloc for itself (clang does not say whether there is one).
void* operator new(std::size_t size) {
    count();
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    count();
    const auto step = static_cast<std::size_t>(alignment);
    if (void* memory = std::aligned_alloc(step, (size + step - 1) / step * step)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
#endif

using namespace glassnet;

namespace {

/// How often memory is asked for while `work` is done.
template <class Work>
int allocations_of(const Work& work) {
    allocations = 0;
    counting = true;
    work();
    counting = false;
    return allocations;
}

TrainingTask task_of(Network network) {
    TrainingTask task{.network = std::move(network),
                      .dataset = tiny::pictures(45, 12, 20),
                      .augmentation = {},
                      .preprocessing = {},
                      .settings = {}};
    task.settings.batch_size = 10;
    return task;
}

/// Behind pictures of 20 × 20, before the classes.
TrainingTask task_with(std::vector<tiny::LayerChoice> layers) {
    layers.push_back({"GlobalAveragePooling2D"});
    layers.push_back({"Dense", {{"units", 4}, {"activation", "softmax"}}});
    return task_of(tiny::chain({20, 20, 1}, layers));
}

/// What is reproducible, and the kernels that those small networks do not reach.
std::vector<tiny::NamedTask> tasks() {
    std::vector<tiny::NamedTask> all = tiny::reproducible_tasks();
    const auto convolution = [](int filters) {
        return tiny::LayerChoice{"Conv2D", {{"filters", filters}, {"activation", "relu"}}};
    };
    all.push_back(
        {"pooled", task_with({convolution(16), {"MaxPooling2D"}, convolution(16), {"MaxPooling2D"}})});
    all.push_back({"minimal filtering", task_with({convolution(16), convolution(16)})});
    all.push_back({"strides and groups",
                   task_with({convolution(4),
                              {"Conv2D", {{"filters", 4}, {"strides", Value::List{2, 2}}, {"groups", 2}}}})});
    all.push_back({"depthwise", task_with({{"DepthwiseConv2D"}, {"SeparableConv2D", {{"filters", 5}}}})});
    all.push_back(
        {"transposed", task_with({{"Conv2DTranspose", {{"filters", 3}, {"strides", Value::List{2, 2}}}},
                                  {"UpSampling2D"}})});
    all.push_back({"normalized otherwise",
                   task_with({{"LayerNormalization"}, {"SpatialDropout2D"}, {"GaussianNoise"}, {"PReLU"}})});
    all.push_back({"cropped", task_of(tiny::chain({12, 16, 1},
                                                  {{"GlobalAveragePooling2D"},
                                                   {"Dense", {{"units", 4}, {"activation", "softmax"}}}}))});
    all.back().task.augmentation = {{"RandomRotation", {}}, {"RandomFlip", {}}};
    all.back().task.preprocessing = {{"CenterCrop", {{"height", 14}, {"width", 16}}},
                                     {"Rescale", {}},
                                     {"CenterCrop", {{"height", 12}, {"width", 16}}}};
    all.push_back({"penalized", task_with({{"Conv2D",
                                            {{"kernel_regularizer", "L2"},
                                             {"activity_regularizer", "L1"},
                                             {"kernel_constraint", "max_norm"}}}})});
    return all;
}

TrainingTask task_named(const QString& name) {
    for (auto& each : tasks()) {
        if (name == QLatin1String(each.name)) return each.task;
    }
    return {};
}

}  // namespace

class TestAllocations : public QObject {
    Q_OBJECT

private:
    static void each_network() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("threads");
        for (const auto& each : tasks()) {
            for (const int threads : {1, 3})
                QTest::addRow("%s, %d threads", each.name, threads) << QString(each.name) << threads;
        }
    }

private slots:
    void what_is_allocated_is_counted() {
        const int asked = allocations_of([] {
            const std::vector<int> some(100);
            const Arena<float> aligned(100);
            QVERIFY(some.size() + static_cast<std::size_t>(aligned.size()) == 200);
        });
        QCOMPARE(asked, 2);
    }

    void a_step_allocates_nothing_after_the_first_data() { each_network(); }
    void a_step_allocates_nothing_after_the_first() {
        QFETCH(QString, name);
        QFETCH(int, threads);
        const TrainingTask task = task_named(name);
        const Checked checked = check(task.network);
        QVERIFY2(checked.ready(), checked.ready() ? "" : checked.problems.front().what().c_str());
        const TrainedOutputs outputs = make_outputs(checked, task.settings);
        const Plan plan = compile(checked, learning_plan(task.settings, *make_optimizer(task.settings), 10,
                                                         outputs.fused_activations()));
        ThreadPool pool(threads);
        Weights<float> weights = initial_weights<float>(plan, 1);
        Executor<float> executor(plan, weights, outputs.losses(), pool, 1);
        std::iota(executor.sample_numbers().begin(), executor.sample_numbers().end(), 0U);
        Optimization<float> optimization(*make_optimizer(task.settings), plan, pool);
        optimization.reset(weights);
        TrainingStep training_step(executor, optimization, weights);
        const auto step = [&](std::int64_t number) {
            QCOMPARE(training_step.run(10, 0, number, {.step = number, .steps = 100, .epochs = {}}).end,
                     TrainingStep::End::done);
        };
        step(0);
        const int asked = allocations_of([&] {
            for (std::int64_t number = 1; number < 10; ++number) step(number);
        });
        QCOMPARE(asked, 0);
    }

    /// Reading, augmenting and noting samples too: from the second step of an epoch to its last but one.
    void a_learner_allocates_nothing_inside_an_epoch_data() { each_network(); }
    void a_learner_allocates_nothing_inside_an_epoch() {
        QFETCH(QString, name);
        QFETCH(int, threads);
        TrainingTask task = task_named(name);
        task.settings.epochs = 1000;
        task.settings.stopping = TrainingSettings{}.stopping;
        task.threads = threads;
        History history;
        Learner learner(task, history);
        for (int epoch = 0; epoch < 8; ++epoch) {
            learner.step();
            const int asked = allocations_of([&] {
                for (std::int64_t step = 2; step < learner.steps_per_epoch(); ++step) learner.step();
            });
            QCOMPARE(asked, 0);
            learner.step();
            QVERIFY(learner.at_epoch_start());
        }
    }
};

QTEST_APPLESS_MAIN(TestAllocations)
#include "test_allocations.moc"
