// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logmodel.h"

#include "logs/logview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QTest>

#include <gtest/gtest.h>

namespace stormdeck::ui {
namespace {

using logs::Level;
using logs::LogLine;

LogLine line(const QByteArray &text, Level level = Level::Info)
{
    return {.time = 1'000, .source = 0, .level = level, .text = text};
}

std::vector<LogLine> numbered(int from, int to)
{
    std::vector<LogLine> lines;
    for (int i = from; i < to; ++i) {
        lines.push_back(line("line " + QByteArray::number(i)));
    }
    return lines;
}

class Log : public testing::Test
{
protected:
    [[nodiscard]] QByteArray text(int row) const { return model.line(row).text; }
    [[nodiscard]] bool isSearched() const
    {
        return QTest::qWaitFor([this] { return !model.isSearching(); });
    }

    /// What is on the clipboard once the selected lines were copied.
    [[nodiscard]] QStringList copiedFrom(LogView &view) const
    {
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("before")) << "nobody waits for them";
        EXPECT_TRUE(QTest::qWaitFor([this] { return background.running() == 0; }));
        return QGuiApplication::clipboard()->text().split(u'\n');
    }

    wizards::Background background;
    LogModel model{{QStringLiteral("nimbus on storm-1")}};
};

TEST_F(Log, dropsTheOldestLinesAtItsCapAndCountsThem)
{
    model.append(numbered(0, int(LogModel::mostLines)));
    EXPECT_EQ(model.dropped(), 0U);
    model.append(numbered(int(LogModel::mostLines), int(LogModel::mostLines) + 10));
    EXPECT_EQ(model.dropped(), 10U);
    EXPECT_EQ(model.rowCount(), int(LogModel::mostLines));
    EXPECT_EQ(text(0), "line 10");
}

TEST_F(Log, keepsABoundOfBytesToo)
{
    for (int i = 0; i < 30; ++i) {
        model.append({line(QByteArray(1024 * 1024, 'x'))});
    }
    EXPECT_EQ(model.lineCount(), 24U);
    EXPECT_EQ(model.dropped(), 6U);
}

TEST_F(Log, showsOnlyLinesOfALevelAndWithAText)
{
    model.append({line("a", Level::Info), line("Bad thing", Level::Error), line("b", Level::Warning)});
    model.setFilter({.least = Level::Warning});
    ASSERT_EQ(model.rowCount(), 2);
    model.append({line("more", Level::Debug), line("worse", Level::Error)});
    ASSERT_EQ(model.rowCount(), 3);
    model.setFilter({.least = Level::Warning, .text = QStringLiteral("BAD")});
    ASSERT_TRUE(isSearched());
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(text(0), "Bad thing");
    model.setFilter({});
    EXPECT_EQ(model.rowCount(), 5);
}

TEST_F(Log, dropsFilteredLinesWithoutLosingItsPlace)
{
    model.setFilter({.text = QStringLiteral("odd")});
    model.append({line("odd one")});
    model.append(numbered(0, int(LogModel::mostLines)));
    EXPECT_EQ(model.rowCount(), 0);
    model.append({line("odd two")});
    ASSERT_TRUE(isSearched());
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(text(0), "odd two");
}

TEST_F(Log, showsAGapWhateverIsFilteredFor)
{
    model.setFilter({.least = Level::Error, .text = QStringLiteral("x")});
    model.append({line("a", Level::Info), {.time = 1'000, .isGap = true, .text = "was not followed"}});
    ASSERT_TRUE(isSearched());
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(text(0), "was not followed");
}

TEST_F(Log, looksForTextAsItIsShown)
{
    model.append({line("\x1b[31mbro\x1b[0mken"), line("fine")});
    model.setFilter({.text = QStringLiteral("broken")});
    ASSERT_TRUE(isSearched());
    EXPECT_EQ(model.rowCount(), 1);
}

TEST_F(Log, findsLettersWithoutTheirCaseBeyondAscii)
{
    model.append({line(QStringLiteral("größer").toUtf8()), line(QStringLiteral("ÄRGER").toUtf8()), line("other")});
    model.setFilter({.text = QStringLiteral("ä")});
    ASSERT_TRUE(isSearched());
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(text(0), QStringLiteral("ÄRGER").toUtf8());
    model.setFilter({.text = QStringLiteral("GRÖ")});
    ASSERT_TRUE(isSearched());
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(text(0), QStringLiteral("größer").toUtf8());
}

TEST_F(Log, searchesManyLinesInSlicesAndFindsThemInTheirOrder)
{
    constexpr int size = 12 * 1024;
    constexpr int count = int(LogModel::mostBytes / size);
    std::vector<LogLine> lines;
    for (int i = 0; i < count; ++i) {
        lines.push_back(line(QByteArray(size - 8, 'x') + (i % 2 == 0 ? "y" : "z") + QByteArray::number(i)));
    }
    model.append(std::move(lines));
    ASSERT_EQ(model.rowCount(), count);
    model.setFilter({.text = QStringLiteral("XY")});
    EXPECT_TRUE(model.isSearching()) << "24 MB are not searched while somebody types";
    model.append({line("xy last")});
    model.setFilter({.text = QStringLiteral("XZ")});
    model.append({line("xz last")});
    ASSERT_TRUE(isSearched());
    ASSERT_EQ(model.rowCount(), count / 2 + 1);
    for (int row = 0; row < count / 2; ++row) {
        ASSERT_TRUE(text(row).endsWith('z' + QByteArray::number(2 * row + 1))) << row;
    }
    EXPECT_EQ(text(count / 2), "xz last");
}

TEST_F(Log, endsTheSearchWhereItIsCleared)
{
    for (int i = 0; i < 2'000; ++i) {
        model.append({line(QByteArray(12 * 1024, 'x'))});
    }
    model.setFilter({.text = QStringLiteral("y")});
    model.clear();
    EXPECT_FALSE(model.isSearching());
    model.append({line("y")});
    ASSERT_TRUE(isSearched());
    EXPECT_EQ(model.rowCount(), 1);
}

TEST_F(Log, doesNotCountWhatWasClearedAsDropped)
{
    for (int i = 0; i < 20; ++i) {
        model.append({line("a")});
    }
    model.clear();
    EXPECT_EQ(model.dropped(), 0U);
}

TEST_F(Log, marksThePartsOfALineThatIsTooLong)
{
    model.append({{.time = 1'000, .goesOn = true, .text = "a"}, {.time = 1'000, .isPart = true, .text = "b"}});
    EXPECT_EQ(model.index(0, LogModel::Text).data().toString(), QStringLiteral("a … (goes on in the next line)"));
    EXPECT_EQ(model.index(1, LogModel::Text).data().toString(), QStringLiteral("… b"));
}

TEST_F(Log, copiesWhatIsShownAndSavesWhatWasWritten)
{
    model.append({line(QByteArray("\x1b[31ma\0b", 8))});
    const QString shown = shownLine(model.line(0), QStringLiteral("nimbus on storm-1"));
    EXPECT_TRUE(shown.endsWith(QStringLiteral("  nimbus on storm-1  a\u2400b"))) << qPrintable(shown);
    EXPECT_TRUE(savedLine(model.line(0), QStringLiteral("x")).endsWith(QByteArray("  x  \x1b[31ma\0b\n", 14)));
}

TEST_F(Log, followsUntilSomebodyScrollsUp)
{
    LogView view(&model, background);
    view.resize(400, 200);
    view.show();
    model.append(numbered(0, 500));
    view.keepUp();
    QScrollBar *bar = view.verticalScrollBar();
    EXPECT_EQ(bar->value(), bar->maximum());
    bar->setValue(10);
    model.append(numbered(500, 600));
    view.keepUp();
    EXPECT_EQ(bar->value(), 10);
    bar->setValue(bar->maximum());
    model.append(numbered(600, 700));
    view.keepUp();
    EXPECT_EQ(bar->value(), bar->maximum());
}

TEST_F(Log, copiesTheSelectedLinesWithTimeAndSource)
{
    LogView view(&model, background);
    view.show();
    model.append(numbered(0, 3));
    view.selectAll();
    const QStringList copied = copiedFrom(view);
    ASSERT_EQ(copied.size(), 3);
    EXPECT_TRUE(copied[1].endsWith(QStringLiteral("nimbus on storm-1  line 1"))) << qPrintable(copied[1]);
}

TEST_F(Log, copiesLinesThatAreSelectedApartInTheirOrder)
{
    LogView view(&model, background);
    view.show();
    model.append(numbered(0, 6));
    for (const int row : {4, 0, 1}) {
        view.selectionModel()->select(model.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    const QStringList copied = copiedFrom(view);
    ASSERT_EQ(copied.size(), 3);
    EXPECT_TRUE(copied[0].endsWith(QStringLiteral("line 0"))) << qPrintable(copied[0]);
    EXPECT_TRUE(copied[2].endsWith(QStringLiteral("line 4"))) << qPrintable(copied[2]);
}

TEST_F(Log, leavesTheClipboardWhereNoLineIsSelected)
{
    LogView view(&model, background);
    view.show();
    model.append(numbered(0, 3));
    view.clearSelection();
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(background.running(), 0);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
}

} // namespace
} // namespace stormdeck::ui
