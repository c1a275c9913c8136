// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/changes.h"
#include "files/project_file.h"
#include "support/files.h"
#include "support/png_text.h"
#include "support/problems.h"

#include <QTest>

#include <algorithm>

using namespace glassnet;
using namespace glassnet::testing;

namespace {

/// Six cats and six dogs, each of one brightness of its own.
void write_pets(const Folder& folder) {
    for (int i = 0; i < 6; ++i) {
        folder.write("cat/" + std::to_string(i) + ".png", png_text(1, 1, std::string(1, char(10 + i))));
        folder.write("dog/" + std::to_string(i) + ".png", png_text(1, 1, std::string(1, char(100 + i))));
    }
}

DataSettings settings_with(std::vector<SampleChange> changes, double share = 0) {
    return {.source = ".", .validation_split = share, .changes = std::move(changes)};
}

std::vector<std::uint8_t> bytes_of(const DataPart& part) { return part.inputs.all<std::uint8_t>(); }

}  // namespace

class TestChanges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void an_excluded_sample_is_left_out_by_the_project() {
        const Folder folder;
        write_pets(folder);
        const auto data =
            load_dataset(settings_with({{.sample = "cat/2.png", .excluded = true}}), folder.text());
        QCOMPARE(data->summary.training_samples, std::int64_t{11});
        QCOMPARE(bytes_of(data->training),
                 (std::vector<std::uint8_t>{10, 11, 13, 14, 15, 100, 101, 102, 103, 104, 105}));
        QCOMPARE(data->training.files.at(2), std::string("cat/3.png"));
        QCOMPARE(data->files.used(), std::int64_t{11});
        QCOMPARE(data->files.left_out(), std::int64_t{1});
        QCOMPARE(data->files.found(), std::int64_t{12});
        QCOMPARE(data->files.left_out_groups().at(0).reason.code(), std::string_view("data.excluded"));
    }

    void another_class_is_taken() {
        const Folder folder;
        write_pets(folder);
        const auto data =
            load_dataset(settings_with({{.sample = "cat/5.png", .class_name = "dog"}}), folder.text());
        QCOMPARE(std::ranges::count(data->training.targets, 1.0F), std::ptrdiff_t{7});
        QCOMPARE(data->class_of(data->training, 5), 1);
        QVERIFY(data->fingerprint != load_dataset(settings_with({}), folder.text())->fingerprint);
    }

    void the_other_samples_stay_in_their_parts() {
        const Folder folder;
        write_pets(folder);
        const auto before = load_dataset(settings_with({}, 0.34), folder.text());
        const std::string gone = before->validation.files.at(0);
        const auto after =
            load_dataset(settings_with({{.sample = gone, .excluded = true}}, 0.34), folder.text());
        QCOMPARE(after->training.files, before->training.files);
        QCOMPARE(after->validation.files, std::vector<std::string>(before->validation.files.begin() + 1,
                                                                   before->validation.files.end()));
    }

    void samples_without_files_are_named_by_their_number_in_the_source() {
        const auto whole = load_dataset({.source = "builtin:digits", .validation_split = 0.2}, "");
        const SampleRef sample{Part::validation, 3};
        const std::string key = key_of(*whole, sample);
        QVERIFY2(key.starts_with("training["), key.c_str());
        const auto found = samples_of(*whole, {{.sample = key},
                                               {.sample = "training[99999999]"},
                                               {.sample = "training[x]"},
                                               {.sample = "validation[0]"}});
        QVERIFY(found.at(0) == sample);
        for (std::size_t i = 1; i < found.size(); ++i) QVERIFY(!found[i]);
        // Another share, and the same sample is meant.
        const auto all = load_dataset({.source = "builtin:digits", .validation_split = 0}, "");
        const auto again = samples_of(*all, {{.sample = key}}).at(0);
        std::vector<float> a(64), b(64);
        whole->read_input(whole->validation, 3, a.data());
        all->read_input(all->training, again->index, b.data());
        QCOMPARE(a, b);
    }

    void rows_of_a_table_keep_their_numbers_whatever_becomes_of_others() {
        const Folder folder;
        folder.write("d.csv", "a,y\n,u\n1,u\n2,v\n3,u,9\n4,v\n");
        for (const auto missing : {MissingValues::drop, MissingValues::mean}) {
            if (missing == MissingValues::mean) folder.write("d.csv", "a,y\n,u\n1,u\n2,v\n3,u\n4,v\n");
            const auto table = load_dataset(
                {.source = "d.csv", .validation_split = 0, .missing_values = missing}, folder.text());
            const auto found = samples_of(*table, {{.sample = "training[4]"}}).at(0);
            QVERIFY(found.has_value());
            QCOMPARE(key_of(*table, *found), std::string("training[4]"));
            float value = 0;
            table->read_input(table->training, found->index, &value);
            QCOMPARE(value, 4.0F);
        }
    }

    void loading_with_changes_and_changing_what_is_loaded_are_the_same() {
        const Folder folder;
        write_pets(folder);
        const auto whole = load_dataset(settings_with({}, 0.34), folder.text());
        const std::vector<SampleRef> some{{Part::training, 1}, {Part::validation, 0}};
        auto changes = with_excluded({}, *whole, some, true);
        changes = with_class(std::move(changes), *whole, std::vector<SampleRef>{{Part::training, 0}}, 1);
        QCOMPARE(changes.size(), std::size_t{3});
        const auto changed = with_changes(whole, changes);
        QCOMPARE(changed->fingerprint,
                 load_dataset(settings_with(changes, 0.34), folder.text())->fingerprint);
        QCOMPARE(changed->summary.training_samples, whole->summary.training_samples - 1);
        QVERIFY(with_changes(whole, {}) == whole);
    }

    void taking_a_change_back_leaves_none() {
        const Folder folder;
        write_pets(folder);
        const auto whole = load_dataset(settings_with({}), folder.text());
        const std::vector<SampleRef> one{{Part::training, 0}};
        QVERIFY(with_excluded(with_excluded({}, *whole, one, true), *whole, one, false).empty());
        QVERIFY(with_class(with_class({}, *whole, one, 1), *whole, one, 0).empty());
        const auto both = with_class(with_excluded({}, *whole, one, true), *whole, one, 1);
        QCOMPARE(both.size(), std::size_t{1});
        QVERIFY(both[0].excluded && both[0].class_name == "dog");
    }

    void what_is_known_of_the_classes_follows() {
        const Folder folder;
        for (const char* place : {"train/a/1", "train/a/2", "train/b/1", "test/a/1", "test/c/1"})
            folder.write(std::string(place) + ".png", png_text(1, 1, std::string(1, '0')));
        const auto facts = [&](std::vector<SampleChange> changes) {
            return load_dataset(settings_with(std::move(changes)), folder.text())->summary.target_facts;
        };
        QVERIFY(facts({}).beyond_training.has_value());
        QVERIFY(!facts({{.sample = "test/c/1.png", .excluded = true}}).beyond_training);
        const TargetFacts learned = facts({{.sample = "train/a/2.png", .class_name = "c"}});
        QVERIFY(!learned.beyond_training);
        QCOMPARE(learned.training_classes, 3);
        const TargetFacts emptied = facts({{.sample = "train/b/1.png", .excluded = true}});
        QCOMPARE(emptied.empty_classes, 1);
        QCOMPARE(emptied.first_empty_class, std::string("b"));
    }

    void two_changes_of_one_sample_are_one() {
        const Folder folder;
        write_pets(folder);
        const auto whole = load_dataset(settings_with({}), folder.text());
        const std::vector<SampleChange> twice{{.sample = "cat/1.png", .excluded = true},
                                              {.sample = "cat/1.png", .class_name = "dog"}};
        const auto by_sample = changes_by_sample(*whole, twice);
        QCOMPARE(by_sample.size(), std::size_t{1});
        QVERIFY(by_sample.begin()->second.excluded && by_sample.begin()->second.class_name == "dog");
        QCOMPARE(kept_samples(*whole, twice)[0].size(), std::size_t{11});
    }

    void numbers_mean_nothing_elsewhere() {
        DataSettings settings = settings_with(
            {{.sample = "training[3]", .excluded = true}, {.sample = "cat/1.png", .excluded = true}});
        QCOMPARE(drop_numbered_changes(settings).size(), std::size_t{1});
        QCOMPARE(settings.changes.size(), std::size_t{1});
        QVERIFY(drop_numbered_changes(settings).empty());
    }

    void many_samples_are_changed_at_once_and_kept_in_the_file() {
        Dataset data;
        data.training.count = 20000;
        std::vector<SampleRef> all;
        for (std::int64_t i = 0; i < data.training.count; ++i) all.push_back({Part::training, i});
        Project project;
        project.data.changes = with_excluded({}, data, all, true);
        QCOMPARE(project.data.changes.size(), std::size_t{20000});
        const Project read = project_from_json(to_json(project));
        QVERIFY(read == project);
        QVERIFY(with_excluded(read.data.changes, data, all, false).empty());
    }

    void what_fits_nothing_is_told() {
        const Folder folder;
        write_pets(folder);
        const auto data =
            load_dataset(settings_with({{.sample = "cat/gone.png", .excluded = true}}), folder.text());
        QCOMPARE(data->summary.training_samples, std::int64_t{12});
        QVERIFY(std::ranges::any_of(data->summary.notes, [](const Problem& note) {
            return note.code() == "data.change_lost" &&
                   note.what() == "1 changed samples are not there, such as cat/gone.png";
        }));
        QCOMPARE(code_of([&] {
                     (void)load_dataset(settings_with({{.sample = "cat/1.png", .class_name = "cow"}}),
                                        folder.text());
                 }),
                 std::string("data.change_class"));
        std::vector<SampleChange> all;
        for (const char* pet : {"cat", "dog"})
            for (int i = 0; i < 6; ++i)
                all.push_back(
                    {.sample = std::string(pet) + "/" + std::to_string(i) + ".png", .excluded = true});
        QCOMPARE(code_of([&] { (void)load_dataset(settings_with(all), folder.text()); }),
                 std::string("data.empty"));
    }
};

QTEST_APPLESS_MAIN(TestChanges)
#include "test_changes.moc"
