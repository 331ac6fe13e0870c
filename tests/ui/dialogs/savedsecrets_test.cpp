// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/savedsecretsdialog.h"

#include "support/qtlogguard.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"

#include <QAbstractItemModelTester>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <gtest/gtest.h>

#include <mutex>

namespace stormdeck::dialogs {
namespace {

using secrets::Place;
using secrets::SavedSecret;
using test::becomes;
using test::press;
using test::saidIn;

class SavedSecretsDialogTest : public testing::Test
{
protected:
    /// A store that the dialog reads on other threads.
    struct Store
    {
        std::mutex mutex; ///< guards what follows
        secrets::SavedSecrets::Listing listing;
        std::optional<Error> failure;
    };

    SavedSecretsDialogTest()
    {
        const QDateTime since = QDateTime::fromSecsSinceEpoch(1'700'000'000);
        const QString key = QStringLiteral("/home/ops/.ssh/id_ed25519");
        store->listing.secrets = {
            {{secrets::SecretName::Kind::Passphrase, key}, Place::Keychain, since, {}},
            {{secrets::SecretName::Kind::Password, QStringLiteral("ops@storm-1")},
             Place::Memory,
             since,
             QStringLiteral("The password of ops@storm-1 is kept in memory until Stormdeck ends.")},
            {{secrets::SecretName::Kind::Password, QStringLiteral("ops@storm-2")}, Place::Keychain, since, {}}};
    }

    [[nodiscard]] SavedSecretsDialog::Services services()
    {
        return {background,
                [store = store](const std::stop_token &) {
                    const std::scoped_lock lock(store->mutex);
                    return store->listing;
                },
                [store = store](const SavedSecret &secret, const std::stop_token &) -> Result<void> {
                    const std::scoped_lock lock(store->mutex);
                    if (store->failure && secret.place == Place::Keychain) {
                        return failure(*store->failure);
                    }
                    std::erase(store->listing.secrets, secret);
                    return {};
                }};
    }
    [[nodiscard]] static QTableView *tableIn(const QWidget &dialog) { return dialog.findChild<QTableView *>(); }
    [[nodiscard]] static QString rowOf(const QWidget &dialog, int row)
    {
        QStringList cells;
        const QAbstractItemModel &model = *tableIn(dialog)->model();
        for (int column = 0; column < model.columnCount(); ++column) {
            cells << model.index(row, column).data().toString();
        }
        return cells.join(QStringLiteral(" | "));
    }
    [[nodiscard]] static bool has(const QWidget &dialog, int rows)
    {
        return becomes([&] { return tableIn(dialog)->model()->rowCount() == rows; });
    }

    std::shared_ptr<Store> store = std::make_shared<Store>();
    wizards::Background background;
};

TEST_F(SavedSecretsDialogTest, listsWhatIsKeptWhere)
{
    const test::QtLogGuard guard;
    SavedSecretsDialog dialog(services());
    const QAbstractItemModelTester tester(tableIn(dialog)->model());
    dialog.show();
    ASSERT_TRUE(has(dialog, 3));
    EXPECT_TRUE(rowOf(dialog, 0).startsWith(QStringLiteral("/home/ops/.ssh/id_ed25519 | Passphrase | Keychain | ")));
    EXPECT_TRUE(rowOf(dialog, 1).contains(QStringLiteral("| Memory |")));
    EXPECT_TRUE(rowOf(dialog, 1).endsWith(QStringLiteral("is kept in memory until Stormdeck ends.")));
    EXPECT_FALSE(tableIn(dialog)->accessibleName().isEmpty());
    tableIn(dialog)->selectRow(1);
    EXPECT_TRUE(saidIn(&dialog).contains(QStringLiteral("The password of ops@storm-1 is kept in memory"))) << "in full";
}

TEST_F(SavedSecretsDialogTest, forgetsTheSelectedOneByKeyAndButton)
{
    SavedSecretsDialog dialog(services());
    dialog.show();
    ASSERT_TRUE(has(dialog, 3));
    dialog.activateWindow();
    tableIn(dialog)->setFocus();
    ASSERT_TRUE(becomes([&] { return tableIn(dialog)->hasFocus(); }));
    QTest::keyClick(tableIn(dialog), Qt::Key_Down);
    QTest::keyClick(tableIn(dialog), Qt::Key_Delete);
    ASSERT_TRUE(has(dialog, 2));
    EXPECT_FALSE(rowOf(dialog, 1).contains(QStringLiteral("storm-1")));
    ASSERT_TRUE(becomes([&] { return press(&dialog, QStringLiteral("Forget")); }));
    ASSERT_TRUE(has(dialog, 1));
    EXPECT_TRUE(rowOf(dialog, 0).contains(QStringLiteral("id_ed25519"))) << "what moved up was selected";
}

TEST_F(SavedSecretsDialogTest, forgetsAllAfterAQuestion)
{
    SavedSecretsDialog dialog(services());
    dialog.show();
    ASSERT_TRUE(has(dialog, 3));
    ASSERT_TRUE(press(&dialog, QStringLiteral("Forget all…")));
    auto *question = dialog.findChild<QMessageBox *>();
    ASSERT_NE(question, nullptr);
    QTest::keyClick(question, Qt::Key_Return);
    QTest::qWait(50);
    EXPECT_EQ(store->listing.secrets.size(), 3U) << "Enter keeps them";
    ASSERT_TRUE(becomes([&] { return dialog.findChild<QMessageBox *>() == nullptr; }));
    ASSERT_TRUE(press(&dialog, QStringLiteral("Forget all…")));
    ASSERT_TRUE(press(dialog.findChild<QMessageBox *>(), QStringLiteral("Forget all")));
    ASSERT_TRUE(has(dialog, 0));
    EXPECT_FALSE(test::canPress(&dialog, QStringLiteral("Forget")));
    EXPECT_FALSE(test::canPress(&dialog, QStringLiteral("Forget all…")));
}

TEST_F(SavedSecretsDialogTest, keepsWhatTheKeychainDidNotForgetAndSaysWhy)
{
    store->failure = Error{.kind = ErrorKind::Denied,
                           .attempted = QStringLiteral("remove from the keychain"),
                           .reason = QStringLiteral("the keychain is locked")};
    SavedSecretsDialog dialog(services());
    dialog.show();
    ASSERT_TRUE(has(dialog, 3));
    ASSERT_TRUE(press(&dialog, QStringLiteral("Forget all…")));
    ASSERT_TRUE(press(dialog.findChild<QMessageBox *>(), QStringLiteral("Forget all")));
    ASSERT_TRUE(has(dialog, 2)) << "what is in memory went all the same";
    EXPECT_TRUE(saidIn(&dialog).contains(QStringLiteral("The keychain is locked.")));
}

TEST_F(SavedSecretsDialogTest, saysWhyItIsNotWhole)
{
    store->listing = {.secrets = {}, .trouble = Error{.reason = QStringLiteral("the list is broken")}};
    SavedSecretsDialog dialog(services());
    dialog.show();
    EXPECT_TRUE(becomes([&] { return saidIn(&dialog).contains(QStringLiteral("The list is broken.")); }));
}

TEST_F(SavedSecretsDialogTest, saysSoNoLongerOnceItIsWhole)
{
    const secrets::SavedSecrets::Listing whole = store->listing;
    store->listing = {.secrets = {}, .trouble = Error{.reason = QStringLiteral("the list is broken")}};
    SavedSecretsDialog dialog(services());
    dialog.show();
    const auto isTold = [&] { return saidIn(&dialog).contains(QStringLiteral("The list is broken.")); };
    ASSERT_TRUE(becomes(isTold));
    {
        const std::scoped_lock lock(store->mutex);
        store->listing = whole;
    }
    QWidget other;
    other.show();
    other.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&other));
    dialog.activateWindow(); // looks again
    ASSERT_TRUE(has(dialog, 3));
    EXPECT_TRUE(becomes([&] { return !isTold(); }));
}

TEST_F(SavedSecretsDialogTest, keepsSayingWhatWasNotForgottenThoughTheListIsWhole)
{
    store->failure = Error{.reason = QStringLiteral("the keychain is locked")};
    SavedSecretsDialog dialog(services());
    dialog.show();
    ASSERT_TRUE(has(dialog, 3));
    tableIn(dialog)->selectRow(0);
    ASSERT_TRUE(becomes([&] { return press(&dialog, QStringLiteral("Forget")); }));
    const auto isTold = [&] { return saidIn(&dialog).contains(QStringLiteral("The keychain is locked.")); };
    ASSERT_TRUE(becomes(isTold));
    ASSERT_TRUE(becomes([&] { return background.running() == 0; })) << "the list was read again";
    EXPECT_TRUE(isTold());
}

} // namespace
} // namespace stormdeck::dialogs
