namespace Portainer.Ui;

public sealed record ChipItem(string Id, string Text, int? Count = null, string? Icon = null);
