using Portainer.Data.Users;

namespace Portainer.Access;

/// <summary>Whether the product still waits for its first administrator.</summary>
internal sealed class FirstRun(UserStore users)
{
    private volatile bool _done;

    /// <summary>Once an administrator exists this costs nothing: the last one cannot be removed.</summary>
    public async ValueTask<bool> IsPendingAsync(CancellationToken cancellationToken)
    {
        if (!_done)
        {
            _done = await users.AnyAdministratorAsync(cancellationToken);
        }

        return !_done;
    }
}
