using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portainer.Access;
using Portainer.Data.Users;

namespace Portainer.Tests.Access;

public sealed class PasswordHashesTests
{
    private static readonly PasswordHashes Hashes = new(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));
    private static readonly User Maria = new() { UserName = "maria" };

    // Made with libxcrypt's crypt(3).
    [Theory]
    [InlineData("correct horse battery", "$2b$05$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.")]
    [InlineData("pässwörd ✓", "$2y$04$N9qo8uLOickgx2ZMRZoMyen0KTfGIihIu11QVH2ClxD6U0XP44tam")]
    [InlineData("", "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "$2b$04$N9qo8uLOickgx2ZMRZoMyedlslr.Jty7xCSm4JGSxc8PDTmSzo582")]
    public void Verify_BcryptOfThePassword_SucceedsAndWantsAnotherForm(string password, string hash)
    {
        Assert.True(PasswordHashes.IsKnown(hash));
        Assert.Equal(PasswordVerificationResult.SuccessRehashNeeded, Hashes.VerifyHashedPassword(Maria, hash, password));
        Assert.Equal(PasswordVerificationResult.Failed, Hashes.VerifyHashedPassword(Maria, hash, "!" + password));
    }

    [Fact]
    public void Verify_OwnHash_Succeeds()
    {
        var hash = Hashes.HashPassword(Maria, "correct horse");

        Assert.True(PasswordHashes.IsKnown(hash));
        Assert.Equal(PasswordVerificationResult.Success, Hashes.VerifyHashedPassword(Maria, hash, "correct horse"));
        Assert.Equal(PasswordVerificationResult.Failed, Hashes.VerifyHashedPassword(Maria, hash, "wrong horse"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain text password")]
    [InlineData("cGFzc3dvcmQ=")]
    [InlineData("$2x$05$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.")]
    [InlineData("$2b$31$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.")]
    [InlineData("$2b$05$tooshort")]
    public void IsKnown_SomethingElse_IsFalse(string hash) => Assert.False(PasswordHashes.IsKnown(hash));
}
