// SPDX-License-Identifier: GPL-3.0-or-later
#include "training/trainer.h"

#include "base/threads.h"
#include "training/learner.h"

#include <algorithm>
#include <chrono>

namespace glassnet {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto refresh = std::chrono::milliseconds(33);
constexpr double affordable_share = 0.03;  // of the time; looking more often would slow the training

constexpr ProblemKind unexpected{"training.unexpected", Severity::error,
                                 "Training ended with an unexpected error: {text}",
                                 "Please report this with the project file."};

double seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

/// The trainer's thread: the only one that touches the learner after construction.
class Trainer::Thread {
public:
    Thread(TrainingTask task, Options options)
        : task_(std::move(task)), options_(std::move(options)), learner_(task_, history_) {
        if (options_.start) learner_.restore(*options_.start);
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
            if (learner_.step_number() != rested_step_ && learner_.weights_are_good()) keep(Resting::yes);
        } catch (const std::exception& error) {  // the thread's top: nothing may leave it
            fail({Problem(unexpected, {{"text", error.what()}})});
        }
    }

    void obey(const Message& message) {
        if (std::holds_alternative<Quit>(message)) {
            quitting_ = true;
            return;
        }
        std::visit([this](const auto& order) { obey_order(order); }, std::get<Order>(message));
    }

    void obey_order(const Continue&) { go(Until::end); }
    void obey_order(const StepBatch&) { go(Until::batch); }
    void obey_order(const StepEpoch&) { go(Until::epoch); }
    void obey_order(const Pause&) {
        if (state_ == RunState::running) rest(RunState::paused);
    }
    void obey_order(const Stop& order) {
        if (state_ != RunState::running && state_ != RunState::paused) return;
        stop_reason_ = order.reason;
        rest(RunState::stopped);
    }
    void obey_order(const ChangeSettings& order) {
        ++settings_orders_;
        if (state_ == RunState::failed) return publish();
        try {
            learner_.change(order.settings);
            settings_ = std::make_shared<const TrainingSettings>(learner_.settings());
            rested_step_ = -1;
            if (learner_.done() && (state_ == RunState::running || state_ == RunState::paused))
                return finish();
            if (state_ == RunState::running) keep(Resting::no);
            if (state_ == RunState::paused) keep(Resting::yes);
        } catch (const Error& error) {
            problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
            if (state_ == RunState::running) return rest(RunState::paused);
        }
        publish();
    }
    void obey_order(const SetWatch& order) {
        watch_ = order.watch;
        if (state_ != RunState::running) publish();
    }

    enum class Until { batch, epoch, end };

    void go(Until until) {
        ++train_orders_;
        if (learner_.done() || state_ == RunState::running || state_ == RunState::failed) return publish();
        until_ = until;
        if (state_ != RunState::paused) used_ = {};  // a pause does not lengthen the time
        state_ = RunState::running;
        stop_reason_.clear();
        speed_time_ = Clock::now();
        speed_step_ = learner_.step_number();
        looking_ = {};
        running_since_ = speed_time_;
        publish();
    }

    void train_one_batch() {
        try {
            learner_.step();
        } catch (const Error& error) {
            fail(error.problems());
            return;
        }
        const bool epoch_ended = learner_.at_epoch_start();
        if (learner_.done()) {
            finish();
        } else if (until_ == Until::batch || (until_ == Until::epoch && epoch_ended)) {
            rest(RunState::paused);
        } else if (time_is_up()) {
            stop_reason_ = time_limit_reason(learner_.settings().max_seconds);
            rest(RunState::stopped);
        } else {
            if (epoch_ended || (options_.wants_state && options_.wants_state())) keep(Resting::no);
            publish_if_due();
        }
    }

    [[nodiscard]] bool time_is_up() const {
        const double most = learner_.settings().max_seconds;
        return most > 0 && seconds(used_ + (Clock::now() - running_since_)) >= most;
    }

    void finish() {
        stop_reason_ = learner_.stop_reason();
        rest(RunState::finished);
    }

    void rest(RunState state) {
        if (state_ == RunState::running) used_ += Clock::now() - running_since_;
        state_ = state;
        keep(Resting::yes);
        if (state == RunState::finished) show_best();
        publish();
    }

    void show_best() {
        const auto best = options_.best ? options_.best() : nullptr;
        if (best && best->step != learner_.step_number()) learner_.answer_with(answering_weights(*best));
    }

    void keep(Resting resting) {
        if (!options_.keep) return;
        try {
            auto checkpoint = std::make_shared<Checkpoint>(learner_.checkpoint());
            checkpoint->stop_reason = stop_reason_;
            if (resting == Resting::yes) rested_step_ = checkpoint->step;
            options_.keep(std::move(checkpoint), resting);
        } catch (const Error& error) {
            problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
            if (state_ != RunState::running) return;
            state_ = RunState::paused;
            publish();
        }
    }

    void fail(std::vector<Problem> problems) {
        problems_ = std::move(problems);
        state_ = RunState::failed;
        stop_reason_ = problems_.front().what();
        if (learner_.weights_are_good()) keep(Resting::yes);
        publish();
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
        snapshot->problems = problems_;
        snapshot->ended_early = learner_.ends_early();
        snapshot->best_epoch = learner_.best_epoch();
        snapshot->stop_reason = stop_reason_;
        measure_speed(*snapshot, start);
        if (!watch_.outputs.empty() || !watch_.weights.empty()) learner_.look(watch_, *snapshot);
        last_look_ = Clock::now() - start;
        looking_ += last_look_;
        if (state_ == RunState::running)
            snapshot->looking_cost =
                seconds(looking_) / std::max(1e-9, seconds(Clock::now() - running_since_));
        mailbox_.publish(std::move(snapshot));
        published_at_ = Clock::now();
        if (options_.published) options_.published();
    }

    /// Speed over the last second or so, smoothed.
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

    const TrainingTask task_;
    const Options options_;
    History history_;
    Learner learner_;
    const std::vector<StepKernels> kernels_ = kernels_of(learner_.plan());
    MessageQueue<Message> orders_;
    Mailbox mailbox_;

    RunState state_ = RunState::idle;
    Until until_ = Until::end;
    bool quitting_ = false;
    Watch watch_;
    std::vector<Problem> problems_;
    std::int64_t train_orders_ = 0, settings_orders_ = 0;
    std::shared_ptr<const TrainingSettings> settings_ =
        std::make_shared<const TrainingSettings>(learner_.settings());
    std::string stop_reason_;
    // of the last state that was given to keep at rest; -1: it is another now
    std::int64_t rested_step_ = learner_.step_number();
    Clock::time_point published_at_, speed_time_, running_since_;
    Clock::duration last_look_{}, looking_{}, used_{};
    std::int64_t speed_step_ = 0;
    double steps_per_second_ = 0;
    glassnet::Thread thread_;  // last: begins when all else stands
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
