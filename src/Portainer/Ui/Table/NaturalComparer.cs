namespace Portainer.Ui.Table;

/// <summary>Orders text as people do: "web-2" before "web-10", case aside, nothing last.</summary>
internal sealed class NaturalComparer : IComparer<string?>
{
    public static readonly NaturalComparer Instance = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 1 : 0) - (y is null ? 1 : 0);
        }

        var left = x.AsSpan();
        var right = y.AsSpan();
        while (left.Length > 0 && right.Length > 0)
        {
            var order = char.IsAsciiDigit(left[0]) && char.IsAsciiDigit(right[0])
                ? CompareNumbers(ref left, ref right)
                : CompareLetters(ref left, ref right);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length != right.Length ? left.Length - right.Length : string.CompareOrdinal(x, y);
    }

    private static int CompareLetters(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right)
    {
        var order = char.ToUpperInvariant(left[0]).CompareTo(char.ToUpperInvariant(right[0]));
        left = left[1..];
        right = right[1..];
        return order;
    }

    private static int CompareNumbers(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right)
    {
        var a = TakeDigits(ref left);
        var b = TakeDigits(ref right);
        return a.Length != b.Length ? a.Length - b.Length : a.SequenceCompareTo(b);
    }

    private static ReadOnlySpan<char> TakeDigits(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits.TrimStart('0');
    }
}
