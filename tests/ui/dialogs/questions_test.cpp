// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hostkeydialog.h"
#include "dialogs/secretdialog.h"
#include "support/qtlogguard.h"
#include "ui/wizards/hands.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <algorithm>

namespace stormdeck::dialogs {
namespace {

using test::press;
using test::saidIn;

const ShownHostKey shownKey{.host = QStringLiteral("ops@storm-1"),
                            .keyType = QStringLiteral("ED25519"),
                            .fingerprint = QStringLiteral("SHA256:abcdef"),
                            .file = QStringLiteral("/home/ops/.ssh/known_hosts")};

QString codeIn(const QWidget &dialog)
{
    const auto *code = dialog.findChild<QPlainTextEdit *>();
    return code ? code->toPlainText() : QString();
}

TEST(HostKeyDialog, showsAllThatIsNeededToDecide)
{
    const test::QtLogGuard guard;
    HostKeyDialog dialog(shownKey);
    dialog.show();
    EXPECT_TRUE(codeIn(dialog).contains(QStringLiteral("ED25519")) && codeIn(dialog).contains(shownKey.fingerprint));
    EXPECT_TRUE(saidIn(&dialog).contains(shownKey.host));
    EXPECT_TRUE(saidIn(&dialog).contains(shownKey.file));
    EXPECT_FALSE(saidIn(&dialog).contains(u'▲'));
}

TEST(HostKeyDialog, givesTheCommandThatShowsTheSameOnTheMachine)
{
    const HostKeyDialog dialog(shownKey);
    const auto boxes = dialog.findChildren<QPlainTextEdit *>();
    EXPECT_TRUE(std::any_of(boxes.begin(), boxes.end(), [](const QPlainTextEdit *box) {
        return box->toPlainText() == u"ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub";
    }));
}

TEST(HostKeyDialog, warnsWhereAnotherKindIsKnown)
{
    ShownHostKey key = shownKey;
    key.knownType = QStringLiteral("RSA");
    key.knownPlace = QStringLiteral("/home/ops/.ssh/known_hosts, line 12");
    HostKeyDialog dialog(key);
    dialog.show();
    EXPECT_TRUE(saidIn(&dialog).contains(u'▲'));
    EXPECT_TRUE(saidIn(&dialog).contains(key.knownPlace));
}

TEST(HostKeyDialog, doesNotTrustByEnterOrEscape)
{
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Escape}) {
        HostKeyDialog dialog(shownKey);
        dialog.show();
        QTest::keyClick(&dialog, key);
        EXPECT_FALSE(dialog.isVisible());
        EXPECT_EQ(dialog.result(), QDialog::Rejected);
    }
    HostKeyDialog dialog(shownKey);
    dialog.show();
    ASSERT_TRUE(press(&dialog, QStringLiteral("Trust and connect")));
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
}

TEST(SecretDialog, hidesWhatIsTypedAndGivesItOnce)
{
    const test::QtLogGuard guard;
    SecretDialog dialog({.what = WantedSecret::What::Passphrase,
                         .host = QStringLiteral("ops@storm-1"),
                         .file = QStringLiteral("/home/ops/.ssh/id_ed25519")});
    dialog.show();
    auto *field = dialog.findChild<QLineEdit *>();
    EXPECT_EQ(field->echoMode(), QLineEdit::Password);
    EXPECT_TRUE(saidIn(&dialog).contains(QStringLiteral("/home/ops/.ssh/id_ed25519")));
    test::type(field, QStringLiteral("geheim"));
    QTest::keyClick(field, Qt::Key_Return);
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_EQ(dialog.takeSecret().expose(), QStringLiteral("geheim"));
    EXPECT_TRUE(dialog.takeSecret().isEmpty());
}

const WantedSecret wantedPassword{.host = QStringLiteral("ops@storm-1"), .canRemember = true};

TEST(SecretDialog, remembersInTheKeychainOnlyWhereOneWantsThat)
{
    const test::QtLogGuard guard;
    SecretDialog dialog(wantedPassword);
    dialog.show();
    EXPECT_FALSE(dialog.remembers());
    EXPECT_TRUE(saidIn(&dialog).contains(QStringLiteral("in memory until Stormdeck ends")));
    ASSERT_TRUE(test::tick(&dialog, QStringLiteral("Remember in the keychain")));
    EXPECT_TRUE(dialog.remembers());
    EXPECT_TRUE(saidIn(&dialog).contains(QStringLiteral("Saved secrets")));
    EXPECT_FALSE(saidIn(&dialog).contains(QStringLiteral("in memory until Stormdeck ends")));
}

TEST(SecretDialog, saysThatThereIsOnlyMemory)
{
    WantedSecret wanted = wantedPassword;
    wanted.canRemember = false;
    wanted.whyNot = QStringLiteral("there is no keychain (no session bus)");
    SecretDialog dialog(wanted);
    dialog.show();
    EXPECT_FALSE(dialog.findChild<QCheckBox *>(QStringLiteral("remember"))->isEnabled());
    EXPECT_TRUE(saidIn(&dialog).contains(
        QStringLiteral("Kept in memory until Stormdeck ends, because there is no keychain (no session bus).")));
}

TEST(SecretDialog, saysWhyItAsksAnew)
{
    WantedSecret wanted = wantedPassword;
    wanted.note = QStringLiteral("The one saved in the keychain was refused.");
    SecretDialog dialog(wanted);
    dialog.show();
    EXPECT_TRUE(saidIn(&dialog).contains(wanted.note));
}

TEST(SecretDialog, offersNoKeychainForAnAnswer)
{
    SecretDialog dialog({.what = WantedSecret::What::Answer, .prompt = QStringLiteral("Code:")});
    dialog.show();
    EXPECT_FALSE(dialog.findChild<QCheckBox *>(QStringLiteral("remember"))->isVisible());
}

TEST(SecretDialog, marksTheWordsOfTheServerAndShowsWhatMayBeSeen)
{
    SecretDialog dialog({.what = WantedSecret::What::Answer,
                         .host = QStringLiteral("ops@storm-1"),
                         .prompt = QStringLiteral("Stormdeck needs your bank account:"),
                         .isHidden = false});
    dialog.show();
    EXPECT_EQ(codeIn(dialog), QStringLiteral("Stormdeck needs your bank account:"));
    EXPECT_FALSE(saidIn(&dialog).contains(QStringLiteral("bank account"))) << "only in the box of the server's words";
    EXPECT_EQ(dialog.findChild<QLineEdit *>()->echoMode(), QLineEdit::Normal);
}

} // namespace
} // namespace stormdeck::dialogs
