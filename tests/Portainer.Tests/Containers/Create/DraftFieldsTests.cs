using System.Text.Json.Serialization;
using Portainer.Containers.Create;
using Portainer.Engine;

namespace Portainer.Tests.Containers.Create;

/// <summary>The table between form and create call, both ways.</summary>
public sealed class DraftFieldsTests
{
    public static TheoryData<string> Names => [.. DraftSamples.Fields.Keys];

    [Fact]
    public void All_EveryPropertyOfTheCall_IsInTheTableOrCarriedOver()
    {
        string[] call =
        [
            .. typeof(CreateContainerParameters).GetProperties().Select(property => property.Name).Where(name => name is not ("HostConfig" or "NetworkingConfig")),
            .. typeof(HostConfig).GetProperties().Select(property => "HostConfig." + property.Name),
            .. typeof(NetworkingConfig).GetProperties().Select(property => "NetworkingConfig." + property.Name),
        ];
        var covered = DraftFields.All.SelectMany(field => field.Wire).Concat(DraftFields.CarriedOver).Distinct().ToArray();
        Assert.Equal(call.Order(StringComparer.Ordinal), covered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_EveryFieldOfTheDraft_IsInTheTableAndHasASample()
    {
        var fields = typeof(ContainerDraft).GetProperties().Where(property => !property.IsDefined(typeof(JsonIgnoreAttribute), true)).Select(property => property.Name).Except(DraftSamples.NotInTheCall).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(fields, DraftFields.All.SelectMany(field => field.Draft).Order(StringComparer.Ordinal));
        Assert.Equal(fields.Except(["Image"]), DraftSamples.Fields.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Field_WrittenAndReadBack_IsTheSame(string name)
    {
        var draft = DraftSamples.With(name);
        Assert.NotEqual(DraftSamples.Text(new ContainerDraft { Image = "lab/web:1" }), DraftSamples.Text(draft));
        Assert.Equal(DraftSamples.Text(draft), DraftSamples.Text(ReadBack(draft)));
    }

    [Fact]
    public void Draft_WithEverything_IsReadBackTheSame() => Assert.Equal(DraftSamples.Text(DraftSamples.All()), DraftSamples.Text(ReadBack(DraftSamples.All())));

    [Fact]
    public void CountSet_OneFieldOfASection_IsOne()
    {
        Assert.Equal(1, DraftFields.CountSet(DraftSamples.With("Memory"), DraftGroup.Resources));
        Assert.Equal(0, DraftFields.CountSet(DraftSamples.With("Memory"), DraftGroup.Security));
    }

    private static ContainerDraft ReadBack(ContainerDraft draft)
    {
        var parameters = draft.ToParameters();
        var read = new ContainerDraft();
        foreach (var field in DraftFields.All)
        {
            field.Read(parameters, read);
        }

        return read;
    }
}
