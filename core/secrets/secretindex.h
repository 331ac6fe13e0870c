// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretname.h"
#include "util/result.h"

#include <QDateTime>

#include <stop_token>
#include <vector>

namespace stormdeck::secrets {

/// Which secrets of ours a keychain has, as no keychain tells that: names and times in a file (0600, replaced in one
/// step), never a secret. A value without state; several programs may use one file, which a lock beside it guards while
/// it is changed. At most 256 names.
class SecretIndex
{
public:
    struct Entry
    {
        SecretName name;
        QDateTime since;

        bool operator==(const Entry &) const = default;
    };

    /// Empty: names nothing and takes nothing.
    explicit SecretIndex(QString file) : m_file(std::move(file)) {}
    /// secrets.json in the folder of this user's settings.
    [[nodiscard]] static SecretIndex ofThisUser();

    /// None where there is no file. Errors: of reading; Undecodable "secrets.index-broken"; Rejected
    /// "secrets.index-newer".
    [[nodiscard]] Result<std::vector<Entry>> entries() const;
    /// Adds a name, or gives it another time. Errors: those of entries() and of writing; Rejected "secrets.too-many";
    /// Deadline where another program keeps it locked.
    [[nodiscard]] Result<void> add(const Entry &entry, const std::stop_token &stop) const;
    /// That it is not there is no error.
    [[nodiscard]] Result<void> remove(const SecretName &name, const std::stop_token &stop) const;

private:
    using Change = std::function<Result<void>(std::vector<Entry> &)>;
    [[nodiscard]] Result<void> change(const Change &change, const std::stop_token &stop) const;

    QString m_file;
};

} // namespace stormdeck::secrets
