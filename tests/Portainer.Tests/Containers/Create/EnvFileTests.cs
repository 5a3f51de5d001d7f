using Portainer.Containers.Create;

namespace Portainer.Tests.Containers.Create;

/// <summary>.env files as people write them (F29).</summary>
public sealed class EnvFileTests
{
    [Fact]
    public void Parse_TheBooksStyle_KeepsValuesAndSkipsTheRest()
    {
        var rows = EnvFile.Parse("""
            # the cluster
            CLUSTER_TYPE="test"

            DOCKER01_IP=x.x.x.226   # first host
            EXTERNAL_ADDRESS=https://example.test/#top
            export LOG_STORE_PORT=9200
            SINGLE='it is $HOME "as is"'
            ESCAPED="say \"hi\"\n\$5"
            EMPTY=
            FROM_SHELL
            CLUSTER_TYPE=again
            """);
        Assert.Equal(
            [
                "DOCKER01_IP=x.x.x.226", "EXTERNAL_ADDRESS=https://example.test/#top", "LOG_STORE_PORT=9200", "SINGLE=it is $HOME \"as is\"",
                "ESCAPED=say \"hi\"\n$5", "EMPTY=", "FROM_SHELL", "CLUSTER_TYPE=again",
            ],
            rows.Select(EnvRows.Text));
    }

    [Fact]
    public void Parse_AQuotedValueOverSeveralLines_IsOneValue() =>
        Assert.Equal("-----BEGIN\nabc\n-----END", EnvFile.Parse("KEY=\"-----BEGIN\r\nabc\r\n-----END\"\r\nB=1")[0].Value);

    [Theory]
    [InlineData("plain")]
    [InlineData(" spaces kept ")]
    [InlineData("quotes \" and ' and \\ back")]
    [InlineData("two\nlines # no comment")]
    [InlineData("")]
    public void Write_AnyValue_IsReadBackTheSame(string value) =>
        Assert.Equal(value, Assert.Single(EnvFile.Parse(EnvFile.Write([new() { Name = "A", Value = value }]))).Value);
}
