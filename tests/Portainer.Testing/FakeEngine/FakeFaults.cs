using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Portainer.Testing;

public enum FakeFault
{
    /// <summary>No answer, until the fault is taken away.</summary>
    HangBeforeHead,

    /// <summary>A head and the start of a body, then nothing.</summary>
    HangMidBody,

    /// <summary>The connection is cut before the head.</summary>
    Drop,

    /// <summary>The connection is cut inside the body.</summary>
    DropMidBody,

    /// <summary>500 with a JSON message.</summary>
    ServerError,

    /// <summary>500 with text that is no JSON.</summary>
    ServerErrorText,

    /// <summary>500 without a body.</summary>
    ServerErrorEmpty,

    /// <summary>502 with a web page, as a proxy says it.</summary>
    Html,
}

/// <summary>What goes wrong, by the start of the path (without its version); "" is everything.</summary>
public sealed class FakeFaults
{
    private readonly ConcurrentDictionary<string, (FakeFault Fault, CancellationTokenSource Over)> _faults = new();

    public void Set(string pathPrefix, FakeFault fault)
    {
        Remove(pathPrefix);
        _faults[pathPrefix] = (fault, new());
    }

    /// <summary>Requests that hang on it go on.</summary>
    public void Remove(string pathPrefix)
    {
        if (_faults.TryRemove(pathPrefix, out var fault))
        {
            fault.Over.Cancel();
        }
    }

    public void Clear()
    {
        foreach (var prefix in _faults.Keys)
        {
            Remove(prefix);
        }
    }

    /// <summary>True when the request has been answered (or not) by a fault.</summary>
    internal async Task<bool> AnswerAsync(HttpContext context, string path)
    {
        if (Find(path) is not var (fault, over))
        {
            return false;
        }

        switch (fault)
        {
            case FakeFault.HangBeforeHead:
                await HangAsync(over, context.RequestAborted);
                return false;
            case FakeFault.HangMidBody:
                await StartBodyAsync(context);
                await HangAsync(over, context.RequestAborted);
                context.Abort();
                return true;
            case FakeFault.DropMidBody:
                await StartBodyAsync(context);
                context.Abort();
                return true;
            case FakeFault.Drop:
                context.Abort();
                return true;
            default:
                await FailAsync(context, fault);
                return true;
        }
    }

    /// <summary>A hijacked connection knows two: it hangs, or (true) it is cut.</summary>
    internal async Task<bool> CutsAsync(string path, CancellationToken cancellationToken)
    {
        if (Find(path) is not var (fault, over))
        {
            return false;
        }

        if (fault == FakeFault.HangBeforeHead)
        {
            await HangAsync(over, cancellationToken);
        }

        return fault != FakeFault.HangBeforeHead;
    }

    private (FakeFault Fault, CancellationToken Over)? Find(string path) => _faults
        .Where(pair => path.StartsWith(pair.Key, StringComparison.Ordinal))
        .OrderByDescending(pair => pair.Key.Length)
        .Select(pair => ((FakeFault, CancellationToken)?)(pair.Value.Fault, pair.Value.Over.Token))
        .FirstOrDefault();

    private static async Task HangAsync(CancellationToken over, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over, cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static async Task StartBodyAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("[{\"Id\":\"");
        await context.Response.Body.FlushAsync();
    }

    private static Task FailAsync(HttpContext context, FakeFault fault)
    {
        context.Response.StatusCode = fault == FakeFault.Html ? 502 : 500;
        context.Response.ContentType = fault switch
        {
            FakeFault.Html => "text/html",
            FakeFault.ServerError => "application/json",
            _ => "text/plain",
        };
        return fault switch
        {
            FakeFault.Html => context.Response.WriteAsync("<html><body><h1>502 Bad Gateway</h1></body></html>"),
            FakeFault.ServerError => context.Response.WriteAsync("{\"message\":\"something broke\"}"),
            FakeFault.ServerErrorText => context.Response.WriteAsync("something broke"),
            _ => Task.CompletedTask,
        };
    }
}
