using System.Globalization;

namespace Portainer.Containers.Create;

/// <summary>A rule between what a field of the form holds and what the create call holds.</summary>
internal sealed record WireForm(Func<object?, object?> ToDraft, Func<string, object?, object?> ToWire)
{
    /// <summary>Nanoseconds of CPU time in a second: the unit of NanoCPUs.</summary>
    private const decimal Nano = 1_000_000_000;

    public static readonly WireForm Text = new(wire => wire as string ?? "", (_, text) => Trim(text));

    public static readonly WireForm Flag = new(wire => wire is true, (_, flag) => flag is true);

    /// <summary>For switches that are null where nobody touched them.</summary>
    public static readonly WireForm OptionalFlag = new(wire => wire is true, (_, flag) => flag is true ? true : null);

    public static readonly WireForm TriState = new(wire => wire, (_, choice) => choice);

    public static readonly WireForm Lines = new(
        wire => (wire as IList<string> ?? []).ToList(),
        (_, lines) => ((List<string>)lines!).Select(line => line.Trim()).Where(line => line.Length > 0).ToList() is { Count: > 0 } some ? some : null);

    public static readonly WireForm Pairs = new(wire => PairRows.Read(wire as IDictionary<string, string>), (field, pairs) => PairRows.Write(field, (List<NamedValue>)pairs!));

    /// <summary>A whole number; 0 on the wire is blank.</summary>
    public static readonly WireForm Number = new(wire => NumberText(wire, 0), (field, text) => WriteNumber(field, text, 0));

    /// <summary>A whole number that may be -1 for "no limit"; 0 is blank.</summary>
    public static readonly WireForm Limit = new(wire => NumberText(wire, 0), (field, text) => WriteNumber(field, text, -1));

    /// <summary>A whole number of either sign; 0 is blank.</summary>
    public static readonly WireForm Signed = new(wire => NumberText(wire, 0), (field, text) => WriteNumber(field, text, long.MinValue));

    /// <summary>A whole number where only null is blank; -1 is "no limit".</summary>
    public static readonly WireForm OptionalNumber = new(wire => NumberText(wire, long.MinValue), (field, text) => WriteNumber(field, text, -1));

    /// <summary>A whole number where 0 means something and null or -1 is blank.</summary>
    public static readonly WireForm NumberOrZero = new(wire => NumberText(wire, -1), (field, text) => WriteNumber(field, text, 0));

    public static readonly WireForm Bytes = new(
        wire => Convert.ToInt64(wire, CultureInfo.InvariantCulture) is > 0 and var bytes ? ByteAmount.Format(bytes) : "",
        (field, text) => WriteBytes(field, text));

    /// <summary>An amount, or -1 for "no limit".</summary>
    public static readonly WireForm BytesOrUnlimited = new(
        wire => wire is -1L ? "-1" : Bytes!.ToDraft(wire),
        (field, text) => Trim(text) == "-1" ? -1L : WriteBytes(field, text));

    public static readonly WireForm Cpus = new(
        wire => wire is long and > 0 ? ((long)wire / Nano).ToString("0.#########", CultureInfo.InvariantCulture) : "",
        (field, text) => WriteCpus(field, text));

    /// <summary>A list of arguments as a shell would take it.</summary>
    public static readonly WireForm Words = new(
        wire => Details.CommandLine.Join(wire as IList<string>) ?? "",
        (field, text) => ShellWords.Split(field, text as string ?? "") is { Count: > 0 } words ? words : null);

    /// <summary>The same; null is "the image's", one empty argument is "none".</summary>
    public static readonly WireForm OptionalWords = new(
        wire => wire is not IList<string> { Count: > 0 } words ? null : words is [""] ? "" : Details.CommandLine.Join(words),
        (field, text) => text is not string line ? null : ShellWords.Split(field, line) is { Count: > 0 } words ? words : new List<string> { "" });

    private static string? Trim(object? text) => (text as string)?.Trim() is { Length: > 0 } some ? some : null;

    private static string NumberText(object? wire, long blank) =>
        wire is null || Convert.ToInt64(wire, CultureInfo.InvariantCulture) is var number && number == blank ? "" : number.ToString(CultureInfo.InvariantCulture);

    private static long? WriteNumber(string field, object? text, long least) =>
        Trim(text) is not { } number ? null
        : long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least ? value
        : throw new DraftException(field, $"Enter a whole number{(least == 0 ? "" : least == -1 ? ", or -1 for no limit" : "")}, not “{number}”.");

    private static long? WriteBytes(string field, object? text) =>
        Trim(text) is not { } amount ? null
        : ByteAmount.Parse(amount) ?? throw new DraftException(field, $"Enter an amount such as 128m or 2g, not “{amount}”.");

    private static long? WriteCpus(string field, object? text) =>
        Trim(text) is not { } number ? null
        : decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cpus) && cpus > 0 ? (long)(cpus * Nano)
        : throw new DraftException(field, $"Enter a number of CPUs such as 0.5 or 2, not “{number}”.");
}
