using System.Text;
using Portainer.Gateway;

namespace Portainer.Tests.Gateway;

public sealed class RegistryCredentialsTests
{
    [Theory]
    [InlineData("""{"registryId":7}""", 7)]
    [InlineData("""{"RegistryId":7}""", 7)]
    [InlineData("""{"registryId":0}""", 0)]
    [InlineData("""{"username":"a","password":"b"}""", null)]
    [InlineData("""{"registryId":"7"}""", null)]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData("not JSON", null)]
    public void RegistryIdOf_EitherAlphabetOfBase64_IsTheNumberOrNone(string json, int? id)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        Assert.Equal(id, RegistryCredentials.RegistryIdOf(Convert.ToBase64String(bytes)));
        Assert.Equal(id, RegistryCredentials.RegistryIdOf(System.Buffers.Text.Base64Url.EncodeToString(bytes)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("a")]
    public void RegistryIdOf_WhatIsNoBase64_IsNone(string header) => Assert.Null(RegistryCredentials.RegistryIdOf(header));
}
