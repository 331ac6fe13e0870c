// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main/commands.h"

#include <QFile>
#include <QRegularExpression>
#include <QWidget>

#include <gtest/gtest.h>

namespace stormdeck::app {
namespace {

/// As pages write them. Of those of the window's pages, Ctrl and a digit from 1 on, the first and the last.
QStringList shortcuts()
{
    static const QRegularExpression ofAPage(QStringLiteral("^Ctrl\\+[1-9]$"));
    QWidget window;
    const ui::Commands commands(&window);
    QStringList keys;
    QStringList pages;
    for (const QAction *action : window.actions()) {
        QString key = action->shortcut().toString(QKeySequence::PortableText);
        key.replace(QStringLiteral("Del"), QStringLiteral("Delete"));
        (ofAPage.match(key).hasMatch() ? pages : keys) << key;
    }
    pages.sort();
    keys << pages.value(0) << pages.value(pages.size() - 1);
    keys.removeAll(QString());
    return keys;
}

class ShortcutsIn : public testing::TestWithParam<const char *>
{
};

TEST_P(ShortcutsIn, tellsAllOfThem)
{
    QFile file(QString::fromLatin1(GetParam()));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString page =
        QString::fromUtf8(file.readAll()).replace(QStringLiteral("\\-"), QStringLiteral("-")).replace(u'−', u'-');
    const QStringList keys = shortcuts();
    EXPECT_GE(keys.size(), 15);
    for (const QString &key : keys) {
        const QRegularExpression whole(QStringLiteral("(?<![\\w+])%1(?!\\w)").arg(QRegularExpression::escape(key)));
        EXPECT_TRUE(page.contains(whole)) << qPrintable(key);
    }
}

INSTANTIATE_TEST_SUITE_P(Documents, ShortcutsIn, testing::Values(STORMDECK_MAN_PAGE, STORMDECK_DOCS "/../README.md"));

} // namespace
} // namespace stormdeck::app
