using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Portainer.Data;

/// <summary>Stores encryption keys as they are: they lie beside what they protect, guarded by file modes. ASP.NET Core's own such type warns with every key.</summary>
internal sealed class PlainKeys : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("unencryptedKey", new XElement(plaintextElement)), typeof(NullXmlDecryptor));
}
