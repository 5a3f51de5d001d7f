namespace Portainer.Containers.Details;

/// <summary>Shows an argument list the way a shell would take it.</summary>
internal static class CommandLine
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./-_";

    /// <summary>Arguments with anything a shell would take apart in single quotes; null for none.</summary>
    public static string? Join(IEnumerable<string>? arguments)
    {
        var quoted = (arguments ?? []).Select(Quote).ToArray();
        return quoted.Length == 0 ? null : string.Join(' ', quoted);
    }

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(Plain.Contains) ? argument : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
