// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/savedprofiles.h"

#include "util/files.h"

#include <QCoreApplication>
#include <QFile>

namespace stormdeck::settings {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Profile)
};
} // namespace

QString profileFile(const QString &name)
{
    return QStringLiteral("%1/%2.yaml").arg(profilesFolder(), name);
}

std::vector<SavedProfile> readSavedProfiles()
{
    std::vector<SavedProfile> profiles;
    for (const QString &name : savedProfiles()) {
        profiles.push_back({name, loadProfile(profileFile(name))});
    }
    return profiles;
}

Result<void> removeProfile(const QString &name)
{
    Error error{.kind = ErrorKind::Rejected,
                .attempted = Text::tr("remove the saved connection"),
                .target = name,
                .reason = Text::tr("this cannot be a file's name"),
                .code = QStringLiteral("profile.name")};
    if (name.isEmpty() || name.contains(u'/') || name.startsWith(u'.')) {
        return failure(std::move(error));
    }
    QFile file(profileFile(name));
    if (file.exists() && !file.remove()) {
        error.kind = ErrorKind::Internal;
        error.reason = QStringLiteral("%1: %2").arg(file.fileName(), file.errorString());
        error.remedy = Text::tr("Look at the rights on that folder.");
        error.code.clear();
        return failure(std::move(error));
    }
    return {};
}

} // namespace stormdeck::settings
