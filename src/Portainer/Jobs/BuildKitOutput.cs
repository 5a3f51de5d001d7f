using Portainer.Engine;

namespace Portainer.Jobs;

/// <summary>A BuildKit build as steps and numbered output, in the manner of <c>docker build --progress=plain</c>.</summary>
internal sealed class BuildKitOutput(JobProgress progress)
{
    private readonly Dictionary<string, Vertex> _vertices = new(StringComparer.Ordinal);

    public void Take(JSONMessage message)
    {
        foreach (var item in BuildKitTrace.Parse(message))
        {
            Take(item);
        }
    }

    public void End()
    {
        foreach (var vertex in _vertices.Values)
        {
            vertex.Lines.Flush();
        }
    }

    private void Take(BuildKitEvent item)
    {
        switch (item)
        {
            case BuildKitVertex vertex:
                Show(vertex);
                break;
            case BuildKitStatus { Total: > 0 } status:
                progress.Step($"{status.Vertex}/{status.Id}", Part(status), status.Current, status.Total, status.Completed is not null);
                break;
            case BuildKitLog log:
                Find(log.Vertex).Lines.Add(log.Text.Span);
                break;
            case BuildKitWarning warning:
                progress.Say($"Warning: {warning.Text} {warning.Url}".TrimEnd());
                break;
        }
    }

    private void Show(BuildKitVertex vertex)
    {
        var known = Find(vertex.Digest);
        if (vertex.Started is not null && !known.IsTold)
        {
            known.IsTold = true;
            progress.Status(vertex.Name);
            progress.Say($"#{known.Number} {vertex.Name}");
        }

        if (vertex.Completed is not null)
        {
            known.Lines.Flush();
        }

        if (vertex.Error.Length > 0)
        {
            progress.Say($"#{known.Number} ERROR: {vertex.Error}");
        }

        var text = vertex.Error.Length > 0 ? $"{vertex.Name} · failed" : vertex.IsCached ? $"{vertex.Name} · cached" : vertex.Name;
        progress.Step(vertex.Digest, text, finished: vertex.Completed is not null && vertex.Error.Length == 0);
    }

    private Vertex Find(string digest)
    {
        if (!_vertices.TryGetValue(digest, out var vertex))
        {
            var number = _vertices.Count + 1;
            vertex = new(number, new(line => progress.Say($"#{number} {line}")));
            _vertices[digest] = vertex;
        }

        return vertex;
    }

    private static string Part(BuildKitStatus status)
    {
        var text = status.Name.Length > 0 ? status.Name : status.Id;
        var digest = text.IndexOf("sha256:", StringComparison.Ordinal);
        return digest >= 0 && text.Length > digest + 19 ? $"{text[..digest]}{text[(digest + 7)..(digest + 19)]}" : text;
    }

    private sealed class Vertex(int number, TextLines lines)
    {
        public int Number { get; } = number;

        public TextLines Lines { get; } = lines;

        public bool IsTold { get; set; }
    }
}
