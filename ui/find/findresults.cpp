// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "find/findresults.h"

#include "style/text.h"
#include "style/tokens.h"
#include "style/widgets.h"

#include <QAction>
#include <QPainter>
#include <QRegularExpression>

namespace stormdeck::ui {

namespace {

constexpr int ContextRole = Qt::UserRole + 1;
constexpr int KindRole = Qt::UserRole + 2;
constexpr int padding = 12;

QString plainText(const QAction &action)
{
    static const QRegularExpression mnemonic(QStringLiteral("&(?!&)"));
    return action.text().remove(mnemonic);
}

} // namespace

void FindResults::setIndex(FindIndex index, const QList<QAction *> &commands)
{
    m_index = std::move(index);
    m_commands.clear();
    for (QAction *command : commands) {
        if (command->isEnabled()) {
            m_commands << command;
            m_index.add(plainText(*command), command->data().toString(), {});
        }
    }
    setQuery({});
}

void FindResults::setQuery(const QString &query)
{
    beginResetModel();
    m_found.clear();
    const size_t subjects = m_index.texts.size() - static_cast<size_t>(m_commands.size());
    for (const size_t at : ranked(m_index.texts, query, most)) {
        const Findable &text = m_index.texts[at];
        QAction *command = at < subjects ? nullptr : m_commands[static_cast<qsizetype>(at - subjects)];
        m_found.push_back({text.name, text.context, m_index.subjects[at], command});
    }
    endResetModel();
}

int FindResults::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant FindResults::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Found &one = found(index.row());
    const QString kind = one.command ? tr("Command") : kindName(one.subject.kind);
    switch (role) {
    case Qt::DisplayRole:
        return one.name;
    case ContextRole:
        return one.context;
    case KindRole:
        return one.command && !one.command->shortcut().isEmpty()
                   ? one.command->shortcut().toString(QKeySequence::NativeText)
                   : kind;
    case Qt::ToolTipRole:
        return style::plainTip(QStringLiteral("%1 %2").arg(one.name, one.context));
    case Qt::AccessibleTextRole:
        return one.context.isEmpty() ? QStringLiteral("%1, %2").arg(one.name, kind)
                                     : QStringLiteral("%1, %2, %3").arg(one.name, kind, one.context);
    default:
        return {};
    }
}

void FoundDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const style::Tokens &t = style::tokens(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected)) {
        style::paintRounded(*painter, option.rect.adjusted(4, 1, -4, -1), style::space::controlRadius, t.accentTint,
                            QColor());
    }
    QRect room = option.rect.adjusted(padding + 4, 0, -padding - 4, 0);
    const auto draw = [&](const QString &words, style::TextSize size, const QColor &ink, Qt::Alignment side, int most) {
        painter->setFont(style::textFont(size));
        const QFontMetrics metrics = painter->fontMetrics();
        const QString shown = metrics.elidedText(words, Qt::ElideRight, qMin(most, room.width()) + 1);
        const int width = metrics.horizontalAdvance(shown);
        const bool trailing = side.testFlag(Qt::AlignTrailing);
        const QRect box(trailing ? room.right() - width : room.left(), room.top(), width + 2, room.height());
        painter->setPen(ink);
        painter->drawText(QStyle::visualRect(option.direction, option.rect, box),
                          Qt::AlignVCenter | Qt::AlignHCenter | Qt::TextSingleLine, shown);
        trailing ? room.setRight(box.left() - padding) : room.setLeft(box.right() + 8);
    };
    draw(index.data(KindRole).toString(), style::TextSize::Small, t.faint, Qt::AlignTrailing, room.width() / 2);
    draw(index.data().toString(), style::TextSize::Body, t.text, Qt::AlignLeading, room.width());
    if (room.width() > 40) {
        draw(index.data(ContextRole).toString(), style::TextSize::Small, t.dim, Qt::AlignLeading, room.width());
    }
    painter->restore();
}

QSize FoundDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, QFontMetrics(style::textFont(style::TextSize::Body)).height() + 14};
}

} // namespace stormdeck::ui
