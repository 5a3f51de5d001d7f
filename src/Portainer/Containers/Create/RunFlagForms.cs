using Portainer.Containers.Details;
using static Portainer.Containers.Create.RunFlag;

namespace Portainer.Containers.Create;

/// <summary>Flags whose value has a form of its own.</summary>
internal static class RunFlagForms
{
    public static readonly RunFlag Restart = new(
        "restart", '\0', false,
        (draft, value) => (draft.RestartPolicy, draft.RestartTries) = value.Split(':') is [var policy, var tries] ? (policy, tries) : (value, ""),
        draft => draft.RestartPolicy == "no" ? [] : [draft.RestartTries.Length == 0 ? draft.RestartPolicy : $"{draft.RestartPolicy}:{draft.RestartTries}"]);

    public static readonly RunFlag Pull = new(
        "pull", '\0', false, (draft, value) => draft.AlwaysPull = value is "always" or "newer", draft => draft.AlwaysPull ? ["always"] : []);

    public static readonly RunFlag Publish = new("publish", 'p', false, (draft, value) => draft.Ports.Add(Port(value)), draft => draft.Ports.Where(row => row.ContainerPort.Trim().Length > 0).Select(Text));

    public static readonly RunFlag Volume = new(
        "volume", 'v', false,
        (draft, value) => draft.Mounts.Add(ShortMount.Parse(value)),
        draft => draft.Mounts.Where(row => row is { IsLong: false, Type: not "tmpfs", Target.Length: > 0 }).Select(row => row.Source.Length == 0 ? row.Target : ShortMount.Text(row)));

    public static readonly RunFlag Tmpfs = new(
        "tmpfs", '\0', false,
        (draft, value) => draft.Mounts.Add(value.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at
            ? new() { Type = "tmpfs", Target = value[..at], Options = value[(at + 1)..] }
            : new() { Type = "tmpfs", Target = value }),
        draft => draft.Mounts.Where(row => row is { IsLong: false, Type: "tmpfs", Target.Length: > 0 }).Select(row => row.Options.Length == 0 ? row.Target : $"{row.Target}:{row.Options}"));

    public static readonly RunFlag Mount = new(
        "mount", '\0', false, (draft, value) => draft.Mounts.Add(MountFlag.Parse(value)), draft => draft.Mounts.Where(row => row is { IsLong: true, Target.Length: > 0 }).Select(MountFlag.Text));

    public static readonly RunFlag Env = new(
        "env", 'e', false,
        (draft, value) =>
        {
            var row = EnvRows.Parse(value);
            draft.Environment.RemoveAll(earlier => earlier.Name == row.Name);
            draft.Environment.Add(row);
        },
        draft => draft.Environment.Where(row => row.Name.Trim().Length > 0).Select(EnvRows.Text));

    // name:address and, newer, name=address; only the first is what the engine takes.
    public static readonly RunFlag AddHost = new(
        "add-host", '\0', false,
        (draft, value) => draft.ExtraHosts.Add(value.IndexOfAny([':', '=']) is > 0 and var at && value[at] == '=' ? $"{value[..at]}:{value[(at + 1)..]}" : value),
        draft => draft.ExtraHosts);

    /// <summary>The flag takes one word; further words of an entrypoint go before the command (see <see cref="DockerRunText"/>).</summary>
    public static readonly RunFlag Entrypoint = new(
        "entrypoint", '\0', false,
        (draft, value) => draft.Entrypoint = value.Length == 0 ? "" : CommandLine.Join([value]),
        draft => draft.Entrypoint is not { } line ? [] : [ShellWords.Split(nameof(ContainerDraft.Entrypoint), line).FirstOrDefault() ?? ""]);

    public static readonly RunFlag Init = new(
        "init", '\0', true, (draft, value) => draft.Init = IsOn(value), draft => draft.Init switch { true => ["true"], false => ["false"], null => [] });

    public static readonly RunFlag HealthCommand = new(
        "health-cmd", '\0', false,
        (draft, value) => (draft.HealthMode, draft.HealthCommand) = (HealthMode.Shell, value),
        draft => draft.HealthMode is HealthMode.Shell or HealthMode.Command ? [draft.HealthCommand] : []);

    public static readonly RunFlag NoHealthCheck = new(
        "no-healthcheck", '\0', true,
        (draft, value) => draft.HealthMode = IsOn(value) ? HealthMode.None : draft.HealthMode,
        draft => draft.HealthMode == HealthMode.None ? ["true"] : []);

    /// <summary>[[ip:][host]:]container[/protocol]; an IPv6 address stands in brackets.</summary>
    public static PortRow Port(string value)
    {
        var (rest, protocol) = PortRows.Split(value);
        var container = rest.LastIndexOf(':');
        if (container < 0)
        {
            return new() { ContainerPort = rest, Protocol = protocol };
        }

        var before = rest[..container];
        var host = before.LastIndexOf(':');
        var hasAddress = host >= 0 && !before.EndsWith(']');
        return new()
        {
            HostIP = hasAddress ? before[..host].Trim('[', ']') : before.EndsWith(']') ? before.Trim('[', ']') : "",
            HostPort = hasAddress ? before[(host + 1)..] : before.EndsWith(']') ? "" : before,
            ContainerPort = rest[(container + 1)..],
            Protocol = protocol,
        };
    }

    public static string Text(PortRow row)
    {
        var address = row.HostIP.Contains(':', StringComparison.Ordinal) ? $"[{row.HostIP}]" : row.HostIP;
        var host = address.Length > 0 ? $"{address}:{row.HostPort}:" : row.HostPort.Length > 0 ? $"{row.HostPort}:" : "";
        return $"{host}{row.ContainerPort}{(row.Protocol == "tcp" ? "" : "/" + row.Protocol)}";
    }
}
