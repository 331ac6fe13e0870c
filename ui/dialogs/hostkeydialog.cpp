// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/hostkeydialog.h"

#include "wizards/look.h"
#include "wizards/pageparts.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace stormdeck::dialogs {

using look::Label;
using look::Tone;
using wizards::PageMargin;

namespace {
constexpr int DialogWidth = 560;

QWidget *warningOf(const ShownHostKey &key)
{
    auto *card = new look::Card(look::Card::Kind::Failure);
    card->rows()->addWidget(new Label(
        HostKeyDialog::tr("▲ This machine is known by its %1 key (%2). Another kind of key is usual after its "
                          "SSH server was set up anew; it can also mean that somebody stands in between.")
            .arg(key.knownType, key.knownPlace)));
    return card;
}

QWidget *fingerprintOf(const ShownHostKey &key)
{
    auto *box = new look::CodeBox;
    box->setCode(QStringLiteral("%1  %2").arg(key.keyType, key.fingerprint));
    box->setAccessibleName(HostKeyDialog::tr("Fingerprint of the host key"));
    return box;
}

/// Shows the same fingerprint where the machine is the right one.
QWidget *commandFor(const ShownHostKey &key)
{
    auto *box = new look::CodeBox;
    box->setCode(QStringLiteral("ssh-keygen -l -f /etc/ssh/ssh_host_%1_key.pub").arg(key.keyType.toLower()));
    box->setAccessibleName(HostKeyDialog::tr("Command to run on the machine"));
    return box;
}
} // namespace

HostKeyDialog::HostKeyDialog(const ShownHostKey &key, QWidget *parent) : QDialog(parent)
{
    const bool isOtherType = !key.knownType.isEmpty();
    const QString title = isOtherType ? tr("Another kind of host key") : tr("Is this the right machine?");
    setWindowTitle(title);
    setMinimumWidth(DialogWidth);
    auto *body = new QWidget;
    auto *parts = new QVBoxLayout(body);
    parts->setContentsMargins(PageMargin, 14, PageMargin, 14);
    parts->setSpacing(10);
    parts->addWidget(new Label(title, Tone::Plain, Label::Size::Title));
    parts->addWidget(new Label(isOtherType ? tr("%1 shows this host key:").arg(key.host)
                                           : tr("%1 is not known yet. It shows this host key:").arg(key.host)));
    parts->addWidget(fingerprintOf(key));
    if (isOtherType) {
        parts->addWidget(warningOf(key));
    }
    parts->addWidget(new Label(tr("Compare it with what the machine itself says to this command. Without that, whoever "
                                  "stands in between is trusted too."),
                               Tone::Dim));
    parts->addWidget(commandFor(key));
    if (!key.file.isEmpty()) {
        parts->addWidget(new Label(tr("A trusted key is remembered in %1.").arg(key.file), Tone::Dim));
    }
    auto *refuse = new QPushButton(tr("&Do not connect"));
    auto *trust = new QPushButton(tr("&Trust and connect"));
    trust->setAutoDefault(false);
    refuse->setDefault(true);
    connect(refuse, &QPushButton::clicked, this, &QDialog::reject);
    connect(trust, &QPushButton::clicked, this, &QDialog::accept);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(body, 1);
    rows->addWidget(new style::Rule);
    rows->addWidget(wizards::footer({}, {refuse, trust}));
    refuse->setFocus();
}

} // namespace stormdeck::dialogs
