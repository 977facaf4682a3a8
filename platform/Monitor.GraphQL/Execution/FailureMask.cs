using System.Diagnostics;

namespace Monitor.GraphQL.Execution;

/// <summary>Tells clients of failures: a <see cref="ClientException"/> as written, anything else masked.</summary>
/// <param name="onMasked">Told each masked failure once.</param>
/// <param name="explain">What a client may be told of a failure; null: nothing.</param>
internal sealed class FailureMask(Action<MaskedFailure>? onMasked, Func<Exception, ClientException?>? explain)
{
    private readonly Dictionary<object, string> traceIds = new(ReferenceEqualityComparer.Instance);

    /// <summary>The error without its place.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="coordinate">The field that failed: <c>Municipality.scoreCard</c>.</param>
    /// <param name="once">Failures with the same object here are one failure: one trace id, told once.</param>
    public GraphQLError ToError(Exception cause, string coordinate, object once) =>
        (cause as ClientException ?? Explained(cause)) is { } client
            ? new GraphQLError(client.Message) { Extensions = ExtensionsOf(client), Cause = cause }
            : GraphQLError.Internal(TraceIdOf(cause, coordinate, once)) with { Cause = cause };

    private ClientException? Explained(Exception cause)
    {
        try
        {
            return explain?.Invoke(cause);
        }
#pragma warning disable CA1031 // Whatever fails here must not stand in the log in place of what failed first.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static Dictionary<string, object?> ExtensionsOf(ClientException client)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = client.Code };
        foreach (var (name, value) in client.Details ?? new Dictionary<string, object?>())
        {
            extensions[name] = value;
        }

        return extensions;
    }

    private string TraceIdOf(Exception cause, string coordinate, object once)
    {
        if (!traceIds.TryGetValue(once, out var traceId))
        {
            traceId = Activity.Current?.TraceId.ToHexString() ?? Guid.NewGuid().ToString("n");
            traceIds.Add(once, traceId);
            onMasked?.Invoke(new MaskedFailure(coordinate, traceId, cause));
        }

        return traceId;
    }
}
