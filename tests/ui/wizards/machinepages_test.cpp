// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"
#include "wizards/joinclonespage.h"
#include "wizards/preparepage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

#include <gtest/gtest.h>

namespace stormdeck::wizards {
namespace {

using test::saidIn;

QLineEdit *fieldNamed(QWidget &page, const QString &name)
{
    for (auto *field : page.findChildren<QLineEdit *>()) {
        if (field->accessibleName() == name || field->placeholderText() == name) {
            return field;
        }
    }
    return nullptr;
}

QCheckBox *choiceNamed(QWidget &page, const QString &part)
{
    for (auto *choice : page.findChildren<QCheckBox *>()) {
        if (choice->text().remove(u'&').contains(part)) {
            return choice;
        }
    }
    return nullptr;
}

class Preparing : public testing::Test
{
protected:
    Preparing()
        : page([this](const ops::PrepareInputs &inputs, const std::stop_token &) -> Result<plan::Plan> {
              planned = inputs;
              return test::smallPlan();
          })
    {
        page.show();
    }

    ops::PrepareInputs planned;
    PreparePage page;
};

TEST_F(Preparing, needsAMachine)
{
    EXPECT_FALSE(page.planMaker());
    EXPECT_TRUE(saidIn(&page).contains(QStringLiteral("Name at least one machine.")));
    fieldNamed(page, QStringLiteral("user@host"))->setText(QStringLiteral("tcp://10.0.0.1"));
    EXPECT_FALSE(page.planMaker());
    EXPECT_TRUE(saidIn(&page).contains(QStringLiteral("over SSH"))) << qPrintable(saidIn(&page));
}

TEST_F(Preparing, plansWhatWasEntered)
{
    fieldNamed(page, QStringLiteral("user@host"))->setText(QStringLiteral("ops@fresh:2222"));
    page.findChild<QComboBox *>()->setCurrentIndex(1);
    choiceNamed(page, QStringLiteral("identifies"))->setChecked(true);
    choiceNamed(page, QStringLiteral("switch it off"))->setChecked(true);
    const PlanMaker maker = page.planMaker();
    ASSERT_TRUE(maker);
    ASSERT_TRUE(maker({}));
    ASSERT_EQ(planned.machines.size(), 1U);
    EXPECT_EQ(planned.machines.front().engine.text(), QStringLiteral("ssh://ops@fresh:2222"));
    EXPECT_EQ(planned.source, ops::PrepareInputs::Source::Vendor);
    EXPECT_TRUE(planned.cleansIdentity && planned.powersOff);
    EXPECT_FALSE(planned.removesLoginKeys || planned.tunesKernel);
}

TEST_F(Preparing, removesLoginKeysOnlyOfAMachineThatGoesOff)
{
    QCheckBox *keys = choiceNamed(page, QStringLiteral("let you in"));
    EXPECT_FALSE(keys->isEnabled());
    choiceNamed(page, QStringLiteral("identifies"))->setChecked(true);
    choiceNamed(page, QStringLiteral("switch it off"))->setChecked(true);
    EXPECT_TRUE(keys->isEnabled());
    keys->setChecked(true);
    choiceNamed(page, QStringLiteral("switch it off"))->setChecked(false);
    EXPECT_FALSE(keys->isChecked());
}

TEST(JoiningClones, takesHostsAndTheirAddresses)
{
    std::vector<Machine> planned;
    JoinClonesPage page(QStringLiteral("lab"),
                        [&](const std::vector<Machine> &clones, const std::stop_token &) -> Result<plan::Plan> {
                            planned = clones;
                            return test::smallPlan();
                        });
    page.show();
    EXPECT_FALSE(page.planMaker());
    fieldNamed(page, QStringLiteral("user@host"))->setText(QStringLiteral("ops@storm-4"));
    fieldNamed(page, QStringLiteral("address for the others"))->setText(QStringLiteral("10.0.0.14"));
    const PlanMaker maker = page.planMaker();
    ASSERT_TRUE(maker);
    ASSERT_TRUE(maker({}));
    ASSERT_EQ(planned.size(), 1U);
    EXPECT_EQ(planned.front().address, QStringLiteral("10.0.0.14"));
    EXPECT_FALSE(planned.front().manager);
}

} // namespace
} // namespace stormdeck::wizards
