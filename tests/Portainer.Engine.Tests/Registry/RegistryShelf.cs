using Portainer.Engine.Tests.Images;
using Portainer.Testing;

namespace Portainer.Engine.Tests.Registry;

/// <summary>One test's repository in a registry of the lab, and a client of that registry.</summary>
internal sealed class RegistryShelf : IDisposable
{
    private readonly LabRegistry _registry;

    public RegistryShelf(LabRegistry registry)
    {
        _registry = registry;
        Name = registry.NewRepository();
        Client = new(OptionsOf(registry));
    }

    /// <summary>With the registry's address, as engines name it.</summary>
    public string Name { get; }

    public string Repository => Name[(Name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public RegistryClient Client { get; }

    public static RegistryClientOptions OptionsOf(LabRegistry registry) => new(registry.Address)
    {
        UserName = registry.User,
        Password = registry.Password,
        CaPem = registry.CaFile.Length > 0 ? File.ReadAllText(registry.CaFile) : null,
        PlainHttp = registry.CaFile.Length == 0,
    };

    /// <summary>Pushes an image nobody else has, as tag 1; its digest as the engine saw it go.</summary>
    public async Task<string> PushAsync(DockerClient engine)
    {
        await using var image = await TestImage.BuildAsync(engine, Name);
        return await PushAsync(engine, image.Name);
    }

    public async Task<string> PushAsync(DockerClient engine, string image)
    {
        var account = new AuthConfig { Username = _registry.User, Password = _registry.Password, ServerAddress = _registry.Address };
        var messages = await engine.Images.PushImageAsync(image, auth: account).AllAsync();
        Assert.DoesNotContain(messages, message => message.ErrorMessage is not null);
        return messages.Last(message => message.Aux is not null).Aux!.Value.GetProperty("Digest").GetString()!;
    }

    public async Task<IReadOnlyList<string>> TagsAsync(int pageSize = 100) =>
        [.. (await Client.ListTagsAsync(Repository, pageSize).AllAsync()).SelectMany(page => page).Order(StringComparer.Ordinal)];

    public void Dispose() => Client.Dispose();
}
