namespace Monitor.Gateway.Shedding;

/// <summary>Turns requests to /graphql away while too many others are being answered: 503 OVERLOADED.</summary>
/// <remarks>
/// Stands before everything else, so that a refusal costs next to nothing. Sockets have a number of their own
/// (<c>GraphQL:Streaming:MaxSockets</c>); an event stream gives its place back once its answer has begun.
/// </remarks>
internal sealed class LoadShedding(RequestDelegate next, Admission admission, TimeProvider clock)
{
    private static readonly DoorRefusal overloaded = new(
        StatusCodes.Status503ServiceUnavailable, "OVERLOADED", "Too many requests are under way: try again later.");

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.Equals("/graphql", StringComparison.Ordinal) || BecomesSocket(context.Request))
        {
            await next(context);
            return;
        }
        if (!await admission.EnterAsync())
        {
            SheddingMetrics.Shed();
            // Not all at the same moment again.
            await overloaded.WriteAsync(context, TimeSpan.FromSeconds(Random.Shared.Next(1, 4)));
            return;
        }
        var place = new Place(admission, clock.GetTimestamp());
        if (context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.OnStarting(static held =>
            {
                ((Place)held).Leave();
                return Task.CompletedTask;
            }, place);
        }
        try
        {
            await next(context);
        }
        finally
        {
            place.Leave();
        }
    }

    private static bool BecomesSocket(HttpRequest request) =>
        HttpMethods.IsConnect(request.Method)
        || (HttpMethods.IsGet(request.Method) && request.Headers.Upgrade.Count > 0);

    private sealed class Place(Admission admission, long entered)
    {
        private int left;

        public void Leave()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                admission.Leave(entered);
            }
        }
    }
}
