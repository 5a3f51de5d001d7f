using Xunit.Abstractions;

namespace Portainer.Tests.Gateway;

/// <summary>A small fixed set; tests/bench bends a hundred thousand.</summary>
public sealed class RequestFuzzTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Step_ThousandsOfBentRequests_NoneGetsFurtherThanItMay(int seed)
    {
        var fuzz = new RequestFuzz(seed);
        var finds = Enumerable.Range(0, 3000).Select(_ => fuzz.Step()).OfType<string>().ToArray();
        output.WriteLine($"{fuzz.Taken} of 3000 were taken");
        Assert.Empty(finds);
        Assert.True(fuzz.Taken > 0, "No bent request was taken, so nothing was learned.");
    }
}
