// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/patterns.h"

namespace stormdeck::ssh {

namespace {
/// In time pattern * name at most: a star is only ever tried again from where it last matched.
bool matchesOne(QStringView pattern, QStringView name)
{
    qsizetype p = 0;
    qsizetype n = 0;
    qsizetype star = -1;
    qsizetype afterStar = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            afterStar = n;
        } else if (p < pattern.size() && (pattern[p] == u'?' || pattern[p].toLower() == name[n].toLower())) {
            ++p;
            ++n;
        } else if (star >= 0) {
            p = star + 1;
            n = ++afterStar;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*') {
        ++p;
    }
    return p == pattern.size();
}
} // namespace

bool matchesList(const QStringList &patterns, const QString &name)
{
    bool matched = false;
    for (const QString &pattern : patterns) {
        const bool isNegated = pattern.startsWith(u'!');
        if (matchesOne(QStringView(pattern).mid(isNegated ? 1 : 0), name)) {
            if (isNegated) {
                return false;
            }
            matched = true;
        }
    }
    return matched;
}

} // namespace stormdeck::ssh
