// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "util/result.h"

#include <functional>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace stormdeck::docker {

/// One value of a JSON text while it is being read. Values come in the order of the text and each is read at most
/// once; what is not read is skipped. A value of another type than asked for reads as if it was absent, as does
/// null: engines leave out or null what their API calls optional. A text that is not JSON ends the whole reading:
/// nothing more is visited, everything reads as absent, and parse() fails.
class Json
{
public:
    /// Reads a whole text; Undecodable where it is not JSON, or where `reader` gives an error text back.
    [[nodiscard]] static Result<void> parse(const QByteArray &text, const std::function<QString(Json)> &reader);

    /// The same of the elements of an array, one at a time, which takes less memory: that of the largest of them instead of
    /// more than the text's own. `otherwise` reads a text that is no array.
    [[nodiscard]] static Result<void> parseEach(const QByteArray &text, const std::function<QString(Json)> &visit,
                                                const std::function<QString(Json)> &otherwise);

    [[nodiscard]] QString text() const;
    /// The same of a key that a visit was given: made once where it came before.
    [[nodiscard]] QString shared(std::string_view key) const;
    [[nodiscard]] std::optional<qint64> integer() const;
    [[nodiscard]] bool flag() const;
    [[nodiscard]] bool isNull() const;
    [[nodiscard]] bool isObject() const;
    [[nodiscard]] bool isArray() const;

    /// Calls `visit(std::string_view key, Json value)` for each member of an object.
    template <typename Visit>
    void members(Visit visit) const
    {
        visitMembers(&visit,
                     [](void *to, std::string_view key, Json value) { (*static_cast<Visit *>(to))(key, value); });
    }
    /// Calls `visit(Json value)` for each element of an array.
    template <typename Visit>
    void elements(Visit visit) const
    {
        visitElements(&visit, [](void *to, Json value) { (*static_cast<Visit *>(to))(value); });
    }

    /// Where a value is in the text, for the parser behind; what it points to lives as long as the visit.
    struct Place;
    explicit Json(Place *place) : m_place(place) {}

private:
    void visitMembers(void *to, void (*visit)(void *, std::string_view, Json)) const;
    void visitElements(void *to, void (*visit)(void *, Json)) const;

    Place *m_place;
};

/// The member of that name goes into `target`, by the overload of read() for it or by calling it.
template <typename Target>
struct Member
{
    std::string_view name;
    Target target;
};
template <typename Target>
Member(const char *, Target &&) -> Member<Target>;

template <typename Target>
void take(Json value, Target &&target)
{
    if constexpr (std::is_invocable_v<Target, Json>) {
        target(value);
    } else {
        read(value, target);
    }
}

/// Reads the members named of an object and skips the others.
template <typename... Targets>
void readMembers(Json object, Member<Targets>... wanted)
{
    object.members([&](std::string_view key, Json value) {
        (void)((key == wanted.name && (take(value, wanted.target), true)) || ...);
    });
}

} // namespace stormdeck::docker
