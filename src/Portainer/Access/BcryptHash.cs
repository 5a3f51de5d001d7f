using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Portainer.Access;

/// <summary>
/// Verifies bcrypt hashes, the form Portainer takes with --admin-password. Written here because the feed has no package for it;
/// it never makes one: the first sign-in turns it into Identity's form.
/// </summary>
internal static partial class BcryptHash
{
    private const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Costs above 15 take many seconds, and 31 a day: nobody could sign in.</summary>
    public static bool IsBcrypt(string hash) => Form().IsMatch(hash);

    public static bool Verify(string hash, string password)
    {
        var cost = int.Parse(hash.AsSpan(4, 2), CultureInfo.InvariantCulture);
        var salt = Decode(hash.AsSpan(7, 22), 16);
        return CryptographicOperations.FixedTimeEquals(Decode(hash.AsSpan(29, 31), 23), Compute(cost, salt, password));
    }

    private static byte[] Compute(int cost, byte[] salt, string password)
    {
        var key = Encoding.UTF8.GetBytes(password + '\0');
        key = key[..Math.Min(key.Length, 72)];
        var cipher = new Blowfish();
        cipher.Expand(key, salt);
        for (var i = 0; i < 1 << cost; i++)
        {
            cipher.Expand(key, []);
            cipher.Expand(salt, []);
        }

        var text = "OrpheanBeholderScryDoubt"u8;
        var output = new byte[24];
        for (var block = 0; block < 24; block += 8)
        {
            var left = BinaryPrimitives.ReadUInt32BigEndian(text[block..]);
            var right = BinaryPrimitives.ReadUInt32BigEndian(text[(block + 4)..]);
            for (var i = 0; i < 64; i++)
            {
                cipher.Encrypt(ref left, ref right);
            }

            BinaryPrimitives.WriteUInt32BigEndian(output.AsSpan(block), left);
            BinaryPrimitives.WriteUInt32BigEndian(output.AsSpan(block + 4), right);
        }

        return output[..23]; // bcrypt drops the last byte
    }

    private static byte[] Decode(ReadOnlySpan<char> text, int length)
    {
        var bytes = new byte[length];
        var (bits, buffer, at) = (0, 0, 0);
        foreach (var letter in text)
        {
            buffer = ((buffer << 6) | Alphabet.IndexOf(letter)) & 0xFFFF;
            bits += 6;
            if (bits >= 8 && at < length)
            {
                bits -= 8;
                bytes[at++] = (byte)(buffer >> bits);
            }
        }

        return bytes;
    }

    [GeneratedRegex(@"\A\$2[aby]\$(0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
