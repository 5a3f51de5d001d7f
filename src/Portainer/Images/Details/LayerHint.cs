using Portainer.Ui;

namespace Portainer.Images.Details;

/// <summary>What the sizes of the layers are worth saying (S68).</summary>
internal static class LayerHint
{
    /// <summary>Null when no layer stands out.</summary>
    public static string? Of(IReadOnlyList<LayerText> layers)
    {
        if (layers.FirstOrDefault(layer => layer.IsLargest) is not { } largest)
        {
            return null;
        }

        var newer = layers.TakeWhile(layer => layer != largest).Any(layer => layer.Deletes);
        var number = layers.Count - layers.ToList().IndexOf(largest);
        return $"Layer {number} is the largest: {ByteText.Format(largest.Layer.Size)}, {largest.ShareText} of the image. "
            + (newer
                ? "A later instruction deletes files, which frees nothing: files of earlier layers still count. Delete them in the instruction that makes them."
                : "Files that a later instruction deletes still count here: delete what is not needed in the instruction that makes it.");
    }
}
