using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Monitor.Hosting;

/// <summary>
/// How long the caller still waits for the answer, in milliseconds from now: <c>monitor-timeout-ms: 2500</c>. The
/// gateway tells the services, so that they stop work that nobody waits for. A span and not a moment: clocks differ.
/// </summary>
public static class TimeLeft
{
    public const string Header = "monitor-timeout-ms";

    /// <summary>Null where the caller says nothing, or nothing that can be understood: 1 to 86,400,000.</summary>
    internal static TimeSpan? Of(HttpRequest request) =>
        request.Headers[Header] is [{ Length: <= 8 } text]
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds is >= 1 and <= 86_400_000
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}

/// <summary>Cancels a request (<see cref="HttpContext.RequestAborted"/>) once its caller waits no longer.</summary>
internal sealed class TimeLeftLimit(RequestDelegate next, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context) =>
        TimeLeft.Of(context.Request) is { } left ? InvokeAsync(context, left) : next(context);

    private async Task InvokeAsync(HttpContext context, TimeSpan left)
    {
        var client = context.RequestAborted;
        using var time = new CancellationTokenSource(left, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, client);
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException)
            when (time.IsCancellationRequested && !client.IsCancellationRequested && !context.Response.HasStarted)
        {
            await Refusal.WriteAsync(context, StatusCodes.Status504GatewayTimeout, "DEADLINE_EXCEEDED",
                "The caller's time is over.");
        }
        finally
        {
            context.RequestAborted = client;
        }
    }
}
