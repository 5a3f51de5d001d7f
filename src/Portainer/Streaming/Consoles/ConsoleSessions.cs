using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Portainer.Access;

namespace Portainer.Streaming.Consoles;

/// <summary>All open console sessions, with or without a browser at the other end just now.</summary>
internal sealed class ConsoleSessions(EngineGate gate, TimeProvider time, ILogger<ConsoleSessions> logger) : IHostedService
{
    /// <summary>How long a session waits for its browser to come back.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndingPatience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Held> _sessions = new();

    /// <summary>Sessions open now.</summary>
    public int Open => _sessions.Count;

    /// <summary>Connects a browser to a new session or to one of its own that lost its connection.</summary>
    public async IAsyncEnumerable<string> ConnectAsync(
        Caller caller, ConsoleRequest request, IAsyncEnumerable<string> input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var held = request.Session.Length == 0 ? await OpenAsync(caller, request, cancellationToken) : await ResumeAsync(caller, request, cancellationToken);
        var visit = held.Arrive();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = ListenAsync(held.Session, input, leaving.Token);
        try
        {
            await foreach (var item in held.Session.ReadAsync(request.Received, leaving.Token))
            {
                yield return item;
            }
        }
        finally
        {
            await leaving.CancelAsync();
            await listening;
            _ = EndUnlessBackAsync(held, visit);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_sessions.Values.Select(EndAsync));

    private async Task<Held> OpenAsync(Caller caller, ConsoleRequest request, CancellationToken cancellationToken)
    {
        var operation = request.IsAttach ? Operation.AttachToContainer : Operation.ExecInContainer;
        var engine = await gate.OpenAsync(caller, request.EndpointId, request.Container, operation, cancellationToken);
        if (!request.IsAttach && request.Command is not [{ Length: > 0 }, ..])
        {
            throw new StreamException("Choose a command to run.");
        }

        ConsoleTarget target = request.IsAttach
            ? await AttachTarget.OpenAsync(engine.Client, request, cancellationToken)
            : await ExecTarget.OpenAsync(engine.Client, request, time, logger, cancellationToken);
        var held = new Held(new(target, caller.UserId, logger));
        _sessions[held.Session.Id] = held;
        held.Session.Start();
        return held;
    }

    private async Task<Held> ResumeAsync(Caller caller, ConsoleRequest request, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(caller, request.EndpointId, request.Container, request.IsAttach ? Operation.AttachToContainer : Operation.ExecInContainer, cancellationToken);
        return _sessions.TryGetValue(request.Session, out var held) && held.Session.UserId == caller.UserId
            ? held
            : throw new StreamException("The session ended while the connection was away.");
    }

    private static async Task ListenAsync(ConsoleSession session, IAsyncEnumerable<string> input, CancellationToken cancellationToken)
    {
        try
        {
            await session.ListenAsync(input, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The browser left, perhaps for a moment.
        }
    }

    private async Task EndUnlessBackAsync(Held held, int visit)
    {
        if (!held.Session.IsOver)
        {
            await Task.Delay(Grace, time);
        }

        if (held.IsLast(visit))
        {
            await EndAsync(held);
        }
    }

    private async Task EndAsync(Held held)
    {
        _sessions.TryRemove(held.Session.Id, out _);
        using var patience = new CancellationTokenSource(EndingPatience, time);
        try
        {
            await held.Session.EndAsync(patience.Token);
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "A console session could not be ended in order");
        }
        finally
        {
            held.Session.Dispose();
        }
    }

    private sealed class Held(ConsoleSession session)
    {
        private int _visits;

        public ConsoleSession Session { get; } = session;

        public int Arrive() => Interlocked.Increment(ref _visits);

        public bool IsLast(int visit) => Volatile.Read(ref _visits) == visit;
    }
}
