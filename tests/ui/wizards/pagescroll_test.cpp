// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wizards/pageparts.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <gtest/gtest.h>

namespace stormdeck::wizards {
namespace {

void turnWheelDown(QWidget *over)
{
    const QPointF at = over->rect().center();
    QWheelEvent event(at, over->mapToGlobal(at), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(over, &event);
}

class PageScroll : public testing::Test
{
protected:
    PageScroll()
    {
        auto *content = new QWidget;
        auto *rows = new QVBoxLayout(content);
        m_field = new QSpinBox;
        m_field->setValue(5);
        rows->addWidget(m_field);
        rows->addSpacing(2000);
        m_area.reset(qobject_cast<QScrollArea *>(scrolled(content)));
        m_area->resize(300, 200);
        m_area->show();
        static_cast<void>(QTest::qWaitForWindowExposed(m_area.get()));
    }
    [[nodiscard]] int scrolledBy() const { return m_area->verticalScrollBar()->value(); }

    std::unique_ptr<QScrollArea> m_area;
    QSpinBox *m_field = nullptr;
};

TEST_F(PageScroll, followsTheWheelOverAFieldThatHasNoFocus)
{
    m_field->clearFocus();
    turnWheelDown(m_field);
    EXPECT_EQ(m_field->value(), 5);
    EXPECT_GT(scrolledBy(), 0);
}

TEST_F(PageScroll, followsTheWheelOverThePageItself)
{
    turnWheelDown(m_area->viewport());
    EXPECT_GT(scrolledBy(), 0);
}

TEST_F(PageScroll, leavesTheWheelToTheFieldThatHasTheFocus)
{
    QApplication::setActiveWindow(m_area.get());
    m_field->setFocus();
    ASSERT_TRUE(m_field->hasFocus());
    turnWheelDown(m_field);
    EXPECT_EQ(m_field->value(), 4);
    EXPECT_EQ(scrolledBy(), 0);
}

} // namespace
} // namespace stormdeck::wizards
