using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Monitor.Gateway.Membership;
using Monitor.Gateway.Subgraphs;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.AspNetCore;
using Monitor.Hosting;

namespace Monitor.Gateway.Forwarding;

/// <summary>
/// Hands requests of one line of the list to its service, and the answers back. Bodies stream both ways; nothing is
/// repeated. What the caller may is the service's to check: it gets the token that subgraphs get.
/// </summary>
internal sealed class ForwardHandler(
    Forward forward,
    Func<Subgraph?> findService,
    ISubgraphTransport transport,
    Callers callers,
    ILogger<ForwardHandler> log)
    : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim places = new(forward.Concurrent);

    public async Task HandleAsync(HttpContext context)
    {
        if (RefusalOf(context.Request) is { } refusal)
        {
            if (refusal.Status == StatusCodes.Status405MethodNotAllowed)
            {
                context.Response.Headers.Allow = forward.Allowed;
            }

            await refusal.WriteAsync(context);
        }
        else if (!await places.WaitAsync(TimeSpan.Zero))
        {
            ForwardedHeaders.AddRetry(context.Response, RetryAfter);
            await new Problem(
                StatusCodes.Status503ServiceUnavailable, "OVERLOADED",
                "Too many of these are under way; try again in a moment.").WriteAsync(context);
        }
        else
        {
            try
            {
                await ForwardAsync(context);
            }
            finally
            {
                places.Release();
            }
        }
    }

    public void Dispose() => places.Dispose();

    private Problem? RefusalOf(HttpRequest request)
    {
        if (!ForwardedPath.IsPlain(TargetOf(request)))
        {
            return new Problem(StatusCodes.Status400BadRequest, "BAD_PATH",
                "A path here holds letters, digits, '-', '.', '_' and '~' between single slashes, nothing encoded.");
        }

        if (!forward.Allows(request.Method))
        {
            return new Problem(
                StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", $"This address takes {forward.Allowed}.");
        }

        return request.ContentLength > forward.BodyBytes ? TooLarge() : null;
    }

    private async Task ForwardAsync(HttpContext context)
    {
        if (findService() is not { } service)
        {
            await NotFound().WriteAsync(context);   // a supergraph that came later does not have it
            return;
        }

        using var deadline = new RequestDeadline(forward.Timeout, TimeProvider.System, context.RequestAborted);
        try
        {
            var caller = await callers.OfAsync(
                context.User, !IsRead(context.Request.Method), deadline.Token);
            using var request = RequestOf(context.Request, caller);
            using var answer = await transport.ForwardAsync(
                service, TargetOf(context.Request), request, deadline.Token);
            await AnswerAsync(context, answer, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            await FailAsync(context, deadline, $"was not done within {forward.Timeout.TotalSeconds} s", new Problem(
                StatusCodes.Status504GatewayTimeout, "TIMEOUT", "This took too long; ask for less, or try later."));
        }
        catch (RequestException unavailable)
        {
            ForwardedHeaders.AddRetry(context.Response, unavailable.RetryAfter ?? RetryAfter);
            await new Problem(unavailable.StatusCode, unavailable.Code, unavailable.Message).WriteAsync(context);
        }
        catch (Exception failure) when (failure is SubgraphUnreachableException or HttpRequestException or IOException)
        {
            await FailAsync(context, deadline, failure.Message, BodyRefusal(failure) ?? Unavailable());
        }
    }

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static HttpRequestMessage RequestOf(HttpRequest from, ActingCaller caller)
    {
        var hasBody = from.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
        var request = new HttpRequestMessage(HttpMethod.Parse(from.Method), (Uri?)null)
        {
            Content = hasBody ? new StreamContent(from.Body) : null,
        };
        ForwardedHeaders.Copy(from, caller, request);
        return request;
    }

    private async Task AnswerAsync(HttpContext context, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (ProblemOf(answer) is { } problem)
        {
            log.ForwardFailed(forward.Prefix, forward.App, $"answered {(int)answer.StatusCode}");
            await problem.WriteAsync(context);
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        ForwardedHeaders.Copy(answer, context.Response, forward.Cacheable);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        if (!await CopyAsync(body, context.Response.Body, cancellationToken))
        {
            log.ForwardFailed(forward.Prefix, forward.App, $"answered more than {forward.AnswerBytes} bytes");
            context.Abort();   // half an answer must not look like a whole one
        }
    }

    /// <summary>False when the answer is longer than allowed. Each piece goes out as it comes in.</summary>
    private async Task<bool> CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            var total = 0L;
            while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                total += read;
                if (total > forward.AnswerBytes)
                {
                    return false;
                }

                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What is told instead of an answer that is neither a success nor a problem; null: the answer.</summary>
    private static Problem? ProblemOf(HttpResponseMessage answer)
    {
        // 422: the service read the body, and tells what is wrong with it in the form that was asked for.
        if (answer.IsSuccessStatusCode
            || (int)answer.StatusCode is StatusCodes.Status422UnprocessableEntity or StatusCodes.Status304NotModified
            || answer.Content.Headers.ContentType?.MediaType == Problem.ContentType)
        {
            return null;
        }

        return (int)answer.StatusCode switch
        {
            StatusCodes.Status404NotFound => NotFound(),
            StatusCodes.Status413PayloadTooLarge => TooLarge(),
            _ => Unavailable(),
        };
    }

    private async Task FailAsync(HttpContext context, RequestDeadline deadline, string reason, Problem problem)
    {
        if (deadline.IsClientGone)
        {
            return;
        }

        log.ForwardFailed(forward.Prefix, forward.App, reason);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        await problem.WriteAsync(context);
    }

    private static string TargetOf(HttpRequest request) =>
        request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    /// <summary>The client's own body was what failed: larger than allowed, too slow, or broken off.</summary>
    private static Problem? BodyRefusal(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is BadHttpRequestException refused)
            {
                return refused.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? TooLarge()
                    : new Problem(refused.StatusCode, "BAD_REQUEST", "The body came too slowly, or was broken off.");
            }
        }

        return null;
    }

    internal static Problem NotFound() =>
        new(StatusCodes.Status404NotFound, "NOT_FOUND", "There is nothing at this address.");

    private static Problem TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, "BODY_TOO_LARGE", "The body is larger than this address takes.");

    private static Problem Unavailable() => new(
        StatusCodes.Status502BadGateway, "SUBGRAPH_UNAVAILABLE", "What answers this is not well; try again later.");
}
