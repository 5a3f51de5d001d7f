namespace Portainer.Testing;

/// <summary>A process of a <see cref="FakeEngine"/>: "cat" gives back what it gets; a shell knows echo and exit; anything else prints its name.</summary>
public sealed class FakeExec(string id, FakeContainer container, IReadOnlyList<string> command, bool tty)
{
    public string Id => id;

    public FakeContainer Container => container;

    public IReadOnlyList<string> Command => command;

    public bool Tty => tty;

    public bool Running { get; internal set; }

    public int? ExitCode { get; internal set; }

    /// <summary>As last resized: height, width.</summary>
    public (int Height, int Width) Size { get; internal set; }

    /// <summary>What it ran as.</summary>
    public string User { get; internal set; } = "";
}
