using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>The caller: an account, and its membership and request where it has them.</summary>
public sealed record Me(Decider Person, Member? Member, AccessRequest? LastRequest)
{
    public string Id => Person.Pseudonym;

    public bool IsMember => Member is not null;

    public string? Name => Member?.Name;

    public string? Email => Member?.Email;

    public Municipality? Municipality => Member?.Municipality;

    /// <summary>As they stand now: a token of a moment ago may still say others.</summary>
    public IReadOnlyList<MemberRole> Roles => Member?.Roles ?? [];

    public DateTimeOffset? Since => Member?.Since;

    public IReadOnlyList<Ability> May => Abilities.Of(Roles);

    public AccessRequestView? Request => AccessRequestView.OfOwn(LastRequest);

    public static async Task<Me> FindAsync(
        NpgsqlDataSource database, Decider person, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Member(person.Id, person.Municipality)
            .BeginAsync(database, cancellationToken);
        var member = await MemberStore.FindAsync(acting, person.Id, cancellationToken);
        return new Me(
            person,
            member is { IsActive: true } ? member : null,
            await AccessRequestStore.LastOfAsync(acting, person.Id, cancellationToken));
    }
}
