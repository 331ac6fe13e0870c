// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/widgets.h"

#include "style/tokens.h"

#include <QApplication>
#include <QFontInfo>
#include <QHelpEvent>
#include <QTest>
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

TEST(ElidedLabelTest, goesWithTheFontOfTheSystem)
{
    const QFont before = QApplication::font();
    style::ElidedLabel label(style::TextSize::Small);
    label.setText(QStringLiteral("storm-1"));
    const QSize usual = label.sizeHint();
    QFont larger = before;
    larger.setPixelSize(2 * QFontInfo(before).pixelSize());
    QApplication::setFont(larger);
    EXPECT_GT(label.sizeHint().height(), usual.height());
    EXPECT_GT(label.sizeHint().width(), usual.width());
    QApplication::setFont(before);
    EXPECT_EQ(label.sizeHint(), usual);
}

TEST(CaptionTest, takesTheColoursOfAnotherTheme)
{
    const QPalette before = QApplication::palette();
    QWidget window;
    const auto *caption =
        new style::Caption(QStringLiteral("storm-1"), style::TextSize::Body, style::Caption::Ink::Text, &window);
    window.show();
    for (const style::Tokens *tokens : {&style::darkTokens(), &style::lightTokens()}) {
        QApplication::setPalette(paletteOf(*tokens));
        EXPECT_TRUE(QTest::qWaitFor([&] { return caption->palette().color(QPalette::WindowText) == tokens->text; }));
    }
    QApplication::setPalette(before);
}
} // namespace
