using Portainer.Access;
using Portainer.Containers.Create;
using Portainer.Containers.Recreate;
using Portainer.Engine;
using Portainer.Files;
using Portainer.Jobs;

namespace Portainer.Containers.RunOnce;

/// <summary>One container from its creation over its output and its exit code to its removal.</summary>
/// <param name="claim">Notes whose the container is, by its id.</param>
internal sealed class OneRun(DockerClient client, CreateContainerParameters wanted, JobProgress progress, TimeProvider time, Func<string, Task> claim)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(30);

    /// <returns>The outcome, when the program ended with code 0.</returns>
    /// <exception cref="RunOnceException">It ended with another code, took too long, or its container could not be removed.</exception>
    public async Task<string> RunAsync(TimeSpan? limit, CancellationToken cancellationToken)
    {
        progress.Status("Creating the container");
        // Not with the caller's token: half a creation could not be taken back, a whole one can.
        var created = await ContainerCreation.CreateAsync(client, wanted, CancellationToken.None);
        foreach (var warning in created.Warnings ?? [])
        {
            progress.Say(warning);
        }

        try
        {
            await claim(created.ID);
            return await FollowAsync(created.ID, limit, cancellationToken);
        }
        finally
        {
            await RemoveAsync(created.ID);
        }
    }

    private async Task<string> FollowAsync(string id, TimeSpan? limit, CancellationToken cancellationToken)
    {
        using var timer = limit is { } span ? new CancellationTokenSource(span, time) : new CancellationTokenSource();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var begin = time.GetTimestamp();
            await ReadAsync(id, ending.Token);
            await client.Containers.WaitContainerAsync(id, cancellationToken: ending.Token);
            var state = (await client.Containers.InspectContainerAsync(id, ending.Token)).State;
            var sentence = $"It ended with code {state.ExitCode} after {Seconds(time.GetElapsedTime(begin))}{(state.OOMKilled ? ": the kernel killed it because its memory ran out" : "")}.";
            return state.ExitCode == 0 ? sentence : throw new RunOnceException(sentence);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RunOnceException($"It was ended, because it still ran after {Seconds(limit!.Value)}, its time limit.");
        }
        catch (IOException broken)
        {
            throw new RunOnceException($"The connection to the engine broke while it ran: {broken.Message} Its exit code is not known.");
        }
    }

    // Attached before it is started, so that nothing it writes is missed, whatever its log driver.
    private async Task ReadAsync(string id, CancellationToken cancellationToken)
    {
        await using var output = await client.Containers.AttachContainerAsync(id, wanted.Tty, new() { Stdout = true, Stderr = true }, cancellationToken);
        await client.Containers.StartContainerAsync(id, cancellationToken);
        progress.Status("Running");
        var (lines, errors) = (new TextLines(progress.Say), new TextLines(progress.Say));
        var buffer = new byte[32 * 1024];
        while (await output.ReadOutputAsync(buffer, cancellationToken) is { EOF: false } read)
        {
            (read.Target == StdStream.Stderr ? errors : lines).Add(buffer.AsSpan(0, read.Count));
        }

        lines.Flush();
        errors.Flush();
    }

    private async Task RemoveAsync(string id)
    {
        progress.Status("Removing the container");
        using var patience = new CancellationTokenSource(Farewell, time);
        try
        {
            await HelperMaker.RemoveAsync(client, id, patience.Token);
            await client.Containers.WaitGoneAsync(id, time, patience.Token);
        }
        catch (Exception failure) when (Failures.IsTellable(failure) || failure is OperationCanceledException)
        {
            throw new RunOnceException($"Its container {id[..12]} could not be removed: {(failure is OperationCanceledException ? "the engine did not answer in time." : failure.Message)} It goes when the engine answers this console again.");
        }
    }

    private static string Seconds(TimeSpan span) => span.TotalSeconds < 120 ? $"{span.TotalSeconds:0.#} s" : $"{span.TotalMinutes:0.#} min";
}

/// <summary>A program did not end well; the message says how it ended.</summary>
internal sealed class RunOnceException(string message) : TellableException(message);
