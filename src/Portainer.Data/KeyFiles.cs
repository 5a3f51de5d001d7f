using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Portainer.Data;

/// <summary>
/// Encryption keys as files of mode 0600 in the data folder's <c>keys</c>. ASP.NET Core's own file repository
/// leaves the mode to the umask, which is 0644 on most machines.
/// </summary>
internal sealed class KeyFiles(DataFolder folder) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Directory.EnumerateFiles(folder.Keys, "*.xml").Order(StringComparer.Ordinal).Select(file => XElement.Load(file))];

    public void StoreElement(XElement element, string friendlyName)
    {
        var file = Path.Combine(folder.Keys, $"{friendlyName}.xml");
        var draft = $"{file}.{Guid.NewGuid():N}.tmp";
        using (var stream = new FileStream(draft, DataFolder.PrivateFile(FileMode.CreateNew)))
        {
            element.Save(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }
}
