namespace Portainer.Ui;

public sealed record Crumb(string Text, string Href);
