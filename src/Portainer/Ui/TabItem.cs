namespace Portainer.Ui;

/// <param name="Id">The value in the query string, or the last path segment when the tab is a page of its own.</param>
/// <param name="Href">A page of its own; null: the same page with ?tab=Id.</param>
public sealed record TabItem(string Id, string Text, string? Href = null, int? Count = null, string? Icon = null);
