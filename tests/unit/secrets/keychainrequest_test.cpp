// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/keychainrequest.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::secrets;
using namespace std::chrono_literals;

namespace {
using Act = KeychainRequest::Act;

Result<KeychainRequest::Ending> ended(KeychainRequest::How how, const char *words)
{
    KeychainRequest request(Act::Write, QStringLiteral("password:a"), Secret(QStringLiteral("geheim")));
    EXPECT_TRUE(request.begin());
    request.end({.how = how, .words = QString::fromUtf8(words)});
    return request.await(Deadline::in(1s), {});
}
} // namespace

TEST(KeychainRequest, isNotDoneOnceItWasGivenUp)
{
    KeychainRequest request(Act::Write, QStringLiteral("password:a"));
    EXPECT_EQ(request.await(Deadline::in(1ms), {}).error().kind, ErrorKind::Deadline);
    EXPECT_FALSE(request.begin());
}

TEST(KeychainRequest, isUnknownWhereAChangeHadBegun)
{
    for (const auto &[act, kind] :
         {std::pair(Act::Read, ErrorKind::Deadline), std::pair(Act::Write, ErrorKind::OutcomeUnknown),
          std::pair(Act::Remove, ErrorKind::OutcomeUnknown)}) {
        KeychainRequest request(act, QStringLiteral("password:a"));
        EXPECT_TRUE(request.begin());
        EXPECT_EQ(request.await(Deadline::in(1ms), {}).error().kind, kind);
        request.end({}); // too late, and harmless
    }
}

TEST(KeychainRequest, tellsALockedKeychainFromNone)
{
    EXPECT_EQ(ended(KeychainRequest::How::Denied, "locked.").error().reason,
              QStringLiteral("the keychain is locked (locked)"));
    EXPECT_EQ(ended(KeychainRequest::How::Failed, "no\nbus").error().reason,
              QStringLiteral("there is no keychain that can be used (no bus)"));
    EXPECT_TRUE(ended(KeychainRequest::How::NotThere, "not found"));
}
