using System.Numerics;

namespace Portainer.Access;

/// <summary>The Blowfish cipher with bcrypt's salted key schedule. Its initial tables are the first 33,344 bits of pi's fraction.</summary>
internal sealed class Blowfish
{
    private const int Rounds = 16;
    private const int BoxWords = 4 * 256;
    private static readonly Lazy<uint[]> Pi = new(() => FractionOfPi(Rounds + 2 + BoxWords));

    private readonly uint[] _keys = Pi.Value[..(Rounds + 2)];
    private readonly uint[] _boxes = Pi.Value[(Rounds + 2)..];

    /// <summary>Mixes the key into the state, and the salt (which may be empty) into every block on the way.</summary>
    public void Expand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt)
    {
        var position = 0;
        for (var i = 0; i < _keys.Length; i++)
        {
            _keys[i] ^= NextWord(key, ref position);
        }

        var (left, right, taken) = (0u, 0u, 0);
        foreach (var table in (uint[][])[_keys, _boxes])
        {
            for (var i = 0; i < table.Length; i += 2)
            {
                left ^= NextWord(salt, ref taken);
                right ^= NextWord(salt, ref taken);
                Encrypt(ref left, ref right);
                (table[i], table[i + 1]) = (left, right);
            }
        }
    }

    public void Encrypt(ref uint left, ref uint right)
    {
        for (var round = 0; round < Rounds; round++)
        {
            left ^= _keys[round];
            right ^= Mix(left);
            (left, right) = (right, left);
        }

        (left, right) = (right ^ _keys[Rounds + 1], left ^ _keys[Rounds]);
    }

    private uint Mix(uint word) =>
        ((_boxes[word >> 24] + _boxes[256 + (byte)(word >> 16)]) ^ _boxes[512 + (byte)(word >> 8)]) + _boxes[768 + (byte)word];

    /// <summary>The next four bytes, beginning again at the end; zero when there are none.</summary>
    private static uint NextWord(ReadOnlySpan<byte> bytes, ref int position)
    {
        var word = 0u;
        for (var i = 0; i < 4 && bytes.Length > 0; i++)
        {
            word = (word << 8) | bytes[position++ % bytes.Length];
        }

        return word;
    }

    /// <summary>Machin: pi = 16 atan(1/5) - 4 atan(1/239), in fixed point. Takes a few milliseconds, once.</summary>
    private static uint[] FractionOfPi(int words)
    {
        const int GuardBits = 64;
        var one = BigInteger.One << ((words * 32) + GuardBits);
        var pi = (16 * ArcTangentOfInverse(5, one)) - (4 * ArcTangentOfInverse(239, one));
        var fraction = (pi - (3 * one)) >> GuardBits;
        var bytes = fraction.ToByteArray(isUnsigned: true, isBigEndian: true);
        var table = new uint[words];
        var position = 0;
        for (var i = 0; i < words; i++)
        {
            table[i] = NextWord(bytes, ref position);
        }

        return table;
    }

    private static BigInteger ArcTangentOfInverse(int x, BigInteger one)
    {
        var power = one / x;
        var sum = power;
        for (var n = 3; !power.IsZero; n += 2)
        {
            power /= -x * x;
            sum += power / n;
        }

        return sum;
    }
}
