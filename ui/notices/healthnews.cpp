// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notices/healthnews.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::notices {

using cluster::Health;

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(HealthNews)
};

QString titleOf(Health health, const QString &name)
{
    switch (health) {
    case Health::Healthy:
        return Text::tr("%1 is healthy again").arg(name);
    case Health::Degraded:
        return Text::tr("%1 is degraded").arg(name);
    case Health::Failing:
        return Text::tr("%1 is failing").arg(name);
    case Health::Empty:
        return Text::tr("%1 has no swarm").arg(name);
    case Health::Unknown:
        break;
    }
    return Text::tr("%1: its state is not known").arg(name);
}

/// Notices stay out: they are not why the colour changed.
QString textOf(const std::vector<cluster::Finding> &findings)
{
    const auto counts = [](const cluster::Finding &one) { return one.severity != cluster::Severity::Notice; };
    const auto worst = std::find_if(findings.begin(), findings.end(), counts);
    if (worst == findings.end()) {
        return {};
    }
    const auto more = static_cast<int>(std::count_if(findings.begin(), findings.end(), counts)) - 1;
    return more == 0 ? worst->headline : Text::tr("%1 (and %n more)", nullptr, more).arg(worst->headline);
}
} // namespace

std::optional<News> HealthNews::take(const watch::Picture &picture, Instant now)
{
    if (!m_since || picture.health != m_seen) {
        m_seen = picture.health;
        m_since = now;
    }
    if (now - *m_since < m_settling || m_told == m_seen || (!m_told && m_seen == Health::Unknown)) {
        return std::nullopt;
    }
    const bool first = !m_told;
    m_told = m_seen;
    if (first || m_seen == Health::Empty) {
        return std::nullopt;
    }
    return News{titleOf(m_seen, picture.snapshot->cluster), textOf(picture.findings), m_seen == Health::Failing};
}

void HealthNews::forget()
{
    *this = HealthNews(m_settling);
}

} // namespace stormdeck::notices
