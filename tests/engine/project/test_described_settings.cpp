// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of a training and of the data are described once: file, check and command line take them from
// there, and a file keeps them as they were written.
#include "files/project_file.h"
#include "files/with_setting.h"
#include "project/reference.h"
#include "support/problems.h"

#include <QtTest>

#include <algorithm>

using namespace glassnet;

namespace {

const std::string by_hand = R"({
  "glassnet": 1,
  "network": {
    "nodes": [
      {"id": "input_1", "kind": "Input", "shape": [4], "at": [0, 0]}
    ],
    "wires": []
  },
  "data": {"validation_split": 0.1, "licence": "CC", "source": "builtin:digits"},
  "preprocessing": [],
  "augmentation": [],
  "training": {"optimizer": {"learning_rate": 1, "kind": "Adam"}, "note": "by hand", "loss": {"kind": "hinge"}, "metrics": ["accuracy"],
               "epochs": 10, "batch_size": 32, "shuffle": true, "class_weight": [1, 2.0], "seed": 7}
}
)";

/// Another value than the default that the setting takes.
Value other_value(const SettingInfo& info) {
    using Type = SettingInfo::Type;
    switch (info.type) {
        case Type::integer:
        case Type::seed:
            return info.default_value == Value(7) ? 8 : 7;
        case Type::real:
            return 0.25;
        case Type::boolean:
            return info.default_value == Value(false);
        case Type::text:
            return "other";
        case Type::choice:
            return info.choices.back();
        case Type::kind:
            return info.kinds.back()->id();
        case Type::kinds:
            return Value::List{info.kinds.back()->id()};
        case Type::records:
            return Value::List{
                Value::Map{{std::string(info.kinds.front()->settings_info().front().name), "dense_1"}}};
        default:
            return {};
    }
}

Value field_of(const Project& project, const char* place, std::string_view name) {
    const Value::Map fields =
        std::string_view(place) == "data"
            ? written_settings(DataRecord(project.data), project.data.written)
            : written_settings(TrainingRecord(project.training), project.training.written);
    const Value* found = find(fields, name);
    return found ? *found : Value();
}

}  // namespace

class TestDescribedSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_file_keeps_its_fields_as_they_were_written() {
        QCOMPARE(QString::fromStdString(to_json(project_from_json(by_hand))),
                 QString::fromStdString(by_hand));
    }

    void a_changed_setting_changes_its_field_alone() {
        Project project = project_from_json(by_hand);
        project.training.epochs = 3;
        project.data.split_seed = 16;
        QString expected = QString::fromStdString(by_hand);
        expected.replace(QStringLiteral("\"epochs\": 10"), QStringLiteral("\"epochs\": 3"));
        expected.replace(QStringLiteral("\"validation_split\": 0.1,"),
                         QStringLiteral("\"validation_split\": 0.1, \"split_seed\": 16,"));
        QCOMPARE(QString::fromStdString(to_json(project)), expected);
        project.training.epochs = 10;
        project.data.split_seed = 42;
        QCOMPARE(QString::fromStdString(to_json(project)), QString::fromStdString(by_hand));
    }

    void a_setting_that_goes_back_to_its_default_leaves_the_file() {
        Project project = project_from_json(by_hand);
        project.training.class_weight = {"none", {}};
        QVERIFY(!QString::fromStdString(to_json(project)).contains(QStringLiteral("class_weight")));
        QVERIFY(field_of(project, "training", "epochs") == Value(10));
    }

    void equal_settings_are_equal_however_they_were_written() {
        Project brief;
        brief.training.written = {{"epochs", 10}};
        QVERIFY(brief.training == TrainingSettings{});
        brief.training.written = {{"note", "mine"}};
        QVERIFY(brief.training != TrainingSettings{});
    }

    void every_setting_describes_itself_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"training", "output", "data"}) QTest::newRow(kind) << kind;
    }
    void every_setting_describes_itself() {
        QFETCH(QString, kind);
        const auto found = find_entries(kind.toStdString());
        QCOMPARE(found.size(), std::size_t{1});
        for (const SettingInfo& info : found[0].kind->settings_info()) {
            QVERIFY2(info.help.ends_with("."), info.name.data());
            QVERIFY2(!accepted_values(info).empty(), info.name.data());
        }
    }

    void every_setting_is_set_by_its_place_data() {
        QTest::addColumn<QString>("place");
        QTest::addColumn<int>("index");
        const TrainingRecord training;
        const DataRecord data;
        for (const Record* record :
             {static_cast<const Record*>(&training), static_cast<const Record*>(&data)})
            for (std::size_t i = 0; i < record->settings_info().size(); ++i) {
                const QString place = QString::fromStdString(std::string(record->id()));
                const std::string name(record->settings_info()[i].name);
                QTest::newRow((place.toStdString() + "." + name).c_str()) << place << static_cast<int>(i);
            }
    }
    void every_setting_is_set_by_its_place() {
        QFETCH(QString, place);
        QFETCH(int, index);
        const auto entry = find_entries(place.toStdString())[0];
        const SettingInfo& info = entry.kind->settings_info()[static_cast<std::size_t>(index)];
        const Value value = other_value(info);
        const Project changed =
            with_setting(Project{}, place.toStdString() + "." + std::string(info.name), value);
        QVERIFY(field_of(changed, entry.kind->id().data(), info.name) == value);
        QVERIFY(project_from_json(to_json(changed)) == changed);
        QVERIFY(changed != Project{});
    }

    void what_is_out_of_range_is_kept_and_told_with_its_place() {
        Project project = project_from_json(by_hand);
        project = with_setting(project, "training.epochs", 0);
        project = with_setting(project, "data.validation_split", 1);
        QCOMPARE(project_from_json(to_json(project)).training.epochs, 0);
        const Checked checked = check(project, nullptr);
        for (const char* place : {"training.epochs", "data.validation_split"})
            QVERIFY2(std::ranges::any_of(checked.problems,
                                         [&](const Problem& problem) {
                                             return problem.code() == "setting.range" &&
                                                    problem.where.setting == place;
                                         }),
                     place);
    }

    void a_wrong_choice_is_answered_with_those_there_are() {
        const auto problems = glassnet::testing::problems_of(
            [] { (void)with_setting(Project{}, "data.class_folders", "merged"); });
        QCOMPARE(problems.at(0).what(),
                 std::string("data.class_folders must be one of merge, separate, not merged"));
    }

    void a_field_of_the_network_is_told_where_it_stands() {
        std::string text = by_hand;
        text.replace(text.find("\"wires\": []"), 11, "\"wires\": [], \"author\": \"Ada\"");
        const auto problems = unknown_settings_of(project_from_json(text));
        QVERIFY(std::ranges::any_of(
            problems, [](const Problem& problem) { return problem.where.setting == "network.author"; }));
    }
};

QTEST_APPLESS_MAIN(TestDescribedSettings)
#include "test_described_settings.moc"
