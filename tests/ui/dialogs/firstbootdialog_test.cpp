// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/firstbootdialog.h"

#include "support/qtlogguard.h"
#include "ui/wizards/hands.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>

#include <gtest/gtest.h>

namespace stormdeck::dialogs {
namespace {

class FirstBoot : public testing::Test
{
protected:
    FirstBoot() { dialog.show(); }
    [[nodiscard]] QComboBox *choice(int n) const { return dialog.findChildren<QComboBox *>().at(n); }

    test::QtLogGuard guard;
    wizards::Background background;
    FirstBootDialog dialog{background,
                           {.name = QStringLiteral("lab"),
                            .machines = {{.name = QStringLiteral("a"),
                                          .engine = Endpoint::ssh({}, QStringLiteral("a"), 0, usualEngineSocket()),
                                          .address = QStringLiteral("10.0.0.1"),
                                          .manager = true}}}};
};

TEST_F(FirstBoot, showsNamesAndRulesFirst)
{
    EXPECT_TRUE(dialog.text().contains(QStringLiteral("| a | 10.0.0.1 |"))) << qPrintable(dialog.text());
    EXPECT_FALSE(choice(1)->isEnabled()) << "they are for both clouds";
}

TEST_F(FirstBoot, makesUserDataOfWhatIsChosen)
{
    choice(0)->setCurrentIndex(3);
    EXPECT_TRUE(dialog.text().startsWith(QStringLiteral("#!/bin/sh")));
    EXPECT_TRUE(dialog.text().contains(QStringLiteral("manager=10.0.0.1\n")));
    choice(1)->setCurrentIndex(1);
    EXPECT_TRUE(dialog.text().startsWith(QStringLiteral("#cloud-config")));
    ASSERT_TRUE(test::press(&dialog, QStringLiteral("Copy")));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), dialog.text());
}

TEST_F(FirstBoot, refusesANameThatIsNone)
{
    choice(0)->setCurrentIndex(2);
    dialog.findChild<QLineEdit *>()->setText(QStringLiteral("a; reboot"));
    EXPECT_TRUE(dialog.text().isEmpty());
    EXPECT_FALSE(test::canPress(&dialog, QStringLiteral("Copy")));
    EXPECT_TRUE(test::saidIn(&dialog).contains(QStringLiteral("is no name")));
}

} // namespace
} // namespace stormdeck::dialogs
