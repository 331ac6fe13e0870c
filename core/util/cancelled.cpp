// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "util/cancelled.h"

#include <QCoreApplication>

namespace stormdeck {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Error)
};
} // namespace

Error cancelled(const QString &attempted)
{
    return {.kind = ErrorKind::Cancelled, .attempted = attempted, .reason = Text::tr("it was stopped")};
}

} // namespace stormdeck
