// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/settings.h"
#include "support/problems.h"

#include <QtTest>
#include <cmath>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

enum class Colour { red, green, blue };
constexpr std::array<std::string_view, 3> names(Colour) { return {"red", "green", "blue"}; }

class AnyKind : public Kind {
public:
    [[nodiscard]] virtual std::unique_ptr<AnyKind> clone() const = 0;
};

/// One setting of each type.
class Sample final : public KindOf<Sample, AnyKind> {
public:
    int count = 3;
    double share = 0.5;
    bool on = true;
    Colour colour = Colour::green;
    Size2 size{2, 2};
    std::vector<int> shape{28, 28, 1};
    double rate = 0.1;
    int any = 0;
    std::vector<int> axes{};

    static constexpr auto settings =
        std::tuple{setting("count", &Sample::count, between(1, 10), "How many."),
                   setting("share", &Sample::share, from_below(0, 1), "How much."),
                   setting("on", &Sample::on, "Whether."),
                   setting("colour", &Sample::colour, "Which."),
                   setting("size", &Sample::size, at_least(1), "How large."),
                   setting("shape", &Sample::shape, at_least(1), "Of what form."),
                   advanced(setting("rate", &Sample::rate, above(0), "How fast.")),
                   setting("any", &Sample::any, "Anything."),
                   setting("axes", &Sample::axes, "Where.")};
    static Description describe() {
        return {.id = "Sample",
                .title = "Sample",
                .group = "",
                .summary = "",
                .formula = "",
                .keras = "",
                .pytorch = "",
                .onnx = "",
                .icon = ""};
    }
};

std::size_t place(const char* name) { return *find_setting(Sample(), name); }

/// The code that setting `name` to `value` raises; the sample must then be as it was.
std::string refused(const char* name, const Value& value) {
    Sample sample;
    const std::string code = code_of([&] { sample.set(place(name), value); });
    return code.empty() || sample.get(place(name)) == Sample().get(place(name))
               ? code
               : "changed in spite of " + code;
}

Value accepted(const char* name, const Value& value) {
    Sample sample;
    sample.set(place(name), value);
    return sample.get(place(name));
}

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

class TestSettings : public QObject {
    Q_OBJECT
private slots:
    void a_kind_lists_its_settings_with_types_and_defaults() {
        const Sample sample;
        const auto infos = sample.settings_info();
        QCOMPARE(infos.size(), std::size_t{9});
        using Type = SettingInfo::Type;
        const std::vector<Type> types{Type::integer, Type::real, Type::boolean, Type::choice, Type::size,
                                      Type::shape,   Type::real, Type::integer, Type::shape};
        for (std::size_t i = 0; i < infos.size(); ++i) {
            QCOMPARE(infos[i].type, types[i]);
            QVERIFY(infos[i].default_value == sample.get(i));
            QVERIFY(!infos[i].help.empty());
            QCOMPARE(infos[i].advanced, infos[i].name == "rate");
        }
        QCOMPARE(infos[3].choices.size(), std::size_t{3});
        QVERIFY(infos[3].default_value == Value("green"));
    }

    void every_type_takes_its_own_values() {
        QVERIFY(accepted("count", 7) == Value(7));
        QVERIFY(accepted("count", 7.0) == Value(7));
        QVERIFY(accepted("share", 0.25) == Value(0.25));
        QVERIFY(accepted("share", 0) == Value(0.0));
        QVERIFY(accepted("on", false) == Value(false));
        QVERIFY(accepted("colour", "blue") == Value("blue"));
        QVERIFY(accepted("size", 5) == Value(Value::List{5, 5}));
        QVERIFY(accepted("size", Value::List{5, 3}) == Value(Value::List{5, 3}));
        QVERIFY(accepted("shape", Value::List{4}) == Value(Value::List{4}));
        QVERIFY(accepted("axes", Value::List{1, -2}) == Value(Value::List{1, -2}));
        // empty by default: may be emptied again
        QVERIFY(accepted("axes", Value::List{}) == Value(Value::List{}));
        QVERIFY(accepted("any", -2'147'483'647) == Value(-2'147'483'647));
    }

    void wrong_types_are_refused_and_change_nothing() {
        for (const Value& wrong : {Value("7"), Value(true), Value(2.5), Value(Value::List{7}),
                                   Value(Value::Map{{"a", 1}}), Value()}) {
            QCOMPARE(refused("count", wrong), std::string("setting.type"));
        }
        QCOMPARE(refused("share", "half"), std::string("setting.type"));
        QCOMPARE(refused("on", 1), std::string("setting.type"));
        for (const Value& wrong :
             {Value(Value::List{1}), Value(Value::List{1, 2, 3}), Value(Value::List{1, "2"}), Value("3x3")}) {
            QCOMPARE(refused("size", wrong), std::string("setting.type"));
        }
        QCOMPARE(refused("shape", Value::List{}), std::string("setting.type"));
        QCOMPARE(refused("shape", 4), std::string("setting.type"));
        QCOMPARE(refused("shape", Value::List{4, 0.5}), std::string("setting.type"));
        QCOMPARE(refused("colour", "yellow"), std::string("setting.choice"));
        QCOMPARE(refused("colour", 1), std::string("setting.choice"));
    }

    void ranges_hold_to_their_last_number() {
        QVERIFY(accepted("count", 1) == Value(1));
        QVERIFY(accepted("count", 10) == Value(10));
        QCOMPARE(refused("count", 0), std::string("setting.range"));
        QCOMPARE(refused("count", 11), std::string("setting.range"));
        QCOMPARE(refused("share", 1.0), std::string("setting.range"));
        QCOMPARE(refused("share", -1e-9), std::string("setting.range"));
        QCOMPARE(refused("rate", 0), std::string("setting.range"));
        QVERIFY(accepted("rate", 1e-300) == Value(1e-300));
        QCOMPARE(refused("size", Value::List{3, 0}), std::string("setting.range"));
        QCOMPARE(refused("shape", Value::List{28, -1}), std::string("setting.range"));
    }

    void numbers_that_are_not_finite_or_too_large_are_refused() {
        for (const double number : {infinity, -infinity, std::nan("")}) {
            QCOMPARE(refused("rate", number), std::string("setting.range"));
            QVERIFY(!refused("any", number).empty());
        }
        QCOMPARE(refused("any", std::int64_t{2'147'483'648}), std::string("setting.range"));
        QCOMPARE(refused("any", 1e20), std::string("setting.range"));
    }

    void a_refusal_tells_the_setting_what_was_found_and_what_is_allowed() {
        Sample sample;
        const auto problems = problems_of([&] { sample.set(place("share"), 1.5); });
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems.front().what(), std::string("share is 1.5, allowed is 0 ≤ x < 1"));
        QVERIFY(contains(problems.front().hint(), "0 ≤ x < 1"));
        QCOMPARE(problems.front().where.setting, std::string("share"));
    }

    void accepted_values_read_as_people_write_them() {
        const auto text = [](const char* name) {
            return accepted_values(Sample().settings_info()[place(name)]);
        };
        QCOMPARE(text("count"), std::string("1 ≤ x ≤ 10"));
        QCOMPARE(text("share"), std::string("0 ≤ x < 1"));
        QCOMPARE(text("size"), std::string("≥ 1"));
        QCOMPARE(text("rate"), std::string("> 0"));
        QCOMPARE(text("colour"), std::string("red, green, blue"));
        QCOMPARE(text("any"), std::string("any finite number"));
    }

    void configure_sets_what_is_right_and_tells_all_that_is_wrong() {
        Sample sample;
        const auto problems = configure(
            sample, {{"count", 0}, {"share", 0.75}, {"colour", "pink"}, {"weight", 3}}, {.node = "sample_1"});
        QCOMPARE(sample.share, 0.75);
        QCOMPARE(sample.count, 3);
        QCOMPARE(problems.size(), std::size_t{3});
        QCOMPARE(problems[0].code(), std::string_view("setting.range"));
        QCOMPARE(problems[1].code(), std::string_view("setting.choice"));
        QCOMPARE(problems[2].code(), std::string_view("setting.unknown"));
        QCOMPARE(problems[2].severity(), Severity::warning);
        for (const Problem& problem : problems) QCOMPARE(problem.where.node, std::string("sample_1"));
        QCOMPARE(problems[0].where.setting, std::string("count"));
    }

    void configure_puts_the_setting_behind_the_path_it_is_given() {
        Sample sample;
        const auto problems = configure(sample, {{"rate", -1}}, {.setting = "training.optimizer"});
        QCOMPARE(problems.front().where.setting, std::string("training.optimizer.rate"));
    }

    void only_changed_settings_are_listed() {
        Sample sample;
        QVERIFY(changed_settings(sample).empty());
        sample.rate = 0.2;
        sample.on = false;
        QVERIFY((changed_settings(sample) == Value::Map{{"on", false}, {"rate", 0.2}}));
    }

    void a_clone_is_equal_and_apart() {
        Sample sample;
        sample.shape = {7};
        const auto copy = sample.clone();
        QVERIFY(changed_settings(*copy) == changed_settings(sample));
        copy->set(place("count"), 9);
        QCOMPARE(sample.count, 3);
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "test_settings.moc"
