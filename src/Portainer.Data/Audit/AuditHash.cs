using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portainer.Data.Audit;

/// <summary>
/// The hash that chains an entry to the one before it: SHA-256 over the previous hash and the fields in a fixed order. Numbers are
/// eight bytes, little-endian (nothing: the smallest there is); texts are their length in bytes and their UTF-8, so that no text
/// can run into the next. This format is stored: a change of it breaks every chain there is.
/// </summary>
internal static class AuditHash
{
    internal static string Of(AuditEntry entry, string previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, previous);
        Add(hash, entry.Id);
        Add(hash, entry.At.ToUnixTimeMilliseconds());
        Add(hash, entry.UserId ?? long.MinValue);
        Add(hash, entry.UserName);
        Add(hash, entry.Address);
        Add(hash, entry.EndpointId ?? long.MinValue);
        Add(hash, entry.EndpointName);
        Add(hash, entry.Action);
        Add(hash, entry.Target);
        Add(hash, (long)entry.Outcome);
        Add(hash, entry.Detail);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }
}
