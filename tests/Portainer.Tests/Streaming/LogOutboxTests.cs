using System.Text;
using Portainer.Engine;
using Portainer.Streaming;
using Portainer.Streaming.Logs;

namespace Portainer.Tests.Streaming;

public sealed class LogOutboxTests
{
    private readonly LogOutbox _outbox = new(TimeProvider.System);
    private readonly AckWindow _window = new(int.MaxValue);

    [Fact]
    public async Task Read_LinesOfBothStreams_JoinsThemWithTheirMarkers()
    {
        Add(StdStream.Stdout, "one");
        Add(StdStream.Stderr, "two");
        _outbox.AddNotice("three");
        _outbox.Complete();
        Assert.Equal(["oone\netwo\nnthree"], await ReadAllAsync());
    }

    [Fact]
    public async Task Read_ManyLines_MakesBatchesOfBoundedSize()
    {
        for (var i = 0; i < 2500; i++)
        {
            Add(StdStream.Stdout, $"line {i}");
        }

        _outbox.Complete();
        var batches = await ReadAllAsync();
        Assert.Equal([1000, 1000, 500], batches.Select(batch => batch.Split('\n').Length));
        Assert.Equal("oline 2499", batches[^1].Split('\n')[^1]);
    }

    [Fact]
    public async Task MakeRoom_HistoryAndFullOutbox_WaitsUntilTheBrowserTakes()
    {
        Fill();
        var room = _outbox.MakeRoomAsync(mayDrop: false, CancellationToken.None).AsTask();
        Assert.False(room.IsCompleted);
        await using var batches = _outbox.ReadAsync(_window, CancellationToken.None).GetAsyncEnumerator();
        while (!room.IsCompleted)
        {
            Assert.True(await batches.MoveNextAsync());
            Assert.NotEqual('d', batches.Current[0]);
        }
    }

    [Fact]
    public async Task MakeRoom_FollowingAndFullOutbox_DropsTheOldestAndTellsHowMany()
    {
        var added = 0;
        for (var round = 0; round < 5; round++)
        {
            added += Fill(from: added);
            await _outbox.MakeRoomAsync(mayDrop: true, CancellationToken.None);
            Assert.True(_outbox.Waiting <= LogOutbox.Capacity);
        }

        _outbox.Complete();
        var items = await ReadAllAsync();
        var dropped = int.Parse(items[0].AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
        var lines = items.Skip(1).SelectMany(batch => batch.Split('\n')).ToList();
        Assert.Equal('d', items[0][0]);
        Assert.Equal(added, dropped + lines.Count);
        Assert.StartsWith($"o{dropped} ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"o{added - 1} ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_FollowingBegins_SaysSoAfterTheHistory()
    {
        Fill();
        _outbox.AddFollowing();
        _outbox.Complete();
        var items = await ReadAllAsync();
        Assert.Equal("f", items[^1]);
        Assert.Single(items, "f");
    }

    [Fact]
    public async Task Read_AfterFailure_GivesTheLinesFirst()
    {
        Add(StdStream.Stdout, "last words");
        _outbox.Complete(new StreamException("gone"));
        await using var batches = _outbox.ReadAsync(_window, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync());
        Assert.Equal("olast words", batches.Current);
        var failure = await Assert.ThrowsAsync<StreamException>(async () => await batches.MoveNextAsync());
        Assert.Equal("gone", failure.Message);
    }

    [Fact]
    public async Task Read_CharactersOfSeveralBytes_ComeThroughWhole()
    {
        Add(StdStream.Stdout, "grüße 日本 😀");
        _outbox.Complete();
        Assert.Equal(["ogrüße 日本 😀"], await ReadAllAsync());
    }

    private void Add(StdStream stream, string line) => _outbox.Add(stream, Encoding.UTF8.GetBytes(line));

    private int Fill(int from = 0)
    {
        var lines = 0;
        for (var bytes = 0; bytes <= LogOutbox.Capacity; lines++)
        {
            var line = $"{from + lines} {new string('x', 100)}";
            bytes += line.Length;
            Add(StdStream.Stdout, line);
        }

        return lines;
    }

    private async Task<List<string>> ReadAllAsync()
    {
        var items = new List<string>();
        await foreach (var item in _outbox.ReadAsync(_window, CancellationToken.None))
        {
            items.Add(item);
        }

        return items;
    }
}
