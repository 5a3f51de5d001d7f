using System.IO.Pipelines;
using System.Text;

namespace Portainer.Engine.Tests.Streams;

public sealed class JsonObjectsTests
{
    private const string Events = """
        {"Type":"container","Action":"start","Actor":{"ID":"1","Attributes":{"name":"grüße {\"}"}},"time":1}
        {"Type":"network","Action":"connect","Actor":null,"unknown":[1,{"a":{}}],"timeNano":1700000000123456789}

        {"Type":"image","Action":"pull"}{"Type":"volume"}
        """;

    public static TheoryData<int> PieceLengths => [.. Enumerable.Range(1, 120), 4096];

    [Theory]
    [MemberData(nameof(PieceLengths))]
    public async Task Objects_SplitAnywhere_AreAllRead(int pieceLength)
    {
        var stream = new SplitStream(Encoding.UTF8.GetBytes(Events), pieceLength);

        var messages = await JsonObjects.ReadAsync<Message>(stream, CancellationToken.None).AllAsync();

        Assert.Equal(["container", "network", "image", "volume"], messages.Select(message => message.Type));
        Assert.Equal("grüße {\"}", messages[0].Actor.Attributes["name"]);
        Assert.Equal(1700000000123456700, (messages[1].At - DateTimeOffset.UnixEpoch).Ticks * 100);
    }

    [Fact]
    public async Task Object_Complete_IsOutBeforeAnythingFollows()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync("""{"Type":"container","Action":"start"}"""u8.ToArray());
        await using var messages = JsonObjects.ReadAsync<Message>(pipe.Reader.AsStream(), CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await messages.MoveNextAsync());
        Assert.Equal("start", messages.Current.Action);

        await pipe.Writer.WriteAsync("\n{\"Type\":\"container\",\"Action\":\"di"u8.ToArray());
        var next = messages.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await pipe.Writer.WriteAsync("e\"}\n"u8.ToArray());
        Assert.True(await next);
        Assert.Equal("die", messages.Current.Action);
    }
}
