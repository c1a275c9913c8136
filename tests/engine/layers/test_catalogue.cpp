// SPDX-License-Identifier: GPL-3.0-or-later
// What every layer kind must fulfil, swept over the catalogue: a kind that is added is tested by that alone.
#include "layers/catalogue.h"
#include "network/plan.h"
#include "support/tiny_networks.h"
#include "training/check_training.h"
#include "training/executor.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <cstring>
#include <numeric>
#include <set>

using namespace glassnet;

namespace {

/// A network with this kind in its middle: pictures in, mean squared error out, every input of the kind different.
Network network_around(const Layer& kind) {
    Network network;
    const std::string input = add_node(network, "Input", {}, {{"shape", Value::List{6, 5, 3}}});
    std::string before = input;
    std::string middle;
    for (const bool flat : {false, true}) {  // kinds for pictures and kinds for rows
        Network attempt = network;
        if (flat) {
            before = add_node(attempt, "Flatten");
            connect(attempt, input, before);
        }
        std::vector<std::string> sources;
        for (int i = 0; i < std::max(1, kind.arity().minimum); ++i) {
            const std::string source = flat
                                           ? add_node(attempt, "Dense", {}, {{"units", 6}, {"activation", "tanh"}})
                                           : add_node(attempt, "Conv2D", {}, {{"filters", 4}, {"padding", "same"}, {"activation", "tanh"}});
            connect(attempt, before, source);
            sources.push_back(source);
        }
        middle = add_node(attempt, kind.id());
        for (const std::string& source : sources) connect(attempt, source, middle);
        const std::string row = add_node(attempt, "Flatten");
        connect(attempt, middle, row);
        const std::string end = add_node(attempt, "Dense", {}, {{"units", 2}});
        connect(attempt, row, end);
        if (check(attempt).ready()) return attempt;
    }
    return {};
}

/// The mean loss of a batch as a function of the weights, in double precision.
class LossFunction {
public:
    LossFunction(const Network& network, bool training)
        : checked_(check(network)),
          loss_(make_loss(settings())),
          pool_(1),
          plan_(compile(checked_, {.batch = 5, .training = training})),
          weights_(initial_weights<double>(plan_, 3)),
          executor_(plan_, weights_, loss_.get(), pool_, 9) {
        executor_.set_target_elements(2);
        Random random(1, Random::Purpose::generated_data);
        const std::int64_t inputs = plan_.steps[0].output.elements;
        for (std::int64_t i = 0; i < inputs; ++i) executor_.input()[i] = static_cast<double>(random.normal());
        for (std::int64_t i = 0; i < 10; ++i) executor_.targets()[i] = static_cast<double>(random.normal());
        std::iota(executor_.sample_numbers().begin(), executor_.sample_numbers().end(), 0U);
        for (const PlanWeight& weight : plan_.weights) {  // away from special points such as zero biases and unit gammas
            for (std::int64_t i = 0; i < weight.spec.shape.elements(); ++i)
                weights_.data()[weight.offset + i] += 0.1 * static_cast<double>(random.uniform());
        }
        start_.assign(weights_.data(), weights_.data() + plan_.weight_elements);
    }

    double at(const std::vector<double>& direction, double distance) {
        for (std::size_t i = 0; i < start_.size(); ++i)
            weights_.data()[i] = start_[i] + (i < direction.size() ? distance * direction[i] : 0.0);
        executor_.prepare();
        executor_.forward(5, 0);
        return executor_.finish(Executor<double>::Compare::with_targets).loss_sum / 5;
    }

    std::vector<double> gradient() {
        (void)at({}, 0);
        executor_.backward();
        return {executor_.gradients().begin(), executor_.gradients().end()};
    }

private:
    static TrainingSettings settings() {
        TrainingSettings settings;
        settings.loss = {"mean_squared_error", {}};
        return settings;
    }
    Checked checked_;
    std::unique_ptr<Loss> loss_;
    ThreadPool pool_;
    Plan plan_;
    Weights<double> weights_;
    Executor<double> executor_;
    std::vector<double> start_;
};

}  // namespace

class TestCatalogue : public QObject {
    Q_OBJECT

private:
    void add_kinds() {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < layer_catalogue().size(); ++i)
            QTest::newRow(std::string(layer_catalogue()[i]->id()).c_str()) << static_cast<int>(i);
    }

private slots:
    void a_kind_describes_itself_data() { add_kinds(); }
    void a_kind_describes_itself() {
        QFETCH(int, number);
        const Layer& kind = *layer_catalogue()[static_cast<std::size_t>(number)];
        const Description& text = kind.description();
        for (const auto part : {text.id, text.title, text.group, text.summary, text.formula, text.keras, text.icon}) QVERIFY(!part.empty());
        QVERIFY(std::ranges::any_of(layer_groups(), [&](const LayerGroup& group) { return group.name == text.group; }));
        QCOMPARE(find_layer_kind(text.id), &kind);
        std::set<std::string_view> names;
        for (const SettingInfo& info : kind.settings_info()) {
            QVERIFY(!info.help.empty());
            QVERIFY(names.insert(info.name).second);
        }
    }

    void settings_survive_being_written_and_read_data() { add_kinds(); }
    void settings_survive_being_written_and_read() {
        QFETCH(int, number);
        const Layer& kind = *layer_catalogue()[static_cast<std::size_t>(number)];
        for (std::size_t i = 0; i < kind.settings_info().size(); ++i) {
            const SettingInfo& info = kind.settings_info()[i];
            auto copy = kind.clone();
            copy->set(i, other_value(info));
            QVERIFY(copy->get(i) != info.default_value);
            auto again = kind.clone();
            QVERIFY(configure(*again, changed_settings(*copy), {}).empty());
            QVERIFY(changed_settings(*again) == changed_settings(*copy));
        }
        QVERIFY(changed_settings(kind).empty());
    }

    void bad_values_are_refused_and_change_nothing_data() { add_kinds(); }
    void bad_values_are_refused_and_change_nothing() {
        QFETCH(int, number);
        auto kind = layer_catalogue()[static_cast<std::size_t>(number)]->clone();
        for (const SettingInfo& info : kind->settings_info()) {
            for (const Value& bad : bad_values(info)) {
                const auto problems = configure(*kind, {{std::string(info.name), bad}}, {});
                QVERIFY2(has_errors(problems), std::string(info.name).c_str());
                QVERIFY(!problems.front().hint().empty());
                QVERIFY(problems.front().where.setting == info.name);
            }
        }
        QVERIFY(changed_settings(*kind).empty());
        QVERIFY(!has_errors(configure(*kind, {{"no_such_setting", 1}}, {})));
    }

    void the_gradient_equals_differences_data() { add_kinds(); }
    void the_gradient_equals_differences() {
        QFETCH(int, number);
        const Layer& kind = *layer_catalogue()[static_cast<std::size_t>(number)];
        if (kind.arity().maximum == 0) return;  // an Input computes nothing
        const Network network = network_around(kind);
        QVERIFY2(!network.nodes.empty(), "no network could be drawn around this kind");
        for (const bool training : {true, false}) {
            LossFunction loss(network, training);
            const std::vector<double> gradient = loss.gradient();
            QVERIFY(!gradient.empty());
            Random random(2, Random::Purpose::generated_data);
            for (int i = 0; i < 20; ++i) {
                std::vector<double> direction(gradient.size());
                double slope = 0, length = 0;
                for (std::size_t k = 0; k < direction.size(); ++k) {
                    direction[k] = static_cast<double>(random.normal());
                    slope += direction[k] * gradient[k];
                    length += direction[k] * direction[k];
                }
                const double step = 1e-6 / std::sqrt(length);
                const double difference = (loss.at(direction, step) - loss.at(direction, -step)) / (2 * step);
                const double error = std::abs(difference - slope) / std::max(1e-3, std::abs(difference) + std::abs(slope));
                QVERIFY2(error < 1e-6,
                         qPrintable(QString("direction %1: %2 against %3").arg(i).arg(slope, 0, 'g', 12).arg(difference, 0, 'g', 12)));
            }
        }
    }

private:
    static Value other_value(const SettingInfo& info) {
        switch (info.type) {
            case SettingInfo::Type::boolean:
                return !*info.default_value.get_if<bool>();
            case SettingInfo::Type::choice:
            case SettingInfo::Type::kind:
                return info.choices[info.default_value == Value(info.choices[0]) ? 1 : 0];
            case SettingInfo::Type::real:
                return info.default_value.number() * 0.5 + 0.1;
            case SettingInfo::Type::integer:
                return static_cast<std::int64_t>(info.default_value.number()) + 1;
            case SettingInfo::Type::size:
                return Value::List{5, 4};
            case SettingInfo::Type::shape:
                return Value::List{7};
        }
        return {};
    }

    static std::vector<Value> bad_values(const SettingInfo& info) {
        std::vector<Value> bad{Value(), Value::Map{}, "no such thing"};
        if (info.type == SettingInfo::Type::boolean) bad.push_back(1);
        if (info.type == SettingInfo::Type::integer) bad.insert(bad.end(), {2.5, 1e20, NAN});
        if (std::isfinite(info.range.minimum)) bad.push_back(info.range.minimum - 1);
        if (info.range.minimum_excluded) bad.push_back(info.range.minimum);
        if (info.range.maximum_excluded) bad.push_back(info.range.maximum);
        if (info.type == SettingInfo::Type::size) bad.insert(bad.end(), {Value::List{1}, Value::List{1, 2, 3}});
        return bad;
    }
};

QTEST_APPLESS_MAIN(TestCatalogue)
#include "test_catalogue.moc"
