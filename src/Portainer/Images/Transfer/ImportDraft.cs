namespace Portainer.Images.Transfer;

/// <summary>How the files of a tar become an image.</summary>
internal sealed class ImportDraft
{
    public string FileName { get; set; } = "the archive";

    /// <summary>Empty leaves the image without a name.</summary>
    public string Name { get; set; } = "";

    public string Message { get; set; } = "";

    /// <summary>Instructions of a Dockerfile, one a line: CMD, ENV, EXPOSE, LABEL and the like.</summary>
    public string Changes { get; set; } = "";

    public string Platform { get; set; } = "";

    public IList<string>? ChangeLines =>
        Changes.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } lines ? lines : null;
}
