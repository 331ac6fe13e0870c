// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/firstbootdialog.h"

#include "dialogs/errorpanel.h"
#include "util/files.h"
#include "wizards/formparts.h"
#include "wizards/pageparts.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace stormdeck::dialogs {

using look::Label;
using look::Tone;
using wizards::PageMargin;

namespace {
constexpr int DialogWidth = 760;
constexpr int DialogHeight = 620;
constexpr int ShownLines = 24;

enum What { Surroundings, FirstManager, Manager, Worker };

QString managerOf(const ops::ClusterInputs &cluster)
{
    const auto found = std::find_if(cluster.machines.begin(), cluster.machines.end(),
                                    [](const Machine &machine) { return machine.manager; });
    return found == cluster.machines.end() ? QString() : found->address.isEmpty() ? found->name : found->address;
}

ops::BootRole roleOf(int what)
{
    return what == FirstManager ? ops::BootRole::FirstManager
           : what == Manager    ? ops::BootRole::Manager
                                : ops::BootRole::Worker;
}
} // namespace

FirstBootDialog::FirstBootDialog(wizards::Background &background, ops::ClusterInputs cluster, QWidget *parent)
    : QDialog(parent), m_background(background), m_cluster(ops::withDefaults(std::move(cluster))),
      m_code(new look::CodeBox), m_error(new ErrorPanel), m_said(new Label({}, Tone::Dim))
{
    setWindowTitle(tr("First boot of machines of %1").arg(m_cluster.name));
    resize(DialogWidth, DialogHeight);
    m_code->setMaximumLines(ShownLines);
    m_code->setAccessibleName(tr("Text to copy"));
    auto *body = new QWidget;
    auto *parts = new QVBoxLayout(body);
    parts->setContentsMargins(PageMargin, 14, PageMargin, 14);
    parts->setSpacing(10);
    parts->addWidget(new Label(windowTitle(), Tone::Plain, Label::Size::Title));
    parts->addWidget(
        new Label(tr("For a cloud that starts machines from a prepared snapshot. No token is in it: put that "
                     "into %1 of the machine, or leave it out and join the machines from here.")
                      .arg(QLatin1String(ops::bootTokenFile)),
                  Tone::Dim));
    parts->addWidget(makeChoices());
    parts->addWidget(m_error);
    parts->addWidget(m_code, 1);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(body, 1);
    rows->addWidget(new style::Rule);
    rows->addWidget(makeFooter());
    refresh();
}

QWidget *FirstBootDialog::makeChoices()
{
    m_what = new QComboBox;
    m_what->addItems({tr("DNS names and security groups"), tr("User data of the first manager"),
                      tr("User data of a further manager"), tr("User data of a worker")});
    m_cloud = new QComboBox;
    m_cloud->addItems({tr("OpenStack: customisation script"), tr("AWS: user data")});
    m_manager = new QLineEdit(managerOf(m_cluster));
    auto *form = new wizards::Form;
    form->add(tr("&What"), m_what);
    form->add(tr("Clou&d"), m_cloud);
    form->add(tr("&Manager"), m_manager, tr("Name or address under which the machines reach a manager."));
    connect(m_what, &QComboBox::currentIndexChanged, this, &FirstBootDialog::refresh);
    connect(m_cloud, &QComboBox::currentIndexChanged, this, &FirstBootDialog::refresh);
    connect(m_manager, &QLineEdit::textChanged, this, &FirstBootDialog::refresh);
    return form;
}

QWidget *FirstBootDialog::makeFooter()
{
    m_copy = new QPushButton(tr("&Copy"));
    m_save = new QPushButton(tr("&Save…"));
    auto *close = new QPushButton(tr("C&lose"));
    connect(m_copy, &QPushButton::clicked, this, &FirstBootDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &FirstBootDialog::save);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    for (QPushButton *button : {m_copy, m_save, close}) {
        button->setAutoDefault(false);
    }
    return wizards::footer({m_said}, {m_copy, m_save, close});
}

void FirstBootDialog::refresh()
{
    const int what = m_what->currentIndex();
    m_cloud->setEnabled(what != Surroundings);
    m_manager->setEnabled(what == Manager || what == Worker);
    m_said->setText({});
    if (what == Surroundings) {
        display(ops::surroundings(m_cluster).toUtf8());
        return;
    }
    display(ops::userData({.role = roleOf(what),
                           .cloud = m_cloud->currentIndex() == 1 ? ops::Cloud::Aws : ops::Cloud::OpenStack,
                           .manager = m_manager->text().trimmed(),
                           .addressPools = m_cluster.addressPools,
                           .dataPathPort = m_cluster.dataPathPort}));
}

void FirstBootDialog::display(const Result<QByteArray> &made)
{
    m_text = made ? QString::fromUtf8(*made) : QString();
    m_code->setCode(m_text);
    m_copy->setEnabled(!m_text.isEmpty());
    m_save->setEnabled(!m_text.isEmpty());
    if (made) {
        m_error->clear();
    } else {
        m_error->setError(made.error());
    }
}

void FirstBootDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_text);
    m_said->setText(tr("It is in the clipboard."));
}

void FirstBootDialog::save()
{
    const bool isList = m_what->currentIndex() == Surroundings;
    const QString suffix = isList                                    ? QStringLiteral("md")
                           : m_text.startsWith(QStringLiteral("#!")) ? QStringLiteral("sh")
                                                                     : QStringLiteral("yaml");
    auto *dialog = new QFileDialog(this, tr("Save"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QStringLiteral("%1-first-boot.%2").arg(m_cluster.name, suffix));
    connect(dialog, &QFileDialog::fileSelected, this, &FirstBootDialog::write);
    dialog->open();
}

void FirstBootDialog::write(const QString &path)
{
    m_background.run(
        this, [path, content = m_text.toUtf8()](const std::stop_token &) { return writePrivateFile(path, content); },
        [this, path](const Result<void> &written) {
            if (written) {
                m_said->setText(tr("Saved as %1.").arg(path));
            } else {
                m_error->setError(written.error());
            }
        });
}

} // namespace stormdeck::dialogs
