// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/kind_settings.h"
#include "base/settings.h"

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glassnet {

/// Calls the function at the end of a kind's own file, which has no header: one line of a catalogue.
#define GLASSNET_KIND(Base, make)         \
    ([] {                                 \
        std::unique_ptr<Base> make(void); \
        return make();                    \
    }())

namespace catalogue_problems {
/// Returns the error kind.unknown: what needs the kind cannot continue. `ids` are the existing ones.
[[nodiscard]] Problem unknown(std::string_view kind, std::string_view family,
                              std::span<const std::string_view> ids, Where where,
                              std::vector<Repair> repairs = {});
/// Returns the warning kind.ignored: what asks for the kind does without it.
[[nodiscard]] Problem ignored(std::string_view kind, std::string_view family,
                              std::span<const std::string_view> ids, Where where);
}  // namespace catalogue_problems

/// All kinds of one family with their default settings, in the order people see them. Kinds are listed by
/// hand: the linker drops what registers itself from a static library.
template <class Base>
class Catalogue {
public:
    /// `family` is the common name of its kinds, for people: "losses".
    template <std::size_t count>
    Catalogue(std::string_view family, std::unique_ptr<const Base> (&&kinds)[count])
        : family_(family),
          kinds_(std::make_move_iterator(std::begin(kinds)), std::make_move_iterator(std::end(kinds))) {
        for (const auto& kind : kinds_) ids_.push_back(kind->id());
    }

    /// Returns the common name of its kinds.
    [[nodiscard]] std::string_view family() const { return family_; }
    [[nodiscard]] auto begin() const { return kinds_.begin(); }
    [[nodiscard]] auto end() const { return kinds_.end(); }
    [[nodiscard]] std::size_t size() const { return kinds_.size(); }
    [[nodiscard]] const Base& front() const { return *kinds_.front(); }
    [[nodiscard]] std::span<const std::string_view> ids() const { return ids_; }

    /// Returns nullptr where there is no such kind.
    [[nodiscard]] const Base* find(std::string_view id) const {
        const auto found = std::ranges::find(ids_, id);
        return found == ids_.end() ? nullptr : kinds_[static_cast<std::size_t>(found - ids_.begin())].get();
    }

    /// Makes the kind of this name with its settings. Throws Error: kind.unknown, or what is wrong with the
    /// settings; unknown ones are left out.
    [[nodiscard]] std::unique_ptr<Base> make(const KindSettings& wanted, const Where& where) const {
        const Base* kind = find(wanted.kind);
        if (!kind) throw Error({unknown(wanted.kind, where)});
        auto made = kind->clone();
        std::vector<Problem> problems = configure(*made, wanted.settings, where);
        std::erase_if(problems, [](const Problem& problem) { return problem.severity() != Severity::error; });
        if (!problems.empty()) throw Error(std::move(problems));
        return made;
    }

    /// Makes a kind without ever failing: returns nullptr where there is no such kind; settings that are
    /// refused keep their defaults.
    [[nodiscard]] std::unique_ptr<Base> make_if_known(const KindSettings& wanted) const {
        const Base* kind = find(wanted.kind);
        if (!kind) return nullptr;
        auto made = kind->clone();
        (void)configure(*made, wanted.settings, {});
        return made;
    }

    [[nodiscard]] Problem unknown(std::string_view kind, Where where,
                                  std::vector<Repair> repairs = {}) const {
        return catalogue_problems::unknown(kind, family_, ids_, std::move(where), std::move(repairs));
    }
    [[nodiscard]] Problem ignored(std::string_view kind, Where where) const {
        return catalogue_problems::ignored(kind, family_, ids_, std::move(where));
    }

private:
    std::string_view family_;
    std::vector<std::unique_ptr<const Base>> kinds_;
    std::vector<std::string_view> ids_;
};

/// Returns the catalogue of a family that has one: kinds<Loss>().find("hinge").
template <class Base>
[[nodiscard]] const Catalogue<Base>& kinds() {
    return catalogue_of(static_cast<Base*>(nullptr));
}

/// Returns how many letters must be inserted, removed or replaced to turn one name into the other, whatever
/// their case (Levenshtein 1966).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace glassnet
