// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/trainer.h"

#include "base/threads.h"
#include "training/run.h"

#include <algorithm>
#include <chrono>

namespace glassnet {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto refresh = std::chrono::milliseconds(33);
constexpr double affordable_share = 0.03;  // of the time; watching more often would slow the training

constexpr ProblemKind unexpected{"training.unexpected", Severity::error,
                                 "Training ended with an unexpected error: {text}",
                                 "Please report this with the project file."};

double seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

/// The trainer's thread: the only one that accesses the learner after construction.
class Trainer::Thread {
public:
    Thread(TrainingTask task, Options options)
        : task_(std::move(task)), options_(std::move(options)), learner_(task_, history_) {
        task_.preprocessing = learner_.preprocessing();
        if (learner_.done()) show_best();
        thread_ = glassnet::Thread([this] { run(); });
    }
    ~Thread() {
        orders_.send(Quit{});
        thread_.join();
    }

    struct Quit {};
    using Message = std::variant<Order, Quit>;

    void send(Order order) { orders_.send(std::move(order)); }
    std::shared_ptr<const Snapshot> fetch() { return mailbox_.fetch(); }
    const History& history() const { return history_; }
    const TrainingTask& task() const { return task_; }
    const std::vector<StepKernels>& kernels() const { return kernels_; }

private:
    void run() {
        try {
            publish();
            while (!quitting_) {
                if (state_ == RunState::running) {
                    while (!quitting_) {
                        auto message = orders_.try_receive();
                        if (!message) break;
                        obey(*message);
                    }
                    if (state_ == RunState::running && !quitting_) train_one_batch();
                } else {
                    obey(orders_.receive());
                }
            }
            // Nothing that was learned is lost.
            if (!run_.is_kept() && learner_.weights_are_good()) run_.rest();
        } catch (const std::exception& error) {  // the thread's top: nothing may leave it
            refused_ = {Problem(unexpected, {{"text", error.what()}})};
            if (learner_.weights_are_good()) run_.rest(refused_.front().what());
            show(RunState::failed);
        }
    }

    void obey(const Message& message) {
        if (std::holds_alternative<Quit>(message)) {
            quitting_ = true;
            return;
        }
        std::visit([this](const auto& order) { obey_order(order); }, std::get<Order>(message));
    }

    void obey_order(const Continue&) { go(Run::Until::end); }
    void obey_order(const StepBatch&) { go(Run::Until::batch); }
    void obey_order(const StepEpoch&) { go(Run::Until::epoch); }
    void obey_order(const Pause&) {
        if (state_ != RunState::running) return;
        run_.rest();
        show(RunState::paused);
    }
    void obey_order(const Stop& order) {
        if (state_ != RunState::running && state_ != RunState::paused) return;
        run_.rest(order.reason);
        show(RunState::stopped);
    }
    void obey_order(const ChangeSettings& order) {
        ++settings_orders_;
        if (state_ == RunState::failed) return publish();
        try {
            learner_.change(order.settings);
            settings_ = std::make_shared<const TrainingSettings>(learner_.settings());
            const bool under_way = state_ == RunState::running || state_ == RunState::paused;
            if (under_way && learner_.done()) {
                run_.rest(learner_.stop_reason());
                return show(RunState::finished);
            }
            run_.settings_changed();
            if (state_ == RunState::paused) run_.rest();
        } catch (const Error& error) {
            refused_.insert(refused_.end(), error.problems().begin(), error.problems().end());
            if (state_ == RunState::running) {
                run_.rest();
                return show(RunState::paused);
            }
        }
        publish();
    }
    void obey_order(const SetWatch& order) {
        watch_ = order.watch;
        if (state_ != RunState::running) publish();
    }

    void go(Run::Until until) {
        ++train_orders_;
        if (learner_.done() || state_ == RunState::running || state_ == RunState::failed) return publish();
        until_ = until;
        run_.begin(state_ == RunState::paused ? Run::Begin::after_pause : Run::Begin::anew);
        state_ = RunState::running;
        speed_time_ = Clock::now();
        speed_step_ = learner_.step_number();
        looking_ = {};
        running_since_ = speed_time_;
        publish();
    }

    void train_one_batch() {
        switch (run_.advance(until_)) {
            case Run::After::batch:
                return publish_if_due();
            case Run::After::not_kept:
            case Run::After::wanted:
                return show(RunState::paused);
            case Run::After::time_is_up:
                return show(RunState::stopped);
            case Run::After::finished:
                return show(RunState::finished);
            case Run::After::failed:
                return show(RunState::failed);
        }
    }

    void show(RunState state) {
        state_ = state;
        if (state == RunState::finished) show_best();
        publish();
    }

    void show_best() {
        const auto best = options_.store->best();
        if (best && best->step != learner_.step_number()) learner_.use_weights(inference_weights(*best));
    }

    void publish_if_due() {
        const auto now = Clock::now();
        if (now - published_at_ < refresh || !mailbox_.wants_one()) return;
        if (seconds(last_look_) > affordable_share * seconds(now - published_at_)) return;
        publish();
    }

    void publish() {
        const auto start = Clock::now();
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->state = state_;
        snapshot->step = learner_.step_number();
        snapshot->steps = learner_.steps_of_run();
        snapshot->within_epoch = !learner_.at_epoch_start();
        snapshot->epoch = learner_.epoch();
        snapshot->epochs = learner_.settings().epochs;
        snapshot->train_orders = train_orders_;
        snapshot->settings_orders = settings_orders_;
        snapshot->settings = settings_;
        snapshot->problems = problems();
        snapshot->ended_early = learner_.ends_early();
        snapshot->best_epoch = learner_.best_epoch();
        snapshot->stop_reason = run_.stop_reason();
        measure_speed(*snapshot, start);
        if (!watch_.outputs.empty() || !watch_.weights.empty()) learner_.capture(watch_, *snapshot);
        last_look_ = Clock::now() - start;
        looking_ += last_look_;
        if (state_ == RunState::running)
            snapshot->looking_cost =
                seconds(looking_) / std::max(1e-9, seconds(Clock::now() - running_since_));
        mailbox_.publish(std::move(snapshot));
        published_at_ = Clock::now();
        if (options_.published) options_.published();
    }

    Learner& restored() {
        if (options_.start) learner_.restore(*options_.start);
        return learner_;
    }

    [[nodiscard]] std::vector<Problem> problems() const {
        std::vector<Problem> all = run_.problems();
        for (Problem& remark : learner_.remarks()) all.push_back(std::move(remark));
        all.insert(all.end(), refused_.begin(), refused_.end());
        return all;
    }

    /// Measures the speed over about the last second, smoothed.
    void measure_speed(Snapshot& snapshot, Clock::time_point now) {
        const double span = seconds(now - speed_time_);
        const std::int64_t steps = learner_.step_number() - speed_step_;
        if (state_ == RunState::running && span > 0.3 && steps > 0) {
            const double current = static_cast<double>(steps) / span;
            steps_per_second_ = steps_per_second_ > 0 ? 0.7 * steps_per_second_ + 0.3 * current : current;
            speed_time_ = now;
            speed_step_ = learner_.step_number();
        }
        if (steps_per_second_ <= 0) return;
        const std::int64_t left = learner_.steps_of_run() - learner_.step_number();
        snapshot.images_per_second = steps_per_second_ * static_cast<double>(task_.dataset->training.count) /
                                     static_cast<double>(learner_.steps_per_epoch());
        snapshot.seconds_left = static_cast<double>(left) / steps_per_second_;
    }

    TrainingTask task_;
    const Options options_;
    History history_;
    Learner learner_;
    Run run_{restored(), *options_.store};
    const std::vector<StepKernels> kernels_ = kernels_of(learner_.plan());
    MessageQueue<Message> orders_;
    Mailbox mailbox_;

    RunState state_ = RunState::idle;
    Run::Until until_ = Run::Until::end;
    bool quitting_ = false;
    Watch watch_;
    std::vector<Problem> refused_;  // why orders were
    std::int64_t train_orders_ = 0, settings_orders_ = 0;
    std::shared_ptr<const TrainingSettings> settings_ =
        std::make_shared<const TrainingSettings>(learner_.settings());
    Clock::time_point published_at_, speed_time_, running_since_;
    Clock::duration last_look_{}, looking_{};
    std::int64_t speed_step_ = 0;
    double steps_per_second_ = 0;
    glassnet::Thread thread_;  // last: begins when all other members exist
};

Trainer::Trainer(TrainingTask task, Options options)
    : thread_(std::make_unique<Thread>(std::move(task), std::move(options))) {}
Trainer::~Trainer() = default;
void Trainer::send(Order order) { thread_->send(std::move(order)); }
std::shared_ptr<const Snapshot> Trainer::fetch() { return thread_->fetch(); }
const History& Trainer::history() const { return thread_->history(); }
const TrainingTask& Trainer::task() const { return thread_->task(); }
const std::vector<StepKernels>& Trainer::kernels() const { return thread_->kernels(); }

}  // namespace glassnet
