using Microsoft.AspNetCore.Components.Rendering;
using Portainer.Shell;

namespace Portainer.Tests.Shell;

/// <summary>The least page of an endpoint: its name, as the live picture has it.</summary>
public sealed class NamePage : EndpointPage
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "h1");
        builder.AddContent(1, View?.Name);
        builder.CloseElement();
    }
}
