using System.Text.RegularExpressions;

namespace Portainer.Fleet;

/// <summary>Finds the id of the container this process runs in, so that the product does not saw off its own branch (R28).</summary>
/// <param name="Id">Null: it runs in none.</param>
internal sealed partial record OwnContainer(string? Id)
{
    public static string? Find() => File.Exists("/proc/self/mountinfo") ? Find(File.ReadLines("/proc/self/mountinfo")) : null;

    /// <summary>
    /// Every engine mounts /etc/hostname from a folder named after the container. The mount point is checked too, because on a host the list
    /// holds the mounts of all its containers.
    /// </summary>
    public static string? Find(IEnumerable<string> mountInfo) => mountInfo
        .Select(line => line.Split(' '))
        .Where(fields => fields.Length > 4 && fields[4] == "/etc/hostname")
        .Select(fields => ContainerId().Match(fields[3]))
        .Where(match => match.Success)
        .Select(match => match.Groups[1].Value)
        .FirstOrDefault();

    [GeneratedRegex("/([0-9a-f]{64})/")]
    private static partial Regex ContainerId();
}
