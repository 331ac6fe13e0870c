// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/answers.h"

#include <algorithm>

namespace stormdeck::ssh {

namespace {
/// Passphrases belong to a file, whichever host asks for it.
secrets::SecretName nameOf(const SecretQuestion &question)
{
    using Kind = secrets::SecretName::Kind;
    if (question.what == SecretQuestion::What::Passphrase) {
        return {Kind::Passphrase, question.file};
    }
    return {question.what == SecretQuestion::What::SudoPassword ? Kind::Sudo : Kind::Password, question.host};
}
} // namespace

Answers::Answers(std::shared_ptr<secrets::SavedSecrets> saved) : m_saved(std::move(saved)) {}

std::optional<Answers::Answer> Answers::secret(const SecretQuestion &question, Asker &asker,
                                               const std::stop_token &stop)
{
    const secrets::SecretName name = nameOf(question);
    std::unique_lock lock(m_mutex);
    while (const OpenPtr before = openOf(name)) {
        if (!m_settled.wait(lock, stop, [&before] { return !before->isOpen; })) {
            return std::nullopt;
        }
        if (!before->wasStopped) {
            return before->answer;
        }
    }
    const auto open = std::make_shared<Open>(Open{.name = name});
    m_open.push_back(open);
    lock.unlock();
    const auto answer = lookOrAsk(question, asker, stop);
    settle(open, answer, !answer && stop.stop_requested());
    return answer;
}

/// Call under the lock. Null where nobody is at that question.
Answers::OpenPtr Answers::openOf(const secrets::SecretName &name) const
{
    const auto found =
        std::find_if(m_open.begin(), m_open.end(), [&name](const OpenPtr &open) { return open->name == name; });
    return found == m_open.end() ? nullptr : *found;
}

std::optional<Answers::Answer> Answers::lookOrAsk(const SecretQuestion &question, Asker &asker,
                                                  const std::stop_token &stop)
{
    secrets::SavedSecrets::Found found;
    SecretQuestion asked = question;
    asker.whileAskedElsewhere([&] {
        found = m_saved->find(nameOf(question), stop);
        if (!found.secret && asker.offersToRemember()) {
            asked.whyNot = m_saved->whyNoKeychain(stop);
            asked.canRemember = asked.whyNot.isEmpty();
        }
    });
    if (found.secret) {
        return Answer{std::move(*found.secret), false};
    }
    asked.note = found.note;
    return stop.stop_requested() ? std::nullopt : ask(std::move(asked), asker, stop);
}

std::optional<Answers::Answer> Answers::ask(SecretQuestion question, Asker &asker, const std::stop_token &stop)
{
    auto given = asker.secret(question, stop);
    if (!given) {
        return std::nullopt;
    }
    const secrets::SecretName name = nameOf(question);
    m_saved->keep(name, given->secret);
    if (given->remember) {
        const std::scoped_lock lock(m_mutex);
        m_wishes.push_back(name);
    }
    return Answer{std::move(given->secret), true};
}

void Answers::settle(const OpenPtr &open, const std::optional<Answer> &answer, bool wasStopped)
{
    {
        const std::scoped_lock lock(m_mutex);
        open->answer = answer;
        open->wasStopped = wasStopped;
        open->isOpen = false;
        std::erase(m_open, open);
    }
    m_settled.notify_all();
}

void Answers::confirm(const SecretQuestion &question, Asker &asker, const std::stop_token &stop)
{
    const secrets::SecretName name = nameOf(question);
    if (!takeWish(name)) {
        return;
    }
    asker.whileAskedElsewhere([&] {
        const QString failed = m_saved->remember(name, stop);
        if (!failed.isEmpty() && !stop.stop_requested()) {
            asker.tell(failed);
        }
    });
}

void Answers::refuse(const SecretQuestion &question, const Secret &secret)
{
    (void)takeWish(nameOf(question));
    m_saved->refuse(nameOf(question), secret);
}

bool Answers::takeWish(const secrets::SecretName &name)
{
    const std::scoped_lock lock(m_mutex);
    return std::erase(m_wishes, name) > 0;
}

} // namespace stormdeck::ssh
