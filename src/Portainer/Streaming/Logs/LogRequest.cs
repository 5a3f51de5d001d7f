namespace Portainer.Streaming.Logs;

/// <summary>What a log viewer asks for.</summary>
/// <param name="Container">Name or id.</param>
/// <param name="Tail">A number of lines, or "all".</param>
/// <param name="Since">RFC 3339, or empty.</param>
/// <param name="Until">RFC 3339, or empty; with it nothing is followed.</param>
/// <param name="ResumeTime">Newest timestamp the viewer already has, or empty.</param>
/// <param name="ResumeSeen">How many lines with exactly that timestamp it has.</param>
public sealed record LogRequest(
    int EndpointId, string Container, string Tail = "1000", string Since = "", string Until = "", string ResumeTime = "", int ResumeSeen = 0)
{
    public bool Follow => Until.Length == 0;
}
