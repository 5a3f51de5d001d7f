using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Portainer.Access;

namespace Portainer.Images.Transfer;

/// <summary>
/// Files that are to come: a page starts the job, which waits, and tells the browser under which ticket to send the file. The ticket is
/// known to that page alone and good once, so another site cannot send in its user's name.
/// </summary>
internal sealed class Uploads
{
    private readonly ConcurrentDictionary<string, (Caller Caller, Upload Upload)> _expected = new();

    /// <summary>A place for one file of this caller.</summary>
    public Upload Expect(Caller caller)
    {
        var upload = new Upload(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)));
        _expected[upload.Ticket] = (caller, upload);
        return upload;
    }

    /// <summary>The upload of a ticket, once; null when there is none (any more) for this caller.</summary>
    public Upload? Take(Caller caller, string ticket) =>
        _expected.TryGetValue(ticket, out var place) && place.Caller.UserId == caller.UserId && _expected.TryRemove(ticket, out place) ? place.Upload : null;

    /// <summary>Nobody waits for it any more.</summary>
    public void Forget(Upload upload) => _expected.TryRemove(upload.Ticket, out _);
}
