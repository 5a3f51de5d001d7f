using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Identity;

namespace Portainer.Data.Users;

/// <summary>
/// What administrators do to other people. The last administrator is neither removed nor demoted, whichever way it is tried
/// (Identity's <see cref="UpdateAsync"/> and <see cref="DeleteAsync(User, CancellationToken)"/> included), in any number of processes.
/// </summary>
public sealed partial class UserStore
{
    private static readonly UpperInvariantLookupNormalizer Normalizer = new();

    /// <summary>Adds a person with a new security stamp (POST /api/users).</summary>
    /// <exception cref="DuplicateNameException">The name is taken, in whatever case.</exception>
    /// <exception cref="InvalidFieldException">The name is empty, longer than 100 characters or has control characters.</exception>
    public async Task<User> AddAsync(NewUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var name = Names.Require(user.UserName, "the user");
        var added = new User
        {
            UserName = name,
            NormalizedUserName = Normalizer.NormalizeName(name),
            Role = user.Role,
            PasswordHash = user.PasswordHash,
            SecurityStamp = NewStamp(),
        };
        await using var connection = await db.OpenAsync(cancellationToken);
        await UniqueAsync(name, async () =>
        {
            await InsertAsync(added, connection, null);
            return added;
        });
        return added;
    }

    /// <summary>Gives the role; when it is another one, the person's sessions end (a new security stamp), as Portainer does it.</summary>
    /// <exception cref="BrokenRuleException">It would demote the last administrator.</exception>
    /// <exception cref="MissingRowException">There is no such user.</exception>
    public Task<User> ChangeRoleAsync(int id, UserRole role, CancellationToken cancellationToken) =>
        ChangingAsync(id, keepsAdministrator: role == UserRole.Administrator, (connection, transaction) =>
            connection.QuerySingleAsync<User>(
                $"""
                UPDATE users SET security_stamp = CASE WHEN role = @role THEN security_stamp ELSE @stamp END, role = @role, version = version + 1
                WHERE id = @id
                RETURNING {Columns}
                """,
                new { id, role = (int)role, stamp = NewStamp() },
                transaction),
            cancellationToken);

    /// <summary>Gives the person another name to sign in with; sessions stay.</summary>
    /// <exception cref="DuplicateNameException">The name is taken, in whatever case.</exception>
    /// <exception cref="InvalidFieldException">The name is empty, longer than 100 characters or has control characters.</exception>
    /// <exception cref="MissingRowException">There is no such user.</exception>
    public async Task<User> RenameAsync(int id, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = Names.Require(name, "the user");
        await using var connection = await db.OpenAsync(cancellationToken);
        var user = await UniqueAsync(text, () => connection.QuerySingleOrDefaultAsync<User>(
            $"UPDATE users SET user_name = @text, normalized_user_name = @key, version = version + 1 WHERE id = @id RETURNING {Columns}",
            new { id, text, key = Normalizer.NormalizeName(text) }));
        return user ?? throw Gone(id);
    }

    /// <summary>Removes the person with memberships, grants, ownership and API keys. What the audit trail says of them stays.</summary>
    /// <exception cref="BrokenRuleException">It is the last administrator.</exception>
    /// <exception cref="MissingRowException">There is no such user.</exception>
    public Task RemoveAsync(int id, CancellationToken cancellationToken) =>
        ChangingAsync(id, keepsAdministrator: false, (connection, transaction) =>
            connection.ExecuteAsync("DELETE FROM users WHERE id = @id", new { id }, transaction), cancellationToken);

    /// <summary>Runs the change alone, after the rule was checked.</summary>
    private async Task<T> ChangingAsync<T>(
        int id, bool keepsAdministrator, Func<DbConnection, DbTransaction, Task<T>> change, CancellationToken cancellationToken)
    {
        await using var connection = await db.OpenAsync(cancellationToken);
        await using var transaction = await BeginAloneAsync(connection, cancellationToken);
        var user = await connection.QuerySingleOrDefaultAsync<User>($"SELECT {Columns} FROM users WHERE id = @id", new { id }, transaction)
            ?? throw Gone(id);
        if (!keepsAdministrator && await IsLastAdministratorAsync(id, connection, transaction))
        {
            throw new BrokenRuleException(LastAdministratorSentence(user.UserName));
        }

        var result = await change(connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>A transaction beside which nobody changes users: two administrators who remove each other are one after the other.</summary>
    private async Task<DbTransaction> BeginAloneAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await Db.BeginAsync(connection, cancellationToken);
        if (db.Dialect == Dialect.Postgres)
        {
            // Rows that do not exist cannot be locked; the table can.
            await connection.ExecuteAsync("LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE", transaction: transaction);
        }

        return transaction;
    }

    private static async Task<bool> IsLastAdministratorAsync(int id, DbConnection connection, DbTransaction transaction)
    {
        var administrators = await connection.QueryAsync<int>(
            "SELECT id FROM users WHERE role = @role", new { role = (int)UserRole.Administrator }, transaction);
        return administrators.ToList() is [var only] && only == id;
    }

    private static string LastAdministratorSentence(string name) =>
        $"{name} is the last administrator, and one has to stay: make somebody else administrator first.";

    private static IdentityResult LastAdministratorResult(User user) =>
        IdentityResult.Failed(new IdentityError { Code = "LastAdministrator", Description = LastAdministratorSentence(user.UserName) });

    private static Task<T> UniqueAsync<T>(string name, Func<Task<T>> write) =>
        Writes.UniqueNameAsync($"A user named {name} exists already: choose another name.", write);

    private static MissingRowException Gone(int id) => new($"There is no user {id} (any more): reload the list of users.");

    private static string NewStamp() => Guid.NewGuid().ToString("N");
}
