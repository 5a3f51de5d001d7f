using Portainer.Data;
using Portainer.Data.AccessControl;
using Portainer.Data.Endpoints;
using Portainer.Data.Teams;
using Portainer.Data.Users;
using Portainer.Fleet;

namespace Portainer.Access;

/// <summary>
/// Keeps the <see cref="AccessBook"/>: reads it before the first request is served, again after each change made here, and every few
/// seconds for what another console on the same database changed.
/// </summary>
internal sealed partial class AccessReader(
    AccessBook book, Db db, FleetWatch fleet, UserStore users, TeamStore teams, GrantStore grants, ResourceControlStore controls, EndpointSecurityStore security, EndpointStore endpoints,
    TimeProvider time, ILogger<AccessReader> logger) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>People, teams or rights were changed.</summary>
    public ChangeSignal Changes { get; } = new(time);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAgainAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads everything again; when it returns, what was saved before the call is in force.</summary>
    /// <exception cref="StorageException">The database cannot be read; the facts stay as they were.</exception>
    public async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var people = await users.ListAsync(cancellationToken);
            book.Facts = new()
            {
                Memberships = await teams.ListMembershipsAsync(cancellationToken),
                Grants = await grants.ListAsync(cancellationToken),
                Groups = (await endpoints.ListAsync(cancellationToken)).Select(endpoint => KeyValuePair.Create(endpoint.Id, endpoint.GroupId)),
                Controls = await controls.ListAsync(cancellationToken),
                Security = await security.ListAsync(cancellationToken),
                UserIds = people.Select(user => KeyValuePair.Create(user.UserName, user.Id)),
                Administrators = people.Where(user => user.IsAdministrator).Select(user => user.Id),
                TeamIds = (await teams.ListAsync(cancellationToken)).Select(team => KeyValuePair.Create(team.Name, team.Id)),
            };
        }
        finally
        {
            _oneAtATime.Release();
        }

        // Open pages look again through other eyes.
        fleet.Redraw();
        Changes.Notify();
    }

    public override void Dispose()
    {
        base.Dispose();
        _oneAtATime.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (db.Dialect == Dialect.Sqlite)
        {
            return; // nobody else writes to it
        }

        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryReadAgainAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The product stops.
        }
    }

    private async Task TryReadAgainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAgainAsync(cancellationToken);
        }
        catch (StorageException failure)
        {
            LogNotRead(failure.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The rights of people were not read again: {Cause}")]
    private partial void LogNotRead(string cause);
}
