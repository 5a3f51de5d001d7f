using System.Text;

namespace Portainer.Jobs;

/// <summary>Puts lines together out of pieces that begin and end anywhere, and tells each once it is whole.</summary>
internal sealed class TextLines(Action<string> tell)
{
    /// <summary>Something that never ends its line is told anyway.</summary>
    private const int MostCharacters = 16 * 1024;

    private readonly StringBuilder _open = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var text = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        Add(text.AsSpan(0, _decoder.GetChars(bytes, text, flush: false)));
    }

    public void Add(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('\n') is var end and >= 0)
        {
            _open.Append(text[..end]);
            Tell();
            text = text[(end + 1)..];
        }

        _open.Append(text);
        if (_open.Length > MostCharacters)
        {
            Tell();
        }
    }

    /// <summary>Tells what is left of an unfinished line.</summary>
    public void Flush()
    {
        if (_open.Length > 0)
        {
            Tell();
        }
    }

    private void Tell()
    {
        tell(_open.ToString());
        _open.Clear();
    }
}
