// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/arguments.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace stormdeck::app {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Arguments)
};

struct Command
{
    const char *name;
    const char *subject; ///< nullptr: takes none; "[…]": may be left out
    const char *purpose;
};

constexpr std::array commands{
    Command{"status", nullptr, QT_TRANSLATE_NOOP("Arguments", "show the cluster's health once")},
    Command{"plan", "FILE", QT_TRANSLATE_NOOP("Arguments", "show what apply would do, change nothing")},
    Command{"preflight", "FILE", QT_TRANSLATE_NOOP("Arguments", "check the machines of a cluster file")},
    Command{"apply", "FILE", QT_TRANSLATE_NOOP("Arguments", "set up what a cluster file describes")},
    Command{"resume", "[OPERATION]", QT_TRANSLATE_NOOP("Arguments", "go on with an interrupted operation")},
    Command{"undo", "[OPERATION]", QT_TRANSLATE_NOOP("Arguments", "take an interrupted operation back")},
    Command{"leave", "[OPERATION]", QT_TRANSLATE_NOOP("Arguments", "close an interrupted operation as it is")},
    Command{"submit", "JAR", QT_TRANSLATE_NOOP("Arguments", "submit a topology; its arguments follow --")},
    Command{"kill", "TOPOLOGY", QT_TRANSLATE_NOOP("Arguments", "kill a topology and wait until it is gone")},
    Command{"teardown", nullptr, QT_TRANSLATE_NOOP("Arguments", "remove the cluster and its data")},
    Command{"prepare", "HOST...",
            QT_TRANSLATE_NOOP("Arguments", "make machines ready over SSH, for a snapshot or as they are")},
    Command{"join-clones", "HOST...", QT_TRANSLATE_NOOP("Arguments", "join machines that were made of one snapshot")},
    Command{"first-boot", "FILE", QT_TRANSLATE_NOOP("Arguments", "print what clouds need: user data, names, rules")},
    Command{"record", "FILE", QT_TRANSLATE_NOOP("Arguments", "record what the cluster answers until Ctrl+C")},
};

const Command *commandNamed(const QString &name)
{
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command &one) { return name == QLatin1String(one.name); });
    return found == commands.end() ? nullptr : &*found;
}

QString helpText()
{
    QString text = Text::tr("Usage: stormdeck                     open the window\n"
                            "       stormdeck COMMAND [OPTIONS]\n\nCommands:\n");
    for (const Command &command : commands) {
        const QString head = QLatin1String(command.name) + u' ' + QLatin1String(command.subject ? command.subject : "");
        text += QStringLiteral("  %1 %2\n").arg(head, -22).arg(Text::tr(command.purpose));
    }
    return text + Text::tr("\nOptions:\n"
                           "  --profile NAME|FILE    the cluster: a saved profile or a cluster file\n"
                           "                         (default: $STORMDECK_PROFILE, else the only saved one)\n"
                           "  --json                 status, preflight: as JSON\n"
                           "  --yes                  do not ask before a change\n"
                           "  --remember             save passphrases and passwords that are typed in the keychain\n"
                           "  --class CLASS          submit: main class (default: what the jar names)\n"
                           "  --name NAME            submit: name of the topology (default: its first argument)\n"
                           "  --wait SECONDS         kill: time for tuples under way\n"
                           "                         (default: the topology's message timeout)\n"
                           "  --for SECONDS          record: end by itself\n"
                           "  --recording FILE       open the window on a recording\n"
                           "  --demo                 open the window on a recording that comes with it\n"
                           "  --despite-warnings     apply: with --yes, also where the checks of the machines warn\n"
                           "  --no-preflight         apply: do not check the machines first\n"
                           "  --keep-swarm           teardown: leave the swarm itself\n"
                           "  --cluster FILE         prepare: images and registries of a cluster file\n"
                           "  --source SOURCE        prepare: distribution (default) or docker, its own\n"
                           "                         repository (not observed)\n"
                           "  --docker-user USER     prepare: who may use Docker (default: who logs in)\n"
                           "  --image IMAGE          prepare: pull it beforehand; may be repeated\n"
                           "  --mirror URL           prepare: registry mirror; may be repeated\n"
                           "  --insecure-registry R  prepare: registry without TLS; may be repeated\n"
                           "  --kernel               prepare: keep-alive and swapping as a cluster wants them\n"
                           "  --timezone ZONE        prepare: set the time zone\n"
                           "  --ntp                  prepare: keep the clock by time servers\n"
                           "  --clean                prepare: remove what identifies the machine\n"
                           "  --remove-login-keys    prepare: also the keys that let you in; with --power-off\n"
                           "  --power-off            prepare: switch the machine off at the end\n"
                           "  --as-manager           join-clones: as managers, not workers\n"
                           "  --role ROLE            first-boot: user data of a first-manager, manager or\n"
                           "                         worker (default: the list of names and rules)\n"
                           "  --cloud CLOUD          first-boot: openstack (default) or aws\n"
                           "  --manager NAME         first-boot: how machines reach a manager\n"
                           "                         (default: the first manager's address)\n"
                           "  --help, --version\n\n"
                           "Exit codes: 0 healthy or done, 1 findings or failed, 2 unreachable, 3 bad input.\n");
}

/// It comes with the program, as a resource.
QString demoRecording()
{
    return QStringLiteral(":/demo.stormrec");
}

Error badInput(const QString &reason)
{
    return {.kind = ErrorKind::Rejected,
            .layer = Layer::Local,
            .reason = reason,
            .remedy = Text::tr("stormdeck --help lists what there is."),
            .code = QStringLiteral("arguments.invalid")};
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({{QStringLiteral("profile"), {}, QStringLiteral("profile")},
                       {QStringLiteral("json"), {}},
                       {QStringLiteral("yes"), {}},
                       {QStringLiteral("remember"), {}},
                       {QStringLiteral("class"), {}, QStringLiteral("class")},
                       {QStringLiteral("name"), {}, QStringLiteral("name")},
                       {QStringLiteral("wait"), {}, QStringLiteral("seconds")},
                       {QStringLiteral("for"), {}, QStringLiteral("seconds")},
                       {QStringLiteral("recording"), {}, QStringLiteral("file")},
                       {QStringLiteral("demo"), {}},
                       {QStringLiteral("keep-swarm"), {}},
                       {QStringLiteral("despite-warnings"), {}},
                       {QStringLiteral("no-preflight"), {}},
                       {QStringLiteral("cluster"), {}, QStringLiteral("file")},
                       {QStringLiteral("source"), {}, QStringLiteral("source")},
                       {QStringLiteral("docker-user"), {}, QStringLiteral("user")},
                       {QStringLiteral("image"), {}, QStringLiteral("image")},
                       {QStringLiteral("mirror"), {}, QStringLiteral("url")},
                       {QStringLiteral("insecure-registry"), {}, QStringLiteral("registry")},
                       {QStringLiteral("kernel"), {}},
                       {QStringLiteral("timezone"), {}, QStringLiteral("zone")},
                       {QStringLiteral("ntp"), {}},
                       {QStringLiteral("clean"), {}},
                       {QStringLiteral("remove-login-keys"), {}},
                       {QStringLiteral("power-off"), {}},
                       {QStringLiteral("as-manager"), {}},
                       {QStringLiteral("role"), {}, QStringLiteral("role")},
                       {QStringLiteral("cloud"), {}, QStringLiteral("cloud")},
                       {QStringLiteral("manager"), {}, QStringLiteral("name")},
                       {{QStringLiteral("h"), QStringLiteral("help")}, {}},
                       {QStringLiteral("version"), {}}});
}

/// Whether the option is not there or a number.
bool readSeconds(const QCommandLineParser &parser, const QString &option, std::optional<int> &seconds)
{
    if (!parser.isSet(option)) {
        return true;
    }
    bool isNumber = false;
    seconds = parser.value(option).toInt(&isNumber);
    return isNumber && *seconds >= 0;
}

MachineArguments machineArguments(const QCommandLineParser &parser)
{
    const auto isSet = [&parser](const char *option) { return parser.isSet(QLatin1String(option)); };
    const auto value = [&parser](const char *option) { return parser.value(QLatin1String(option)); };
    const auto values = [&parser](const char *option) { return parser.values(QLatin1String(option)); };
    return {.hosts = {},
            .cluster = value("cluster"),
            .vendor = value("source") == QStringLiteral("docker"),
            .dockerUser = value("docker-user"),
            .images = values("image"),
            .mirrors = values("mirror"),
            .insecure = values("insecure-registry"),
            .tunesKernel = isSet("kernel"),
            .timezone = value("timezone"),
            .synchronises = isSet("ntp"),
            .cleans = isSet("clean"),
            .removesKeys = isSet("remove-login-keys"),
            .powersOff = isSet("power-off"),
            .asManagers = isSet("as-manager"),
            .role = value("role"),
            .cloud = value("cloud"),
            .manager = value("manager")};
}

/// The option that has another value than it may have, told.
std::optional<Error> wrongWord(const QCommandLineParser &parser)
{
    const std::pair<QString, QStringList> words[]{
        {QStringLiteral("source"), {QStringLiteral("distribution"), QStringLiteral("docker")}},
        {QStringLiteral("role"),
         {QStringLiteral("first-manager"), QStringLiteral("manager"), QStringLiteral("worker")}},
        {QStringLiteral("cloud"), {QStringLiteral("openstack"), QStringLiteral("aws")}}};
    for (const auto &[option, allowed] : words) {
        if (parser.isSet(option) && !allowed.contains(parser.value(option))) {
            return badInput(Text::tr("--%1 takes %2").arg(option, allowed.join(Text::tr(" or "))));
        }
    }
    return std::nullopt;
}

Result<Arguments> withSubject(Arguments arguments, const Command &command, QStringList rest)
{
    const bool takesMany = command.subject && QByteArrayView(command.subject).endsWith("...");
    if (takesMany && !rest.isEmpty()) {
        arguments.machines.hosts = std::exchange(rest, {});
    } else if (command.subject && !rest.isEmpty()) {
        arguments.subject = rest.takeFirst();
    } else if (command.subject && command.subject[0] != '[') {
        return failure(badInput(Text::tr("%1 needs a %2").arg(arguments.command, QLatin1String(command.subject))));
    }
    if (!rest.isEmpty()) {
        return failure(badInput(Text::tr("“%1” is one word too many").arg(rest.first())));
    }
    return arguments;
}
} // namespace

Result<Arguments> readArguments(const QStringList &words)
{
    const qsizetype separator = words.indexOf(QStringLiteral("--"));
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(separator < 0 ? words : words.first(separator))) {
        return failure(badInput(parser.errorText()));
    }
    Arguments arguments{.profile = parser.value(QStringLiteral("profile")),
                        .recording = parser.isSet(QStringLiteral("demo")) ? demoRecording()
                                                                          : parser.value(QStringLiteral("recording")),
                        .mainClass = parser.value(QStringLiteral("class")),
                        .name = parser.value(QStringLiteral("name")),
                        .topologyArguments = separator < 0 ? QStringList() : words.mid(separator + 1),
                        .json = parser.isSet(QStringLiteral("json")),
                        .yes = parser.isSet(QStringLiteral("yes")),
                        .remember = parser.isSet(QStringLiteral("remember")),
                        .keepSwarm = parser.isSet(QStringLiteral("keep-swarm")),
                        .despiteWarnings = parser.isSet(QStringLiteral("despite-warnings")),
                        .noPreflight = parser.isSet(QStringLiteral("no-preflight")),
                        .machines = machineArguments(parser)};
    if (parser.isSet(QStringLiteral("help"))) {
        return Arguments{.command = QStringLiteral("help"), .help = helpText()};
    }
    if (parser.isSet(QStringLiteral("version"))) {
        return Arguments{.command = QStringLiteral("version"),
                         .help = QStringLiteral("stormdeck " STORMDECK_VERSION "\n")};
    }
    for (const auto &[option, seconds] : {std::pair(QStringLiteral("wait"), &arguments.waitSeconds),
                                          std::pair(QStringLiteral("for"), &arguments.seconds)}) {
        if (!readSeconds(parser, option, *seconds)) {
            return failure(badInput(Text::tr("--%1 takes a number of seconds").arg(option)));
        }
    }
    if (const auto wrong = wrongWord(parser)) {
        return failure(*wrong);
    }
    QStringList rest = parser.positionalArguments();
    if (rest.isEmpty()) {
        return arguments;
    }
    arguments.command = rest.takeFirst();
    const Command *command = commandNamed(arguments.command);
    return command ? withSubject(std::move(arguments), *command, rest)
                   : failure(badInput(Text::tr("there is no command “%1”").arg(arguments.command)));
}

} // namespace stormdeck::app
