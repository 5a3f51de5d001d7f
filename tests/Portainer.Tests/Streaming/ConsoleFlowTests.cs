using System.Text;
using Microsoft.AspNetCore.SignalR;
using Portainer.Streaming.Consoles;

namespace Portainer.Tests.Streaming;

public sealed class ConsoleFlowTests
{
    private static readonly string Piece = new('x', 32 * 1024);

    [Fact]
    public async Task Backlog_NothingDrawn_StopsTheWriterAtTheBound()
    {
        var backlog = new OutputBacklog();
        var written = 0;
        var waiting = Task.CompletedTask;
        for (; waiting.IsCompleted; written++)
        {
            waiting = backlog.WriteAsync(Piece, CancellationToken.None).AsTask();
        }

        Assert.Equal((OutputBacklog.MostCharacters / Piece.Length) + 1, written);
        backlog.Acknowledge(1);
        await waiting;
        Assert.True(backlog.Outstanding <= OutputBacklog.MostCharacters);
    }

    [Fact]
    public async Task Backlog_ConnectionLost_GivesWhatWasNotReceivedAgain()
    {
        var backlog = new OutputBacklog();
        foreach (var item in (string[])["a", "b", "c", "d"])
        {
            backlog.Add(item);
        }

        backlog.Acknowledge(1);
        backlog.Complete();
        Assert.Equal(["b", "c", "d"], await ReadAsync(backlog, received: 1));
        Assert.Equal(["c", "d"], await ReadAsync(backlog, received: 2));
    }

    [Fact]
    public async Task Backlog_ThousandsOfSmallItemsAcknowledgedLate_KeepTheirOrder()
    {
        var backlog = new OutputBacklog();
        await using var reader = backlog.ReadAsync(0, CancellationToken.None).GetAsyncEnumerator();
        for (var number = 1; number <= 20_000; number++)
        {
            backlog.Add($"{number}");
        }

        for (var number = 1; number <= 20_000; number++)
        {
            Assert.True(await reader.MoveNextAsync());
            Assert.Equal($"{number}", reader.Current);
            if (number % 3000 == 0)
            {
                backlog.Acknowledge(number - 1000);
            }
        }

        backlog.Acknowledge(20_000);
        Assert.Equal(0, backlog.Outstanding);
        backlog.Complete();
        Assert.Equal([], await ReadAsync(backlog, received: 20_000));
    }

    [Fact]
    public async Task Backlog_SecondReader_TakesThePlaceOfTheFirst()
    {
        var backlog = new OutputBacklog();
        await using var first = backlog.ReadAsync(0, CancellationToken.None).GetAsyncEnumerator();
        backlog.Add("a");
        Assert.True(await first.MoveNextAsync());
        await using var second = backlog.ReadAsync(0, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await second.MoveNextAsync());
        Assert.Equal("a", second.Current);
        Assert.False(await first.MoveNextAsync());
    }

    [Fact]
    public async Task Input_SentTwiceAfterALostConnection_IsWrittenOnce()
    {
        var input = new TypedInput();
        input.Accept("0:hello ");
        input.Accept("0:hello ");
        input.Accept("3:lo world");
        input.Accept("99:from the future");
        Assert.Equal(11, input.Accepted);
        var program = new StringBuilder();
        using var leaving = new CancellationTokenSource();
        var pump = input.PumpAsync(
            (bytes, _) =>
            {
                program.Append(Encoding.UTF8.GetString(bytes.Span));
                return ValueTask.CompletedTask;
            },
            written =>
            {
                if (written == 11)
                {
                    leaving.Cancel();
                }
            },
            leaving.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pump);
        Assert.Equal("hello world", program.ToString());
    }

    [Fact]
    public void Input_FarBeyondItsCredit_IsRefused()
    {
        var input = new TypedInput();
        Assert.Throws<HubException>(() =>
        {
            for (var position = 0; position < 1024 * 1024; position += 4096)
            {
                input.Accept($"{position}:{new string('x', 4096)}");
            }
        });
    }

    [Theory]
    [InlineData("/bin/bash", 127L, "OCI runtime exec failed: exec failed: \"/bin/bash\": stat /bin/bash: no such file or directory", "web has no /bin/bash; try /bin/sh.", "/bin/sh")]
    [InlineData("/bin/sh", 126L, "OCI runtime exec failed: exec failed: \"/bin/sh\": no such file", "web has no /bin/sh: images without a shell cannot have a console.", null)]
    [InlineData("/bin/sh", 126L, "unable to find user nope: no matching entries in passwd file", "There is no user nope in web. Try a user id.", null)]
    [InlineData("/bin/sh", 126L, "OCI runtime exec failed: chdir to cwd (\"/nope\") failed", "There is no directory /nope in web.", null)]
    [InlineData("/bin/sh", 127L, "sh: nothing: not found", "/bin/sh ended with exit code 127.", null)]
    [InlineData("/bin/sh", 0L, "", "/bin/sh ended with exit code 0.", null)]
    public void Ending_ExitCodeAndOutput_BecomeASentence(string program, long code, string output, string sentence, string? offer)
    {
        var ending = ExecEnding.Explain(new(1, "web", "exec", [program], "nope", "/nope"), code, output);
        Assert.Equal((sentence, offer), (ending.Sentence, ending.Offer));
    }

    private static async Task<List<string>> ReadAsync(OutputBacklog backlog, long received)
    {
        var items = new List<string>();
        await foreach (var item in backlog.ReadAsync(received, CancellationToken.None))
        {
            items.Add(item);
        }

        return items;
    }
}
