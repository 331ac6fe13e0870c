// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/nexttry.h"

#include "style/text.h"

#include <QCoreApplication>

namespace stormdeck::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(NextTry)
};

/// Whole seconds that are left, the begun one counted, so that it ends with 1 and not with 0.
std::chrono::seconds left(const cluster::SourceAge &age, Instant now)
{
    return std::chrono::ceil<std::chrono::seconds>(age.nextTry - now);
}

} // namespace

QString nextTryWords(const cluster::SourceAge &age, Instant now)
{
    if (!isFailing(age)) {
        return {};
    }
    const std::chrono::seconds time = left(age, now);
    return time.count() > 0 ? Text::tr("next try in %1").arg(style::duration(time)) : Text::tr("trying now");
}

QString nextTrySentence(const cluster::SourceAge &age, Instant now)
{
    if (!isFailing(age)) {
        return {};
    }
    const std::chrono::seconds time = left(age, now);
    return time.count() > 0 ? Text::tr("Next try in %1.").arg(style::duration(time)) : Text::tr("Trying now.");
}

} // namespace stormdeck::ui
