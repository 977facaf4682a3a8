using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Benchmark.Graph;

/// <summary>Makes and changes own selections: only who made one changes it.</summary>
public sealed class SelectionMutations(
    NamedScoreStore names, Idempotency idempotency, NpgsqlDataSource database, TimeProvider time)
{
    /// <summary><c>Mutation.createSelection</c>.</summary>
    public async ValueTask<SelectionView?> CreateAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var (municipality, subject) = SelectionResolvers.PersonOf(context.Caller());
        var name = SelectionRules.Name(context.Argument<string>("name"));
        var chosen = SelectionRules.Chosen(context.Argument<IReadOnlyList<string>>("municipalities"));
        await RequireReadableAsync(context.Caller(), chosen, cancellationToken);
        return await RunAsync(context, async acting =>
        {
            if (await SelectionStore.CountAsync(acting, municipality, subject, cancellationToken)
                >= SelectionRules.MostOfOne)
            {
                throw TooMany();
            }

            return new Selection(
                Guid.NewGuid(), municipality, subject, name, IsShared: false, chosen, IsDeleted: false);
        }, cancellationToken);
    }

    /// <summary><c>Mutation.renameSelection</c>.</summary>
    public ValueTask<SelectionView?> RenameAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var name = context.Argument<string>("name");
        return ChangeAsync(
            context, selection => selection with { Name = SelectionRules.Name(name) }, cancellationToken);
    }

    /// <summary><c>Mutation.changeSelection</c>: takes away, then adds.</summary>
    public async ValueTask<SelectionView?> ChangeAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var add = context.Argument<IReadOnlyList<string>?>("add") ?? [];
        var remove = context.Argument<IReadOnlyList<string>?>("remove") ?? [];
        if (add.Count > SelectionRules.MostChosen)
        {
            SelectionRules.Chosen(add);
        }

        await RequireReadableAsync(context.Caller(), add, cancellationToken);
        return await ChangeAsync(
            context,
            selection => selection with
            {
                Chosen = SelectionRules.Chosen(selection.Chosen.Except(remove, StringComparer.Ordinal).Union(add)),
            },
            cancellationToken);
    }

    /// <summary><c>Mutation.shareSelection</c>.</summary>
    public ValueTask<SelectionView?> ShareAsync(FieldContext context, CancellationToken cancellationToken) =>
        ChangeAsync(context, selection => selection with { IsShared = true }, cancellationToken);

    /// <summary><c>Mutation.unshareSelection</c>.</summary>
    public ValueTask<SelectionView?> UnshareAsync(FieldContext context, CancellationToken cancellationToken) =>
        ChangeAsync(context, selection => selection with { IsShared = false }, cancellationToken);

    /// <summary><c>Mutation.deleteSelection</c>.</summary>
    public ValueTask<SelectionView?> DeleteAsync(FieldContext context, CancellationToken cancellationToken) =>
        ChangeAsync(context, selection => selection with { IsDeleted = true }, cancellationToken);

    /// <summary><c>Mutation.undoDeleteSelection</c>.</summary>
    public ValueTask<SelectionView?> UndoDeleteAsync(FieldContext context, CancellationToken cancellationToken) =>
        ChangeAsync(context, selection => selection with { IsDeleted = false }, cancellationToken, ofDeleted: true);

    private ValueTask<SelectionView?> ChangeAsync(
        FieldContext context,
        Func<Selection, Selection> change,
        CancellationToken cancellationToken,
        bool ofDeleted = false)
    {
        var (municipality, subject) = SelectionResolvers.PersonOf(context.Caller());
        if (!Guid.TryParse(context.Argument<string>("id"), out var id))
        {
            throw SelectionResolvers.NotFound();
        }

        return RunAsync(context, async acting =>
        {
            var found = await SelectionStore.TakeAsync(acting, municipality, subject, id, cancellationToken);
            if (found is null || (found.IsDeleted && !ofDeleted))
            {
                throw SelectionResolvers.NotFound();
            }

            if (found.Owner != subject)
            {
                throw new ClientException("FORBIDDEN", "Who made a selection changes it; make one of your own.");
            }

            if (found.IsDeleted
                && await SelectionStore.CountAsync(acting, municipality, subject, cancellationToken)
                    >= SelectionRules.MostOfOne)
            {
                throw TooMany();
            }

            return change(found);
        }, cancellationToken);
    }

    private async ValueTask<SelectionView?> RunAsync(
        FieldContext context, Func<ActingTransaction, Task<Selection>> work, CancellationToken cancellationToken)
    {
        var (municipality, subject) = SelectionResolvers.PersonOf(context.Caller());
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var id = await idempotency.RunAsync(context, connection, async transaction =>
        {
            await using var acting = await ActingAs.Municipality(municipality)
                .WithinAsync(transaction, cancellationToken);
            var selection = await work(acting);
            await SelectionStore.SaveAsync(acting, selection, time.GetUtcNow(), cancellationToken);
            return selection.Id;
        }, cancellationToken);
        await using var reading = await ActingAs.Municipality(municipality).BeginAsync(database, cancellationToken);
        var saved = await SelectionStore.TakeAsync(reading, municipality, subject, id, cancellationToken);
        return saved is null ? throw SelectionResolvers.NotFound() : new SelectionView(saved, saved.Owner == subject);
    }

    /// <summary>
    /// One refusal for whoever the caller does not see by name: it never consented, never took part, is held back, or
    /// does not exist.
    /// </summary>
    private async Task RequireReadableAsync(
        Caller caller, IReadOnlyList<string> codes, CancellationToken cancellationToken)
    {
        var readable = await names.NamesReadableAsync(ReaderOf.Require(caller), codes, cancellationToken);
        var others = codes.Except(readable, StringComparer.Ordinal).ToList();
        if (others.Count > 0)
        {
            throw new ClientException(
                "NOT_BY_NAME", $"You see these by name in no round: {string.Join(", ", others)}.");
        }
    }

    private static ClientException TooMany() =>
        new("TOO_MANY_SELECTIONS", $"One person has {SelectionRules.MostOfOne} selections at most: delete one first.");
}
