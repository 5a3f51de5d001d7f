namespace Portainer.Engine;

/// <summary>Some bytes of one stream, split anywhere.</summary>
/// <param name="Bytes">Valid until the next one is asked for.</param>
public readonly record struct LogChunk(StdStream Stream, ReadOnlyMemory<byte> Bytes);

/// <summary>A line without its line end.</summary>
/// <param name="IsContinued">The line was too long: the next one of this stream goes on with it.</param>
public readonly record struct LogLine(StdStream Stream, string Text, bool IsContinued = false);
