// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/englishplurals.h"
#include "style/tokens.h"

#include <gtest/gtest.h>

using namespace stormdeck::style;

namespace {

constexpr double readable = 4.5;
constexpr double visible = 3; ///< of what is no text

struct Theme
{
    const char *name;
    const Tokens *tokens;
};

class TokensOf : public testing::TestWithParam<Theme>
{
protected:
    [[nodiscard]] const Tokens &t() const { return *GetParam().tokens; }

    void expectReadable(const QColor &text, const QColor &ground) const
    {
        EXPECT_GE(contrast(text, ground), readable)
            << text.name().toStdString() << " on " << ground.name().toStdString();
    }
};

TEST_P(TokensOf, textIsReadableOnEveryGround)
{
    for (const QColor &ground : {t().window, t().panel, t().sidebar, t().code}) {
        expectReadable(t().text, ground);
        expectReadable(t().dim, ground);
        expectReadable(t().faint, ground);
    }
}

TEST_P(TokensOf, tonesAreReadableOnThePanelAndOnTheirTint)
{
    for (const Tone tone : {Tone::Plain, Tone::Ok, Tone::Warning, Tone::Bad, Tone::Unknown, Tone::Accent}) {
        expectReadable(t().colour(tone), t().panel);
        expectReadable(t().colour(tone), t().tint(tone));
    }
}

TEST_P(TokensOf, buttonsSelectionAndBannerAreReadable)
{
    expectReadable(t().onAccent, t().accent);
    expectReadable(t().text, t().accentTint);
    expectReadable(t().text, t().warningTint);
    expectReadable(t().dim, t().unknownTint);
}

TEST_P(TokensOf, edgesOfControlsAreSeenOnEveryGround)
{
    for (const QColor &ground : {t().window, t().panel, t().sidebar, t().code}) {
        for (const QColor &edge : {t().controlEdge, t().accent, t().bad}) {
            EXPECT_GE(contrast(edge, ground), visible)
                << edge.name().toStdString() << " on " << ground.name().toStdString();
        }
    }
}

TEST_P(TokensOf, aTopologysNameIsReadableOnItsColour)
{
    for (const QColor &colour : t().topologies) {
        expectReadable(t().textOn(colour), colour);
    }
}

TEST_P(TokensOf, thePaletteLeadsBackToItsTable)
{
    EXPECT_EQ(&tokens(paletteOf(t())), &t());
}

INSTANTIATE_TEST_SUITE_P(, TokensOf, testing::Values(Theme{"light", &lightTokens()}, Theme{"dark", &darkTokens()}),
                         [](const auto &theme) { return theme.param.name; });

TEST(Tokens, topologyColoursRepeatWithAPatternAfterEight)
{
    EXPECT_EQ(lightTokens().topology(topologyColours), lightTokens().topology(0));
    EXPECT_FALSE(isPatterned(topologyColours - 1));
    EXPECT_TRUE(isPatterned(topologyColours));
}

TEST(EnglishPlurals, giveOneAndManyTheirOwnForms)
{
    const EnglishPlurals plurals;
    EXPECT_EQ(plurals.translate("", "%n node(s)", "", 1), QStringLiteral("%n node"));
    EXPECT_EQ(plurals.translate("", "%n topolog(y|ies)", "", 2), QStringLiteral("%n topologies"));
    EXPECT_TRUE(plurals.translate("", "Leave as it is", "", -1).isNull());
}

} // namespace
