using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Serving;
using Monitor.Gateway.Subgraphs;

namespace Monitor.Gateway.Membership;

/// <summary>
/// Asks community what a caller may: <c>POST /internal/callers/find</c>. So many at a time, each once more where
/// nothing of an answer came; after a failure community is left alone for a moment.
/// </summary>
internal sealed class MembershipLookup(
    CurrentGraph current,
    ISubgraphTransport transport,
    IOptions<MembershipOptions> options,
    TimeProvider clock,
    ILogger<MembershipLookup> log) : IDisposable
{
    private const string Target = "/internal/callers/find";

    private readonly SemaphoreSlim places = new(options.Value.Concurrent);
    private long failedAt;
    private int isAway;

    /// <exception cref="MembershipAwayException">There is no answer.</exception>
    public async Task<Membership> FindAsync(Who who)
    {
        if (Volatile.Read(ref isAway) == 1 && clock.GetElapsedTime(Volatile.Read(ref failedAt)) < options.Value.Pause)
        {
            throw new MembershipAwayException("community did not answer a moment ago");
        }
        Membership? found;
        try
        {
            using var time = new CancellationTokenSource(options.Value.Timeout, clock);
            found = await FindAsync(who, time.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or SubgraphUnreachableException
            or HttpRequestException or IOException or JsonException or MembershipAwayException)
        {
            Volatile.Write(ref failedAt, clock.GetTimestamp());
            if (Interlocked.Exchange(ref isAway, 1) == 0)
            {
                log.MembershipsAway(options.Value.App, failure.Message);
            }
            throw new MembershipAwayException($"{options.Value.App}: {failure.Message}", failure);
        }
        if (Interlocked.Exchange(ref isAway, 0) == 1)
        {
            log.MembershipsBack(options.Value.App);
        }
        return found ?? throw new MembershipAwayException($"{options.Value.App} knows nobody who is called so");
    }

    public void Dispose() => places.Dispose();

    private async Task<Membership?> FindAsync(Who who, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return await AskAsync(who, cancellationToken);
        }
        catch (SubgraphUnreachableException failure) when (failure.WasUnanswered)
        {
            return await AskAsync(who, cancellationToken);   // one replica is being replaced, say
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>
    /// Null where community takes it for no name: one caller's fault, of which others notice nothing.
    /// </summary>
    private async Task<Membership?> AskAsync(Who who, CancellationToken cancellationToken)
    {
        var app = options.Value.App;
        // Where the supergraph does not have it, the sidecar may know it all the same.
        var service = current.Now.Graph.Subgraphs.FirstOrDefault(subgraph => subgraph.Name == app)
            ?? new Supergraph.Subgraph(app, app, "");
        using var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null)
        {
            Content = JsonContent.Create(
                who.IsMachine ? new Question(who.Issuer, null, who.Name) : new Question(who.Issuer, who.Name, null),
                options: JsonSerializerOptions.Web),
        };
        await request.Content.LoadIntoBufferAsync(cancellationToken);   // with its length, as sidecars like it
        using var answer = await transport.ForwardAsync(service, Target, request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.BadRequest)
        {
            return null;
        }
        if (!answer.IsSuccessStatusCode)
        {
            throw new MembershipAwayException($"answered {(int)answer.StatusCode} to {Target}");
        }
        var found = await answer.Content.ReadFromJsonAsync<Answer>(JsonSerializerOptions.Web, cancellationToken);
        return found is { Member: { Length: > 0 } member }
            ? new Membership(member, found.Municipality, found.Roles ?? [], found.Scopes ?? [], found.Revision)
            : throw new MembershipAwayException($"names no member in its answer to {Target}");
    }

    private sealed record Question(
        string Issuer,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subject,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Client);

    private sealed record Answer(
        string? Member,
        string? Municipality,
        IReadOnlyList<string>? Roles,
        IReadOnlyList<string>? Scopes,
        int Revision);
}
