using Microsoft.AspNetCore.Components;
using Portainer.Engine;

namespace Portainer.Registries.Browse;

/// <summary>Repositories of a registry as its catalogue arrives (S59). Where there is none, those known from the engines, and any that is typed.</summary>
public sealed partial class RepositoryList
{
    /// <summary>More than anybody reads; a filter does not help with those that were never asked for, so it is said.</summary>
    private const int Most = 20_000;

    private LazyRows<RepositoryRow>? _rows;
    private string? _notice;
    private string _typed = "";
    private bool _isListing;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private protected override string Subject => $"{Id}";

    // Null draws the skeleton: an empty page of a catalogue that goes on is no answer yet.
    private IReadOnlyList<RepositoryRow>? Rows => _rows?.Rows is { } rows && (rows.Count > 0 || !_isListing) ? rows : null;

    protected override void Dispose(bool disposing)
    {
        _rows?.Dispose();
        base.Dispose(disposing);
    }

    private protected override async Task ReadAsync(RegistrySession session)
    {
        _rows?.Dispose();
        _rows = new(name => new(name), (name, token) => CountAsync(session, name, token), (name, failure) => new(name, null, failure), Time);
        (_notice, _isListing) = (null, true);
        _ = FollowAsync(_rows.Changes, Leaving);
        try
        {
            await ListAsync(session, _rows);
        }
        catch (RegistryException refused) when (refused.Failure == RegistryFailure.NoCatalogue)
        {
            Offer(session, _rows, refused.Message);
        }
        finally
        {
            _isListing = false;
        }

        if (Query["sort"].Contains("tags", StringComparison.Ordinal))
        {
            _rows.WantAll();
        }
    }

    private async Task ListAsync(RegistrySession session, LazyRows<RepositoryRow> rows)
    {
        if (session.IsHub)
        {
            Offer(session, rows, "Docker Hub does not list repositories. Type the name of one to open it.");
            return;
        }

        await foreach (var page in session.RepositoriesAsync(Leaving))
        {
            rows.Add(page);
            if (rows.Rows.Count >= Most)
            {
                _notice = $"This registry has more than {Most:#,0} repositories; the first of them are listed. Type the name of another to open it.";
                return;
            }
        }
    }

    private void Offer(RegistrySession session, LazyRows<RepositoryRow> rows, string reason)
    {
        rows.Add(session.UsedOnEngines);
        _notice = session.UsedOnEngines.Count > 0 ? $"{reason} Listed are those whose images are on your engines." : reason;
    }

    private static async Task<RepositoryRow> CountAsync(RegistrySession session, string name, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var page in session.TagsAsync(name, cancellationToken))
        {
            count += page.Count;
        }

        return new(name, count);
    }

    private void SortBy(string sort)
    {
        Query.Put("sort", sort);
        if (sort.Contains("tags", StringComparison.Ordinal))
        {
            _rows?.WantAll();
        }
    }

    private void Open()
    {
        if (Session is not null && _typed.Trim().Length > 0)
        {
            Navigation.NavigateTo(BrowsePaths.Tags(Id, Session.RepositoryOf(_typed)));
        }
    }
}
