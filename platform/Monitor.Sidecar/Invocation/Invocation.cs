using System.Collections.Concurrent;

using Microsoft.AspNetCore.Http.Features;

namespace Monitor.Sidecar;

/// <summary>
/// Calls another app: whatever it answers goes back as it is; the caller gets an error of Dapr's only when the call
/// itself failed. Bodies stream both ways.
/// </summary>
internal sealed class Invocation(
    SidecarApps apps, AppConnections connections, SidecarResources resources, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Caller, string Callee), Route> routes = [];

    public Task HandleAsync(HttpContext http, SidecarApp caller, string rawTarget)
    {
        InvocationTarget? target;
        try
        {
            target = InvocationTarget.Read(http.Request, rawTarget);
        }
        catch (FormatException fault)
        {
            return FailAsync(http, "", fault.Message);
        }
        if (target is not { } found)
        {
            return DaprError.DirectInvokeAsync(http, StatusCodes.Status404NotFound,
                "failed getting app id either from the URL path or the header dapr-app-id");
        }
        if (apps.Find(found.AppId) is not { } callee)
        {
            return FailAsync(http, found.AppId, $"couldn't find service: {found.AppId}");
        }
        if (callee.HasHealthCheck && callee.IsStarted && !callee.IsHealthy)
        {
            return FailAsync(http, found.AppId, "app is not in a healthy state");
        }
        if (caller != callee && !callee.Access.Allows(caller.Id, http.Request.Method, found.Method))
        {
            return DaprError.DirectInvokeAsync(http, StatusCodes.Status403Forbidden,
                $"failed to invoke, id: {found.AppId}, err: rpc error: code = PermissionDenied desc = access control "
                + $"policy has denied access to id: {found.AppId} operation: {found.Method} verb: "
                + http.Request.Method);
        }
        return CallAsync(http, caller, callee, found);
    }

    private async Task CallAsync(HttpContext http, SidecarApp caller, SidecarApp callee, InvocationTarget target)
    {
        var route = routes.GetOrAdd((caller.Id, callee.Id), MakeRoute, (resources, time));
        if (route.Breaker?.TryEnter() == false)
        {
            await FailAsync(http, callee.Id, "circuit breaker is open");
            return;
        }
        var isWell = false;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        if (route.Policies.Timeout is { } timeout)
        {
            limit.CancelAfter(timeout);
        }
        try
        {
            using var response = await SendAsync(http, caller, callee, target, route.Policies.Retry, limit.Token);
            isWell = (int)response.StatusCode is >= 200 and < 400;
            http.Response.StatusCode = (int)response.StatusCode;
            ForwardedHeaders.CopyResponse(response, http.Response);
            await response.Content.CopyToAsync(http.Response.Body, limit.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            await AnswerFailureAsync(http, callee.Id, failure);
        }
        finally
        {
            route.Breaker?.Exit(isWell);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpContext http, SidecarApp caller, SidecarApp callee, InvocationTarget target, RetryPolicy? retry,
        CancellationToken cancellationToken)
    {
        // Without a length (chunked) there is no second try: daprd keeps no such body either.
        var hasBody = http.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody;
        if (retry is null || (hasBody && http.Request.ContentLength is null))
        {
            var content = hasBody ? new CallerBody(http.Request.BodyReader, http.Request.ContentLength) : null;
            using var request = RequestTo(http, caller, callee, target, content);
            return await connections.SendAsync(request, cancellationToken);
        }

        var body = hasBody ? await BodyReading.ReadAsync(http.Request, cancellationToken) : null;
        for (var retriesDone = 0; ; retriesDone++)
        {
            HttpResponseMessage? response = null;
            try
            {
                var content = body is null ? null : new ByteArrayContent(body);
                using var request = RequestTo(http, caller, callee, target, content);
                response = await connections.SendAsync(request, cancellationToken);
                if (!retry.Matches((int)response.StatusCode) || !retry.MayRetry(retriesDone))
                {
                    return response;
                }
                response.Dispose();
            }
            catch (HttpRequestException) when (retry.MayRetry(retriesDone))
            {
                response?.Dispose();
            }
            await Task.Delay(retry.PauseBefore(retriesDone), time, cancellationToken);
        }
    }

    private static HttpRequestMessage RequestTo(
        HttpContext http, SidecarApp caller, SidecarApp callee, InvocationTarget target, HttpContent? content)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Parse(http.Request.Method), AppConnections.AddressOf(callee, target.PathAndQuery))
        {
            Content = content,
        };
        ForwardedHeaders.CopyRequest(http.Request, request, caller, callee);
        return request;
    }

    private static async Task AnswerFailureAsync(HttpContext http, string callee, Exception failure)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        if (http.Response.HasStarted)
        {
            http.Abort();   // half an answer must not look like a whole one
            return;
        }
        http.Response.Clear();
        if (failure.InnerException is BadHttpRequestException refused)
        {
            http.Response.StatusCode = refused.StatusCode;   // the caller's body: too large, or broken off
            return;
        }
        await FailAsync(http, callee, failure is OperationCanceledException
            ? "context deadline exceeded"
            : (failure.InnerException ?? failure).Message);
    }

    private static Task FailAsync(HttpContext http, string appId, string cause) =>
        DaprError.DirectInvokeAsync(http, StatusCodes.Status500InternalServerError,
            $"failed to invoke, id: {appId}, err: {cause}");

    private static Route MakeRoute(
        (string Caller, string Callee) key, (SidecarResources Resources, TimeProvider Time) with)
    {
        var policies = with.Resources.Resiliency.OfApp(key.Caller, key.Callee);
        return new Route(
            policies,
            policies.CircuitBreaker is { } policy ? new CircuitBreaker(policy, with.Time) : null);
    }

    private sealed record Route(Policies Policies, CircuitBreaker? Breaker);
}
