// SPDX-License-Identifier: GPL-3.0-or-later
// A ResNet-20 and a depthwise network beside PyTorch (tests/goldens/networks): the loss of each step on the
// same batches. Rounding grows from step to step, so the first 50 are compared, which is where a wrong
// gradient shows.
#include "base/atomic_file.h"
#include "execution/executor.h"
#include "execution/optimization.h"
#include "files/project_file.h"
#include "formats/safetensors.h"
#include "training/training_kinds.h"

#include <QTest>

#include <cmath>

using namespace glassnet;

namespace {

constexpr int compared_steps = 50, all_steps = 200;

template <class T>
std::vector<double> losses_of(const std::string& name, const StoredTensors& stored, int steps) {
    const Project project = load_project(GOLDENS_FOLDER "/networks/" + name + ".glassnet");
    const Checked checked = check(project.network);
    const auto loss = make_loss(project.training);
    const auto& inputs = stored.tensors.at("inputs");
    const auto batches = static_cast<int>(inputs.shape[0]), batch = static_cast<int>(inputs.shape[1]);
    const Plan plan =
        compile(checked, {.batch = batch, .fused_activations = {loss->fused_activation()}, .fuse = true});
    const auto values = [&](const std::string& tensor) -> const std::vector<float>& {
        return std::get<std::vector<float>>(stored.tensors.at(tensor).values);
    };
    ThreadPool pool(2);
    Weights<T> weights(plan.weight_elements);
    for (const PlanWeight& weight : plan.weights)
        std::ranges::copy(values(weight.name), weights.data() + weight.offset);
    Executor<T> executor(plan, weights, loss.get(), pool, 1);
    Optimization<T> optimization(*make_optimizer(project.training), plan, pool);
    optimization.reset(weights);
    const std::size_t each = values("inputs").size() / static_cast<std::size_t>(batches);
    std::vector<double> losses;
    for (int step = 0; step < steps; ++step) {
        const auto number = static_cast<std::size_t>(step % batches);
        std::copy_n(values("inputs").data() + number * each, each, executor.input());
        std::copy_n(values("targets").data() + number * static_cast<std::size_t>(batch), batch,
                    executor.targets());
        executor.prepare();
        executor.forward(batch, 0);
        losses.push_back(executor.compute_loss(Executor<T>::Compare::with_targets).loss_sum / batch);
        executor.backward();
        if (!optimization.step(step, {.step = step, .steps = steps, .epochs = {}}, executor.gradients(),
                               weights))
            break;
    }
    return losses;
}

double largest_difference(const std::vector<double>& found, const std::vector<double>& expected) {
    double worst = 0;
    for (std::size_t i = 0; i < compared_steps; ++i)
        worst = std::max(worst, std::abs(found.at(i) / expected[i] - 1));
    return worst;
}

}  // namespace

class TestWholeNetworks : public QObject {
    Q_OBJECT
private slots:
    void the_loss_follows_that_of_pytorch_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("resnet-20") << "resnet-20";
        QTest::newRow("depthwise") << "depthwise";
    }
    void the_loss_follows_that_of_pytorch() {
        QFETCH(QString, name);
        const std::string path = GOLDENS_FOLDER "/networks/" + name.toStdString() + ".safetensors";
        const StoredTensors stored = read_safetensors(read_file(path, 1 << 24), path);
        const auto& expected = std::get<std::vector<double>>(stored.tensors.at("losses64").values);
        const auto in_float = losses_of<float>(name.toStdString(), stored, all_steps);
        QCOMPARE(in_float.size(), std::size_t{all_steps});
        const double float_error = largest_difference(in_float, expected);
        const double double_error =
            largest_difference(losses_of<double>(name.toStdString(), stored, compared_steps), expected);
        qInfo("%s: %.1e in float, %.1e in double over %d steps; loss %.3f -> %.4f (PyTorch %.4f) after %d",
              qPrintable(name), float_error, double_error, compared_steps, in_float.front(), in_float.back(),
              expected.back(), all_steps);
        QVERIFY(float_error <= 1e-3);
        QVERIFY(double_error <= 1e-8);
    }
};

QTEST_APPLESS_MAIN(TestWholeNetworks)
#include "test_whole_networks.moc"
