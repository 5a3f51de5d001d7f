namespace Portainer.Streaming.Consoles;

/// <summary>What a terminal asks for.</summary>
/// <param name="Kind">"exec": a process of its own; "attach": the main process.</param>
/// <param name="Command">Program and arguments of an exec.</param>
/// <param name="User">user, uid, user:group or uid:gid; empty is the container's own.</param>
/// <param name="Session">Empty for a new session; otherwise the one to go on with after a lost connection.</param>
/// <param name="Received">Items of that session the terminal already has.</param>
public sealed record ConsoleRequest(
    int EndpointId, string Container, string Kind, string[] Command, string User = "", string WorkingDirectory = "",
    int Columns = 80, int Rows = 24, string Session = "", long Received = 0)
{
    public bool IsAttach => Kind == "attach";
}

/// <summary>The first item of a stream, after "i".</summary>
/// <param name="Accepted">Characters of input taken so far.</param>
public sealed record ConsoleOpened(string Session, bool Tty, bool Input, long Accepted);

/// <summary>The last item of a stream, after "x".</summary>
/// <param name="Offer">A program to try instead.</param>
public sealed record ConsoleEnding(string Sentence, long? ExitCode = null, string? Offer = null);
