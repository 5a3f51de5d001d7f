using Portainer.Access;

namespace Portainer.Files;

/// <summary>Something about files did not work; the message is a sentence for people.</summary>
internal class FileException(string message) : TellableException(message);

/// <summary>The file is not what it was when it was opened.</summary>
internal sealed class FileChangedException(string path)
    : FileException($"{path} was changed by somebody else since you opened it. Load it again, or overwrite what they wrote.");

/// <summary>Something of that name is there already.</summary>
internal sealed class FileExistsException(string path) : FileException($"There is something called {path} already.");

/// <summary>Nothing can be read on an engine without any image: a volume is only seen through a container.</summary>
internal sealed class NoHelperImageException(string endpoint)
    : FileException($"{endpoint} has no image at all. A volume is read through a container, and a container needs an image; an empty one is enough.");
