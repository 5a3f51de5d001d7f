namespace Portainer.Data;

/// <summary>The data folder or the database cannot be used; the message is a sentence for the person who starts the product.</summary>
public sealed class StorageException(string message, Exception? innerException = null) : Exception(message, innerException);
