// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/widgets.h"

#include <QApplication>
#include <QHelpEvent>
#include <QTextDocument>
#include <QToolTip>

#include <gtest/gtest.h>

namespace {
using namespace stormdeck;

TEST(PlainTip, saysWhatItIsGivenAndBreaksWhatIsLong)
{
    const QString quoted = QStringLiteral("exec: \"storm\": not found & gone");
    EXPECT_EQ(style::plainTip(quoted), quoted);
    EXPECT_EQ(style::plainTip(QStringLiteral("<b>3</b>")), QStringLiteral("<qt>&lt;b&gt;3&lt;/b&gt;</qt>"));
    EXPECT_EQ(style::plainTip(QStringLiteral("a \"b\"\nc")), QStringLiteral("<qt>a &quot;b&quot;<br>c</qt>"));
    EXPECT_TRUE(Qt::mightBeRichText(style::plainTip(QStringLiteral("word ").repeated(60))));
}

TEST(ElidedLabelTest, tellsTheWholeOfTheTextThatItHasNow)
{
    const QString first = QStringLiteral("supervisor-of-rack-17-first");
    const QString second = QStringLiteral("supervisor-of-rack-17-second");
    style::ElidedLabel label;
    label.setText(first);
    label.resize(60, 20);
    label.show();
    const auto point = [&label] {
        QHelpEvent event(QEvent::ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(&label, &event);
        QToolTip::hideText();
        return label.toolTip();
    };
    EXPECT_EQ(point(), first);
    label.setText(second);
    EXPECT_EQ(point(), second);
    label.setText(QStringLiteral("s1"));
    EXPECT_EQ(point(), QString());
}
} // namespace
