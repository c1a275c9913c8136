// SPDX-License-Identifier: GPL-3.0-or-later
// The engine against PyTorch: outputs, loss, every gradient and 50 steps of each optimizer (tests/goldens).
// Both precisions are held against PyTorch's float64 values: weights and inputs are the same numbers in both.
#include "base/atomic_file.h"
#include "execution/executor.h"
#include "execution/optimization.h"
#include "files/project_file.h"
#include "formats/safetensors.h"
#include "training/training_kinds.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace glassnet;

namespace {

const QString folder = QStringLiteral(GOLDENS_FOLDER);

const std::vector<double>& values_of(const StoredTensors& stored, const std::string& name) {
    return std::get<std::vector<double>>(stored.tensors.at(name).values);
}

double largest(const std::vector<double>& values) {
    double result = 0;
    for (const double value : values) result = std::max(result, std::abs(value));
    return result;
}

/// Largest distance to the expected values.
template <class T>
double distance(const std::vector<double>& expected, const T* found) {
    double difference = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto have = static_cast<double>(found[i]);
        if (!std::isfinite(have)) return INFINITY;
        difference = std::max(difference, std::abs(expected[i] - have));
    }
    return difference;
}

/// One case in one precision.
template <class T>
class GoldenCase {
public:
    GoldenCase(const QString& name, bool fuse)
        : project_(load_project((folder + "/" + name + ".glassnet").toStdString())),
          stored_(read(folder + "/" + name + ".safetensors")),
          checked_(check(project_.network)),
          loss_(make_loss(project_.training)),
          optimizer_(make_optimizer(project_.training)),
          pool_(2) {
        const auto& inputs = stored_.tensors.at("inputs").shape;
        steps_ = std::stoi(stored_.metadata.at("steps"));
        batch_ = static_cast<int>(inputs[1]);
        plan_ = compile(checked_, {.batch = batch_,
                                   .training = stored_.metadata.at("training") == "1",
                                   .fused_activations = {loss_->fused_activation()},
                                   .input_gradients = true,
                                   .fuse = fuse});
        weights_ = Weights<T>(plan_.weight_elements);
        for (const PlanWeight& weight : plan_.weights)
            std::ranges::copy(values_of(stored_, weight.name), weights_.data() + weight.offset);
        executor_ = std::make_unique<Executor<T>>(plan_, weights_, loss_.get(), pool_, 1);
        const auto& targets = stored_.tensors.at("targets").shape;
        executor_->set_target_elements(targets.size() == 2 ? 1 : targets[2]);
    }

    /// Runs the case; returns the worst distance and where it was.
    std::pair<double, std::string> worst() {
        executor_->observe_gradients([&](const PlanStep& step, const T* gradient) {
            if (step.fused.empty() && !step.activation_in_loss && in_first_step_)
                judge(step.node + "/output/gradient", gradient);
        });
        Optimization<T> optimization(*optimizer_, plan_, pool_);
        optimization.reset(weights_);
        for (int step = 0; step < std::max(1, steps_); ++step) {
            in_first_step_ = step == 0;
            run_batch(step);
            if (in_first_step_) judge_first_step();
            if (steps_ == 0) break;
            (void)optimization.step(step, {.step = step, .steps = steps_, .epochs = {}},
                                    executor_->gradients(), weights_);
        }
        for (const PlanWeight& weight : plan_.weights)
            judge("after/" + weight.name, weights_.data() + weight.offset);
        return {worst_, where_};
    }

    int judged() const { return judged_; }

private:
    static StoredTensors read(const QString& path) {
        return read_safetensors(read_file(path.toStdString(), 1 << 24), path.toStdString());
    }

    void run_batch(int step) {
        const auto copy_part = [&](const std::string& name, T* to) {
            const auto& values = values_of(stored_, name);
            const std::size_t each = values.size() / static_cast<std::size_t>(std::max(1, steps_));
            std::copy_n(values.data() + static_cast<std::size_t>(step) * each, each, to);
        };
        copy_part("inputs", executor_->input());
        copy_part("targets", executor_->targets());
        executor_->prepare();
        executor_->forward(batch_, 0);
        loss_sum_ = executor_->compute_loss(Executor<T>::Compare::with_targets).loss_sum;
        if (in_first_step_) {
            for (std::size_t i = 0; i < plan_.steps.size(); ++i) {
                const std::vector<std::string>& fused = plan_.steps[i].fused;
                judge((fused.empty() ? plan_.steps[i].node : fused.back()) + "/output", executor_->output(i));
            }
        }
        executor_->backward();
    }

    void judge_first_step() {
        const T loss = static_cast<T>(loss_sum_ / batch_);
        judge("loss", &loss);
        for (const PlanWeight& weight : plan_.weights) {
            if (weight.spec.trainable) judge(weight.name + "/gradient", executor_->gradient(weight).data());
        }
    }

    void judge(const std::string& name, const T* found) {
        const auto expected = stored_.tensors.find("expected/" + name);
        if (expected == stored_.tensors.end()) return;
        ++judged_;
        const double error = distance(values_of(stored_, "expected/" + name), found) / scale(name);
        if (error > worst_ || !std::isfinite(error)) {
            worst_ = error;
            where_ = name;
        }
    }

    /// What an error is relative to: the largest expected value; for a gradient that is zero in exact
    /// arithmetic (a bias before batch normalization) the largest one of the same layer, for its terms were
    /// that large.
    double scale(const std::string& name) const {
        const double own = largest(values_of(stored_, "expected/" + name));
        if (!name.ends_with("/gradient")) return own > 0 ? own : 1;
        double layer = 0;
        const std::string node = "expected/" + name.substr(0, name.find('/') + 1);
        for (const auto& [other, tensor] : stored_.tensors) {
            if (other.starts_with(node) && other.ends_with("/gradient"))
                layer = std::max(layer, largest(std::get<std::vector<double>>(tensor.values)));
        }
        return own > 1e-9 * layer ? own : layer > 0 ? layer : 1;
    }

    Project project_;
    StoredTensors stored_;
    Checked checked_;
    std::unique_ptr<Loss> loss_;
    std::unique_ptr<Optimizer> optimizer_;
    ThreadPool pool_;
    Plan plan_;
    Weights<T> weights_;
    std::unique_ptr<Executor<T>> executor_;
    int steps_ = 0, batch_ = 0, judged_ = 0;
    bool in_first_step_ = true;
    double loss_sum_ = 0, worst_ = 0;
    std::string where_;
};

}  // namespace

class TestGoldens : public QObject {
    Q_OBJECT

private slots:
    void every_case_equals_pytorch_data() {
        QTest::addColumn<QString>("name");
        const auto files = QDir(folder).entryList({"*.glassnet"}, QDir::Files, QDir::Name);
        QVERIFY(files.size() > 30);
        for (const QString& file : files) QTest::newRow(qPrintable(file.chopped(9))) << file.chopped(9);
    }

    void every_case_equals_pytorch() {
        QFETCH(QString, name);
        for (const bool fuse : {false, true}) {
            const char* const plan = fuse ? "fused" : "apart";
            GoldenCase<double> exact(name, fuse);
            const auto [error, where] = exact.worst();
            qInfo("%-32s %s float64 %.2g at %s", qPrintable(name), plan, error, where.c_str());
            QVERIFY2(error <= 1e-9, where.c_str());
            QVERIFY(exact.judged() >= 8);
            GoldenCase<float> fast(name, fuse);
            const auto [error_32, where_32] = fast.worst();
            qInfo("%-32s %s float32 %.2g at %s", qPrintable(name), plan, error_32, where_32.c_str());
            // Through whole graphs a gradient is a sum over far more than 1,000 terms, which normalization
            // makes nearly cancel.
            const double allowed = name.startsWith("graph") ? 1e-4 : 1e-5;
            QVERIFY2(error_32 <= allowed, qPrintable(QString::fromStdString(where_32) + " is off by " +
                                                     QString::number(error_32)));
        }
    }
};

QTEST_APPLESS_MAIN(TestGoldens)
#include "test_goldens.moc"
