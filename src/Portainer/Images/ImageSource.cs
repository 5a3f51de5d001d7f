using Microsoft.AspNetCore.Components.Authorization;
using Portainer.Access;
using Portainer.Fleet;
using Portainer.Shell;

namespace Portainer.Images;

/// <summary>Images of all endpoints, for the palette. Those without a name are left to the list.</summary>
internal sealed class ImageSource(EngineGate gate, AuthenticationStateProvider authentication, Callers callers, ImageRunner runner)
    : EngineSource(gate, authentication, callers, Operation.ListImages)
{
    protected override IEnumerable<PaletteEntry> Entries(Caller caller, EndpointView view) =>
        from row in view.Images ?? [] from tag in row.Tags select Entry(caller, view, row, tag);

    private PaletteEntry Entry(Caller caller, EndpointView view, ImageRow row, string tag) => new($"image/{view.Id}/{tag}", tag, "Images", "image")
    {
        Href = ImageName.Href(view.Id, tag),
        Where = view.Name,
        Actions = [.. Actions(caller, view, row, tag).Where(pair => AccessPolicy.Allows(caller, view.Id, pair.Operation)).Select(pair => pair.Action)],
    };

    private IEnumerable<(Operation Operation, PaletteAction Action)> Actions(Caller caller, EndpointView view, ImageRow row, string tag)
    {
        yield return (Operation.InspectImage, new("Layers", "rows") { Href = $"{ImageName.Href(view.Id, tag)}?tab=layers" });
        yield return (Operation.PullImage, new("Pull again", "download") { Run = () => runner.PullAgainAsync(caller, view.Id, [tag]) });
        yield return (Operation.CheckImageUpdates, new("Check for updates", "refresh") { Run = () => runner.CheckAsync(caller, view.Id, [row]) });
        yield return (Operation.RemoveImage, new("Remove", "trash") { Run = () => runner.RemoveAsync(caller, view.Id, [row]) });
    }
}
