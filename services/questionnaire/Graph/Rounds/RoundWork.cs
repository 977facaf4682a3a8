using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Clock;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;
using Act = Monitor.Hosting.Act;

namespace Monitor.Questionnaire.Graph;

/// <summary>Runs what only the institute may do, each in one transaction, and once for one Idempotency-Key.</summary>
public sealed class RoundWork(
    NpgsqlDataSource database, Idempotency idempotency, RoundStore rounds, RoundClock clock, AuditLog audit)
{
    /// <summary>Passes the institute and administrators; for fields that are theirs alone.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED, FORBIDDEN.</exception>
    public static Caller RequireInstitute(FieldContext context)
    {
        var caller = context.Caller();
        caller.RequireRole(Role.Institute, Role.Administrator);
        return caller;
    }

    /// <summary>Runs a change; it gets the subject of the token.</summary>
    /// <param name="context">The mutation's field.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Ends the wait; what was not committed is rolled back.</param>
    /// <param name="act">What goes on record with the change; null: nothing does.</param>
    public async Task<T> RunAsync<T>(
        FieldContext context,
        Func<NpgsqlTransaction, string, Task<T>> change,
        CancellationToken cancellationToken,
        Func<T, Act>? act = null)
    {
        var caller = RequireInstitute(context);
        T answer;
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            answer = await idempotency.RunAsync(
                context,
                connection,
                async transaction =>
                {
                    var changed = await change(transaction, caller.Subject!);
                    if (act is not null)
                    {
                        await audit.AddAsync(transaction, act(changed), cancellationToken);
                    }

                    return changed;
                },
                cancellationToken);
        }

        clock.Wake();   // it may have made something due
        return answer;
    }

    /// <summary>
    /// Changes the round that the argument <c>round</c> names, which is held meanwhile; the change goes on record.
    /// </summary>
    public async ValueTask<Round?> ChangeAsync(
        FieldContext context,
        Func<NpgsqlTransaction, LockedRound, string, Task> change,
        CancellationToken cancellationToken)
    {
        var year = context.Argument<int>("round");
        await RunAsync(
            context,
            async (transaction, by) =>
            {
                var held = await RoundStore.HoldAsync(transaction, year, cancellationToken)
                    ?? throw RoundResolvers.UnknownRound(year);
                await change(transaction, held, by);
                return year;
            },
            cancellationToken,
            changed => new Act(ActKind.RoundChanged, of: $"round:{changed}"));
        return await ReadAsync(context, year, cancellationToken);
    }

    /// <summary>The round after a change, which caches are told of.</summary>
    public async Task<Round> ReadAsync(FieldContext context, int year, CancellationToken cancellationToken)
    {
        context.Cache.Invalidate(RoundResolvers.AllRounds, RoundResolvers.CacheGroup(year));
        return (await rounds.FindAsync([year], cancellationToken))[year];
    }
}
