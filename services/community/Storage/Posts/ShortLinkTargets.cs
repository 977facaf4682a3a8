using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>
/// Where short links in texts lead, for one reader: only to what they may see, and an anonymous author is called by the
/// label that the reader sees everywhere.
/// </summary>
public sealed class ShortLinkTargets(
    NpgsqlDataSource database,
    TopicStore topics,
    ReplyStore replies,
    AuthorStore authors,
    IOptions<CommunityOptions> options)
{
    private readonly LinkOptions addresses = options.Value.Links;

    /// <summary>The targets of those links that lead somewhere; all looked up at once.</summary>
    public async Task<IReadOnlyDictionary<ShortLink, ShortLinkTarget>> FindAsync(
        IReadOnlyCollection<ShortLink> links, Reader reader, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ShortLink, ShortLinkTarget>();
        var objectives = await ObjectivesAsync(Ids(links, ShortLinkKind.Objective), cancellationToken);
        var municipalities = await authors.MunicipalitiesAsync(
            Ids(links, ShortLinkKind.Municipality), cancellationToken);
        var posts = await topics.FindAsync(
            Guids(links, ShortLinkKind.Topic).Concat(Guids(links, ShortLinkKind.Author)), reader, cancellationToken);
        var callers = await LabelsAsync(Guids(links, ShortLinkKind.Author), posts, reader, cancellationToken);
        foreach (var link in links)
        {
            if (TargetOf(link, objectives, municipalities, posts, callers) is { } target)
            {
                found[link] = target;
            }
        }

        return found;
    }

    private ShortLinkTarget? TargetOf(
        ShortLink link,
        IReadOnlyDictionary<string, string> objectives,
        IReadOnlyDictionary<string, string> municipalities,
        IReadOnlyDictionary<Guid, Topic> posts,
        IReadOnlyDictionary<Guid, string> callers) => link.Kind switch
        {
            ShortLinkKind.Objective => objectives.TryGetValue(link.Id, out var title)
                ? new ShortLinkTarget(title, Address(addresses.Objective, link.Id))
                : null,
            ShortLinkKind.Municipality => municipalities.TryGetValue(link.Id, out var name)
                ? new ShortLinkTarget(name, Address(addresses.Municipality, link.Id))
                : null,
            ShortLinkKind.Topic => Guid.TryParse(link.Id, out var id) && posts.TryGetValue(id, out var topic)
                ? new ShortLinkTarget(topic.Title, Address(addresses.Topic, link.Id))
                : null,
            ShortLinkKind.Author => Guid.TryParse(link.Id, out var id) && callers.TryGetValue(id, out var label)
                ? new ShortLinkTarget(label, Href: null)
                : null,
            _ => null,
        };

    private async Task<IReadOnlyDictionary<Guid, string>> LabelsAsync(
        List<Guid> contributions,
        IReadOnlyDictionary<Guid, Topic> posts,
        Reader reader,
        CancellationToken cancellationToken)
    {
        if (contributions.Count == 0)
        {
            return new Dictionary<Guid, string>();
        }

        var answers = await replies.FindAsync(
            contributions.Where(id => !posts.ContainsKey(id)), reader, cancellationToken);
        var written = contributions
            .Select(id => posts.GetValueOrDefault(id) ?? (IContribution?)answers.GetValueOrDefault(id))
            .OfType<IContribution>().ToList();
        var shown = await authors.AuthorsAsync([.. written.Select(c => c.By)], reader, cancellationToken);
        return written.Select(c => c.Id).Zip(shown, (id, author) => (id, author.Label))
            .DistinctBy(pair => pair.id).ToDictionary(pair => pair.id, pair => pair.Label);
    }

    private async Task<IReadOnlyDictionary<string, string>> ObjectivesAsync(
        List<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        await using var command = database.CreateCommand(
            "SELECT objective_id, title FROM categories WHERE objective_id = ANY ($1)");
        command.Parameters.AddValue(ids.ToArray());
        var found = await command.ReadAsync(row => (Id: row.GetString(0), Title: row.GetString(1)), cancellationToken);
        return found.ToDictionary(f => f.Id, f => f.Title);
    }

    private static string Address(string form, string id) =>
        form.Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal);

    private static List<string> Ids(IEnumerable<ShortLink> links, ShortLinkKind kind) =>
        [.. links.Where(l => l.Kind == kind).Select(l => l.Id).Distinct()];

    private static List<Guid> Guids(IEnumerable<ShortLink> links, ShortLinkKind kind) =>
        [.. Ids(links, kind).Select(id => Guid.TryParse(id, out var guid) ? guid : Guid.Empty).Distinct()];
}
