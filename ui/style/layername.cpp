// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/layername.h"

#include <QCoreApplication>

namespace stormdeck::style {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Layers)
};
} // namespace

QString layerName(Layer layer)
{
    switch (layer) {
    case Layer::Local:
        return Text::tr("This computer");
    case Layer::Resolve:
        return Text::tr("Name");
    case Layer::Connect:
        return Text::tr("Connection");
    case Layer::Tls:
        return Text::tr("TLS");
    case Layer::Http:
        return Text::tr("HTTP");
    case Layer::Docker:
        return Text::tr("Docker engine");
    case Layer::Swarm:
        return Text::tr("Swarm");
    case Layer::ZooKeeper:
        return Text::tr("ZooKeeper");
    case Layer::Storm:
        return Text::tr("Storm");
    case Layer::Ssh:
        return Text::tr("SSH");
    case Layer::HostKey:
        return Text::tr("SSH host key");
    case Layer::Login:
        return Text::tr("SSH login");
    case Layer::Channel:
        return Text::tr("SSH channel");
    }
    return {};
}

} // namespace stormdeck::style
