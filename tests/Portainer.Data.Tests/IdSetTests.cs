namespace Portainer.Data.Tests;

public sealed class IdSetTests
{
    [Fact]
    public void Of_SameIdsInAnyOrder_AreEqual()
    {
        IdSet first = [3, 1, 2, 3];
        IdSet second = [1, 2, 3];

        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.Equal("1, 2, 3", first.ToString());
        Assert.True(first.Contains(2));
        Assert.False(first.Contains(4));
        Assert.False(first.Equals([1, 2]));
    }
}
