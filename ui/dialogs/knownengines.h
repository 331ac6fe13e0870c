// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/dockercontexts.h"
#include "wizards/background.h"

#include <QPushButton>

namespace stormdeck::dialogs {

/// Lists the engines that docker knows on this computer. Reads files; called on a thread of the pool.
using EngineLister = std::function<std::vector<settings::KnownEngine>()>;

/// A button with a menu of the engines that the docker command line knows, read anew each time it is made. What cannot
/// be used stays listed, greyed, with the reason.
class KnownEnginesButton : public QPushButton
{
    Q_OBJECT

public:
    KnownEnginesButton(wizards::Background &background, EngineLister lister, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &name, const stormdeck::Endpoint &endpoint);

private:
    void show(const std::vector<settings::KnownEngine> &engines);
    void add(const settings::KnownEngine &engine);

    wizards::Background::Call m_reading;
};

} // namespace stormdeck::dialogs
