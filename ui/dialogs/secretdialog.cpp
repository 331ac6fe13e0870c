// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/secretdialog.h"

#include "wizards/look.h"
#include "wizards/pageparts.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace stormdeck::dialogs {

using look::Label;
using look::Tone;
using wizards::PageMargin;
using What = WantedSecret::What;

namespace {
constexpr int DialogWidth = 520;

QString titleOf(const WantedSecret &wanted)
{
    switch (wanted.what) {
    case What::Passphrase:
        return SecretDialog::tr("Passphrase of a key");
    case What::Password:
        return SecretDialog::tr("Password");
    case What::SudoPassword:
        return SecretDialog::tr("Password for sudo");
    case What::Answer:
        break;
    }
    return SecretDialog::tr("A question of the server");
}

QString sentenceOf(const WantedSecret &wanted)
{
    switch (wanted.what) {
    case What::Passphrase:
        return SecretDialog::tr(
                   "The key %1 is locked. Its passphrase is needed to log in to %2; it stays on this computer.")
            .arg(wanted.file, wanted.host);
    case What::Password:
        return SecretDialog::tr("%1 wants a password. It is sent there.").arg(wanted.host);
    case What::SudoPassword:
        return SecretDialog::tr("sudo on %1 wants the password of that user. It is sent there, to sudo alone.")
            .arg(wanted.host);
    case What::Answer:
        break;
    }
    return SecretDialog::tr("%1 asks, in its own words:").arg(wanted.host);
}

QString keptFor(const WantedSecret &wanted, bool remembers)
{
    if (wanted.what == What::Answer) {
        return SecretDialog::tr("The answer is sent there and not kept.");
    }
    if (!wanted.canRemember && !wanted.whyNot.isEmpty()) {
        return SecretDialog::tr("Kept in memory until Stormdeck ends, because %1.").arg(wanted.whyNot);
    }
    return remembers ? SecretDialog::tr("Saved once it has proved right. “Saved secrets” in the menu forgets it.")
                     : SecretDialog::tr("Kept in memory until Stormdeck ends, never written to a disk.");
}
} // namespace

SecretDialog::SecretDialog(const WantedSecret &wanted, QWidget *parent)
    : QDialog(parent), m_field(new QLineEdit), m_remember(new QCheckBox(tr("&Remember in the keychain"), this))
{
    setWindowTitle(titleOf(wanted));
    setMinimumWidth(DialogWidth);
    auto *body = new QWidget;
    auto *parts = new QVBoxLayout(body);
    parts->setContentsMargins(PageMargin, 14, PageMargin, 14);
    parts->setSpacing(10);
    addWords(wanted, parts);
    addField(wanted, parts);
    addKeeping(wanted, parts);
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *give = new QPushButton(wanted.what == What::Answer         ? tr("&Answer")
                                 : wanted.what == What::SudoPassword ? tr("&Go on")
                                                                     : tr("&Log in"));
    cancel->setAutoDefault(false);
    look::setPrimary(give);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(give, &QPushButton::clicked, this, &QDialog::accept);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(body, 1);
    rows->addWidget(new style::Rule);
    rows->addWidget(wizards::footer({}, {cancel, give}));
    m_field->setFocus();
}

void SecretDialog::addWords(const WantedSecret &wanted, QVBoxLayout *rows)
{
    rows->addWidget(new Label(titleOf(wanted), Tone::Plain, Label::Size::Title));
    rows->addWidget(new Label(sentenceOf(wanted)));
    if (wanted.what == What::Answer) {
        auto *words = new look::CodeBox; // what a server says must not look like what we say
        words->setCode(wanted.prompt);
        words->setAccessibleName(tr("Words of the server"));
        rows->addWidget(words);
    }
    if (!wanted.note.isEmpty()) {
        auto *card = new look::Card(look::Card::Kind::Notice);
        card->rows()->addWidget(new Label(QStringLiteral("▲ ") + wanted.note));
        rows->addWidget(card);
    }
}

void SecretDialog::addField(const WantedSecret &wanted, QVBoxLayout *rows)
{
    m_field->setAccessibleName(titleOf(wanted));
    m_field->setEchoMode(wanted.isHidden ? QLineEdit::Password : QLineEdit::Normal);
    rows->addWidget(m_field);
    if (wanted.isHidden) {
        auto *show = new QCheckBox(tr("&Show what is typed"));
        connect(show, &QCheckBox::toggled, m_field,
                [this](bool on) { m_field->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password); });
        rows->addWidget(show);
    }
}

void SecretDialog::addKeeping(const WantedSecret &wanted, QVBoxLayout *rows)
{
    auto *kept = new Label(keptFor(wanted, false), Tone::Dim);
    m_remember->setObjectName(QStringLiteral("remember"));
    m_remember->setVisible(wanted.what != What::Answer);
    m_remember->setEnabled(wanted.canRemember);
    connect(m_remember, &QCheckBox::toggled, kept, [kept, wanted](bool isOn) { kept->setText(keptFor(wanted, isOn)); });
    rows->addWidget(m_remember);
    rows->addWidget(kept);
}

bool SecretDialog::remembers() const
{
    return m_remember->isChecked();
}

Secret SecretDialog::takeSecret()
{
    Secret secret(m_field->text());
    m_field->clear();
    return secret;
}

} // namespace stormdeck::dialogs
