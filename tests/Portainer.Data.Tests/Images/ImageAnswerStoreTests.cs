using Portainer.Data.Images;

namespace Portainer.Data.Tests.Images;

public sealed class ImageAnswerStoreOnSqliteTests() : ImageAnswerStoreTests(Dialect.Sqlite);

public sealed class ImageAnswerStoreOnPostgresTests() : ImageAnswerStoreTests(Dialect.Postgres);

public abstract class ImageAnswerStoreTests(Dialect dialect) : StoreTests(dialect)
{
    [Fact]
    public async Task Put_Twice_TheLaterAnswerIsThereAfterARestart()
    {
        var endpoint = await EndpointAsync("one");
        await Host.Answers.PutAsync(new(endpoint, "nginx:1", null, "No answer.", Host.Time.Now), CancellationToken.None);
        var later = new ImageAnswer(endpoint, "nginx:1", "sha256:abc", null, Host.Time.Now.AddHours(1));
        await Host.Answers.PutAsync(later, CancellationToken.None);
        await Host.RestartAsync();

        Assert.Equal([later], await Host.Answers.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Forget_SomeNames_KeepsTheOthersAndOtherEndpoints()
    {
        var (one, two) = (await EndpointAsync("one"), await EndpointAsync("two"));
        foreach (var (endpoint, reference) in new[] { (one, "a:1"), (one, "b:1"), (one, "c:1"), (two, "a:1") })
        {
            await Host.Answers.PutAsync(new(endpoint, reference, "sha256:abc", null, Host.Time.Now), CancellationToken.None);
        }

        await Host.Answers.ForgetAsync(one, ["a:1", "c:1"], CancellationToken.None);

        Assert.Equal([(one, "b:1"), (two, "a:1")], (await Host.Answers.ListAsync(CancellationToken.None)).Select(answer => (answer.EndpointId, answer.Reference)));
    }

    [Fact]
    public async Task Endpoint_Removed_TakesItsAnswersWithIt()
    {
        var endpoint = await EndpointAsync("one");
        await Host.Answers.PutAsync(new(endpoint, "nginx:1", "sha256:abc", null, Host.Time.Now), CancellationToken.None);

        await Host.Endpoints.DeleteAsync(endpoint, CancellationToken.None);

        Assert.Empty(await Host.Answers.ListAsync(CancellationToken.None));
        await Assert.ThrowsAsync<StorageException>(() => Host.Answers.PutAsync(new(endpoint, "nginx:1", "sha256:abc", null, Host.Time.Now), CancellationToken.None));
    }

    private async Task<int> EndpointAsync(string name) =>
        (await Host.Endpoints.CreateAsync(new(name, $"tcp://{name}:2375"), CancellationToken.None)).Id;
}
