namespace Portainer.Jobs;

/// <summary>Words for what jobs are.</summary>
internal static class JobText
{
    /// <summary>"pull" as a label: "Pull".</summary>
    public static string Kind(string kind) => kind.Length == 0 ? "" : $"{char.ToUpperInvariant(kind[0])}{kind[1..]}";
}
