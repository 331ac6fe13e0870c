// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/keychainrequest.h"

#include <QCoreApplication>

namespace stormdeck::secrets {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Keychain)
};

using Act = KeychainRequest::Act;

constexpr qsizetype longestWords = 200;

QString attempted(Act act)
{
    switch (act) {
    case Act::Read:
        return Text::tr("read from the keychain");
    case Act::Write:
        return Text::tr("save in the keychain");
    case Act::Remove:
        break;
    }
    return Text::tr("remove from the keychain");
}

/// One line, no full stop.
QString clause(const QString &words)
{
    QString text = words.left(longestWords).simplified();
    return text.endsWith(u'.') ? text.chopped(1) : text;
}
} // namespace

bool KeychainRequest::begin()
{
    const std::scoped_lock lock(m_mutex);
    if (m_state == State::Waiting) {
        m_state = State::Begun;
        return true;
    }
    return false;
}

void KeychainRequest::end(Ending ending)
{
    const std::scoped_lock lock(m_mutex);
    if (m_state != State::GivenUp) {
        m_ending = std::move(ending);
        m_state = State::Ended;
    }
    m_ended.notify_all();
}

Result<KeychainRequest::Ending> KeychainRequest::await(const Deadline &deadline, const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_ended.wait_for(lock, stop, deadline.remaining(), [this] { return m_state == State::Ended; })) {
        Error error = givenUp(stop.stop_requested());
        m_state = State::GivenUp;
        return failure(std::move(error));
    }
    if (m_ending.how == How::Denied || m_ending.how == How::Failed) {
        return failure(failed());
    }
    return m_ending;
}

Error KeychainRequest::givenUp(bool byStop) const
{
    Error error{.kind = byStop ? ErrorKind::Cancelled : ErrorKind::Deadline,
                .layer = Layer::Local,
                .attempted = attempted(m_act),
                .reason = byStop ? Text::tr("it was stopped") : Text::tr("the keychain did not answer in time"),
                .remedy = Text::tr("See whether the keychain asks for its password."),
                .code = byStop ? QString() : QStringLiteral("keychain.late")};
    if (m_state == State::Begun && m_act != Act::Read) {
        error.kind = ErrorKind::OutcomeUnknown;
    }
    return error;
}

Error KeychainRequest::failed() const
{
    const QString words = clause(m_ending.words);
    const bool isDenied = m_ending.how == How::Denied;
    return {.kind = isDenied ? ErrorKind::Denied : ErrorKind::Unreachable,
            .layer = Layer::Local,
            .attempted = attempted(m_act),
            .reason = isDenied ? Text::tr("the keychain is locked (%1)").arg(words)
                               : Text::tr("there is no keychain that can be used (%1)").arg(words),
            .remedy = isDenied ? Text::tr("Unlock the keychain.")
                               : Text::tr("Log in to a desktop with a keychain, such as GNOME Keyring or KWallet."),
            .code = isDenied ? QStringLiteral("keychain.denied") : QStringLiteral("keychain.unavailable")};
}

} // namespace stormdeck::secrets
