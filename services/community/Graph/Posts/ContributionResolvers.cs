using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>
/// What topics and replies have in common: author, HTML, revisions. Each field for all parents at once.
/// </summary>
public sealed class ContributionResolvers(
    NpgsqlDataSource database,
    AuthorStore authors,
    RevisionStore revisions,
    ShortLinkTargets targets,
    AuditLog audit)
{
    /// <summary>Earlier revisions of one contribution that are shown at most.</summary>
    private const int MostRevisions = 100;

    public ValueTask<IReadOnlyList<Author?>> AuthorsOfTopicsAsync(
        IReadOnlyList<Topic> parents, FieldContext context, CancellationToken cancellationToken) =>
        AuthorsAsync(parents, context, cancellationToken);

    public ValueTask<IReadOnlyList<Author?>> AuthorsOfRepliesAsync(
        IReadOnlyList<Reply> parents, FieldContext context, CancellationToken cancellationToken) =>
        AuthorsAsync(parents, context, cancellationToken);

    public ValueTask<IReadOnlyList<string?>> HtmlOfTopicsAsync(
        IReadOnlyList<Topic> parents, FieldContext context, CancellationToken cancellationToken) =>
        HtmlAsync([.. parents.Select(p => (string?)p.Text)], context, cancellationToken);

    public ValueTask<IReadOnlyList<string?>> HtmlOfDidAsync(
        IReadOnlyList<Topic> parents, FieldContext context, CancellationToken cancellationToken) =>
        HtmlAsync([.. parents.Select(p => p.Did)], context, cancellationToken);

    public ValueTask<IReadOnlyList<string?>> HtmlOfBroughtAsync(
        IReadOnlyList<Topic> parents, FieldContext context, CancellationToken cancellationToken) =>
        HtmlAsync([.. parents.Select(p => p.Brought)], context, cancellationToken);

    public ValueTask<IReadOnlyList<string?>> HtmlOfRepliesAsync(
        IReadOnlyList<Reply> parents, FieldContext context, CancellationToken cancellationToken) =>
        HtmlAsync([.. parents.Select(p => (string?)p.Text)], context, cancellationToken);

    public ValueTask<IReadOnlyList<IReadOnlyList<Revision>?>> RevisionsOfTopicsAsync(
        IReadOnlyList<Topic> parents, FieldContext context, CancellationToken cancellationToken) =>
        RevisionsAsync(parents, context, cancellationToken);

    public ValueTask<IReadOnlyList<IReadOnlyList<Revision>?>> RevisionsOfRepliesAsync(
        IReadOnlyList<Reply> parents, FieldContext context, CancellationToken cancellationToken) =>
        RevisionsAsync(parents, context, cancellationToken);

    private async ValueTask<IReadOnlyList<Author?>> AuthorsAsync(
        IReadOnlyList<IContribution> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        if (reader.Moderates && context.Selects("member"))
        {
            await RecordAsync(
                [.. parents.Where(p => p.By.ShownAs != ShownAs.Member && p.By.Member != reader.Member)],
                cancellationToken);
        }

        return await authors.AuthorsAsync([.. parents.Select(p => p.By)], reader, cancellationToken);
    }

    // Before the answer leaves. Of an anonymous author without the municipality, whose coordinator reads its acts.
    private async Task RecordAsync(IReadOnlyList<IContribution> looked, CancellationToken cancellationToken)
    {
        if (looked.Count == 0)
        {
            return;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await audit.AddAllAsync(
            transaction,
            [
                .. looked.DistinctBy(c => c.Id).Select(c => new Act(
                    ActKind.PersonRead,
                    c.By.ShownAs == ShownAs.Anonymous ? null : c.By.Municipality,
                    c.ReplyId is { } reply ? $"reply:{reply:N}" : $"topic:{c.Id:N}")),
            ],
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async ValueTask<IReadOnlyList<string?>> HtmlAsync(
        IReadOnlyList<string?> sources, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var rendered = await Markdown.RenderAllAsync(
            sources.Select(source => source ?? ""),
            (links, stop) => targets.FindAsync(links, reader, stop),
            cancellationToken);
        return [.. sources.Zip(rendered, (source, html) => source is null ? null : html)];
    }

    private async ValueTask<IReadOnlyList<IReadOnlyList<Revision>?>> RevisionsAsync(
        IReadOnlyList<IContribution> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var edited = parents.Where(p => p.Revision > 1 && MaySee(p, reader)).Select(p => p.Id).ToList();
        var found = edited.Count == 0
            ? Enumerable.Empty<Revision>().ToLookup(_ => Guid.Empty)
            : await revisions.OfAsync(edited, MostRevisions, reader, cancellationToken);
        return [.. parents.Select(p => MaySee(p, reader) ? (IReadOnlyList<Revision>)[.. found[p.Id]] : null)];
    }

    // What was once written by name gives away who is anonymous now.
    private static bool MaySee(IContribution contribution, Reader reader) =>
        contribution.By.ShownAs != ShownAs.Anonymous || contribution.By.Member == reader.Member || reader.Moderates;
}
