namespace Portainer.Engine;

internal static class Utf8Boundary
{
    /// <summary>How many bytes to take so that the last character is not cut; all of them when the end is no UTF-8 anyway.</summary>
    public static int LengthOfWholeCharacters(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= Math.Min(3, text.Length - 1); back++)
        {
            var value = text[^back];
            if ((value & 0xC0) == 0x80)
            {
                continue;
            }

            var needed = value switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            return needed > back ? text.Length - back : text.Length;
        }

        return text.Length;
    }
}
