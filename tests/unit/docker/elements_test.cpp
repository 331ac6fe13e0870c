// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "docker/elements.h"

#include "docker/decode.h"

#include <gtest/gtest.h>

using namespace stormdeck;
using namespace stormdeck::docker;

namespace {
/// nullopt where the text is not sound.
std::optional<std::vector<std::string>> cut(std::string_view text)
{
    std::vector<std::string> all;
    Elements elements(text);
    while (const auto one = elements.next()) {
        all.emplace_back(*one);
    }
    return elements.areSound() ? std::optional(all) : std::nullopt;
}
} // namespace

TEST(Elements, areCutWhereTheyEnd)
{
    using All = std::vector<std::string>;
    EXPECT_EQ(cut("[]"), All());
    EXPECT_EQ(cut(" [ ] \n"), All());
    EXPECT_EQ(cut(R"([{"a":[1,{"b":2}]},{}])"), (All{R"({"a":[1,{"b":2}]})", "{}"}));
    EXPECT_EQ(cut("[ {} ,\n[[],[1]] , null,7]\n"), (All{"{}", "[[],[1]]", "null", "7"}));
    EXPECT_EQ(cut(R"(["a,]}","\"[","\\",{"\\\"}":"]"}])"), (All{R"("a,]}")", R"("\"[")", R"("\\")", R"({"\\\"}":"]"})"}));
}

TEST(Elements, areNotSoundWhereTheTextIsNoArrayOrGoesOn)
{
    for (const char *text : {"", "{}", "[", "[1", "[1,", "[1,]", "[,1]", "[{}{}]", "[{}", "[\"a]", "[{\"a\":1]", "[] []", "[1]x",
                             "[}", "[\"\\"}) {
        EXPECT_FALSE(cut(text)) << text;
    }
}

TEST(Elements, ofAListAreDecodedEach)
{
    QByteArray text = "[";
    for (int i = 0; i < 5000; ++i) {
        text += R"({"ID":")" + QByteArray::number(i) + R"(","Status":{"State":"running"}},)";
    }
    text.back() = ']';
    const auto tasks = decodeTasks(text).value();
    ASSERT_EQ(tasks.size(), 5000U);
    for (size_t i = 0; i < tasks.size(); ++i) {
        ASSERT_EQ(tasks[i].id.value, QString::number(i));
        ASSERT_EQ(tasks[i].state.word, QStringLiteral("running"));
    }
    EXPECT_FALSE(decodeTasks(QByteArray(text).replace("4999", "49\"9")));
    EXPECT_FALSE(decodeTasks(text.chopped(1)));
}
