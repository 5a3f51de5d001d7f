using System.Globalization;
using System.Net;
using System.Text;
using Portainer.Access;
using Portainer.Engine;

namespace Portainer.Streaming.Logs;

/// <summary>
/// Reads one container's log into an outbox, and when following goes on through stops, starts and losses of the engine, each
/// told by a line of its own. Between two requests nothing is lost or repeated.
/// </summary>
internal sealed class LogFollower(EngineGate gate, Caller caller, LogRequest request, LogOutbox outbox, TimeProvider time)
{
    /// <summary>So long without a line, and the viewer is told that it follows.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(200);

    /// <summary>So long without a line, and what comes next is new even if the engine's clock is behind ours.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(300);
    private const int LongestLine = 64 * 1024;
    private static readonly LogLineOptions Lines = new() { MaxLines = LogBatch.MostLines, MaxLineBytes = LongestLine };

    private readonly LogPosition _position = new(request.ResumeTime, request.ResumeSeen);
    private byte[] _opened = [];
    private bool _following;
    private bool _readsNew;
    private string _id = "";

    /// <summary>Reads until the log ends or, when following, until cancelled. Always completes the outbox.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAllAsync(cancellationToken);
            outbox.Complete();
        }
        catch (Exception failure)
        {
            outbox.Complete(failure);
        }
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        _opened = Encoding.ASCII.GetBytes(time.GetUtcNow().UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
        var session = await OpenAsync(cancellationToken);
        var container = await session.Client.Containers.InspectContainerAsync(request.Container, cancellationToken);
        _id = container.ID;
        while (true)
        {
            var broken = await TryReadAsync(session, container, cancellationToken);
            if (!request.Follow)
            {
                return;
            }

            Follow();
            (session, container) = await NextRunAsync(broken, cancellationToken);
            _position.Rewind();
        }
    }

    private Task<EngineSession> OpenAsync(CancellationToken cancellationToken) =>
        gate.OpenAsync(caller, request.EndpointId, request.Container, Operation.ReadContainerLogs, cancellationToken);

    /// <summary>One request to its end; returns the reason when the engine was lost.</summary>
    private async Task<DockerConnectionException?> TryReadAsync(EngineSession session, ContainerInspectResponse container, CancellationToken cancellationToken)
    {
        try
        {
            await ReadOnceAsync(session, container, cancellationToken);
            return null;
        }
        catch (DockerConnectionException broken) when (request.Follow)
        {
            return broken;
        }
        catch (DockerApiException refused) when (refused.EngineMessage.Contains("does not support reading", StringComparison.Ordinal))
        {
            throw new StreamException(Unreadable(container));
        }
    }

    private async Task ReadOnceAsync(EngineSession session, ContainerInspectResponse container, CancellationToken cancellationToken)
    {
        var resumed = _position.Since();
        await using var log = await session.Client.Containers.GetContainerLogsAsync(container.ID, container.Config.Tty, new()
        {
            Timestamps = true,
            Follow = request.Follow,
            Since = resumed ?? NullIfEmpty(request.Since),
            Until = NullIfEmpty(request.Until),
            Tail = resumed is null ? request.Tail : "all",
        }, cancellationToken);
        await using var batches = log.ReadLineBatchesAsync(Lines, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(batches, cancellationToken))
        {
            Take(batches.Current.Bytes.Span);
            if (request.Follow && _position.Reached(_opened))
            {
                _readsNew = true;
                Follow();
            }

            await outbox.MakeRoomAsync(mayDrop: _readsNew, cancellationToken);
        }
    }

    /// <summary>Only what is new may be dropped: of the history every line is shown, however slow engine and browser are.</summary>
    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<LogLineBatch> batches, CancellationToken cancellationToken)
    {
        var next = batches.MoveNextAsync();
        if (_readsNew || !request.Follow || next.IsCompleted)
        {
            return await next;
        }

        var more = next.AsTask();
        if (await Task.WhenAny(more, Task.Delay(ShortPause, time, cancellationToken)) != more)
        {
            Follow();
            _readsNew = await Task.WhenAny(more, Task.Delay(LongPause, time, cancellationToken)) != more;
        }

        return await more;
    }

    private void Take(ReadOnlySpan<byte> batch)
    {
        while (batch.Length > 0)
        {
            var end = batch.IndexOf((byte)'\n');
            var line = batch[1..end];
            if (_position.Passes(line))
            {
                var stderr = batch[0] is LogLineBatch.Stderr or LogLineBatch.StderrContinued;
                outbox.Add(stderr ? StdStream.Stderr : StdStream.Stdout, StoredPieces.Join(line));
            }

            batch = batch[(end + 1)..];
        }
    }

    private void Follow()
    {
        if (!_following)
        {
            _following = true;
            outbox.AddFollowing();
        }
    }

    /// <summary>Waits until there is something to read again, telling why there was not.</summary>
    private async Task<(EngineSession Session, ContainerInspectResponse Container)> NextRunAsync(DockerConnectionException? broken, CancellationToken cancellationToken)
    {
        string? told = null;
        void Tell(string text)
        {
            if (told != text)
            {
                told = text;
                outbox.AddNotice(text);
            }
        }

        if (broken is not null)
        {
            Tell("The engine cannot be reached; the log goes on when it is back");
        }

        await using var changes = new ChangeWatch(gate.ChangesAsync(request.EndpointId, BetweenAttempts, cancellationToken));
        while (true)
        {
            var (session, container) = await LookAsync(Tell, cancellationToken);
            if (session is not null && container is { State.Running: true })
            {
                // Keeps a container that dies at once from turning this into a busy loop.
                await Task.Delay(BetweenAttempts, time, cancellationToken);
                if (told is not null)
                {
                    outbox.AddNotice(broken is null ? $"Container started again at {Clock(container.State.StartedAt)}" : "The engine is back");
                }

                return (session, container);
            }

            if (!await changes.NextAsync(cancellationToken))
            {
                throw new EndpointNotFoundException(request.EndpointId);
            }
        }
    }

    private async Task<(EngineSession? Session, ContainerInspectResponse? Container)> LookAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        try
        {
            var session = await OpenAsync(cancellationToken);
            var container = await session.Client.Containers.InspectContainerAsync(_id, cancellationToken);
            if (!container.State.Running)
            {
                tell(StateSentence(container.State));
            }

            return (session, container);
        }
        catch (DockerConnectionException)
        {
            tell("The engine cannot be reached; the log goes on when it is back");
            return default;
        }
        catch (DockerApiException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            throw new StreamException($"Container {request.Container} was removed; this is all that was read of its log.");
        }
    }

    private static string StateSentence(ContainerState state) => state.Status switch
    {
        "created" => "The container has not been started yet; lines appear when it is",
        "dead" => "The engine could not remove or restart this container (dead)",
        _ => $"Container stopped with exit code {state.ExitCode} at {Clock(state.FinishedAt)}; new lines appear when it starts again",
    };

    private static string Unreadable(ContainerInspectResponse container)
    {
        var driver = container.HostConfig.LogConfig?.Type;
        var name = container.Name.TrimStart('/');
        return driver == "none"
            ? $"{name} keeps no log: it was created with the log driver \"none\". Recreate it with json-file or local to read its output here; Attach shows what it writes from now on."
            : $"{name} sends its log away with the driver \"{driver}\", and the engine cannot read it back. Look where that driver writes to, or recreate the container with json-file or local.";
    }

    private static string Clock(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "an unknown time";

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
