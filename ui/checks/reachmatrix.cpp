// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/reachmatrix.h"

#include "tables/cell.h"

#include <QHash>
#include <QMap>

#include <utility>

namespace stormdeck::ui {

using preflight::Crossing;
using preflight::Reach;

namespace {
QString portOf(const Crossing &crossing)
{
    return portText(crossing.protocol, crossing.port);
}

QString fate(const Crossing &crossing)
{
    switch (crossing.reach) {
    case Reach::Refused:
        return ReachMatrix::tr("%1 refused").arg(portOf(crossing));
    case Reach::Silent:
        return ReachMatrix::tr("%1 no answer").arg(portOf(crossing));
    case Reach::NotObserved:
        return crossing.note.isEmpty() ? ReachMatrix::tr("%1 not tried").arg(portOf(crossing))
                                       : ReachMatrix::tr("%1 not observed: %2").arg(portOf(crossing), crossing.note);
    default:
        return portOf(crossing) + u' ' + crossing.note;
    }
}

QVariant middle()
{
    return QVariant::fromValue(Qt::Alignment(Qt::AlignLeading) | Qt::AlignVCenter);
}
} // namespace

void ReachMatrix::show(const preflight::Report &report)
{
    beginResetModel();
    m_machines = report.machines;
    m_crossings = report.crossings;
    gather();
    endResetModel();
}

void ReachMatrix::setPort(const QString &port)
{
    beginResetModel();
    m_port = port;
    gather();
    endResetModel();
}

QStringList ReachMatrix::ports() const
{
    QMap<std::pair<quint16, QString>, QString> sorted;
    for (const Crossing &crossing : m_crossings) {
        sorted.insert({crossing.port, portOf(crossing)}, portOf(crossing));
    }
    return sorted.values();
}

int ReachMatrix::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_machines.size());
}

int ReachMatrix::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_machines.size()) + 1;
}

/// Once for all cells: a view asks for each of them again and again.
void ReachMatrix::gather()
{
    QHash<QString, size_t> number;
    for (const QString &machine : std::as_const(m_machines)) {
        number.insert(machine, size_t(number.size()));
    }
    m_meetings.assign(size_t(m_machines.size() * m_machines.size()), {});
    for (const Crossing &crossing : m_crossings) {
        const bool isKnown = number.contains(crossing.from) && number.contains(crossing.to);
        if (!isKnown || (!m_port.isEmpty() && portOf(crossing) != m_port)) {
            continue;
        }
        Meeting &meeting = m_meetings[number[crossing.from] * size_t(m_machines.size()) + number[crossing.to]];
        if (isBlocked(crossing.reach)) {
            meeting.blocked << fate(crossing);
        } else if (isThrough(crossing.reach)) {
            ++meeting.through;
        } else {
            meeting.unseen << fate(crossing);
        }
    }
}

const ReachMatrix::Meeting &ReachMatrix::meetingAt(int from, int to) const
{
    return m_meetings[size_t(from) * size_t(m_machines.size()) + size_t(to)];
}

QString ReachMatrix::textOf(const Meeting &meeting) const
{
    if (!m_port.isEmpty()) {
        return !meeting.blocked.isEmpty() ? tr("closed") : meeting.through > 0 ? tr("open") : tr("not observed");
    }
    if (meeting.blocked.isEmpty() && meeting.unseen.isEmpty() && meeting.through > 0) {
        return tr("all open");
    }
    QStringList parts;
    if (!meeting.blocked.isEmpty()) {
        parts << tr("%1 closed").arg(meeting.blocked.size());
    }
    if (meeting.through > 0) {
        parts << tr("%1 open").arg(meeting.through);
    }
    if (!meeting.unseen.isEmpty()) {
        parts << tr("%1 not observed").arg(meeting.unseen.size());
    }
    return parts.isEmpty() ? tr("not observed") : parts.join(QStringLiteral(", "));
}

QVariant ReachMatrix::nameData(int row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return tr("from %1").arg(m_machines[row]);
    case Qt::TextAlignmentRole:
        return middle();
    case tables::StrongRole:
        return true;
    case tables::CellRole:
        return QVariant::fromValue(tables::textCell(tr("from %1").arg(m_machines[row])));
    default:
        return {};
    }
}

QVariant ReachMatrix::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (index.column() == 0) {
        return nameData(index.row(), role);
    }
    const int to = index.column() - 1;
    const bool isItself = index.row() == to;
    const Meeting &meeting = meetingAt(index.row(), to);
    const QString text = isItself ? QStringLiteral("–") : textOf(meeting);
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::AccessibleTextRole:
        return isItself ? text : tr("from %1 to %2: %3").arg(m_machines[index.row()], m_machines[to], text);
    case Qt::TextAlignmentRole:
        return middle();
    case Qt::ToolTipRole:
        return isItself ? QString() : (meeting.blocked + meeting.unseen).join(u'\n');
    case tables::CellRole: {
        if (isItself) {
            return QVariant::fromValue(tables::Cell{.text = text});
        }
        const style::Tone tone = !meeting.blocked.isEmpty()                          ? style::Tone::Bad
                                 : !meeting.unseen.isEmpty() || meeting.through == 0 ? style::Tone::Unknown
                                                                                     : style::Tone::Ok;
        return QVariant::fromValue(tables::Cell{.text = text, .tone = tone, .sign = signOf(tone)});
    }
    default:
        return {};
    }
}

QVariant ReachMatrix::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return middle();
    }
    const bool isMachine = orientation == Qt::Horizontal && section > 0 && section <= m_machines.size();
    return role == Qt::DisplayRole && isMachine ? tr("to %1").arg(m_machines[section - 1]) : QVariant();
}

QString ReachMatrix::plainText() const
{
    QStringList lines{u'\t' + m_machines.join(u'\t')};
    for (int from = 0; from < m_machines.size(); ++from) {
        QStringList cells{m_machines[from]};
        for (int to = 0; to < m_machines.size(); ++to) {
            cells << data(index(from, to + 1), Qt::DisplayRole).toString();
        }
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

} // namespace stormdeck::ui
