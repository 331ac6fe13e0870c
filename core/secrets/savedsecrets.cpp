// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/savedsecrets.h"

#include "secrets/keychain.h"

#include <QCoreApplication>

#include <algorithm>

namespace stormdeck::secrets {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SavedSecrets)
};

constexpr std::chrono::seconds keychainPatience{60}; // a person may be asked for the keychain's own password
constexpr std::chrono::seconds probePatience{3};
constexpr size_t mostRemarks = 256;

QString capital(QString text)
{
    return text.isEmpty() ? text : text.replace(0, 1, text.front().toUpper());
}

QString keptInMemory(const SecretName &name, const QString &why)
{
    return Text::tr("%1 is kept in memory until Stormdeck ends, because %2.").arg(capital(textOf(name)), why);
}

bool comesBefore(const SavedSecret &left, const SavedSecret &right)
{
    return std::tuple(left.name.kind, left.name.subject, left.place) <
           std::tuple(right.name.kind, right.name.subject, right.place);
}
} // namespace

SavedSecrets::SavedSecrets() : SavedSecrets({}, SecretIndex({})) {}

SavedSecrets::SavedSecrets(std::unique_ptr<SecretStore> keychain, SecretIndex index, std::shared_ptr<const Clock> clock)
    : m_keychain(std::move(keychain)), m_index(std::move(index)), m_clock(std::move(clock)), m_memory(m_clock)
{
}

std::shared_ptr<SavedSecrets> SavedSecrets::ofThisUser()
{
    return std::make_shared<SavedSecrets>(std::make_unique<Keychain>(), SecretIndex::ofThisUser());
}

SavedSecrets::Found SavedSecrets::find(const SecretName &name, const std::stop_token &stop)
{
    if (auto kept = m_memory.find(name)) {
        return {std::move(kept), {}};
    }
    Found found = findInKeychain(name, stop);
    if (!found.secret && found.note.isEmpty()) {
        const auto refusal = remarkOn(name, Place::Memory);
        found.note = refusal && refusal->isRefusal ? refusal->text : QString();
    }
    return found;
}

SavedSecrets::Found SavedSecrets::findInKeychain(const SecretName &name, const std::stop_token &stop)
{
    const auto entries = m_keychain ? m_index.entries() : std::vector<SecretIndex::Entry>();
    if (!entries) {
        return {{}, sentence(entries.error())};
    }
    if (std::none_of(entries->begin(), entries->end(), [&name](const auto &entry) { return entry.name == name; })) {
        return {};
    }
    if (const auto refusal = remarkOn(name, Place::Keychain)) {
        return {{}, refusal->text};
    }
    auto secret = m_keychain->read(name, Deadline::in(keychainPatience), stop);
    if (!secret) {
        return {{}, Text::tr("It is saved in the keychain and cannot be read: %1.").arg(secret.error().reason)};
    }
    if (!*secret) {
        const auto removed = m_index.remove(name, stop);
        return {{}, removed ? Text::tr("The keychain does not have it any more.") : sentence(removed.error())};
    }
    return {std::move(*secret), {}};
}

void SavedSecrets::keep(const SecretName &name, const Secret &secret)
{
    unremark(name, Place::Memory);
    m_memory.keep(name, secret);
}

QString SavedSecrets::remember(const SecretName &name, const std::stop_token &stop)
{
    const auto secret = m_memory.find(name);
    if (!secret) { // forgotten meanwhile
        return {};
    }
    if (const auto saved = save(name, *secret, stop); !saved) {
        const QString text = keptInMemory(name, saved.error().reason);
        remark({name, Place::Memory, text, false});
        return text;
    }
    unremark(name, Place::Keychain);
    m_memory.dropIfIs(name, *secret);
    return {};
}

/// The name first: what the keychain has is never unlisted.
Result<void> SavedSecrets::save(const SecretName &name, const Secret &secret, const std::stop_token &stop)
{
    if (!m_keychain) {
        return failure({.reason = Text::tr("there is no keychain")});
    }
    const auto before = m_index.entries();
    const auto added = before ? m_index.add({name, m_clock->wall()}, stop) : failure(before.error());
    if (!added) {
        return added;
    }
    auto written = m_keychain->write(name, secret, Deadline::in(keychainPatience), stop);
    const bool wasThere =
        std::any_of(before->begin(), before->end(), [&name](const auto &entry) { return entry.name == name; });
    const bool isNot = !written && written.error().kind != ErrorKind::OutcomeUnknown && !wasThere;
    const auto removed = isNot ? m_index.remove(name, {}) : Result<void>();
    return removed ? written : removed;
}

void SavedSecrets::refuse(const SecretName &name, const Secret &secret)
{
    if (m_memory.dropIfIs(name, secret)) {
        remark({name, Place::Memory, Text::tr("The one given before was refused."), true});
    } else if (!m_memory.find(name)) {
        remark({name, Place::Keychain, Text::tr("The one saved in the keychain was refused."), true});
    }
}

QString SavedSecrets::whyNoKeychain(const std::stop_token &stop)
{
    if (!m_keychain) {
        return Text::tr("there is no keychain");
    }
    const auto probed = m_keychain->read({}, Deadline::in(probePatience), stop); // there is none without a subject
    return probed ? QString() : probed.error().reason;
}

SavedSecrets::Listing SavedSecrets::list() const
{
    Listing listing;
    const auto note = [this](const SecretName &name, Place place) {
        const auto found = remarkOn(name, place);
        return found ? found->text : QString();
    };
    for (const MemorySecrets::Kept &kept : m_memory.kept()) {
        listing.secrets.push_back({kept.name, Place::Memory, kept.since, note(kept.name, Place::Memory)});
    }
    const auto entries = m_index.entries();
    for (const SecretIndex::Entry &entry : entries ? *entries : std::vector<SecretIndex::Entry>()) {
        listing.secrets.push_back({entry.name, Place::Keychain, entry.since, note(entry.name, Place::Keychain)});
    }
    listing.trouble = entries ? std::nullopt : std::optional(entries.error());
    std::sort(listing.secrets.begin(), listing.secrets.end(), comesBefore);
    return listing;
}

Result<void> SavedSecrets::forget(const SavedSecret &secret, const std::stop_token &stop)
{
    unremark(secret.name, secret.place);
    if (secret.place == Place::Memory) {
        m_memory.drop(secret.name);
    }
    if (secret.place == Place::Memory || !m_keychain) {
        return {};
    }
    auto removed = m_keychain->remove(secret.name, Deadline::in(keychainPatience), stop);
    return removed ? m_index.remove(secret.name, stop) : removed;
}

void SavedSecrets::remark(const Remark &remark)
{
    unremark(remark.name, remark.place);
    const std::scoped_lock lock(m_mutex);
    if (m_remarks.size() >= mostRemarks) {
        m_remarks.erase(m_remarks.begin());
    }
    m_remarks.push_back(remark);
}

void SavedSecrets::unremark(const SecretName &name, Place place)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_remarks, [&](const Remark &one) { return one.name == name && one.place == place; });
}

std::optional<SavedSecrets::Remark> SavedSecrets::remarkOn(const SecretName &name, Place place) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::find_if(m_remarks.begin(), m_remarks.end(),
                                    [&](const Remark &one) { return one.name == name && one.place == place; });
    return found == m_remarks.end() ? std::nullopt : std::optional(*found);
}

} // namespace stormdeck::secrets
