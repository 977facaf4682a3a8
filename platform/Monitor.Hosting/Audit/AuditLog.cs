using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Monitor.Hosting;

/// <summary>
/// Puts acts on record, each a row that the service can add and never change: who (by pseudonym), when, what kind,
/// whose data, of what, in which trace.
/// </summary>
/// <remarks>
/// Who is the caller of the request in hand; without one (a clock, an event) whom the act is by (<see cref="Act.By"/>),
/// or else the service by itself. A change adds its act in its own transaction, so that neither is there without the
/// other. A look is recorded, and committed, before its answer leaves: <see cref="RecordAsync"/>.
/// </remarks>
public sealed class AuditLog(
    NpgsqlDataSource database, IHttpContextAccessor requests, TimeProvider clock, IActCollector? collector = null)
{
    /// <summary>Records an act with the change that it is.</summary>
    /// <param name="transaction">The change's own; whoever began it commits.</param>
    /// <param name="act">What was done.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public Task AddAsync(NpgsqlTransaction transaction, Act act, CancellationToken cancellationToken) =>
        AddAllAsync(transaction, [act], cancellationToken);

    /// <summary>As <see cref="AddAsync"/> for several, in one round trip; nothing when there are none.</summary>
    public async Task AddAllAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<Act> acts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (acts.Count > 0)
        {
            await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
            Fill(batch, acts);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Records a look, or a file that is given out: committed when this returns. Answer after it.</summary>
    public async Task RecordAsync(Act act, CancellationToken cancellationToken)
    {
        // One batch is one transaction: the row and its way to the collection are both there, or neither.
        await using var batch = database.CreateBatch();
        Fill(batch, [act]);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// As <see cref="RecordAsync"/>, of a list that shows other municipalities' data; nothing where it showed none's.
    /// </summary>
    /// <param name="kind">What was shown.</param>
    /// <param name="shown">Whose, by CBS code.</param>
    /// <param name="of">See <see cref="Act.Of"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public async Task RecordLookAsync(
        ActKind kind, IEnumerable<string> shown, string of, CancellationToken cancellationToken)
    {
        string[] municipalities = [.. shown.Distinct(StringComparer.Ordinal)];
        if (municipalities.Length > 0)
        {
            await RecordAsync(new Act(kind, municipalities, of), cancellationToken);
        }
    }

    private void Fill(NpgsqlBatch batch, IReadOnlyCollection<Act> acts)
    {
        RecordedAct[] recorded = [.. acts.Select(act => Recorded(act))];
        foreach (var act in recorded)
        {
            batch.BatchCommands.Add(Insert(act));
        }

        foreach (var command in collector?.Collect(recorded) ?? [])
        {
            batch.BatchCommands.Add(command);
        }
    }

    private RecordedAct Recorded(Act act)
    {
        var user = act.IsBySystem ? null : requests.HttpContext?.User;
        var caller = user is null ? Caller.Anonymous : Caller.From(user);
        var now = clock.GetUtcNow();
        return new RecordedAct(
            Guid.CreateVersion7(now),
            now,
            act.By ?? caller.Subject,
            user?.FindFirst("municipality")?.Value is { Length: > 0 } municipality ? municipality : null,
            [.. caller.Roles.Order(StringComparer.Ordinal)],
            caller.IsMachine,
            EnumText.Of(act.Kind),
            [.. act.Municipalities.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            act.Of,
            TraceOf(act));
    }

    private static string? TraceOf(Act act) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity && !act.IsBySystem
            ? activity.TraceId.ToHexString()
            : null;

    private static NpgsqlBatchCommand Insert(RecordedAct act) => act.Command("""
        INSERT INTO acts
            (id, at, actor, actor_municipality, actor_roles, is_machine, kind, municipalities, of, trace)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """);
}
