// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/store.h"

#include <QString>

namespace stormdeck::ui {

/// What a page of rows shows in place of rows, or above them.
struct ListState
{
    enum class Kind {
        Rows,
        Loading,  ///< nothing has answered yet
        Failed,   ///< tries failed, there never was an answer
        Empty,    ///< there is nothing of the kind
        Filtered, ///< there is, and none of it is shown
    };
    enum class Offer { Nothing, AskAgain, SetUp, Submit, ClearFilter, Connect };

    Kind kind = Kind::Rows;
    QString title;
    QString words;
    Offer offer = Offer::Nothing;
    QString source;  ///< who told it and when: "By manager storm-1, 1 s ago"
    QString warning; ///< why the rows are old, with their time; empty where they are current
    bool operator==(const ListState &) const = default;
};

/// What a page's rows are and who tells them.
struct ListKind
{
    QString source;     ///< "By manager storm-1"
    QString waitingFor; ///< "Waiting for a manager of the swarm"
    QString emptyTitle;
    QString emptyWords;
    ListState::Offer emptyOffer = ListState::Offer::Nothing;
};

/// What can be taken up here: in a recording nobody can be asked, and nothing may be changed in one or by a connection
/// that is read-only.
struct Allowed
{
    bool asking = true;
    bool changing = true;
    bool operator==(const Allowed &) const = default;
};

/// The offer where it can be taken up, else none. Pure.
[[nodiscard]] ListState::Offer offerWhere(const Allowed &allowed, ListState::Offer offer);

/// The state of a page by its source's age and its number of rows. Pure. `shown`: of `total` rows, those that match
/// `filter`.
[[nodiscard]] ListState listState(const ListKind &kind, const cluster::SourceAge &age, Instant now, int total,
                                  int shown, const QString &filter);

} // namespace stormdeck::ui
