using System.Runtime.CompilerServices;

namespace Portainer.Engine;

/// <summary>What a registry lists, page by page.</summary>
public sealed partial class RegistryClient
{
    private const int MostPageBytes = 16 * 1024 * 1024;

    // A registry whose last page names the first would never end.
    private const int MostPages = 10_000;

    /// <summary>Names of all repositories (GET /v2/_catalog), a page at a time, as the registry cuts them.</summary>
    /// <exception cref="RegistryException">It has no catalogue, or not for this account (<see cref="RegistryFailure.NoCatalogue"/>); or it cannot be used.</exception>
    public IAsyncEnumerable<IReadOnlyList<string>> ListRepositoriesAsync(int pageSize = 1000, CancellationToken cancellationToken = default) =>
        PagesAsync(new(HttpMethod.Get, $"/v2/_catalog?n={pageSize}", RegistryScope.Catalogue, "list its repositories"), "repositories", cancellationToken);

    /// <summary>Names of a repository's tags (GET /v2/NAME/tags/list), a page at a time. None at all: all were deleted, the repository stays listed.</summary>
    /// <exception cref="RegistryException">No such repository, or no right to read it; or the registry cannot be used.</exception>
    public IAsyncEnumerable<IReadOnlyList<string>> ListTagsAsync(string repository, int pageSize = 1000, CancellationToken cancellationToken = default)
    {
        RequireRepository(repository);
        var request = new RegistryRequest(HttpMethod.Get, $"/v2/{repository}/tags/list?n={pageSize}", RegistryScope.Pull(repository), $"list the tags of {repository}");
        return PagesAsync(request, "tags", cancellationToken);
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> PagesAsync(
        RegistryRequest? request, string list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = 0; request is not null && page < MostPages; page++)
        {
            var asked = request;
            using var response = await AskAsync(asked, cancellationToken);
            var body = await ReadAsync(asked, response, MostPageBytes, cancellationToken);
            yield return Parse(asked, () => RegistryJson.Names(body, list));
            request = NextPage(asked, response);
        }
    }

    // Link: </v2/_catalog?last=x&n=1>; rel="next". Some say a host there that is not how we reach them: only the path counts.
    private RegistryRequest? NextPage(RegistryRequest request, HttpResponseMessage response)
    {
        var link = response.Headers.TryGetValues("Link", out var links) ? links.FirstOrDefault(text => text.Contains("next", StringComparison.Ordinal)) : null;
        var (open, close) = (link?.IndexOf('<') ?? -1, link?.IndexOf('>') ?? -1);
        if (open < 0 || close < open || !Uri.TryCreate(new Uri(Address(request.Path)), link![(open + 1)..close], out var next))
        {
            return null;
        }

        return next.PathAndQuery == request.Path ? null : request with { Path = next.PathAndQuery };
    }
}
