using Portainer.Jobs;
using Portainer.Ui;

namespace Portainer.Images.Transfer;

/// <summary>One file on its way from a browser through a request's body into a job: read once, never held.</summary>
internal sealed class Upload(string ticket)
{
    /// <summary>How long a job waits for its file to begin.</summary>
    private static readonly TimeSpan Begins = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource<(Stream Body, long? Length)> _body = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _used = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Ticket => ticket;

    /// <summary>The request is here: its body is the job's from now on, until the returned task completes.</summary>
    /// <param name="length">Bytes, when the browser said so.</param>
    public Task BeginAsync(Stream body, long? length)
    {
        _body.TrySetResult((body, length));
        return _used.Task;
    }

    /// <summary>Lets <paramref name="use"/> read the file; how much has gone by is a step of the job.</summary>
    /// <exception cref="JobFailedException">It never came, or broke off.</exception>
    public async Task<T> UseAsync<T>(JobProgress progress, Func<Stream, Task<T>> use, CancellationToken cancellationToken)
    {
        try
        {
            progress.Status("Waiting for the file");
            var (body, length) = await WaitAsync(cancellationToken);
            progress.Status("The file is passed on to the engine");
            var metered = new MeteredStream(body, count => progress.Step("upload", "Received", count, length, count == length, "file"));
            await using (metered)
            {
                return await UseAsync(metered, use, cancellationToken);
            }
        }
        finally
        {
            _used.TrySetResult();
        }
    }

    private static async Task<T> UseAsync<T>(MeteredStream metered, Func<Stream, Task<T>> use, CancellationToken cancellationToken)
    {
        try
        {
            return await use(metered);
        }
        catch (Exception) when (metered.Failure is not null && !cancellationToken.IsCancellationRequested)
        {
            throw new JobFailedException($"The upload broke off after {ByteText.Format(metered.Count)}: the browser was closed or lost its connection. Send the file again.");
        }
    }

    private async Task<(Stream Body, long? Length)> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _body.Task.WaitAsync(Begins, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new JobFailedException("The browser did not begin to send the file within a minute. Choose it again and keep the page open while it is sent.");
        }
    }
}
