using System.Buffers.Binary;
using System.Text;
using Portainer.Engine;

namespace Portainer.Images.BuildKit;

/// <summary>
/// The gRPC calls of BuildKit's session that we answer (buildkit session/auth/auth.proto and session/secrets/secrets.proto); any other
/// is answered "unimplemented", as BuildKit expects of clients that lack it.
/// </summary>
internal sealed class SessionCalls(Func<string, CancellationToken, Task<AuthConfig?>> accountOf, IReadOnlyDictionary<string, byte[]> secrets)
{
    private const string Health = "/grpc.health.v1.Health/Check";
    private const string Credentials = "/moby.filesync.v1.Auth/Credentials";
    private const string GetSecret = "/moby.buildkit.secrets.v1.Secrets/GetSecret";
    private const int Serving = 1;
    private const int NotFound = 5;
    private const int Unimplemented = 12;
    private const int PrefixLength = 5;
    private const int LongestCall = 64 * 1024;

    public static readonly IReadOnlyList<string> Methods = [Health, Credentials, GetSecret];

    public async Task AnswerAsync(HttpContext context)
    {
        var (status, message) = await CallAsync(context.Request.Path, await TextAsync(context.Request), context.RequestAborted);
        context.Response.ContentType = "application/grpc";
        if (status == 0)
        {
            await context.Response.Body.WriteAsync(Prefixed(message), context.RequestAborted);
        }

        context.Response.AppendTrailer("grpc-status", $"{status}");
    }

    private async Task<(int Status, byte[] Message)> CallAsync(string method, string asked, CancellationToken cancellationToken)
    {
        switch (method)
        {
            case Health:
                return (0, [0x08, Serving]);
            case Credentials:
                // Nobody at all is an answer too: the registry is then asked without an account.
                var account = await accountOf(asked, cancellationToken);
                return (0, [.. Field(1, account?.IdentityToken is { Length: > 0 } ? "" : account?.Username), .. Field(2, account?.IdentityToken is { Length: > 0 } token ? token : account?.Password)]);
            case GetSecret when secrets.TryGetValue(asked, out var secret):
                return (0, Field(1, secret));
            case GetSecret:
                return (NotFound, []);
            default:
                return (Unimplemented, []);
        }
    }

    /// <summary>The first text of the message: the host of Credentials, the id of GetSecret; empty when it has none.</summary>
    private static async Task<string> TextAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        while (body.Length <= LongestCall && await request.Body.ReadAsync(buffer) is > 0 and var count)
        {
            body.Write(buffer, 0, count);
        }

        var message = body.ToArray().AsSpan(Math.Min(PrefixLength, (int)body.Length));
        if (message.Length < 2 || message[0] != FieldTag(1))
        {
            return "";
        }

        var (length, used) = ReadLength(message[1..]);
        var text = message[(1 + used)..];
        return length <= text.Length ? Encoding.UTF8.GetString(text[..length]) : "";
    }

    private static (int Length, int Used) ReadLength(ReadOnlySpan<byte> bytes)
    {
        var (length, used) = (0, 0);
        while (used < Math.Min(4, bytes.Length))
        {
            var next = bytes[used];
            length |= (next & 0x7f) << (7 * used++);
            if (next < 0x80)
            {
                break;
            }
        }

        return (length, used);
    }

    private static byte[] Field(int number, string? text) => string.IsNullOrEmpty(text) ? [] : Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] bytes)
    {
        var head = new List<byte> { FieldTag(number) };
        for (var length = (uint)bytes.Length; ; length >>= 7)
        {
            head.Add((byte)(length < 0x80 ? length : length | 0x80));
            if (length < 0x80)
            {
                return [.. head, .. bytes];
            }
        }
    }

    /// <summary>Of a field that has a length.</summary>
    private static byte FieldTag(int number) => (byte)((number << 3) | 2);

    private static byte[] Prefixed(byte[] message)
    {
        var prefixed = new byte[PrefixLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(prefixed.AsSpan(1), message.Length);
        message.CopyTo(prefixed, PrefixLength);
        return prefixed;
    }
}
