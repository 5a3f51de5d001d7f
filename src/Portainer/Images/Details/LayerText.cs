using System.Globalization;
using System.Text.RegularExpressions;
using Portainer.Engine;

namespace Portainer.Images.Details;

/// <summary>A layer as a person reads it: the instruction without the shell around it that the builder put there.</summary>
/// <param name="Instruction">RUN, COPY, ENV and so on; empty when the builder left none.</param>
/// <param name="Share">Per cent of the image's size.</param>
/// <param name="IsLargest">No other layer is as large.</param>
public sealed partial record LayerText(string Instruction, string Arguments, ImageHistoryResponse Layer, double Share, bool IsLargest)
{
    private const int Most = 100;

    /// <summary>Of the largest layer: below it no layer is worth a hint.</summary>
    private const long WorthAHint = 1_000_000;

    /// <summary>Newest first, as the engine tells them.</summary>
    public static IReadOnlyList<LayerText> From(IReadOnlyList<ImageHistoryResponse> layers)
    {
        var total = layers.Sum(layer => layer.Size);
        var largest = layers.Count > 1 ? layers.MaxBy(layer => layer.Size) : null;
        return
        [
            .. layers.Select(layer =>
            {
                var (instruction, arguments) = Split(layer.CreatedBy);
                return new LayerText(instruction, arguments, layer, total == 0 ? 0 : 100d * layer.Size / total, layer == largest && layer.Size >= WorthAHint);
            }),
        ];
    }

    /// <summary>It has an id of its own, so it can be tagged (S57).</summary>
    public bool HasId => Layer.ID.Length > 0 && Layer.ID != "<missing>";

    public string ShareText => Share switch
    {
        0 => "",
        < 0.1 => "< 0.1 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Share:0.#} %"),
    };

    public int Width => (int)Math.Ceiling(Math.Clamp(Share, 0, Most));

    /// <summary>A file that was deleted in the same instruction that made it does not count; in a later one it does.</summary>
    public bool Deletes => Instruction == "RUN" && Deletion().IsMatch(Arguments);

    private static (string Instruction, string Arguments) Split(string createdBy)
    {
        var text = createdBy.Trim();
        // Classic builder: "/bin/sh -c #(nop)  ENV A=b" sets something, "/bin/sh -c make" ran; BuildKit: "RUN /bin/sh -c make # buildkit".
        if (Nop().Match(text) is { Success: true } nop)
        {
            return Word(nop.Groups[1].Value.Trim());
        }

        if (Shell().Match(text) is { Success: true } run)
        {
            return ("RUN", run.Groups[1].Value.Trim());
        }

        text = text.EndsWith("# buildkit", StringComparison.Ordinal) ? text[..^"# buildkit".Length].TrimEnd() : text;
        var (instruction, arguments) = Word(text);
        return instruction == "RUN" && Shell().Match(arguments) is { Success: true } inner ? ("RUN", inner.Groups[1].Value.Trim()) : (instruction, arguments);
    }

    private static (string Instruction, string Arguments) Word(string text) =>
        Known().Match(text) is { Success: true } known ? (known.Groups[1].Value, known.Groups[2].Value.Trim()) : ("", text);

    [GeneratedRegex(@"^(?:/bin/sh -c|cmd /S /C) #\(nop\)\s*(.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Nop();

    [GeneratedRegex(@"^(?:\|\d+ .*? )?/bin/sh -c (.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Shell();

    [GeneratedRegex("^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\\b(.*)$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Known();

    [GeneratedRegex(@"(?:^|[;&|]\s*)rm\s+-?", RegexOptions.CultureInvariant)]
    private static partial Regex Deletion();
}
