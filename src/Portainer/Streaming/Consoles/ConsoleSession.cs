using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portainer.Access;
using Portainer.Engine;

namespace Portainer.Streaming.Consoles;

/// <summary>
/// One terminal's session with an exec or a main process. It outlives the connection it was opened on for a while, so that a
/// tunnel or a sleeping lap-top does not cost the reader the shell.
/// </summary>
internal sealed class ConsoleSession(ConsoleTarget target, int userId, ILogger logger) : IDisposable
{
    private const int RememberedOutput = 4096;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly CancellationTokenSource _ended = new();
    private readonly OutputBacklog _output = new();
    private readonly TypedInput _input = new();
    private readonly StringBuilder _lastOutput = new();
    private Task _running = Task.CompletedTask;
    private int _leaving;

    /// <summary>Unguessable; belongs to <see cref="UserId"/> alone.</summary>
    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public int UserId { get; } = userId;

    /// <summary>The terminal asked to end it, or the process did.</summary>
    public bool IsOver { get; private set; }

    public void Start() => _running = Task.WhenAll(PumpOutputAsync(), PumpInputAsync());

    /// <summary>Items for the terminal: "i" + JSON first, then what it has not received yet.</summary>
    public async IAsyncEnumerable<string> ReadAsync(long received, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return "i" + JsonSerializer.Serialize(new ConsoleOpened(Id, target.Stream.Tty, target.TakesInput, _input.Accepted), Json);
        await foreach (var item in _output.ReadAsync(received, cancellationToken))
        {
            yield return item;
        }
    }

    /// <summary>Takes what the terminal sends: "d" input, "a" acknowledgement, "r" size, "q" the end.</summary>
    public async Task ListenAsync(IAsyncEnumerable<string> items, CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            switch (item)
            {
                case ['d', .. var piece] when target.TakesInput:
                    _input.Accept(piece);
                    break;
                case ['a', .. var number] when long.TryParse(number, CultureInfo.InvariantCulture, out var drawn):
                    _output.Acknowledge(drawn);
                    break;
                case ['r', .. var size]:
                    await ResizeAsync(size);
                    break;
                case "q":
                    IsOver = true;
                    _output.Complete();
                    return;
            }
        }
    }

    /// <summary>Ends what was started for this session.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _leaving, 1) == 1)
        {
            return;
        }

        IsOver = true;
        await _ended.CancelAsync();
        await _running;
        await target.LeaveAsync(cancellationToken);
        await target.Stream.DisposeAsync();
    }

    public void Dispose() => _ended.Dispose();

    private async Task PumpOutputAsync()
    {
        var bytes = ArrayPool<byte>.Shared.Rent(32 * 1024);
        var text = ArrayPool<char>.Shared.Rent(32 * 1024 + 4);
        var decoders = new[] { Encoding.UTF8.GetDecoder(), Encoding.UTF8.GetDecoder(), Encoding.UTF8.GetDecoder() };
        try
        {
            while (await target.Stream.ReadOutputAsync(bytes.AsMemory(0, 32 * 1024), _ended.Token) is { EOF: false } read)
            {
                // A decoder per stream: characters may be split between reads, and stderr may come in between.
                var length = decoders[(int)read.Target].GetChars(bytes, 0, read.Count, text, 0);
                if (length > 0)
                {
                    Remember(text.AsSpan(0, length));
                    await _output.WriteAsync("o" + new string(text, 0, length), _ended.Token);
                }
            }

            Finish(await target.ExplainEndAsync(_lastOutput.ToString(), _ended.Token));
        }
        catch (OperationCanceledException)
        {
            _output.Complete();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException || Failures.IsTellable(failure))
        {
            Finish(new(failure is DockerApiException or DockerConnectionException ? failure.Message : "The connection to the engine broke."));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(text);
        }
    }

    private async Task PumpInputAsync()
    {
        try
        {
            await _input.PumpAsync(target.Stream.WriteAsync, written => _output.Add($"k{written}"), _ended.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The output side learns the same and tells it.
        }
    }

    private void Finish(ConsoleEnding ending)
    {
        IsOver = true;
        _output.Add("x" + JsonSerializer.Serialize(ending, Json));
        _output.Complete();
    }

    private void Remember(ReadOnlySpan<char> text)
    {
        _lastOutput.Append(text.Length > RememberedOutput ? text[^RememberedOutput..] : text);
        if (_lastOutput.Length > RememberedOutput)
        {
            _lastOutput.Remove(0, _lastOutput.Length - RememberedOutput);
        }
    }

    private async Task ResizeAsync(string size)
    {
        if (size.Split(',') is not [var columns, var rows]
            || !int.TryParse(columns, CultureInfo.InvariantCulture, out var width) || !int.TryParse(rows, CultureInfo.InvariantCulture, out var height)
            || width is < 1 or > 1000 || height is < 1 or > 1000)
        {
            return;
        }

        try
        {
            await target.ResizeAsync(width, height, _ended.Token);
        }
        catch (Exception failure) when (failure is DockerApiException or DockerConnectionException or OperationCanceledException or ObjectDisposedException)
        {
            logger.LogDebug("A terminal could not be resized: {Reason}", failure.Message);
        }
    }
}
