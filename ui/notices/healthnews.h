// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watch/store.h"

namespace stormdeck::notices {

/// What is told to somebody who does not look at the window.
struct News
{
    QString title; ///< "lab is failing"
    QString text;  ///< the worst finding, and how many more there are
    bool urgent = false;
    bool operator==(const News &) const = default;
};

/// Decides which change of a cluster's health is worth telling. A state is told once it has lasted; the first state
/// that is known of a connection is no news, nor is a cluster that has been torn down.
class HealthNews
{
public:
    static constexpr std::chrono::milliseconds usualSettling{4000};

    explicit HealthNews(std::chrono::milliseconds settling = usualSettling) : m_settling(settling) {}

    /// To be called with every picture.
    [[nodiscard]] std::optional<News> take(const watch::Picture &picture, Instant now);
    /// Another cluster is watched from now on.
    void forget();

private:
    std::chrono::milliseconds m_settling;
    cluster::Health m_seen = cluster::Health::Unknown;
    std::optional<Instant> m_since;        ///< since when m_seen holds
    std::optional<cluster::Health> m_told; ///< empty until a state is known
};

} // namespace stormdeck::notices
