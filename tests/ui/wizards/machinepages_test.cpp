// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/hosts.h"
#include "ui/wizards/fakeworld.h"
#include "ui/wizards/hands.h"
#include "wizards/joinclonespage.h"
#include "wizards/preparepage.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

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

QString nameOf(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button && widget->accessibleName().isEmpty() ? button->text().remove(u'&') : widget->accessibleName();
}

/// Where the tab key leads, in its order.
QStringList tabbedThrough(QWidget &page, int steps)
{
    QStringList names;
    QCoreApplication::processEvents(); // new rows are shown by an event
    for (int i = 0; i < steps; ++i) {
        QTest::keyClick(page.window()->focusWidget(), Qt::Key_Tab);
        names << nameOf(page.window()->focusWidget());
    }
    return names;
}

/// Letters that more than one control in sight takes with Alt.
QStringList sharedLetters(const QWidget &page)
{
    QStringList letters;
    QStringList shared;
    const auto take = [&](const QString &text) {
        const QString letter = QKeySequence::mnemonic(text).toString();
        if (!letter.isEmpty()) {
            (letters.contains(letter) ? shared : letters) << letter;
        }
    };
    take(QStringLiteral("&Continue")); // of the window that is around the page
    for (const auto *button : page.findChildren<QAbstractButton *>()) {
        take(button->isVisible() ? button->text() : QString());
    }
    for (const auto *label : page.findChildren<QLabel *>()) {
        take(label->isVisible() && label->buddy() ? label->text() : QString());
    }
    return shared;
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

TEST_F(Preparing, isWalkedThroughInTheOrderOfTheEye)
{
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    page.setFocus();
    ASSERT_EQ(page.window()->focusWidget(), fieldNamed(page, QStringLiteral("user@host")));
    QTest::keyClick(page.window()->focusWidget(), Qt::Key_Return);
    fieldNamed(page, QStringLiteral("user@host"))->setFocus();
    EXPECT_EQ(tabbedThrough(page, 4), QStringList({QStringLiteral("Remove"), QStringLiteral("user@host"),
                                                   QStringLiteral("Remove"), QStringLiteral("Add machine")}));
    ASSERT_TRUE(test::press(&page, QStringLiteral("Add image")));
    EXPECT_EQ(tabbedThrough(page, 3), QStringList({QStringLiteral("Remove"), QStringLiteral("Add image"),
                                                   QStringLiteral("Remove what identifies the machine")}));
}

TEST_F(Preparing, givesEachLetterToOneControl)
{
    for (auto *toggle : page.findChildren<QToolButton *>()) {
        if (toggle->isCheckable()) {
            EXPECT_FALSE(QKeySequence::mnemonic(toggle->text()).isEmpty());
            toggle->click();
        }
    }
    ASSERT_TRUE(test::button(&page, QStringLiteral("Add mirror"))) << "all is in sight";
    EXPECT_EQ(sharedLetters(page), QStringList());
}

TEST_F(Preparing, isFilledInAsItWasLeft)
{
    ops::PrepareInputs before{
        .machines = {*ops::machineAt(QStringLiteral("ops@fresh:2222")), *ops::machineAt(QStringLiteral("other"))},
        .source = ops::PrepareInputs::Source::Vendor,
        .dockerUser = QStringLiteral("ops"),
        .tunesKernel = true,
        .timezone = QStringLiteral("UTC"),
        .synchronisesTime = true,
        .images = {QStringLiteral("storm:2.8.3"), QStringLiteral("zookeeper:3.9")}};
    before.engine.mirrors = {QStringLiteral("https://mirror:5000")};
    before.engine.insecureRegistries = {QStringLiteral("registry:5000")};
    page.setInputs(before);
    EXPECT_EQ(page.inputs(), before);
    EXPECT_NE(test::button(&page, QStringLiteral("Add mirror")), nullptr) << "what was set is in sight";
    before.cleansIdentity = true;
    before.powersOff = true;
    page.setInputs(before);
    EXPECT_FALSE(page.inputs().cleansIdentity || page.inputs().powersOff) << "chosen anew each time";
}

TEST_F(Preparing, leadsToTheFieldThatIsWrong)
{
    page.setInputs({.machines = {*ops::machineAt(QStringLiteral("fresh"))}, .images = {QStringLiteral("no image!")}});
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    EXPECT_FALSE(page.planMaker());
    QWidget *field = page.window()->focusWidget();
    ASSERT_TRUE(field);
    EXPECT_EQ(nameOf(field), QStringLiteral("Image, as storm:2.8.3"));
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
