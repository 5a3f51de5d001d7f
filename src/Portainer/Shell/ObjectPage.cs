using System.Net;
using Microsoft.AspNetCore.Components;
using Portainer.Access;
using Portainer.Engine;
using Portainer.Fleet;

namespace Portainer.Shell;

/// <summary>
/// A page of one object of an engine: read once the page is alive, and again whenever the live picture says that it changed.
/// What was read stays on screen while the engine is away. <see cref="ObjectFrame{T}"/> draws what all of these have in common.
/// </summary>
/// <typeparam name="T">What is read of the object.</typeparam>
public abstract class ObjectPage<T> : WorkPage
    where T : class
{
    private (int Endpoint, string Name) _shown;
    private object? _seen;
    private int _asked;
    private int _answered;

    /// <summary>Name or id, from the route.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    /// <summary>As it was last read; null before that.</summary>
    internal T? Found { get; private set; }

    /// <summary>Why it could not be read; null when it was.</summary>
    internal ObjectFailure? Failure { get; private set; }

    /// <summary>"network": what its sentences and its list are called.</summary>
    internal abstract string Kind { get; }

    /// <summary>What besides having been removed makes an object vanish under its name: " or renamed".</summary>
    private protected virtual string OtherFates => "";

    /// <summary>What the live picture says of the object: it is read again when this changes. Null when it is not in the picture.</summary>
    private protected abstract object? Seen { get; }

    /// <exception cref="AccessDeniedException">The caller may not.</exception>
    /// <exception cref="DockerApiException">404: there is no such object.</exception>
    private protected abstract Task<T> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Reads it (again).</summary>
    internal async Task LoadAsync()
    {
        var (place, asked) = (_shown, ++_asked);
        _seen = Now();
        try
        {
            var found = await ReadAsync(Leaving);
            if (IsNews(place, asked))
            {
                (Found, Failure) = (found, null);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (DockerConnectionException) when (Found is not null)
        {
            // The banner tells it already; what was read stays on screen.
            return;
        }
        catch (Exception failure) when (Failures.IsTellable(failure))
        {
            Failure = IsNews(place, asked) ? Told(failure) : Failure;
        }

        StateHasChanged();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (MayAskEngine && _shown != (Endpoint, Name))
        {
            _shown = (Endpoint, Name);
            (Found, Failure) = (null, null);
            await LoadAsync();
        }
    }

    private protected override void Look()
    {
        base.Look();
        if (_shown == (Endpoint, Name) && View?.Connection.State == ConnectionState.Up && !Equals(Now(), _seen))
        {
            _ = InvokeAsync(LoadAsync);
        }
    }

    // With the connection: whatever happened while there was none is not in the picture's events.
    private (object? Seen, DateTimeOffset? Since) Now() => (Seen, View?.Connection.Since);

    // Reads overlap when the picture changes quickly, and this page may show another object by now: an older answer never replaces a newer one.
    private bool IsNews((int, string) place, int asked)
    {
        var isNews = place == _shown && asked > _answered;
        _answered = isNews ? asked : _answered;
        return isNews;
    }

    private ObjectFailure Told(Exception failure)
    {
        var isGone = failure is ContainerNotFoundException or DockerApiException { StatusCode: HttpStatusCode.NotFound };
        return isGone ? new($"No such {Kind}", $"{Name} is not on {View?.Name} (any more). It may have been removed{OtherFates}.", true)
            : new(failure is AccessDeniedException ? "No permission" : $"The {Kind} could not be read", failure.Message, false);
    }
}

/// <summary>Why an object cannot be shown.</summary>
/// <param name="IsGone">It is not there (any more).</param>
internal sealed record ObjectFailure(string Title, string Sentence, bool IsGone);
