using System.Data.Common;

namespace Portainer.Data;

/// <summary>Turns what the database's constraints refuse into sentences.</summary>
internal static class Writes
{
    /// <exception cref="DuplicateNameException">A UNIQUE constraint refused.</exception>
    internal static async Task<T> UniqueNameAsync<T>(string sentence, Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (DbException failure) when (Db.IsUniqueViolation(failure))
        {
            throw new DuplicateNameException(sentence);
        }
    }

    /// <exception cref="DuplicateException">A UNIQUE constraint refused.</exception>
    internal static async Task<T> UniqueAsync<T>(string sentence, Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (DbException failure) when (Db.IsUniqueViolation(failure))
        {
            throw new DuplicateException(sentence);
        }
    }

    /// <exception cref="MissingRowException">A FOREIGN KEY constraint refused: what the row refers to is gone.</exception>
    internal static async Task<T> ReferringAsync<T>(string sentence, Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (DbException failure) when (Db.IsMissingReference(failure))
        {
            throw new MissingRowException(sentence);
        }
    }
}
