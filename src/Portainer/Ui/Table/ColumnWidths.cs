using System.Globalization;

namespace Portainer.Ui.Table;

/// <summary>The width below which a table scrolls sideways rather than squeeze the columns that share the rest.</summary>
internal static class ColumnWidths
{
    private const double Share = 140;
    private const double Edge = 40;
    private const double LargestShare = 0.9;

    /// <param name="widths">"120px", "20%" or null.</param>
    public static int Least(IEnumerable<string?> widths, bool selectable, bool tools)
    {
        var pixels = (selectable ? Edge : 0) + (tools ? Edge : 0);
        var percent = 0d;
        foreach (var width in widths)
        {
            if (width is null)
            {
                pixels += Share;
            }
            else if (width.EndsWith('%'))
            {
                percent += Number(width[..^1]) / 100;
            }
            else
            {
                pixels += Number(width.Replace("px", "", StringComparison.Ordinal));
            }
        }

        return (int)Math.Ceiling(pixels / (1 - Math.Min(percent, LargestShare)));
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : Share;
}
