// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/weights_file.h"
#include "support/files.h"
#include "support/problems.h"

#include <QtTest>
#include <cmath>

using namespace glassnet;
using namespace glassnet::testing;

class TestWeightsFile : public QObject {
    Q_OBJECT
private slots:
    void weights_come_back_equal();
    void values_that_are_not_finite_are_counted();
    void doubles_of_other_programs_become_floats();
    void pickles_and_archives_are_not_opened();
    void a_side_of_zero_is_refused();
};

void TestWeightsFile::weights_come_back_equal() {
    const Folder folder;
    const NamedWeights weights{{"conv/kernel", {{3, 1, 2}, {1, 2, 3, 4, 5, 0.1F}}},
                               {"conv/bias", {{1}, {-1e-30F}}}};
    save_weights(weights, folder.path("w.safetensors"));
    const LoadedWeights loaded = load_weights(folder.path("w.safetensors"));
    QCOMPARE(loaded.weights.size(), std::size_t{2});
    QVERIFY(loaded.notes.empty());
    for (const auto& [name, tensor] : weights) {
        QCOMPARE(loaded.weights.at(name).shape, tensor.shape);
        QCOMPARE(loaded.weights.at(name).values, tensor.values);
    }
}

void TestWeightsFile::values_that_are_not_finite_are_counted() {
    const Folder folder;
    save_weights({{"a", {{3}, {NAN, 1, INFINITY}}}}, folder.path("w"));
    const LoadedWeights loaded = load_weights(folder.path("w"));
    QCOMPARE(loaded.notes.at(0).what(), std::string("2 values of “a” are NaN or infinite"));
    QVERIFY(std::isnan(loaded.weights.at("a").values[0]));
}

void TestWeightsFile::doubles_of_other_programs_become_floats() {
    const Folder folder;
    StoredTensors stored;
    stored.tensors["d"] = {{1}, std::vector<double>{0.1}};
    folder.write("w", write_safetensors(stored));
    QCOMPARE(load_weights(folder.path("w")).weights.at("d").values, (std::vector<float>{0.1F}));
}

void TestWeightsFile::pickles_and_archives_are_not_opened() {
    const Folder folder;
    folder.write("a.safetensors", "\x80\x04\x95 code");
    folder.write("b.safetensors", "PK\x03\x04 torch");
    const auto problems = problems_of([&] { (void)load_weights(folder.path("a.safetensors")); });
    QCOMPARE(std::string(problems.at(0).code()), std::string("weights.code"));
    QVERIFY(contains(problems[0].what(), "contains code"));
    QCOMPARE(code_of([&] { (void)load_weights(folder.path("b.safetensors")); }), std::string("weights.code"));
}

void TestWeightsFile::a_side_of_zero_is_refused() {
    const Folder folder;
    StoredTensors stored;
    stored.tensors["d"] = {{0, 2}, std::vector<float>{}};
    folder.write("w", write_safetensors(stored));
    QCOMPARE(code_of([&] { (void)load_weights(folder.path("w")); }), std::string("weights.empty_side"));
}

QTEST_APPLESS_MAIN(TestWeightsFile)
#include "test_weights_file.moc"
