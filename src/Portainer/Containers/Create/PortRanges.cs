using System.Globalization;

namespace Portainer.Containers.Create;

/// <summary>Puts runs of three ports or more back into one row, so that a hundred published ports are one line.</summary>
internal static class PortRanges
{
    private const int ShortestRun = 3;

    public static List<PortRow> Join(IEnumerable<PortRow> rows)
    {
        var sorted = rows
            .OrderBy(row => row.Protocol, StringComparer.Ordinal)
            .ThenBy(row => row.HostIP, StringComparer.Ordinal)
            .ThenBy(Offset)
            .ThenBy(row => Number(row.ContainerPort));
        var runs = new List<List<PortRow>>();
        foreach (var row in sorted)
        {
            if (runs.Count > 0 && Follows(runs[^1][^1], row))
            {
                runs[^1].Add(row);
            }
            else
            {
                runs.Add([row]);
            }
        }

        return [.. runs.SelectMany(Row).OrderBy(row => Number(row.ContainerPort)).ThenBy(row => row.Protocol, StringComparer.Ordinal).ThenBy(row => row.HostIP, StringComparer.Ordinal).ThenBy(row => row.HostPort, StringComparer.Ordinal)];
    }

    private static IEnumerable<PortRow> Row(List<PortRow> run) => run.Count < ShortestRun
        ? run
        : [new()
        {
            HostIP = run[0].HostIP,
            HostPort = run[0].HostPort.Length == 0 ? "" : $"{run[0].HostPort}-{run[^1].HostPort}",
            ContainerPort = $"{run[0].ContainerPort}-{run[^1].ContainerPort}",
            Protocol = run[0].Protocol,
        }];

    private static bool Follows(PortRow one, PortRow next) =>
        one.Protocol == next.Protocol && one.HostIP == next.HostIP && Offset(one) == Offset(next)
        && !one.HostPort.Contains('-', StringComparison.Ordinal) && !next.HostPort.Contains('-', StringComparison.Ordinal)
        && Number(next.ContainerPort) == Number(one.ContainerPort) + 1;

    // Ports without a host port are a kind of their own: the engine picks any.
    private static int Offset(PortRow row) => row.HostPort.Length == 0 ? int.MinValue : Number(row.HostPort) - Number(row.ContainerPort);

    private static int Number(string port) => int.TryParse(port.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
