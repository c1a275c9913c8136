// SPDX-License-Identifier: GPL-3.0-or-later
// Single layers against PyTorch: outputs, loss and every gradient in both precisions
// (tests/goldens/layers.*).
#include "base/atomic_file.h"
#include "execution/executor.h"
#include "formats/json.h"
#include "formats/safetensors.h"
#include "layers/catalogue.h"
#include "learning/catalogue.h"
#include "network/check.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace glassnet;

namespace {

const Value& field(const Value& value, std::string_view name) {
    return *find(*value.get_if<Value::Map>(), name);
}
const Value::List& list(const Value& value) { return *value.get_if<Value::List>(); }

/// All cases, read once.
struct Goldens {
    Value cases;
    StoredTensors tensors;

    static const Goldens& all() {
        static const Goldens goldens = [] {
            const auto text = read_file(GOLDENS_FOLDER "/layers.json", 10'000'000);
            const auto bytes = read_file(GOLDENS_FOLDER "/layers.safetensors", 20'000'000);
            return Goldens{field(parse_json(as_text(text), "layers.json"), "cases"),
                           read_safetensors(bytes, "layers.safetensors")};
        }();
        return goldens;
    }
};

/// One case in one precision.
template <class T>
class Case {
public:
    explicit Case(int number)
        : prefix_(std::to_string(number) + "/"),
          golden_(list(Goldens::all().cases)[static_cast<std::size_t>(number)]),
          batch_(static_cast<int>(field(golden_, "batch").number())) {}

    /// The largest distance to what PyTorch found, as a share of the largest number of its tensor; and which
    /// tensor.
    std::pair<double, std::string> worst() {
        const Checked checked = check(network());
        if (!checked.ready()) return {INFINITY, checked.problems.front().what()};
        const Loss& loss = *kinds<Loss>().find("mean_squared_error");
        const bool training = find(*golden_.get_if<Value::Map>(), "training");
        const Plan plan = compile(checked, {.batch = batch_, .training = training, .input_gradients = true});
        Weights<T> weights(plan.weight_elements);
        for (const PlanWeight& weight : plan.weights)
            copy(expected(std::string(weight.spec.name)), weights.data() + weight.offset);
        ThreadPool pool(2);
        Executor<T> executor(plan, weights, &loss, pool, 1);
        for (std::size_t i = 0; i < plan.input_steps.size(); ++i)
            copy(expected(input_name(plan, i)), executor.input(i));
        const auto& target = expected("target");
        executor.set_target_elements(static_cast<std::int64_t>(target.size()) / batch_);
        copy(target, executor.targets());
        executor.prepare();
        executor.forward(batch_, 0);
        const T mean =
            static_cast<T>(executor.compute_loss(Executor<T>::Compare::with_targets).loss_sum / batch_);
        executor.backward();
        judge("loss", &mean);
        for (std::size_t i = 0; i < plan.steps.size(); ++i)
            if (plan.steps[i].node == "layer") judge("output", executor.output(i));
        for (std::size_t i = 0; i < plan.input_steps.size(); ++i)
            judge(input_name(plan, i) + "/gradient",
                  executor.output_gradient(static_cast<std::size_t>(plan.input_steps[i])));
        for (const PlanWeight& weight : plan.weights) {
            const std::string name(weight.spec.name);
            if (weight.spec.trainable)
                judge(name + "/gradient", executor.gradient(weight).data());
            else
                judge(name + "/after", weights.data() + weight.offset);
        }
        return {worst_, where_};
    }

private:
    Network network() const {
        Network network;
        std::vector<std::string> inputs;
        for (const Value& shape : list(field(golden_, "inputs")))
            inputs.push_back(add_node(network, "Input", {}, {{"shape", shape}}));
        const std::string made = add_node(network, *field(golden_, "kind").get_if<std::string>(), {},
                                          *field(golden_, "settings").get_if<Value::Map>());
        (void)rename_node(network, made, "layer");
        for (const std::string& input : inputs) glassnet::connect(network, input, "layer");
        const std::string row = add_node(network, "Flatten");
        glassnet::connect(network, "layer", row);
        return network;
    }

    static std::string input_name(const Plan& plan, std::size_t index) {
        return plan.step(plan.input_steps[index]).node;
    }
    const std::vector<double>& expected(const std::string& name) const {
        return std::get<std::vector<double>>(Goldens::all().tensors.tensors.at(prefix_ + name).values);
    }
    static void copy(const std::vector<double>& from, T* to) {
        std::transform(from.begin(), from.end(), to, [](double value) { return static_cast<T>(value); });
    }

    void judge(const std::string& name, const T* found) {
        const std::vector<double>& wanted = expected(name);
        double largest = 1e-3, distance = 0;
        for (const double value : wanted) largest = std::max(largest, std::abs(value));
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const double difference = std::abs(static_cast<double>(found[i]) - wanted[i]);
            distance = std::max(distance, std::isfinite(difference) ? difference : INFINITY);
        }
        if (distance / largest <= worst_) return;
        worst_ = distance / largest;
        where_ = name;
    }

    std::string prefix_;
    const Value& golden_;
    int batch_;
    double worst_ = 0;
    std::string where_;
};

}  // namespace

class TestLayerGoldens : public QObject {
    Q_OBJECT
private slots:
    void a_layer_is_that_of_pytorch_data() {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const Value& each : list(Goldens::all().cases)) {
            const std::string name =
                *field(each, "kind").get_if<std::string>() + " " + to_text(field(each, "settings"));
            QTest::newRow((std::to_string(number) + " " + name).c_str()) << number;
            ++number;
        }
    }
    void a_layer_is_that_of_pytorch() {
        QFETCH(int, number);
        const auto [in_double, where_double] = Case<double>(number).worst();
        QVERIFY2(
            in_double <= 1e-9,
            qPrintable(
                QStringLiteral("float64 %1: %2").arg(QString::fromStdString(where_double)).arg(in_double)));
        const auto [in_float, where_float] = Case<float>(number).worst();
        QVERIFY2(
            in_float <= 1e-5,
            qPrintable(
                QStringLiteral("float32 %1: %2").arg(QString::fromStdString(where_float)).arg(in_float)));
        auto& [kind_double, kind_float] =
            worst_[*field(list(Goldens::all().cases)[static_cast<std::size_t>(number)], "kind")
                        .get_if<std::string>()];
        kind_double = std::max(kind_double, in_double);
        kind_float = std::max(kind_float, in_float);
    }

    void every_kind_has_eight_cases() {
        std::map<std::string, int> cases;
        for (const Value& each : list(Goldens::all().cases))
            ++cases[*field(each, "kind").get_if<std::string>()];
        for (const auto& kind : kinds<Layer>()) {
            const std::string id(kind->id());
            if (kind->arity().maximum == 0) {
                qInfo("%-24s none: it computes nothing", id.c_str());
                continue;
            }
            const bool random = kind->description().group == "Regularization";
            qInfo("%-24s %d%s", id.c_str(), cases[id],
                  random ? " outside training; what it draws: test_random_layers" : "");
            QVERIFY2(cases[id] >= 8, id.c_str());
        }
    }

    void cleanupTestCase() {
        for (const auto& [kind, errors] : worst_)
            qInfo("%-24s float64 %.1e  float32 %.1e", kind.c_str(), errors.first, errors.second);
    }

private:
    std::map<std::string, std::pair<double, double>> worst_;
};

QTEST_APPLESS_MAIN(TestLayerGoldens)
#include "test_layer_goldens.moc"
