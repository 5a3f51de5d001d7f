using System.Globalization;
using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>Published and exposed ports. Ranges are one row in the form and one entry a port in the create call.</summary>
internal static class PortRows
{
    private const string Field = nameof(ContainerDraft.Ports);

    public static void Read(CreateContainerParameters parameters, ContainerDraft draft)
    {
        var bindings = parameters.HostConfig?.PortBindings ?? new Dictionary<string, IList<PortBinding>?>();
        draft.Ports = PortRanges.Join(bindings.SelectMany(Rows));
        draft.Expose = PortRanges.Join((parameters.ExposedPorts?.Keys ?? Enumerable.Empty<string>()).Where(port => !bindings.ContainsKey(port)).Select(Row))
            .ConvertAll(row => $"{row.ContainerPort}/{row.Protocol}");
    }

    public static void Write(ContainerDraft draft, CreateContainerParameters parameters)
    {
        var bindings = new SortedDictionary<string, IList<PortBinding>?>(StringComparer.Ordinal);
        foreach (var row in draft.Ports.Where(row => row.ContainerPort.Trim().Length > 0 || row.HostPort.Trim().Length > 0))
        {
            foreach (var (port, binding) in Expand(row))
            {
                bindings.TryAdd(port, []);
                bindings[port]!.Add(binding);
            }
        }

        var exposed = draft.Expose.Where(text => text.Trim().Length > 0).SelectMany(Exposed).Concat(bindings.Keys).Distinct().Order(StringComparer.Ordinal);
        parameters.HostConfig!.PortBindings = bindings.Count == 0 ? null : bindings.ToDictionary();
        parameters.ExposedPorts = exposed.ToDictionary(port => port, _ => new EmptyStruct()) is { Count: > 0 } some ? some : null;
    }

    /// <summary>One binding for each container port of the row.</summary>
    /// <exception cref="DraftException">Not a port, or two ranges of different sizes.</exception>
    public static IEnumerable<(string Port, PortBinding Binding)> Expand(PortRow row)
    {
        var container = Range(Field, row.ContainerPort);
        var host = row.HostPort.Trim().Length == 0 ? ((int First, int Last)?)null : Range(Field, row.HostPort);
        var count = container.Last - container.First + 1;
        if (host is { } range && range.Last - range.First + 1 != count && count > 1)
        {
            throw new DraftException(Field, $"{row.HostPort} and {row.ContainerPort} are ranges of different sizes.");
        }

        for (var offset = 0; offset < count; offset++)
        {
            yield return ($"{container.First + offset}/{row.Protocol}", new() { HostIP = row.HostIP.Trim().Trim('[', ']'), HostPort = HostPort(host, count, offset) });
        }
    }

    /// <summary>"80" or "8000-8010" as numbers.</summary>
    /// <exception cref="DraftException">Anything else.</exception>
    public static (int First, int Last) Range(string field, string text)
    {
        var parts = text.Trim().Split('-');
        var first = Number(parts[0]);
        var last = parts.Length == 2 ? Number(parts[1]) : first;
        return parts.Length <= 2 && first is { } low && last is { } high && low <= high
            ? (low, high)
            : throw new DraftException(field, text.Trim().Length == 0
                ? "Enter the port inside the container."
                : $"“{text.Trim()}” is not a port or a range such as 8000-8010.");
    }

    // One container port on a range of host ports: the engine takes the first free one.
    private static string HostPort((int First, int Last)? host, int count, int offset) => host switch
    {
        null => "",
        { } range when count == 1 && range.Last > range.First => $"{range.First}-{range.Last}",
        { } range => (range.First + offset).ToString(CultureInfo.InvariantCulture),
    };

    private static IEnumerable<string> Exposed(string text)
    {
        var (port, protocol) = Split(text.Trim());
        var (first, last) = Range(nameof(ContainerDraft.Expose), port);
        return Enumerable.Range(first, last - first + 1).Select(number => $"{number}/{protocol}");
    }

    private static IEnumerable<PortRow> Rows(KeyValuePair<string, IList<PortBinding>?> entry)
    {
        var bindings = entry.Value is { Count: > 0 } some ? some : [new()];
        return bindings.Select(binding =>
        {
            var row = Row(entry.Key);
            (row.HostIP, row.HostPort) = (binding.HostIP, binding.HostPort);
            return row;
        });
    }

    private static PortRow Row(string port)
    {
        var (number, protocol) = Split(port);
        return new() { ContainerPort = number, Protocol = protocol };
    }

    public static (string Port, string Protocol) Split(string port) =>
        port.Split('/') is [var number, var protocol] ? (number, protocol.ToLowerInvariant()) : (port, "tcp");

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 ? port : null;
}
