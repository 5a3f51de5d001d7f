namespace Portainer.Data;

/// <summary>Names that people give: 1 to 100 characters, unique whatever their case.</summary>
internal static class Names
{
    /// <summary>Trimmed, or null when it cannot be a name.</summary>
    internal static string? Trim(string name, int most = 100)
    {
        var text = name.Trim();
        return text.Length > 0 && text.Length <= most && !text.Any(char.IsControl) ? text : null;
    }

    /// <exception cref="InvalidFieldException">It cannot be a name; <paramref name="owner"/> is what is to have it, with its article.</exception>
    internal static string Require(string name, string owner) =>
        Trim(name) ?? throw new InvalidFieldException("Name", $"Give {owner} a name of 1 to 100 characters.");

    /// <summary>What the UNIQUE column holds.</summary>
    internal static string Key(string name) => name.ToUpperInvariant();
}
