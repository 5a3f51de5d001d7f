using System.Buffers;

namespace Portainer.Engine;

/// <summary>Reads bodies whose size somebody else decides.</summary>
internal static class RegistryBody
{
    /// <summary>The whole body, or null when it is longer than <paramref name="most"/> bytes.</summary>
    /// <exception cref="RegistryException">The connection broke or fell silent.</exception>
    public static async Task<byte[]?> ReadAsync(HttpResponseMessage response, int most, RegistryClientOptions options, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > most)
        {
            return null;
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(options.Timeout);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(limited.Token);
            return await ReadAsync(body, most, limited.Token);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw RegistryFailures.Create(RegistryFailure.Broken, options, exception, "the connection broke");
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (kept.Length + read > most)
                {
                    return null;
                }

                kept.Write(buffer, 0, read);
            }

            return kept.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
