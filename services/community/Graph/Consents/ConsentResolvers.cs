using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>
/// Answers <c>Municipality.consents</c> and <c>Municipality.participation</c>: to the municipality itself only.
/// </summary>
public sealed class ConsentResolvers(NpgsqlDataSource database)
{
    /// <summary><c>Municipality.consents</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> ConsentsOfAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken) =>
        OwnAsync(parents, context, ConsentStore.OfAsync, cancellationToken);

    /// <summary><c>Municipality.participation</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> ParticipationsOfAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken) =>
        OwnAsync(parents, context, ParticipationStore.OfAsync, cancellationToken);

    /// <summary><c>ConsentDecision.byName</c>.</summary>
    public ValueTask<IReadOnlyList<string?>> NamesAsync(
        IReadOnlyList<ConsentDecision> parents, FieldContext context, CancellationToken cancellationToken) =>
        NamesAsync([.. parents.Select(p => p.By)], context, cancellationToken);

    /// <summary><c>ParticipationDecision.byName</c>.</summary>
    public ValueTask<IReadOnlyList<string?>> NamesAsync(
        IReadOnlyList<ParticipationDecision> parents, FieldContext context, CancellationToken cancellationToken) =>
        NamesAsync([.. parents.Select(p => p.By)], context, cancellationToken);

    private async ValueTask<IReadOnlyList<object?>> OwnAsync<T>(
        IReadOnlyList<Municipality> parents,
        FieldContext context,
        Func<ActingTransaction, string, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var refusals = parents.Select(p => caller.RefusalOf(p.Code)).ToList();
        object? own = null;
        if (refusals.Contains(null))
        {
            await using var acting = await ActingAs.Municipality(caller.Municipality!)
                .BeginAsync(database, cancellationToken);
            own = await read(acting, caller.Municipality!, cancellationToken);
        }

        return [.. refusals.Select(refusal => refusal ?? own)];
    }

    /// <summary>Of those who are the reader's colleagues, or were; row security leaves out everyone else.</summary>
    private async ValueTask<IReadOnlyList<string?>> NamesAsync(
        IReadOnlyList<string> pseudonyms, FieldContext context, CancellationToken cancellationToken)
    {
        var ids = pseudonyms.Select(p => Guid.TryParseExact(p, "N", out var id) ? id : (Guid?)null).ToList();
        await using var acting = await ActingAs.Municipality(context.Caller().Municipality ?? "")
            .BeginAsync(database, cancellationToken);
        var names = await MemberStore.NamesAsync(acting, ids.OfType<Guid>(), cancellationToken);
        return [.. ids.Select(id => id is { } known ? names.GetValueOrDefault(known) : null)];
    }
}
