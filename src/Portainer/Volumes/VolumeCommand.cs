using Portainer.Containers.Details;
using Portainer.Engine;

namespace Portainer.Volumes;

/// <summary>What one would type to get the same.</summary>
internal static class VolumeCommand
{
    /// <summary><c>docker volume create</c>; <paramref name="secret"/> is not written out.</summary>
    public static string Create(VolumesCreateParameters volume, string secret = "")
    {
        List<string> words = ["docker", "volume", "create"];
        if (volume.Driver is { Length: > 0 } driver)
        {
            words.AddRange(["--driver", driver]);
        }

        Add(words, "--opt", volume.DriverOpts, secret);
        Add(words, "--label", volume.Labels, "");
        if (volume.Name is { Length: > 0 } name)
        {
            words.Add(name);
        }

        return CommandLine.Join(words)!;
    }

    private static void Add(List<string> words, string flag, IDictionary<string, string>? pairs, string secret)
    {
        foreach (var (name, value) in pairs ?? new Dictionary<string, string>())
        {
            var shown = secret.Length > 0 ? value.Replace($"password={secret}", $"password={VolumeDraft.Mask}", StringComparison.Ordinal) : value;
            words.AddRange([flag, $"{name}={shown}"]);
        }
    }
}
