using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portainer.Engine;

/// <summary>What an engine (or something that is none) said with an error status.</summary>
internal sealed partial record EngineError(HttpStatusCode Status, string Message)
{
    /// <summary>More than any engine says; a wrong address may answer with a whole page.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int MaxText = 500;

    public static EngineError From(HttpStatusCode status, ReadOnlySpan<byte> body)
    {
        var text = FromJson(body) ?? Encoding.UTF8.GetString(body).Trim();
        if (text.StartsWith('<'))
        {
            text = "the answer is a web page, not an engine's";
        }

        if (text.Length == 0)
        {
            text = $"the engine answered {(int)status} {status} and gave no reason";
        }

        // Engines up to 20.10 repeat the options of a mount that failed, the password of a CIFS share among them.
        text = Password().Replace(text, "${name}=********");
        return new(status, text.Length > MaxText ? text[..MaxText] + "…" : text);
    }

    public static async Task<EngineError> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = new byte[MaxBytes];
        var count = await stream.ReadAtLeastAsync(body, MaxBytes, throwOnEndOfStream: false, cancellationToken);
        return From(response.StatusCode, body.AsSpan(0, count));
    }

    [GeneratedRegex(@"\b(?<name>pass(word|wd)?)=[^,]*?(?=,|: |\s|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Password();

    private static string? FromJson(ReadOnlySpan<byte> body)
    {
        if (body.TrimStart(" \r\n\t"u8) is not [(byte)'{', ..])
        {
            return null;
        }

        try
        {
            var error = JsonSerializer.Deserialize(body, EngineJson.Of<ErrorBody>());
            return string.IsNullOrEmpty(error?.Message) ? error?.Cause : error.Message;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
