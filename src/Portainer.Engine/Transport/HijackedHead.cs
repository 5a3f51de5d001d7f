using System.Globalization;
using System.Net;

namespace Portainer.Engine;

/// <summary>The head of an answer and what came behind it in the same read.</summary>
internal sealed record HijackedHead(HttpStatusCode Status, long? ContentLength, bool IsChunked, ReadOnlyMemory<byte> Behind)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    public static HijackedHead Parse(string text, ReadOnlyMemory<byte> behind)
    {
        var lines = text.Split("\r\n");
        var status = lines[0].Split(' ', 3);
        if (status.Length < 2 || !status[0].StartsWith("HTTP/1.", StringComparison.Ordinal) || !int.TryParse(status[1], CultureInfo.InvariantCulture, out var code))
        {
            throw new IOException("The answer is not HTTP.");
        }

        long? length = Header(lines, "Content-Length") is { } value && long.TryParse(value, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        var chunked = Header(lines, "Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;
        return new((HttpStatusCode)code, length, chunked, behind)
        {
            Headers = [.. lines.Skip(1).Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0].Trim(), parts[1].Trim()))],
        };
    }

    private static string? Header(string[] lines, string name) => lines
        .Where(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Length > name.Length && line[name.Length] == ':')
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}

/// <summary>Reads the body of a refused hijack: short, and bounded in case it is not.</summary>
internal static class HijackedBody
{
    public static async Task<byte[]> ReadAsync(Stream stream, HijackedHead head, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        body.Write(head.Behind.Span);
        var buffer = new byte[4096];
        while (!IsComplete(body, head) && await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            body.Write(buffer, 0, count);
        }

        return head.IsChunked ? Unchunk(body.ToArray()) : body.ToArray();
    }

    private static bool IsComplete(MemoryStream body, HijackedHead head) =>
        body.Length >= EngineError.MaxBytes
        || body.Length >= head.ContentLength
        || (head.IsChunked && body.GetBuffer().AsSpan(0, (int)body.Length).EndsWith("0\r\n\r\n"u8));

    private static byte[] Unchunk(ReadOnlySpan<byte> chunked)
    {
        var body = new List<byte>();
        while (chunked.IndexOf("\r\n"u8) is >= 0 and var end
            && int.TryParse(chunked[..end], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var length)
            && length > 0 && length <= chunked.Length - end - 2)
        {
            body.AddRange(chunked.Slice(end + 2, length));
            chunked = chunked[Math.Min(chunked.Length, end + 2 + length + 2)..];
        }

        return [.. body];
    }
}
