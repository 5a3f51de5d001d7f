using System.Text.RegularExpressions;
using Portainer.Access;

namespace Portainer.Containers;

/// <summary>The engine's rule for container names ([a-zA-Z0-9][a-zA-Z0-9_.-]+), told before the engine refuses.</summary>
internal static partial class ContainerName
{
    /// <summary>What is wrong with <paramref name="name"/> as a sentence; null when it will do.</summary>
    public static string? Fault(string name) =>
        name.Length == 0 ? "Enter a name."
        : Allowed().IsMatch(name) ? null
        : "A name has two or more characters: letters, digits, dots, dashes and underscores, beginning with a letter or digit.";

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_.-]+$")]
    private static partial Regex Allowed();
}

/// <summary>The name is not one the engine takes; nothing was sent.</summary>
internal sealed class ContainerNameException(string name, string fault) : TellableException($"\"{name}\" cannot be the name of a container. {fault}");
