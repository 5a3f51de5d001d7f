namespace Portainer.Data;

/// <summary>A store refused a change because of what is stored already; the message is a sentence for the person who asked.</summary>
public abstract class RefusedChangeException(string message) : Exception(message);

/// <summary>The change would break a rule that always holds, such as that somebody is administrator (409 on the API).</summary>
public sealed class BrokenRuleException(string message) : RefusedChangeException(message);

/// <summary>The same thing is there already (409 on the API).</summary>
public sealed class DuplicateException(string message) : RefusedChangeException(message);

/// <summary>What the change is about, or refers to, is not there (any more) (404 on the API).</summary>
public sealed class MissingRowException(string message) : RefusedChangeException(message);

/// <summary>What was typed cannot be saved; <see cref="Field"/> is the property at fault (400 on the API).</summary>
public sealed class InvalidFieldException(string field, string message) : RefusedChangeException(message)
{
    public string Field { get; } = field;
}
