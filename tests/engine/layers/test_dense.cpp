// SPDX-License-Identifier: GPL-3.0-or-later
// Dense layers that learn cut their products by columns, rows or slices, as the shapes want it. Whichever
// way: y = xW + b and its gradients, beside the definition in double precision.
#include "execution/executor.h"
#include "support/kernels.h"
#include "support/tiny_networks.h"
#include "training/training_kinds.h"

#include <QTest>

#include <algorithm>

using namespace glassnet;

namespace {

struct Sizes {
    const char* name;
    int features, units, batch, given;
};

using kernels::Values;
using Exact = std::vector<double>;

/// All that one batch gives, or should give.
template <class T>
struct Results {
    std::vector<T> output, kernel, bias, input;  // gradients but for the first
};

/// Of a Dense layer alone, with squared errors as its loss.
class Batch {
public:
    explicit Batch(const Sizes& sizes)
        : sizes_(sizes),
          network_(tiny::chain({sizes.features},
                               {{"Dense", {{"units", sizes.units}, {"bias_initializer", "random_normal"}}}})),
          checked_(check(network_)),
          plan_(compile(checked_, {.batch = sizes.batch, .input_gradients = true})) {
        settings_.loss.kind = "mean_squared_error";
    }

    [[nodiscard]] Results<float> found() {
        ThreadPool pool(3);
        const auto loss = make_loss(settings_);
        weights_ = initial_weights<float>(plan_, 3);
        Executor<float> executor(plan_, weights_, loss.get(), pool, 1);
        Random random(5, Random::Purpose::generated_data);
        const auto fill = [&](float* to, std::int64_t count, Exact& kept) {
            for (std::int64_t i = 0; i < count; ++i) kept.push_back(to[i] = random.normal());
        };
        const std::int64_t features = sizes_.features, units = sizes_.units, given = sizes_.given;
        executor.set_target_elements(units);
        fill(executor.input(), given * features, input_);
        fill(executor.targets(), given * units, target_);
        for (int round = 0; round < 2; ++round) {  // what the first leaves behind does not show in the second
            executor.prepare();
            executor.forward(sizes_.given, 0);
            (void)executor.compute_loss(Executor<float>::Compare::with_targets);
            executor.backward();
        }
        const auto values = [](const float* from, std::int64_t count) { return Values(from, from + count); };
        const auto gradient = [&](const PlanWeight& weight) {
            const auto of = executor.gradient(weight);
            return Values(of.begin(), of.end());
        };
        return {.output = values(executor.output(1), given * units),
                .kernel = gradient(weight("kernel")),
                .bias = gradient(weight("bias")),
                .input = values(executor.output_gradient(0), given * features)};
    }

    /// After found().
    [[nodiscard]] Results<double> expected() const {
        const auto features = static_cast<std::size_t>(sizes_.features),
                   units = static_cast<std::size_t>(sizes_.units);
        const auto given = static_cast<std::size_t>(sizes_.given);
        const float* const kernel = weights_.data() + weight("kernel").offset;
        const float* const bias = weights_.data() + weight("bias").offset;
        Results<double> result{Exact(given * units), Exact(features * units), Exact(units),
                               Exact(given * features)};
        for (std::size_t s = 0; s < given; ++s) {
            for (std::size_t u = 0; u < units; ++u) {
                double& output = result.output[s * units + u];
                output = bias[u];
                for (std::size_t f = 0; f < features; ++f)
                    output += input_[s * features + f] * kernel[f * units + u];
                const double gradient =
                    2 * (output - target_[s * units + u]) / static_cast<double>(units * given);
                result.bias[u] += gradient;
                for (std::size_t f = 0; f < features; ++f) {
                    result.kernel[f * units + u] += input_[s * features + f] * gradient;
                    result.input[s * features + f] += gradient * kernel[f * units + u];
                }
            }
        }
        return result;
    }

private:
    [[nodiscard]] const PlanWeight& weight(std::string_view name) const {
        return *std::ranges::find(plan_.weights, name, [](const PlanWeight& each) { return each.spec.name; });
    }

    Sizes sizes_;
    Network network_;
    Checked checked_;
    Plan plan_;
    TrainingSettings settings_;
    Weights<float> weights_;
    Exact input_, target_;
};

}  // namespace

class TestDense : public QObject {
    Q_OBJECT
private slots:
    void follows_its_definition_data() {
        QTest::addColumn<Sizes>("sizes");
        for (const Sizes& sizes :
             {Sizes{"few columns", 70, 3, 20, 17}, Sizes{"blocks of columns", 90, 150, 40, 40},
              Sizes{"columns, in two depths", 784, 20, 256, 250}, Sizes{"slices", 784, 128, 32, 31},
              Sizes{"slices of short rows", 300, 10, 20, 20}, Sizes{"rows of 4 KB", 1024, 10, 33, 30},
              Sizes{"rows of 8 KB, few of them", 2048, 130, 8, 8}, Sizes{"wide blocks", 2048, 300, 9, 9},
              Sizes{"a large kernel", 4200, 256, 16, 13}})
            QTest::newRow(sizes.name) << sizes;
    }
    void follows_its_definition() {
        QFETCH(const Sizes, sizes);
        kernels::for_each_target([&](const char* target) {
            Batch batch(sizes);
            const Results<float> found = batch.found();
            const Results<double> expected = batch.expected();
            const auto error = [](const Values& result, const Exact& exact) {
                return result.size() == exact.size() ? kernels::error(result, exact)
                                                     : std::numeric_limits<double>::infinity();
            };
            const double output = error(found.output, expected.output),
                         kernel = error(found.kernel, expected.kernel);
            const double bias = error(found.bias, expected.bias), input = error(found.input, expected.input);
            const QString text = QStringLiteral("%1: output %2, kernel %3, bias %4, input %5")
                                     .arg(target)
                                     .arg(output)
                                     .arg(kernel)
                                     .arg(bias)
                                     .arg(input);
            QVERIFY2(std::max({output, kernel, bias, input}) <= 2e-6, qPrintable(text));
        });
    }
    void cleanup() { use_all_targets(); }
};

QTEST_GUILESS_MAIN(TestDense)
#include "test_dense.moc"
