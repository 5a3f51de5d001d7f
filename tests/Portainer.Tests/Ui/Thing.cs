namespace Portainer.Tests.Ui;

public sealed record Thing(string Name, string State, int Size)
{
    public static IReadOnlyList<Thing> Many(int count) =>
        [.. Enumerable.Range(0, count).Select(index => new Thing($"web-{index}", index % 3 == 0 ? "exited" : "running", index % 7))];
}
