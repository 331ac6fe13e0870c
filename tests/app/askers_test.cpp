// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/terminalasker.h"
#include "dialogs/hostkeydialog.h"
#include "dialogs/secretdialog.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"
#include "windowquestions.h"

#include <QApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QTest>
#include <QWidget>

#include <gtest/gtest.h>

#include <future>

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

namespace stormdeck::app {
namespace {

using namespace std::chrono_literals;

const ssh::HostKeyQuestion unknownHost{.host = QStringLiteral("ops@storm-1"),
                                       .keyType = QStringLiteral("ED25519"),
                                       .fingerprint = QStringLiteral("SHA256:abcdef"),
                                       .file = QStringLiteral("/home/ops/.ssh/known_hosts")};
const ssh::SecretQuestion lockedKey{.what = ssh::SecretQuestion::What::Passphrase,
                                    .host = QStringLiteral("ops@storm-1"),
                                    .file = QStringLiteral("/home/ops/.ssh/id_ed25519")};

/// A terminal with a person who is played by the test.
class TerminalTest : public testing::Test
{
protected:
    TerminalTest() : person(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        grantpt(person);
        unlockpt(person);
        path = QString::fromLocal8Bit(ptsname(person));
        kept = open(ptsname(person), O_RDWR | O_NOCTTY | O_CLOEXEC); // so that it stays between two questions
    }
    ~TerminalTest() override
    {
        close(kept);
        close(person);
    }
    /// Reads until that is on the screen.
    QByteArray awaits(const QByteArray &words)
    {
        QByteArray seen;
        pollfd polled{person, POLLIN, 0};
        while (!seen.contains(words) && poll(&polled, 1, 5000) == 1) {
            char piece[256];
            const auto got = read(person, piece, sizeof piece);
            seen.append(piece, std::max<qsizetype>(got, 0));
        }
        EXPECT_TRUE(seen.contains(words)) << seen.constData();
        return seen;
    }
    void types(const QByteArray &line) const
    {
        ASSERT_EQ(write(person, line.constData(), size_t(line.size())), line.size());
    }
    [[nodiscard]] bool echoes() const
    {
        termios state{};
        tcgetattr(kept, &state);
        return (state.c_lflag & ECHO) != 0;
    }

    /// What is typed before it is hidden is thrown away.
    void typesHidden(const QByteArray &line) const
    {
        while (echoes()) {
            std::this_thread::sleep_for(1ms);
        }
        types(line);
    }

    int person;
    int kept;
    QString path;
};

TEST_F(TerminalTest, asksAboutAHostKeyUntilYesOrNo)
{
    TerminalAsker asker(false, path);
    EXPECT_TRUE(asker.absence().isEmpty());
    auto answer = std::async(std::launch::async, [&] { return asker.acceptsHostKey(unknownHost, {}); });
    const QByteArray shown = awaits("[yes/no]");
    EXPECT_TRUE(shown.contains("ops@storm-1") && shown.contains("SHA256:abcdef") && shown.contains("known_hosts"));
    types("y\n");
    awaits("yes or no");
    types("yes\n");
    EXPECT_TRUE(answer.get());

    auto refusal = std::async(std::launch::async, [&] { return asker.acceptsHostKey(unknownHost, {}); });
    awaits("[yes/no]");
    types("no\n");
    EXPECT_FALSE(refusal.get());
}

TEST_F(TerminalTest, hidesASecretAndShowsTheTerminalAgain)
{
    TerminalAsker asker(false, path);
    auto answer = std::async(std::launch::async, [&] { return asker.secret(lockedKey, {}); });
    awaits("id_ed25519");
    typesHidden("geheim\n");
    const auto secret = answer.get();
    ASSERT_TRUE(secret);
    EXPECT_EQ(secret->secret.expose(), QStringLiteral("geheim"));
    EXPECT_FALSE(secret->remember);
    EXPECT_TRUE(echoes());
}

TEST_F(TerminalTest, savesWhatIsTypedWhereThatWasAskedForAndSaysWhereItCannot)
{
    TerminalAsker asker(true, path);
    EXPECT_TRUE(asker.offersToRemember());
    ssh::SecretQuestion question = lockedKey;
    question.note = QStringLiteral("The one saved in the keychain was refused.");
    question.canRemember = true;
    auto saved = std::async(std::launch::async, [&] { return asker.secret(question, {}); });
    EXPECT_TRUE(awaits("id_ed25519").contains("was refused."));
    typesHidden("geheim\n");
    EXPECT_TRUE(saved.get()->remember);

    question.canRemember = false;
    question.whyNot = QStringLiteral("there is no keychain");
    auto unsaved = std::async(std::launch::async, [&] { return asker.secret(question, {}); });
    EXPECT_TRUE(awaits("id_ed25519").contains("It cannot be saved, because there is no keychain."));
    typesHidden("geheim\n");
    EXPECT_FALSE(unsaved.get()->remember);
    asker.tell(QStringLiteral("It is kept in memory."));
    awaits("It is kept in memory.");
}

TEST_F(TerminalTest, endsWithTheStopAndLetsTheNextOneAsk)
{
    TerminalAsker asker(false, path);
    std::stop_source stop;
    auto first = std::async(std::launch::async, [&] { return asker.secret(lockedKey, stop.get_token()); });
    awaits("id_ed25519");
    auto second = std::async(std::launch::async, [&] { return asker.acceptsHostKey(unknownHost, {}); });
    EXPECT_EQ(second.wait_for(50ms), std::future_status::timeout) << "one question at a time";
    stop.request_stop();
    EXPECT_FALSE(first.get());
    awaits("[yes/no]");
    EXPECT_TRUE(echoes());
    types("yes\n");
    EXPECT_TRUE(second.get());
}

TEST(TerminalAsker, refusesEverythingWhereThereIsNoTerminal)
{
    TerminalAsker asker(false, QStringLiteral("/dev/null"));
    EXPECT_FALSE(asker.acceptsHostKey(unknownHost, {}));
    EXPECT_FALSE(asker.secret(lockedKey, {}));
    EXPECT_TRUE(asker.absence().contains(QStringLiteral("no terminal")));
}

class WindowAskerTest : public testing::Test
{
protected:
    template <typename Dialog>
    [[nodiscard]] Dialog *shown()
    {
        Dialog *found = nullptr;
        EXPECT_TRUE(test::becomes([&] {
            for (Dialog *one : window.findChildren<Dialog *>()) {
                found = one->isVisible() ? one : found;
            }
            return found != nullptr;
        }));
        return found;
    }
    [[nodiscard]] bool showsNothing()
    {
        return test::becomes([this] {
            const auto dialogs = window.findChildren<QDialog *>();
            return std::none_of(dialogs.begin(), dialogs.end(), [](const QDialog *one) { return one->isVisible(); });
        });
    }
    template <typename T>
    [[nodiscard]] static bool isDone(std::future<T> &one)
    {
        return test::becomes([&one] { return one.wait_for(0ms) == std::future_status::ready; });
    }

    QWidget window;
    std::shared_ptr<WindowAsker> asker = std::make_shared<WindowAsker>();
    std::unique_ptr<WindowQuestions> questions = std::make_unique<WindowQuestions>(asker, window);
};

TEST_F(WindowAskerTest, asksOneAfterTheOther)
{
    window.show();
    auto trust = std::async(std::launch::async, [&] { return asker->acceptsHostKey(unknownHost, {}); });
    auto *key = shown<dialogs::HostKeyDialog>();
    ASSERT_NE(key, nullptr);
    auto secret = std::async(std::launch::async, [&] { return asker->secret(lockedKey, {}); });
    QTest::qWait(50);
    EXPECT_TRUE(window.findChildren<dialogs::SecretDialog *>().isEmpty()) << "one dialog at a time";
    ASSERT_TRUE(test::press(key, QStringLiteral("Trust and connect")));
    ASSERT_TRUE(isDone(trust));
    EXPECT_TRUE(trust.get());

    auto *dialog = shown<dialogs::SecretDialog>();
    ASSERT_NE(dialog, nullptr);
    test::type(dialog->findChild<QLineEdit *>(), QStringLiteral("geheim"));
    ASSERT_TRUE(test::press(dialog, QStringLiteral("Log in")));
    ASSERT_TRUE(isDone(secret));
    EXPECT_EQ(secret.get()->secret.expose(), QStringLiteral("geheim"));
    EXPECT_TRUE(showsNothing());
}

TEST_F(WindowAskerTest, givesTheKeyboardBackToTheWindowThatHadIt)
{
    window.show();
    QDialog plan(&window);
    plan.setModal(false);
    plan.show();
    plan.activateWindow();
    ASSERT_TRUE(test::becomes([&] { return QApplication::activeWindow() == &plan; }));
    for (int i = 0; i < 2; ++i) {
        auto trust = std::async(std::launch::async, [&] { return asker->acceptsHostKey(unknownHost, {}); });
        auto *key = shown<dialogs::HostKeyDialog>();
        ASSERT_NE(key, nullptr);
        ASSERT_TRUE(test::press(key, QStringLiteral("Trust and connect")));
        ASSERT_TRUE(isDone(trust));
    }
    EXPECT_TRUE(test::becomes([&] { return QApplication::activeWindow() == &plan; }));
}

TEST_F(WindowAskerTest, givesThePersonsWishToTheSession)
{
    window.show();
    ssh::SecretQuestion question = lockedKey;
    question.canRemember = true;
    question.note = QStringLiteral("The one saved in the keychain was refused.");
    auto secret = std::async(std::launch::async, [&] { return asker->secret(question, {}); });
    auto *dialog = shown<dialogs::SecretDialog>();
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(test::saidIn(dialog).contains(question.note));
    ASSERT_TRUE(test::tick(dialog, QStringLiteral("Remember in the keychain")));
    ASSERT_TRUE(test::press(dialog, QStringLiteral("Log in")));
    ASSERT_TRUE(isDone(secret));
    EXPECT_TRUE(secret.get()->remember);
}

TEST_F(WindowAskerTest, showsANoticeForWhichNobodyWaits)
{
    window.show();
    asker->tell(QStringLiteral("It is kept in memory."));
    auto *box = shown<QMessageBox>();
    ASSERT_NE(box, nullptr);
    EXPECT_EQ(box->text(), QStringLiteral("It is kept in memory."));
    auto trust = std::async(std::launch::async, [&] { return asker->acceptsHostKey(unknownHost, {}); });
    QTest::keyClick(box, Qt::Key_Return);
    auto *key = shown<dialogs::HostKeyDialog>();
    ASSERT_NE(key, nullptr) << "the next question";
    QTest::keyClick(key, Qt::Key_Escape);
    ASSERT_TRUE(isDone(trust));
    EXPECT_TRUE(showsNothing());
    for (int i = 0; i < 20; ++i) {
        asker->tell(QStringLiteral("It is kept in memory."));
    }
    int shownOnes = 0;
    for (; asker->first(); ++shownOnes) {
        asker->answer(asker->first()->first, std::nullopt);
    }
    EXPECT_EQ(shownOnes, 16);
}

TEST_F(WindowAskerTest, takesAnAbandonedQuestionAway)
{
    window.show();
    std::stop_source stop;
    auto trust = std::async(std::launch::async, [&] { return asker->acceptsHostKey(unknownHost, stop.get_token()); });
    ASSERT_NE(shown<dialogs::HostKeyDialog>(), nullptr);
    stop.request_stop();
    EXPECT_TRUE(showsNothing());
    EXPECT_FALSE(trust.get());
}

TEST_F(WindowAskerTest, answersNoWhenTheWindowGoes)
{
    window.show();
    auto trust = std::async(std::launch::async, [&] { return asker->acceptsHostKey(unknownHost, {}); });
    auto secret = std::async(std::launch::async, [&] { return asker->secret(lockedKey, {}); });
    ASSERT_NE(shown<QDialog>(), nullptr);
    questions.reset();
    EXPECT_FALSE(trust.get());
    EXPECT_FALSE(secret.get());
    EXPECT_FALSE(asker->acceptsHostKey(unknownHost, {})) << "so are those that come later";
    EXPECT_FALSE(asker->absence().isEmpty());
}

} // namespace
} // namespace stormdeck::app
