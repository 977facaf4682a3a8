using Microsoft.Extensions.Options;
using Monitor.Community.Clock;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>Asks to be erased, first as a dry run; undoes that while it can be undone.</summary>
public sealed class ErasureMutations(
    NpgsqlDataSource database,
    ErasureStore erasures,
    PersonalRecords records,
    ErasureClock clock,
    Idempotency idempotency,
    AuditLog audit,
    IOptions<PrivacyOptions> options,
    TimeProvider time)
{
    /// <summary><c>Query.myErasure</c>.</summary>
    public async ValueTask<ErasureView?> OwnAsync(FieldContext context, CancellationToken cancellationToken) =>
        await ViewAsync(PersonOf(context.Caller()), cancellationToken);

    /// <summary><c>eraseMe</c>.</summary>
    public ValueTask<ErasureView?> EraseMeAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var member = PersonOf(context.Caller());
        return AskAsync(context, member, options.Value.GracePeriod, cancellationToken);
    }

    /// <summary><c>eraseMember</c>.</summary>
    public async ValueTask<ErasureView?> EraseMemberAsync(FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireRole(Role.Administrator);
        if (!Guid.TryParse(context.Argument<string>("member"), out var member)
            || (await PersonAsync(member, cancellationToken)).IsUnknown)
        {
            throw new ClientException("NOT_FOUND", "There is no person with this id.");
        }

        return await AskAsync(context, member, options.Value.GracePeriod, cancellationToken);
    }

    /// <summary><c>withdrawErasure</c>.</summary>
    public async ValueTask<bool?> WithdrawAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var member = PersonOf(context.Caller());
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await idempotency.RunAsync(context, connection, async transaction =>
        {
            await using var acting = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
            var isWithdrawn = await ErasureStore.WithdrawAsync(acting, member, time.GetUtcNow(), cancellationToken);
            if (isWithdrawn)
            {
                await audit.AddAsync(
                    transaction, new Act(ActKind.ErasureWithdrawn, of: $"member:{member:N}"), cancellationToken);
            }

            return isWithdrawn;
        }, cancellationToken);
    }

    private async ValueTask<ErasureView?> AskAsync(
        FieldContext context, Guid member, TimeSpan grace, CancellationToken cancellationToken)
    {
        var fate = context.Argument<ContributionFate>("contributions");
        if (context.Argument<bool>("dryRun"))
        {
            return await ViewAsync(member, cancellationToken, fate, grace);
        }

        var now = time.GetUtcNow();
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
            {
                await using var acting = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                await ErasureStore.AskAsync(
                    acting, new Erasure(member, now, fate, now + grace, null), context.Caller().Subject,
                    cancellationToken);
                await audit.AddAsync(
                    transaction, new Act(ActKind.ErasureRequested, of: $"member:{member:N}"), cancellationToken);
                return true;
            }, cancellationToken);
        }

        var view = await ViewAsync(member, cancellationToken);
        clock.Wake();   // after it was read: without grace it is gone in a moment
        return view;
    }

    /// <summary>What is asked and what it does; of a dry run, what would be.</summary>
    private async Task<ErasureView?> ViewAsync(
        Guid member,
        CancellationToken cancellationToken,
        ContributionFate? dryRun = null,
        TimeSpan grace = default)
    {
        var asked = await erasures.FindAsync(member, cancellationToken);
        if (asked is null && dryRun is null)
        {
            return null;
        }

        var fate = dryRun ?? asked!.Contributions;
        var (person, _) = await PersonAsync(member, cancellationToken);
        var counts = await records.CountAsync(person, cancellationToken);
        return new ErasureView(
            dryRun is null,
            asked?.AskedAt,
            asked?.DueAt ?? time.GetUtcNow() + grace,
            asked?.ErasedAt,
            fate,
            [.. counts.Where(each => each.Rows > 0).Select(each => ErasedTableView.Of(each.Table, each.Rows, fate))]);
    }

    private async Task<(KnownPerson Person, bool IsUnknown)> PersonAsync(
        Guid member, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var person = await PersonStore.FindAsync(acting, member, cancellationToken);
        return (person, !await PersonStore.ExistsAsync(acting, member, cancellationToken));
    }

    private static Guid PersonOf(Caller caller)
    {
        caller.RequireToken();
        return !caller.IsMachine && Guid.TryParseExact(caller.Subject, "N", out var member)
            ? member
            : throw new ClientException("FORBIDDEN", "Only persons have data of their own.");
    }
}

/// <summary>That a person is to be erased, and what it does.</summary>
public sealed record ErasureView(
    bool IsAsked,
    DateTimeOffset? AskedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? ErasedAt,
    ContributionFate Contributions,
    IReadOnlyList<ErasedTableView> Effects);

/// <summary>What becomes of the rows of one kind.</summary>
public sealed record ErasedTableView(string What, int Rows, ErasureEffect Effect, string Why)
{
    public static ErasedTableView Of(PersonalTable table, long rows, ContributionFate fate) => new(
        table.Name,
        (int)rows,
        table.Name is "topics" or "replies"
            ? fate == ContributionFate.Remove ? ErasureEffect.Emptied : ErasureEffect.StaysNameless
            : table.Erase is not null || table.Name is "members" or "revisions" ? ErasureEffect.Goes
            : ErasureEffect.StaysNameless,
        table.Why);
}

/// <summary>As in the schema.</summary>
public enum ErasureEffect
{
    Goes,
    Emptied,
    StaysNameless,
}
