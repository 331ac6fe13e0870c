// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/errorpanel.h"

#include "style/controlstyle.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace stormdeck::dialogs {

namespace {
QString attemptText(const Error &error)
{
    if (error.attempted.isEmpty()) {
        return ErrorPanel::tr("This did not work.");
    }
    return error.target.isEmpty() ? ErrorPanel::tr("Could not %1.").arg(error.attempted)
                                  : ErrorPanel::tr("Could not %1 on %2.").arg(error.attempted, error.target);
}

QString asSentence(const QString &clause)
{
    if (clause.isEmpty()) {
        return {};
    }
    const QString capital = clause.left(1).toUpper() + clause.mid(1);
    return capital.endsWith(u'.') ? capital : capital + u'.';
}

QString detailsText(const Error &error)
{
    QString text = ErrorPanel::tr("layer %1, code %2").arg(word(error.layer), codeOf(error));
    if (error.httpStatus != 0) {
        text += ErrorPanel::tr(", HTTP status %1").arg(error.httpStatus);
    }
    return error.raw.isEmpty() ? text : text + u'\n' + QString::fromUtf8(error.raw);
}
} // namespace

ErrorPanel::ErrorPanel(QWidget *parent)
    : Card(Kind::Failure, parent), m_attempt(new look::Label({}, look::Tone::Bad, look::Label::Size::Strong, this)),
      m_reason(new look::Label({}, look::Tone::Plain, look::Label::Size::Body, this)),
      m_remedy(new look::Label({}, look::Tone::Plain, look::Label::Size::Body, this)), m_details(new QToolButton(this)),
      m_raw(new look::CodeBox(this))
{
    for (QLabel *label : {m_attempt, m_reason, m_remedy}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_details->setText(tr("Details"));
    m_details->setAccessibleName(tr("Details of the error"));
    m_details->setCheckable(true);
    style::setButtonLook(m_details, style::ButtonLook::Quiet);
    m_details->setArrowType(Qt::RightArrow);
    m_details->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_raw->setAccessibleName(tr("The answer as it came"));
    m_raw->setMaximumLines(8);
    connect(m_details, &QToolButton::toggled, this, &ErrorPanel::showDetails);
    rows()->setSpacing(4);
    for (QWidget *row : std::initializer_list<QWidget *>{m_attempt, m_reason, m_remedy, m_details, m_raw}) {
        rows()->addWidget(row);
    }
    clear();
}

void ErrorPanel::setError(const Error &error)
{
    m_attempt->setText(attemptText(error));
    m_reason->setText(asSentence(error.reason));
    m_reason->setVisible(!error.reason.isEmpty());
    m_remedy->setText(error.remedy);
    m_remedy->setVisible(!error.remedy.isEmpty());
    m_raw->setCode(detailsText(error));
    m_details->setChecked(false);
    showDetails(false);
    setAccessibleName(text());
    setVisible(true);
}

void ErrorPanel::clear()
{
    setVisible(false);
}

QString ErrorPanel::text() const
{
    return QStringList{m_attempt->text(), m_reason->text(), m_remedy->text()}.join(u' ').trimmed();
}

void ErrorPanel::showDetails(bool open)
{
    m_details->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_raw->setVisible(open);
}

} // namespace stormdeck::dialogs
