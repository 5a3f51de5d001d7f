namespace Portainer.Containers.Details;

public enum FactKind
{
    Text,

    /// <summary>Ids, paths, code: monospace, with a copy button.</summary>
    Code,

    /// <summary>Worth a second look: privileged, host namespaces, no limit.</summary>
    Warning,
}

/// <summary>One caption and its value on the details page. A value of several lines is one item a line.</summary>
public sealed record Fact(string Label, string Value, FactKind Kind = FactKind.Text, string? Note = null);

/// <summary>A group of facts under one heading.</summary>
public sealed record FactGroup(string Title, IReadOnlyList<Fact> Facts);
