using System.Text.Json;
using Portainer.Engine;
using Portainer.Testing;
using Portainer.Ui;

namespace Portainer.Tests.Ui;

/// <summary>Against the real CLI: what <c>docker inspect --format</c> makes of a path is the member that the path was made for.</summary>
public sealed class TemplatePathTests : IDisposable
{
    private readonly DockerClient _engine = new(new DockerClientOptions { Endpoint = $"unix://{Lab.Docker}" });

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Path_OfNestedListsAndOddKeys_IsWhatTheCliUnderstands()
    {
        var labels = new Dictionary<string, string>
        {
            ["com.example.a-b"] = "1",
            ["0digit"] = "2",
            ["quo\"te"] = "3",
            ["back\\slash"] = "4",
            ["grüße 😀"] = "5",
            ["{{.Id}}"] = "6",
            ["tab\there"] = "7",
            ["plain_1"] = "8",
        };
        var made = await _engine.Containers.CreateContainerAsync(new()
        {
            Image = "lab/base:1",
            Labels = labels,
            Cmd = ["sh", "-c", "true"],
            HostConfig = new() { Binds = ["/tmp:/two:ro"], PortBindings = new Dictionary<string, IList<PortBinding>?> { ["80/tcp"] = [new() { HostPort = "" }] } },
        });
        try
        {
            using var document = JsonDocument.Parse(await _engine.Containers.InspectContainerRawAsync(made.ID));
            var leaves = Leaves("", document.RootElement).Where(leaf => IsTried(leaf.Path)).ToList();
            Assert.All(labels.Values, value => Assert.Contains(leaves, leaf => leaf.Path.Contains("Labels", StringComparison.Ordinal) && leaf.Value.ToString() == value));
            foreach (var (path, value) in leaves)
            {
                var told = await Command.RunAsync(Lab.Client, "-H", $"unix://{Lab.Docker}", "inspect", "--format", $"{{{{json {path}}}}}", made.ID);
                Assert.True(JsonElement.DeepEquals(value, JsonElement.Parse(told)), $"{path}: {told} instead of {value.GetRawText()}");
            }
        }
        finally
        {
            await _engine.Containers.RemoveContainerAsync(made.ID, new() { Force = true });
        }
    }

    [Theory]
    [InlineData("", "State", false, ".State")]
    [InlineData(".Mounts", "0", true, "(index .Mounts 0)")]
    [InlineData("(index .Mounts 0)", "Source", false, "(index .Mounts 0).Source")]
    [InlineData("", "80/tcp", false, "(index . \"80/tcp\")")]
    [InlineData(".Labels", "", false, "(index .Labels \"\")")]
    public void Path_OfAMember_IsAGoTemplates(string parent, string name, bool isList, string expected) =>
        Assert.Equal(expected, TemplatePath.To(parent, name, isList));

    private static bool IsTried(string path) =>
        path is ".Name" or ".State.Status" || path.Contains("Labels", StringComparison.Ordinal) || path.Contains("Mounts 0", StringComparison.Ordinal)
        || path.Contains("80/tcp", StringComparison.Ordinal) || path.Contains("Cmd", StringComparison.Ordinal);

    private static IEnumerable<(string Path, JsonElement Value)> Leaves(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Leaves(TemplatePath.To(path, member.Name, isList: false), member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Leaves(TemplatePath.To(path, $"{index}", isList: true), item)),
        _ => [(path, element)],
    };
}
