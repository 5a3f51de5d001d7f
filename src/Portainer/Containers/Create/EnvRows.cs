using Portainer.Engine;

namespace Portainer.Containers.Create;

/// <summary>Environment variables, in the order they were given.</summary>
internal static class EnvRows
{
    public static void Read(CreateContainerParameters parameters, ContainerDraft draft) => draft.Environment = [.. (parameters.Env ?? []).Select(Parse)];

    public static void Write(ContainerDraft draft, CreateContainerParameters parameters) =>
        parameters.Env = draft.Environment.Where(row => row.Name.Trim().Length > 0).Select(Text).ToList() is { Count: > 0 } some ? some : null;

    /// <summary>NAME=value, or NAME alone for one that is to be taken away.</summary>
    public static EnvRow Parse(string line)
    {
        var split = line.IndexOf('=', StringComparison.Ordinal);
        return split < 0 ? new() { Name = line, Value = null } : new() { Name = line[..split], Value = line[(split + 1)..] };
    }

    public static string Text(EnvRow row) => row.Value is null ? row.Name.Trim() : $"{row.Name.Trim()}={row.Value}";
}
