// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh/login.h"

#include "net/failures.h"
#include "ssh/agentfilter.h"
#include "ssh/failures.h"
#include "ssh/keyfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <array>

#include <libssh/libssh.h>

namespace stormdeck::ssh {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SshLogin)
};

constexpr int mostKeys = 5;    // servers hang up after six attempts
constexpr int mostRounds = 4;  // methods that a server asks for one after the other
constexpr int mostPrompts = 8; // of one keyboard-interactive round
constexpr qsizetype longestPrompt = 200;
constexpr int mostTries = 3; // of one secret: what was kept in memory, in the keychain, what a person gives

/// The server's words for a person: one line, nothing that a terminal would obey.
QString plain(const char *words)
{
    QString text;
    for (const QChar sign : QString::fromUtf8(words == nullptr ? "" : words).left(longestPrompt)) {
        text += sign.category() == QChar::Other_Control ? QChar(u' ') : sign;
    }
    return text.simplified();
}

/// What the server says above a round of questions, each on a line of its own; may be empty.
QString headingOf(ssh_session session)
{
    QString heading;
    for (const char *words : {ssh_userauth_kbdint_getname(session), ssh_userauth_kbdint_getinstruction(session)}) {
        const QString line = plain(words);
        heading += line.isEmpty() ? line : line + u'\n';
    }
    return heading;
}

/// Whether that is the account's password, not one for once or one to be set.
bool asksForPassword(const QString &prompt)
{
    static const QRegularExpression other(QStringLiteral("one[- ]time|\\bnew\\b|otp"),
                                          QRegularExpression::CaseInsensitiveOption);
    return prompt.contains(QStringLiteral("password"), Qt::CaseInsensitive) && !prompt.contains(other);
}

class Attempt
{
public:
    Attempt(ssh_session session, const HostConfig &host, Asker &asker, Answers &answers, std::stop_token stop)
        : m_session(session), m_host(host), m_asker(asker), m_answers(answers), m_stop(std::move(stop)),
          m_agent(host.agentSocket)
    {
        if (m_agent.isThere()) {
            ssh_set_agent_socket(m_session, m_agent.takeClientEnd());
        }
    }

    Result<void> run()
    {
        const std::stop_callback cut(m_stop, [this] { m_agent.cut(); });
        if (!m_host.agentSocket.isEmpty() && !m_agent.isThere()) {
            note(Text::tr("no agent answers at %1").arg(m_host.agentSocket));
        }
        int code = ssh_userauth_none(m_session, nullptr);
        for (int round = 0; round < mostRounds && (code == SSH_AUTH_PARTIAL || (round == 0 && code == SSH_AUTH_DENIED));
             ++round) {
            m_tried = 0; // the server may want one method twice
            code = tryMethods();
        }
        Result<void> ended = code == SSH_AUTH_SUCCESS ? Result<void>() : failure(failed(code));
        for (const SecretQuestion &question : m_proved) {
            m_answers.confirm(question, m_asker, m_stop);
        }
        return ended;
    }

private:
    [[nodiscard]] Error failed(int code) const
    {
        const QString words = QString::fromUtf8(ssh_get_error(m_session));
        if (m_stop.stop_requested()) {
            return net::stopped(m_host.text());
        }
        if (code == SSH_AUTH_ERROR && !words.contains(QStringLiteral("Too many authentication failures"))) {
            return lost(m_host.text(), words);
        }
        return notLoggedIn(m_host.text(), m_attempts, words);
    }

    /// Denied: none of what is left to try was accepted.
    int tryMethods()
    {
        const int offered = ssh_userauth_list(m_session, nullptr);
        noteMethods(offered);
        const std::array<std::pair<int, int (Attempt::*)()>, 3> methods{
            std::pair{SSH_AUTH_METHOD_PUBLICKEY, &Attempt::tryKeys},
            std::pair{SSH_AUTH_METHOD_PASSWORD, &Attempt::tryPassword},
            std::pair{SSH_AUTH_METHOD_INTERACTIVE, &Attempt::tryInteractive}};
        for (const auto &[method, attempt] : methods) {
            if ((offered & method) == 0 || (m_tried & method) != 0) {
                continue;
            }
            m_tried |= method;
            const int code = (this->*attempt)();
            if (code != SSH_AUTH_DENIED || m_stop.stop_requested()) {
                return code;
            }
        }
        return SSH_AUTH_DENIED;
    }

    void noteMethods(int offered)
    {
        m_attempts.methods.clear();
        const std::array<std::pair<int, QString>, 3> names{
            std::pair{SSH_AUTH_METHOD_PUBLICKEY, Text::tr("a public key")},
            std::pair{SSH_AUTH_METHOD_PASSWORD, Text::tr("a password")},
            std::pair{SSH_AUTH_METHOD_INTERACTIVE, Text::tr("answers to its questions")}};
        for (const auto &[method, name] : names) {
            if ((offered & method) != 0) {
                m_attempts.methods << name;
            }
        }
    }

    int tryKeys()
    {
        if (m_host.identitiesGiven) {
            int code = tryAgent(true);
            for (const QString &file : m_host.identityFiles) {
                code = code == SSH_AUTH_DENIED ? tryFile(file) : code;
            }
            return code == SSH_AUTH_DENIED && !m_host.identitiesOnly ? tryAgent(false) : code;
        }
        int code = m_host.identitiesOnly ? tryAgent(true) : tryAgent(false);
        for (const QString &file : m_host.identityFiles) {
            code = code == SSH_AUTH_DENIED ? tryFile(file) : code;
        }
        return code;
    }

    /// The public halves of the key files, as the agent knows them.
    [[nodiscard]] QList<QByteArray> blobs() const
    {
        QList<QByteArray> found;
        for (const QString &file : m_host.identityFiles) {
            if (const QByteArray blob = blobOf(publicHalf(file)); !blob.isEmpty()) {
                found << blob;
            }
        }
        return found;
    }

    int tryAgent(bool onlyGiven)
    {
        const qsizetype most = mostKeys - m_attempts.keys;
        if (!m_agent.isThere() || most <= 0) {
            return SSH_AUTH_DENIED;
        }
        const auto before = m_agent.shown();
        m_agent.choose({.first = blobs(), .firstOnly = onlyGiven, .never = before, .most = most});
        const int code = ssh_userauth_agent(m_session, nullptr);
        const int offered = static_cast<int>(m_agent.shown().size() - before.size());
        m_attempts.keys += offered;
        if (offered > 0) {
            m_attempts.offered
                << Text::tr("%n key(s) of the agent, which has %1", nullptr, offered).arg(m_agent.held());
        }
        return code == SSH_AUTH_AGAIN || code == SSH_AUTH_ERROR ? afterAgent(code) : code;
    }

    /// An agent that went away is no failure of the connection.
    [[nodiscard]] int afterAgent(int code) const
    {
        return ssh_is_connected(m_session) != 0 && !m_stop.stop_requested() ? SSH_AUTH_DENIED : code;
    }

    int tryFile(const QString &file)
    {
        if (!QFileInfo::exists(file)) {
            if (m_host.identitiesGiven) {
                note(Text::tr("there is no key file %1").arg(file));
            }
            return SSH_AUTH_DENIED;
        }
        if (m_attempts.keys >= mostKeys) {
            note(Text::tr("the key %1 was not tried after so many others").arg(file));
            return SSH_AUTH_DENIED;
        }
        const KeyHandle half = publicHalf(file);
        if (half && m_agent.shown().contains(blobOf(half))) {
            return SSH_AUTH_DENIED;
        }
        if (half) {
            countOffer(file);
            const int code = ssh_userauth_try_publickey(m_session, nullptr, half.get());
            if (code != SSH_AUTH_SUCCESS) {
                return code;
            }
        }
        return signWith(file, half != nullptr);
    }

    /// `isCounted`: the server has seen the public half and would take it.
    int signWith(const QString &file, bool isCounted)
    {
        const KeyHandle key = unlock(file);
        if (!key) {
            if (isCounted) {
                m_attempts.offered.removeLast(); // it was not refused
            }
            return SSH_AUTH_DENIED;
        }
        if (!isCounted) {
            countOffer(file);
        }
        return ssh_userauth_publickey(m_session, nullptr, key.get());
    }

    void countOffer(const QString &file)
    {
        ++m_attempts.keys;
        m_attempts.offered << Text::tr("the key %1").arg(file);
    }

    KeyHandle unlock(const QString &file)
    {
        OpenedKey opened = openKey(file, nullptr);
        if (opened.state == OpenedKey::State::Locked) {
            return unlockByPassphrase(file);
        }
        if (opened.state == OpenedKey::State::Unreadable) {
            note(Text::tr("the key %1 cannot be read").arg(file));
        }
        return std::move(opened.key);
    }

    KeyHandle unlockByPassphrase(const QString &file)
    {
        const SecretQuestion question{.what = SecretQuestion::What::Passphrase, .host = m_host.text(), .file = file};
        bool isFresh = false;
        for (int i = 0; i < mostTries && !isFresh; ++i) {
            const auto passphrase = m_answers.secret(question, m_asker, m_stop);
            if (!passphrase) {
                noteKept(i > 0, Text::tr("the passphrase that was kept for %1 was wrong").arg(file));
                noteUnanswered(Text::tr("no passphrase was given for %1").arg(file));
                return nullptr;
            }
            OpenedKey opened = openKey(file, &passphrase->secret);
            if (opened.state != OpenedKey::State::WrongPassphrase) {
                m_proved.push_back(question);
                return std::move(opened.key);
            }
            m_answers.refuse(question, passphrase->secret);
            isFresh = passphrase->isFresh;
        }
        note(Text::tr("the passphrase for %1 was wrong").arg(file));
        m_attempts.remedy = Text::tr("Connect again and give the right passphrase.");
        return nullptr;
    }

    int tryPassword()
    {
        int code = SSH_AUTH_DENIED;
        for (int i = 0; i < mostTries; ++i) {
            const auto password = m_answers.secret(passwordQuestion(), m_asker, m_stop);
            if (!password) {
                noteKept(i > 0, Text::tr("the password that was kept was refused"));
                noteUnanswered(Text::tr("no password was given"));
                m_tried |= SSH_AUTH_METHOD_INTERACTIVE; // who wants no password wants no second question
                return SSH_AUTH_DENIED;
            }
            code = ssh_userauth_password(m_session, nullptr, password->secret.expose().toUtf8().constData());
            if (judge(password, code)) {
                break;
            }
        }
        m_attempts.offered << Text::tr("the password");
        return code;
    }

    /// What came of a password. Whether that is all: one that was kept may be out of date, so a person is asked then.
    bool judge(const std::optional<Answers::Answer> &password, int code)
    {
        if (!password) {
            return true;
        }
        if (code == SSH_AUTH_SUCCESS || code == SSH_AUTH_PARTIAL) {
            m_proved.push_back(passwordQuestion());
        } else if (code == SSH_AUTH_DENIED) {
            m_answers.refuse(passwordQuestion(), password->secret);
        }
        return code != SSH_AUTH_DENIED || password->isFresh || m_stop.stop_requested();
    }

    int tryInteractive()
    {
        int code = SSH_AUTH_DENIED;
        for (int i = 0; i < mostTries; ++i) {
            m_password.reset();
            code = tryInteractiveOnce();
            if (judge(m_password, code)) {
                break;
            }
        }
        return code;
    }

    int tryInteractiveOnce()
    {
        int code = ssh_userauth_kbdint(m_session, nullptr, nullptr);
        for (int round = 0; round < mostPrompts && code == SSH_AUTH_INFO; ++round) {
            if (!answerPrompts()) {
                m_password.reset(); // nobody has judged it
                noteUnanswered(Text::tr("its questions were not answered"));
                return SSH_AUTH_DENIED;
            }
            code = ssh_userauth_kbdint(m_session, nullptr, nullptr);
        }
        if (code == SSH_AUTH_DENIED) {
            m_attempts.offered << Text::tr("the answers to its questions");
        }
        return code == SSH_AUTH_INFO ? SSH_AUTH_DENIED : code;
    }

    bool answerPrompts()
    {
        const int count = ssh_userauth_kbdint_getnprompts(m_session);
        const QString heading = headingOf(m_session);
        for (int i = 0; i < std::min(count, mostPrompts); ++i) {
            char isShown = 0;
            const char *words = ssh_userauth_kbdint_getprompt(m_session, static_cast<unsigned>(i), &isShown);
            const auto answer = answerTo(heading, plain(words), isShown != 0);
            if (!answer) {
                return false;
            }
            ssh_userauth_kbdint_setanswer(m_session, static_cast<unsigned>(i), answer->expose().toUtf8().constData());
        }
        return count <= mostPrompts;
    }

    /// A password is remembered; other answers may hold only once.
    std::optional<Secret> answerTo(const QString &heading, const QString &prompt, bool isShown)
    {
        if (!isShown && asksForPassword(prompt)) {
            m_password = m_answers.secret(passwordQuestion(), m_asker, m_stop);
            return m_password ? std::optional(m_password->secret) : std::nullopt;
        }
        const auto given = m_asker.secret({.what = SecretQuestion::What::Answer,
                                           .host = m_host.text(),
                                           .prompt = heading + prompt,
                                           .isHidden = !isShown},
                                          m_stop);
        return given ? std::optional(given->secret) : std::nullopt;
    }

    [[nodiscard]] SecretQuestion passwordQuestion() const
    {
        return {.what = SecretQuestion::What::Password, .host = m_host.text()};
    }

    void note(const QString &words) { m_attempts.notes << words; }
    void noteKept(bool wasTried, const QString &words)
    {
        if (wasTried) {
            note(words);
        }
    }
    void noteUnanswered(const QString &words)
    {
        const QString absence = m_asker.absence();
        note(absence.isEmpty() ? words : Text::tr("%1, as %2").arg(words, absence));
    }

    ssh_session m_session;
    const HostConfig &m_host;
    Asker &m_asker;
    Answers &m_answers;
    std::stop_token m_stop;
    AgentFilter m_agent;
    int m_tried = 0;
    std::optional<Answers::Answer> m_password; ///< the one of this round of questions
    std::vector<SecretQuestion> m_proved;
    LoginAttempts m_attempts;
};
} // namespace

Result<void> logIn(ssh_session_struct *session, const HostConfig &host, Asker &asker, Answers &answers,
                   const std::stop_token &stop)
{
    return Attempt(session, host, asker, answers, stop).run();
}

} // namespace stormdeck::ssh
