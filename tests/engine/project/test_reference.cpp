// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that a project may name can be found, once in its family, with words that explain it.
#include "data/step.h"
#include "layers/catalogue.h"
#include "learning/catalogue.h"
#include "math/elementwise/activations.h"
#include "project/reference.h"

#include <QtTest>
#include <set>

using namespace glassnet;

class TestReference : public QObject {
    Q_OBJECT
private slots:
    void every_kind_is_explained() {
        for (const KindFamily& family : reference()) {
            QVERIFY(!family.kinds.empty());
            std::set<std::string_view> ids;
            for (const Kind* kind : family.kinds) {
                const Description& text = kind->description();
                QVERIFY2(ids.insert(text.id).second, text.id.data());
                QVERIFY2(!text.title.empty() && text.summary.ends_with('.'), text.id.data());
                for (const SettingInfo& info : kind->settings_info())
                    QVERIFY2(!info.help.empty(),
                             (std::string(text.id) + "." + std::string(info.name)).c_str());
            }
        }
    }

    void formulas_stand_where_there_is_something_to_compute() {
        for (const KindFamily& family : reference()) {
            if (family.id != "activations" && family.id != "losses" && family.id != "metrics") continue;
            for (const Kind* kind : family.kinds)
                QVERIFY2(!kind->description().formula.empty(), kind->id().data());
        }
    }

    void all_catalogues_are_in_it() {
        std::size_t all = 0;
        for (const KindFamily& family : reference()) all += family.kinds.size();
        constexpr std::size_t of_the_project = 3;  // training, output, data
        QCOMPARE(all, of_the_project + kinds<Layer>().size() + names(ActivationFunction{}).size() +
                          Chosen<Initializer>::catalogue().size() + Chosen<Regularizer>::catalogue().size() +
                          Chosen<Constraint>::catalogue().size() + kinds<Loss>().size() +
                          kinds<Optimizer>().size() + Chosen<Schedule>::catalogue().size() +
                          kinds<Stopping>().size() + kinds<ClassWeight>().size() + kinds<Metric>().size() +
                          preprocessing_catalogue().size() + augmentation_catalogue().size());
    }

    /// A setting that chooses a kind leads to the family it chooses from.
    void settings_lead_to_their_families() {
        for (const KindFamily& family : reference()) {
            for (const Kind* kind : family.kinds) {
                for (const SettingInfo& info : kind->settings_info()) {
                    if (info.type == SettingInfo::Type::kind || info.name == "activation")
                        QVERIFY2(family_of(info),
                                 (std::string(kind->id()) + "." + std::string(info.name)).c_str());
                }
            }
        }
    }

    void names_are_found_whatever_their_capitals() {
        QCOMPARE(find_entries("conv2d").size(), std::size_t{1});
        QCOMPARE(find_entries("SOFTMAX").size(), std::size_t{2});  // the layer and the function
        QVERIFY(find_entries("conv3d").empty());
        QCOMPARE(similar_ids("conv3d").front(), std::string_view("Conv2D"));
        QCOMPARE(similar_ids("dens").front(), std::string_view("Dense"));
        QVERIFY(similar_ids("entirely something else").empty());
    }
};

QTEST_GUILESS_MAIN(TestReference)
#include "test_reference.moc"
