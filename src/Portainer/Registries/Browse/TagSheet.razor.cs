using Microsoft.AspNetCore.Components;
using Portainer.Access;

namespace Portainer.Registries.Browse;

/// <summary>Everything about one tag: what it is made of, what it runs, and what can be done with it.</summary>
public sealed partial class TagSheet : IDisposable
{
    private CancellationTokenSource _reading = new();
    private TagImage? _image;
    private TagVariant? _variant;
    private string? _platform;
    private string? _failure;
    private (RegistrySession? Session, string Repository, string Tag) _shown = (null, "", "");

    [Parameter, EditorRequired]
    public RegistrySession Session { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Repository { get; set; } = "";

    /// <summary>Empty: the sheet is closed.</summary>
    [Parameter, EditorRequired]
    public string Tag { get; set; } = "";

    [Parameter]
    public bool MayPull { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Parameter]
    public EventCallback<string> OnPull { get; set; }

    [Parameter]
    public EventCallback<string> OnRetag { get; set; }

    [Parameter]
    public EventCallback<string> OnDelete { get; set; }

    public void Dispose()
    {
        _reading.Cancel();
        _reading.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == (Session, Repository, Tag))
        {
            return;
        }

        _shown = (Session, Repository, Tag);
        (_image, _variant, _failure) = (null, null, null);
        if (Tag.Length > 0)
        {
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        await _reading.CancelAsync();
        _reading.Dispose();
        _reading = new();
        var token = _reading.Token;
        _failure = null;
        try
        {
            var image = await Session.ImageAsync(Repository, Tag, token);
            if (!token.IsCancellationRequested)
            {
                _image = image;
                Show(image.Variants.Count > 0 ? image.Variants[0] : new("", image.Manifest, null));
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            _failure = failure.Message;
        }
    }

    private void Choose(ChangeEventArgs change)
    {
        if (_image?.Variants.FirstOrDefault(variant => variant.Manifest.Digest == change.Value as string) is { } chosen)
        {
            Show(chosen);
        }
    }

    private void Show(TagVariant variant) => (_variant, _platform) = (variant, variant.Manifest.Digest);
}
