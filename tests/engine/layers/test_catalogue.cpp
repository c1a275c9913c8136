// SPDX-License-Identifier: GPL-3.0-or-later
// What every layer kind must fulfil, swept over the catalogue: a kind that is added is tested by that alone.
#include "execution/executor.h"
#include "layers/catalogue.h"
#include "learning/catalogue.h"
#include "plan/call_order.h"
#include "support/tiny_networks.h"
#include "training/gradient_check.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <cstring>
#include <numeric>
#include <set>

using namespace glassnet;

namespace {

enum class Form { picture, row, steps };

/// A layer with weights that gives values of this form, pictures for pictures and else a row for a row.
std::string add_source(Network& network, const std::string& input, Form form, int channels,
                       const char* activation) {
    constexpr int steps = 6;
    const std::string layer =
        form == Form::picture
            ? add_node(network, "Conv2D", {},
                       {{"filters", channels}, {"padding", "same"}, {"activation", activation}})
            : add_node(
                  network, "Dense", {},
                  {{"units", form == Form::steps ? steps * channels : channels}, {"activation", activation}});
    connect(network, input, layer);
    if (form != Form::steps) return layer;
    const std::string reshaped =
        add_node(network, "Reshape", {}, {{"target_shape", Value::List{steps, channels}}});
    connect(network, layer, reshaped);
    return reshaped;
}

/// A network with this kind in its middle: pictures in, mean squared error out, every input of the kind
/// different. It is empty if the kind takes none of the forms tried.
Network network_around(const Layer& kind, const char* activation = "tanh", const Value::Map& settings = {}) {
    struct Try {
        Form form;
        int channels;
    };
    // the last for groups of channels
    for (const auto& [form, channels] :
         {Try{Form::picture, 4}, Try{Form::row, 6}, Try{Form::steps, 4}, Try{Form::picture, 32}}) {
        Network attempt;
        std::string before = add_node(attempt, "Input", {}, {{"shape", Value::List{6, 5, 3}}});
        if (form != Form::picture) {
            const std::string row = add_node(attempt, "Flatten");
            connect(attempt, before, row);
            before = row;
        }
        std::vector<std::string> sources;
        for (int i = 0; i < std::max(1, kind.arity().minimum); ++i)
            sources.push_back(add_source(attempt, before, form, channels, activation));
        const std::string middle = add_node(attempt, kind.id(), {}, settings);
        for (const std::string& source : sources) connect(attempt, source, middle);
        const std::string row = add_node(attempt, "Flatten");
        connect(attempt, middle, row);
        const std::string end = add_node(attempt, "Dense", {}, {{"units", 2}});
        connect(attempt, row, end);
        if (check(attempt).ready()) return attempt;
    }
    return {};
}

enum class Unread { left, spoiled };

/// Gradients of all weights after one batch; before the way back, outputs that it does not access are left or
/// spoiled.
std::vector<double> gradients_of(const Plan& plan, Unread unread) {
    ThreadPool pool(1);
    const Weights<double> weights = initial_weights<double>(plan, 3);
    Executor<double> executor(plan, weights, kinds<Loss>().find("mean_squared_error"), pool, 1);
    Random random(5, Random::Purpose::generated_data);
    for (std::int64_t i = 0; i < plan.steps.front().output.elements; ++i)
        executor.input()[i] = random.normal();
    executor.set_target_elements(2);
    executor.prepare();
    executor.forward(plan.batch, 0);
    (void)executor.compute_loss(Executor<double>::Compare::with_targets);
    std::set<int> read;
    for_each_access(plan, [&](const Buffer& buffer, const Access& access) {
        if (buffer.role == Buffer::Role::output && access.region > Timeline(plan).loss)
            read.insert(buffer.number);
    });
    for (std::size_t step = 0; unread == Unread::spoiled && step < plan.steps.size(); ++step) {
        if (read.contains(static_cast<int>(step))) continue;
        std::fill_n(const_cast<double*>(executor.output(step)), plan.steps[step].output.elements,
                    std::nan(""));
    }
    executor.backward();
    return {executor.gradients().begin(), executor.gradients().end()};
}

const Layer& layer_kind(int number) { return **(kinds<Layer>().begin() + number); }

}  // namespace

class TestCatalogue : public QObject {
    Q_OBJECT

private:
    void add_kinds() {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < kinds<Layer>().size(); ++i)
            QTest::newRow(std::string(kinds<Layer>().ids()[i]).c_str()) << static_cast<int>(i);
    }

private slots:
    void a_kind_describes_itself_data() { add_kinds(); }
    void a_kind_describes_itself() {
        QFETCH(int, number);
        const Layer& kind = layer_kind(number);
        const Description& text = kind.description();
        for (const auto part :
             {text.id, text.title, text.group, text.summary, text.formula, text.keras, text.icon})
            QVERIFY(!part.empty());
        QVERIFY(std::ranges::any_of(layer_groups(),
                                    [&](const LayerGroup& group) { return group.name == text.group; }));
        QCOMPARE(kinds<Layer>().find(text.id), &kind);
        std::set<std::string_view> names;
        for (const SettingInfo& info : kind.settings_info()) {
            QVERIFY(!info.help.empty());
            QVERIFY(names.insert(info.name).second);
        }
    }

    void settings_survive_being_written_and_read_data() { add_kinds(); }
    void settings_survive_being_written_and_read() {
        QFETCH(int, number);
        const Layer& kind = layer_kind(number);
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

    /// The loss then computes it; a kind that could not would have it twice.
    void who_has_an_activation_can_do_without_it_data() { add_kinds(); }
    void who_has_an_activation_can_do_without_it() {
        QFETCH(int, number);
        auto kind = layer_kind(number).clone();
        if (const auto index = find_setting(*kind, "activation")) kind->set(*index, "sigmoid");
        const auto without = kind->without_activation();
        QCOMPARE(kind->activation_function().has_value(), without != nullptr);
        if (without) QCOMPARE(*without->activation_function(), ActivationFunction::linear);
    }

    void bad_values_are_refused_and_change_nothing_data() { add_kinds(); }
    void bad_values_are_refused_and_change_nothing() {
        QFETCH(int, number);
        auto kind = layer_kind(number).clone();
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

    /// Memory is given to others on the strength of backward_needs: what it does not name is spoiled here,
    /// and nothing may change.
    void backward_reads_only_what_it_says_data() { add_kinds(); }
    void backward_reads_only_what_it_says() {
        QFETCH(int, number);
        const Layer& kind = layer_kind(number);
        if (kind.arity().maximum == 0) return;
        std::vector<Value::Map> variants{{}};
        if (find_setting(kind, "trainable")) variants.push_back({{"trainable", false}});
        for (const char* activation : {"relu", "gelu"}) {
            if (find_setting(kind, "activation")) variants.push_back({{"activation", activation}});
        }
        for (const Value::Map& settings : variants) {
            for (const bool fuse : {false, true}) {
                // whose own way back does not read what it gave
                const Checked checked = check(network_around(kind, "linear", settings));
                QVERIFY2(checked.ready(), "no network could be drawn around this kind");
                const Plan plan = compile(checked, {.batch = 3, .fuse = fuse});
                QVERIFY(gradients_of(plan, Unread::spoiled) == gradients_of(plan, Unread::left));
            }
        }
    }

    void the_gradient_equals_differences_data() { add_kinds(); }
    void the_gradient_equals_differences() {
        QFETCH(int, number);
        const Layer& kind = layer_kind(number);
        if (kind.arity().maximum == 0) return;  // an Input computes nothing
        const Network network = network_around(kind);
        QVERIFY2(!network.nodes.empty(), "no network could be drawn around this kind");
        const Checked checked = check(network);
        for (const bool training : {true, false}) {
            const auto tensors = check_gradients(checked, *kinds<Loss>().find("mean_squared_error"),
                                                 {.batch = 5, .training = training});
            QVERIFY(!tensors.empty());
            for (const TensorGradientCheck& tensor : tensors) {
                QCOMPARE(tensor.directions, 200);
                QVERIFY2(tensor.good(), qPrintable(QStringLiteral("%1: %2, at %3 kinks %4")
                                                       .arg(QString::fromStdString(tensor.tensor))
                                                       .arg(tensor.worst)
                                                       .arg(tensor.kinks)
                                                       .arg(tensor.worst_at_kinks)));
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
            case SettingInfo::Type::numbers:
                return Value::List{0.5, 0.25};
            default:
                return {};  // no layer has such a setting
        }
    }

    static std::vector<Value> bad_values(const SettingInfo& info) {
        std::vector<Value> bad{Value(), Value::Map{}, "no such thing"};
        if (info.type == SettingInfo::Type::boolean) bad.push_back(1);
        if (info.type == SettingInfo::Type::integer) bad.insert(bad.end(), {2.5, 1e20, NAN});
        if (std::isfinite(info.range.minimum)) bad.push_back(info.range.minimum - 1);
        if (info.range.minimum_excluded) bad.push_back(info.range.minimum);
        if (info.range.maximum_excluded) bad.push_back(info.range.maximum);
        if (info.type == SettingInfo::Type::size)
            bad.insert(bad.end(), {Value::List{1}, Value::List{1, 2, 3}});
        return bad;
    }
};

QTEST_APPLESS_MAIN(TestCatalogue)
#include "test_catalogue.moc"
