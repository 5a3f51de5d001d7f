namespace Portainer.Images.Transfer;

/// <summary>The name of a chosen file: browsers report it behind a made-up folder.</summary>
internal static class FileName
{
    /// <summary>Null when none is chosen.</summary>
    public static string? Of(object? value) => value as string is { Length: > 0 } path ? path[(path.LastIndexOfAny(['\\', '/']) + 1)..] : null;
}
