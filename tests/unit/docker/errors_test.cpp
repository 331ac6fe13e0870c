// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/errors.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;

namespace {
Error errorOf(int status, const QByteArray &message, bool changes = false)
{
    return statusError({.status = status, .body = R"({"message":")" + message + R"("})"}, changes);
}

QString codeFor(int status, const QByteArray &message)
{
    return errorOf(status, message).code;
}
} // namespace

TEST(StatusError, takesItsKindFromTheStatus)
{
    EXPECT_EQ(errorOf(400, "x").kind, ErrorKind::Rejected);
    EXPECT_EQ(errorOf(401, "x").kind, ErrorKind::Denied);
    EXPECT_EQ(errorOf(403, "x").kind, ErrorKind::Denied);
    EXPECT_EQ(errorOf(404, "x").kind, ErrorKind::Rejected);
    EXPECT_EQ(errorOf(406, "x").kind, ErrorKind::Rejected);
    EXPECT_EQ(errorOf(409, "x").kind, ErrorKind::Conflict);
    EXPECT_EQ(errorOf(500, "x").kind, ErrorKind::Rejected);
    EXPECT_EQ(errorOf(503, "x").kind, ErrorKind::Rejected);
    EXPECT_EQ(errorOf(418, "x").httpStatus, 418);
    EXPECT_EQ(errorOf(500, "x").layer, Layer::Docker);
}

TEST(StatusError, givesTheMessageOfTheEngineInPlainWords)
{
    EXPECT_EQ(errorOf(404, "No such container: abc").reason, QStringLiteral("No such container: abc"));
    EXPECT_EQ(errorOf(409, "rpc error: code = AlreadyExists desc = name conflicts with an existing object.").reason,
              QStringLiteral("name conflicts with an existing object"));
}

TEST(StatusError, keepsTheAnswerAsItCame)
{
    EXPECT_EQ(errorOf(500, "x").raw, QByteArray(R"({"message":"x"})"));
    EXPECT_EQ(statusError({.status = 500, .body = QByteArray(9000, 'x')}, false).raw.size(), 4096);
}

TEST(StatusError, knowsAnEngineThatIsNoManager)
{
    const QByteArray worker =
        "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state.";
    EXPECT_EQ(codeFor(503, worker), QStringLiteral("docker.not-a-manager"));
    EXPECT_EQ(errorOf(503, worker).layer, Layer::Swarm);
    EXPECT_EQ(codeFor(503, "This node is not part of a swarm"), QStringLiteral("docker.not-in-swarm"));
    EXPECT_EQ(codeFor(503, "something else"), QString());
}

// moby/moby#41250: the two answers of a swarm whose managers have no majority.
TEST(StatusError, knowsASwarmWithoutLeader)
{
    const QByteArray leaderless =
        "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that "
        "too few managers are online.";
    EXPECT_EQ(codeFor(500, leaderless), QStringLiteral("docker.no-leader"));
    EXPECT_EQ(codeFor(503, leaderless), QStringLiteral("docker.no-leader"));
    EXPECT_EQ(codeFor(500, "rpc error: code = DeadlineExceeded desc = context deadline exceeded"),
              QStringLiteral("docker.no-leader"));
}

TEST(StatusError, leavesTheOutcomeOfAChangeOpenWhereTheLeaderDidNotAnswerInTime)
{
    const QByteArray late = "rpc error: code = DeadlineExceeded desc = context deadline exceeded";
    EXPECT_EQ(errorOf(500, late, false).kind, ErrorKind::Deadline);
    EXPECT_EQ(errorOf(500, late, true).kind, ErrorKind::OutcomeUnknown);
}

// docker/docs#694: this is not the loss of a majority.
TEST(StatusError, knowsALockedManager)
{
    EXPECT_EQ(codeFor(503, "Swarm is encrypted and needs to be unlocked before it can be used."),
              QStringLiteral("docker.swarm-locked"));
}

TEST(StatusError, knowsHowJoiningGoesWrong)
{
    EXPECT_EQ(errorOf(503, "This node is already part of a swarm.").kind, ErrorKind::Conflict);
    const Error late =
        errorOf(503, "Timeout was reached before node joined. The attempt to join the swarm will continue");
    EXPECT_EQ(late.kind, ErrorKind::OutcomeUnknown);
    EXPECT_EQ(late.code, QStringLiteral("docker.join-goes-on"));
    EXPECT_EQ(codeFor(503, "Swarm certificates have expired. To replace them, leave the swarm and join again."),
              QStringLiteral("docker.swarm-certificate-expired"));
}

// portainer/portainer#4408: the status differs between engines, the text tells.
TEST(StatusError, knowsWhatIsStillInUse)
{
    for (const int status : {400, 403, 409, 500}) {
        EXPECT_EQ(errorOf(status, "rpc error: code = FailedPrecondition desc = network x is in use by service y").kind,
                  ErrorKind::Conflict);
        EXPECT_EQ(codeFor(status, "error while removing network: network n id i has active endpoints"),
                  QStringLiteral("docker.in-use"));
        EXPECT_EQ(codeFor(status, "remove v: volume is in use - [abc]"), QStringLiteral("docker.in-use"));
        EXPECT_EQ(codeFor(status, "config 'c' is in use by the following service: nimbus"),
                  QStringLiteral("docker.in-use"));
    }
}

TEST(StatusError, tellsATakenPortFromAThingInUse)
{
    EXPECT_EQ(codeFor(400, "port '8080' is already in use by service 'old-ui' (id) as an ingress port"),
              QStringLiteral("docker.port-taken"));
}

TEST(StatusError, knowsANetworkThatTakesNoContainers)
{
    EXPECT_EQ(codeFor(403, "Could not attach to network net: PermissionDenied: network net not manually attachable"),
              QStringLiteral("docker.not-attachable"));
}

TEST(StatusError, says404ByItsCode)
{
    EXPECT_EQ(codeFor(404, "no such thing"), QStringLiteral("docker.not-found"));
}

TEST(StatusError, takesAShortLineForTheReasonAndLeavesPagesOut)
{
    EXPECT_EQ(statusError({.status = 404, .body = "404 page not found\n"}, false).reason,
              QStringLiteral("404 page not found"));
    for (const QByteArray &body : {QByteArray(), QByteArray("<html><h1>502 Bad Gateway</h1></html>"),
                                   QByteArray("{\"message\""), QByteArray(5000, 'x')}) {
        EXPECT_EQ(statusError({.status = 502, .body = body}, false).reason,
                  QStringLiteral("it answered with HTTP status 502 and no message"));
    }
}
