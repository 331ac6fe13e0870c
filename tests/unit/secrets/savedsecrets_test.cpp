// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/savedsecrets.h"

#include "support/fakekeychain.h"
#include "util/files.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::secrets;

namespace {
class SavedSecretsTest : public testing::Test
{
protected:
    /// As after a start of the program.
    [[nodiscard]] std::unique_ptr<SavedSecrets> started() const
    {
        return std::make_unique<SavedSecrets>(std::make_unique<test::FakeKeychain>(keychain), SecretIndex(file));
    }
    [[nodiscard]] std::optional<QString> find(SavedSecrets &in) const
    {
        const auto found = in.find(name, {});
        return found.secret ? std::optional(found.secret->expose()) : std::nullopt;
    }
    [[nodiscard]] static std::vector<Place> placesIn(const SavedSecrets &in)
    {
        std::vector<Place> places;
        for (const SavedSecret &one : in.list().secrets) {
            places.push_back(one.place);
        }
        return places;
    }

    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("secrets.json"));
    std::shared_ptr<test::FakeKeychain::Inside> keychain = std::make_shared<test::FakeKeychain::Inside>();
    SecretName name{SecretName::Kind::Password, QStringLiteral("ops@storm-1")};
    Secret secret{QStringLiteral("geheim")};
    std::unique_ptr<SavedSecrets> saved = started();
};
} // namespace

TEST_F(SavedSecretsTest, asksTheKeychainForNothingThatIsNotThere)
{
    EXPECT_FALSE(find(*saved));
    EXPECT_TRUE(saved->list().secrets.empty());
    saved->keep(name, secret);
    EXPECT_EQ(find(*saved), secret.expose());
    EXPECT_EQ(keychain->calls, 0);
    EXPECT_EQ(placesIn(*saved), std::vector{Place::Memory});
    EXPECT_FALSE(find(*started())) << "in memory only";
}

TEST_F(SavedSecretsTest, findsWhatWasRememberedAfterTheNextStart)
{
    saved->keep(name, secret);
    EXPECT_EQ(saved->remember(name, {}), QString());
    EXPECT_EQ(placesIn(*saved), std::vector{Place::Keychain});
    EXPECT_EQ(find(*started()), secret.expose());
    EXPECT_FALSE(readFile(file, 10'000).value().contains("geheim")) << "the index has names only";
}

TEST_F(SavedSecretsTest, keepsInMemoryWhatTheKeychainDoesNotTakeAndSaysSo)
{
    keychain->failure = test::noKeychain();
    EXPECT_TRUE(saved->whyNoKeychain({}).contains(QStringLiteral("no session bus")));
    saved->keep(name, secret);
    const QString said = saved->remember(name, {});
    EXPECT_EQ(said, QStringLiteral("The password of ops@storm-1 is kept in memory until Stormdeck ends, because there "
                                   "is no keychain that can be used (no session bus)."));
    ASSERT_EQ(saved->list().secrets.size(), 1U);
    EXPECT_EQ(saved->list().secrets[0].place, Place::Memory);
    EXPECT_EQ(saved->list().secrets[0].note, said);
    EXPECT_EQ(find(*saved), secret.expose());
    EXPECT_TRUE(SecretIndex(file).entries().value().empty());
}

TEST_F(SavedSecretsTest, listsWhatMayBeInTheKeychain)
{
    keychain->failure = Error{.kind = ErrorKind::OutcomeUnknown, .reason = QStringLiteral("no answer")};
    saved->keep(name, secret);
    EXPECT_FALSE(saved->remember(name, {}).isEmpty());
    EXPECT_EQ(placesIn(*saved), (std::vector{Place::Memory, Place::Keychain}));
}

TEST_F(SavedSecretsTest, doesNotGiveARefusedOneAgain)
{
    saved->keep(name, secret);
    ASSERT_TRUE(saved->remember(name, {}).isEmpty());
    saved->refuse(name, secret);
    const auto found = saved->find(name, {});
    EXPECT_FALSE(found.secret);
    EXPECT_EQ(found.note, QStringLiteral("The one saved in the keychain was refused."));
    EXPECT_EQ(saved->list().secrets[0].note, found.note);
    EXPECT_EQ(find(*started()), secret.expose()) << "it stays: the other side may be at fault";

    saved->keep(name, Secret(QStringLiteral("new")));
    EXPECT_EQ(find(*saved), QStringLiteral("new"));
    ASSERT_TRUE(saved->remember(name, {}).isEmpty());
    EXPECT_EQ(find(*saved), QStringLiteral("new")) << "now out of the keychain";
    EXPECT_EQ(placesIn(*saved), std::vector{Place::Keychain});
}

TEST_F(SavedSecretsTest, refusesTheVeryOneInMemory)
{
    saved->keep(name, secret);
    saved->refuse(name, Secret(QStringLiteral("older")));
    EXPECT_EQ(find(*saved), secret.expose());
    saved->refuse(name, secret);
    EXPECT_EQ(saved->find(name, {}).note, QStringLiteral("The one given before was refused."));
    saved->keep(name, secret);
    EXPECT_EQ(find(*saved), secret.expose());
}

TEST_F(SavedSecretsTest, saysWhyASavedOneCannotBeRead)
{
    saved->keep(name, secret);
    ASSERT_TRUE(saved->remember(name, {}).isEmpty());
    keychain->failure = Error{.kind = ErrorKind::Denied, .reason = QStringLiteral("the keychain is locked")};
    EXPECT_TRUE(saved->find(name, {}).note.contains(QStringLiteral("the keychain is locked")));
    keychain->failure.reset();
    EXPECT_EQ(find(*saved), secret.expose()) << "a later try may find it unlocked";
    keychain->secrets.clear();
    EXPECT_FALSE(saved->find(name, {}).note.isEmpty());
    EXPECT_TRUE(saved->list().secrets.empty()) << "removed by the keychain's own program";
}

TEST_F(SavedSecretsTest, forgetsWhereItIs)
{
    saved->keep(name, secret);
    ASSERT_TRUE(saved->remember(name, {}).isEmpty());
    saved->keep(name, Secret(QStringLiteral("new")));
    auto listed = saved->list().secrets;
    ASSERT_EQ(listed.size(), 2U);
    ASSERT_TRUE(saved->forget(listed[0], {}));
    EXPECT_EQ(placesIn(*saved), std::vector{Place::Keychain});
    keychain->failure = test::noKeychain();
    EXPECT_FALSE(saved->forget(listed[1], {}));
    EXPECT_EQ(placesIn(*saved), std::vector{Place::Keychain}) << "it is still there";
    keychain->failure.reset();
    ASSERT_TRUE(saved->forget(listed[1], {}));
    EXPECT_TRUE(keychain->secrets.empty());
    EXPECT_TRUE(saved->list().secrets.empty());
}

TEST_F(SavedSecretsTest, saysWhyTheListIsNotWhole)
{
    saved->keep(name, secret);
    ASSERT_TRUE(writePrivateFile(file, "garbage"));
    const auto listing = saved->list();
    EXPECT_EQ(listing.secrets.size(), 1U);
    ASSERT_TRUE(listing.trouble);
    EXPECT_EQ(listing.trouble->code, QStringLiteral("secrets.index-broken"));
    EXPECT_FALSE(saved->remember(name, {}).isEmpty());
    EXPECT_EQ(keychain->calls, 0) << "nothing is saved that cannot be listed";
}
