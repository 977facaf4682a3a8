using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Monitor.Gateway.Membership;

namespace Monitor.Gateway.Subgraphs;

/// <summary>
/// The client's headers that subgraphs get, copied: a fetch may outlive its request. All others end at the gateway, and
/// <c>Authorization</c> too where the gateway makes the tokens that its subgraphs believe.
/// </summary>
internal sealed class RequestHeaders
{
    /// <summary>Characters that a subgraph takes for a key, as the gateway does from its client.</summary>
    private const int LongestKey = 200;

    private readonly (string Name, string Value)[] passed;
    private readonly string? idempotencyKey;
    private readonly string? traceParent;
    private readonly string? traceState;

    private RequestHeaders(HttpRequest request, ActingCaller caller, int place, IReadOnlyList<string> names)
    {
        Caller = caller;
        passed = Passed(request, names, caller);
        idempotencyKey = KeyOf(One(request, "Idempotency-Key"), place);
        if (Activity.Current is null && One(request, "traceparent") is { } trace)
        {
            var state = One(request, "tracestate");
            if (ActivityContext.TryParse(trace, state, out _))
            {
                (traceParent, traceState) = (trace, state);
            }
        }
    }

    private RequestHeaders((string Name, string Value)[] passed, ActingCaller caller)
    {
        this.passed = passed;
        Caller = caller;
    }

    /// <summary>Nothing is passed on: what is asked is public.</summary>
    public static RequestHeaders None { get; } = new([], ActingCaller.Nobody);

    /// <summary>Who asks.</summary>
    public ActingCaller Caller { get; }

    /// <summary>The same without what belongs to one request: for calls that no request waits for.</summary>
    public RequestHeaders WithoutRequest => new(passed, Caller);

    /// <summary>
    /// For what every caller is answered alike: without a caller, unless the client's own token goes on.
    /// </summary>
    public RequestHeaders ForEveryone => Caller.PassesOwnToken ? this : As(ActingCaller.Nobody);

    /// <summary>
    /// The same for two requests only where subgraphs cannot tell them apart by their headers; empty where nothing is
    /// passed on.
    /// </summary>
    public string Identity => passed.Length switch
    {
        0 => "",
        1 when passed[0].Name == PassedHeaders.Default[0] => passed[0].Value,
        _ => string.Join('\n', passed.Select(header => $"{header.Name}:{header.Value}")),
    };

    /// <summary>
    /// As <see cref="Identity"/>, for what lasts longer than a token of the gateway's: its caller stands in its place.
    /// </summary>
    public string Audience => Caller.PassesOwnToken
        ? Identity
        : string.Join('\n', passed.Where(header => !IsToken(header.Name))
            .Select(header => $"{header.Name}:{header.Value}").Append(Caller.Key));

    /// <param name="request">The client's.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="place">Of the operation in a batch, whose operations share one key.</param>
    public static RequestHeaders Of(HttpRequest request, ActingCaller caller, int place) => new(
        request,
        caller,
        place,
        request.HttpContext.RequestServices.GetRequiredService<SubgraphSettings>().PassedHeaders);

    /// <summary>The same headers with the token of another caller, or a newer one of the same caller.</summary>
    public RequestHeaders As(ActingCaller caller)
    {
        if (ReferenceEquals(caller, Caller))
        {
            return this;
        }
        var others = passed.Where(header => !IsToken(header.Name));
        return new RequestHeaders(
            caller.Authorization is { } token ? [.. others, ("Authorization", token)] : [.. others], caller);
    }

    /// <param name="headers">Of the request to a subgraph.</param>
    /// <param name="names">Those that this subgraph gets.</param>
    /// <param name="idempotencySuffix">
    /// Null: the key is not sent, as the call changes nothing. A mutation over several calls takes a suffix for each,
    /// so that none is taken for a repetition of another.
    /// </param>
    public void AddTo(HttpRequestHeaders headers, IReadOnlyList<string> names, string? idempotencySuffix)
    {
        foreach (var (name, value) in passed)
        {
            if (Contains(names, name))
            {
                headers.TryAddWithoutValidation(name, value);
            }
        }
        if (idempotencyKey is not null && idempotencySuffix is not null)
        {
            headers.TryAddWithoutValidation("Idempotency-Key", KeyOf(idempotencyKey, idempotencySuffix));
        }
        AddTrace(headers);
    }

    /// <summary>The span of this very fetch where there is one; else what the client sent.</summary>
    private void AddTrace(HttpRequestHeaders headers)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            headers.TryAddWithoutValidation("traceparent", activity.Id);
            if (activity.TraceStateString is { Length: > 0 } state)
            {
                headers.TryAddWithoutValidation("tracestate", state);
            }
        }
        else if (traceParent is not null)
        {
            headers.TryAddWithoutValidation("traceparent", traceParent);
            if (traceState is not null)
            {
                headers.TryAddWithoutValidation("tracestate", traceState);
            }
        }
    }

    private static (string Name, string Value)[] Passed(
        HttpRequest request, IReadOnlyList<string> names, ActingCaller caller)
    {
        var found = new (string, string)[names.Count];
        var count = 0;
        for (var index = 0; index < names.Count; index++)
        {
            var isMade = !caller.PassesOwnToken && IsToken(names[index]);
            if ((isMade ? caller.Authorization : ValueOf(request, names[index])) is { } value)
            {
                found[count++] = (names[index], value);
            }
        }
        return count == found.Length ? found : found[..count];
    }

    private static bool IsToken(string header) => header.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    /// <summary>Of a header that stands there twice only where that means a list.</summary>
    private static string? ValueOf(HttpRequest request, string name)
    {
        var values = request.Headers[name];
        if (values.Count == 0 || (values.Count > 1 && IsToken(name)))
        {
            return null;
        }
        var value = values.Count == 1 ? values[0] : values.ToString();
        return string.IsNullOrEmpty(value) || PassedHeaders.IsOfConnection(request, name) ? null : value;
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (ReferenceEquals(names[index], name) || names[index].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The same batch, sent again, has the same keys.</summary>
    private static string? KeyOf(string? key, int place) =>
        key is null || place == 0 ? key : KeyOf(key, string.Create(CultureInfo.InvariantCulture, $":{place}"));

    private static string KeyOf(string key, string suffix) => key.Length + suffix.Length <= LongestKey
        ? key + suffix
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + suffix;

    private static string? One(HttpRequest request, string name) =>
        request.Headers[name] is [{ Length: > 0 } value] ? value : null;
}
