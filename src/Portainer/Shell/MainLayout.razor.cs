using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Portainer.Access;

namespace Portainer.Shell;

/// <summary>The frame of every signed-in page.</summary>
public sealed partial class MainLayout(NavigationManager navigation)
{
    private ErrorBoundary? _boundary;
    private string _name = "";

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    private NavigationManager Navigation => navigation;

    protected override async Task OnInitializedAsync()
    {
        if (Authentication is not null)
        {
            var user = (await Authentication).User;
            _name = user.Identity?.Name ?? "";
            Shell.IsAdministrator = user.IsInRole(Roles.Administrator);
        }
    }

    // Navigation brings new parameters: a failed page must not block the next one.
    protected override void OnParametersSet() => Recover();

    private void Recover() => _boundary?.Recover();
}
