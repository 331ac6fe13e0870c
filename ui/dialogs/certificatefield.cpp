// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/certificatefield.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace stormdeck::dialogs {

CertificateField::CertificateField(QWidget *parent) : QWidget(parent), m_folder(new QLineEdit)
{
    m_folder->setPlaceholderText(tr("folder with ca.pem, cert.pem and key.pem"));
    m_folder->setAccessibleName(tr("Folder of the certificates"));
    auto *choose = new QPushButton(tr("Choose…"));
    choose->setAutoDefault(false);
    choose->setAccessibleName(tr("Choose the folder of the certificates"));
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 4, 0, 0);
    columns->setSpacing(8);
    columns->addWidget(m_folder, 1);
    columns->addWidget(choose);
    setFocusProxy(m_folder);
    connect(m_folder, &QLineEdit::textChanged, this, &CertificateField::edited);
    connect(choose, &QPushButton::clicked, this, &CertificateField::choose);
}

void CertificateField::setFolder(const QString &folder)
{
    m_folder->setText(folder);
}

Result<QString> CertificateField::folder() const
{
    const QString typed = m_folder->text().trimmed();
    const QString path = typed.startsWith(QStringLiteral("~/")) ? QDir::homePath() + typed.mid(1) : typed;
    if (!path.startsWith(u'/')) {
        return failure({.kind = ErrorKind::Rejected,
                        .attempted = tr("use these certificates"),
                        .reason = path.isEmpty() ? tr("TLS needs the folder of the certificates")
                                                 : tr("the folder of the certificates is an absolute path"),
                        .code = QStringLiteral("certificates.folder")});
    }
    return path;
}

void CertificateField::choose()
{
    auto *dialog = new QFileDialog(this, tr("Choose the folder of the certificates"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &CertificateField::setFolder);
    dialog->open();
}

} // namespace stormdeck::dialogs
