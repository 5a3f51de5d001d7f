namespace Portainer.Data;

/// <summary>The database we talk to; everything else about it is in <see cref="Db"/>.</summary>
public enum Dialect
{
    Sqlite,
    Postgres,
}
