using System.Globalization;

namespace Portainer.Ui;

/// <summary>Sizes with their unit stated: decimal (kB, MB) as the docker CLI prints images, binary (KiB, MiB) as it prints memory.</summary>
public static class ByteText
{
    private static readonly string[] Decimal = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
    private static readonly string[] Binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Three significant figures: "1.5 GiB", "123 MB".</summary>
    public static string Format(long bytes, bool binary = false)
    {
        var (step, units) = binary ? (1024d, Binary) : (1000d, Decimal);
        var value = Math.Abs((double)bytes);
        var unit = 0;
        while (value >= step - 0.5 && unit < units.Length - 1)
        {
            value /= step;
            unit++;
        }

        var format = unit == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.#" : "0.##";
        return string.Create(CultureInfo.InvariantCulture, $"{(bytes < 0 ? "-" : "")}{value.ToString(format, CultureInfo.InvariantCulture)} {units[unit]}");
    }
}
