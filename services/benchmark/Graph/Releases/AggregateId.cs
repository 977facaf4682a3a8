using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Names an aggregate: <c>2017-1.SIZE_CLASS.UNDER_25K</c>. With the release in it, what is cached under an id stays
/// true for ever; an unreleased one has the year alone: <c>2018.COUNTRY</c>.
/// </summary>
/// <remarks>
/// <c>Release</c> is null where there is none, <c>Kind</c> for a region of a kind that is never released.
/// </remarks>
public sealed record AggregateId(int Round, string? Release, GroupKind? Kind, string? Code)
{
    private const string OtherKind = "REGION";

    public static AggregateId Released(string release, AggregateKey key) => new(key.Round, release, key.Kind, key.Code);

    public static AggregateId Unreleased(AggregateKey key) => new(key.Round, null, key.Kind, key.Code);

    public static AggregateId OfOtherKind(int round, string region) => new(round, null, null, region);

    /// <summary>Null for a text that is not an id of ours.</summary>
    public static AggregateId? Read(string id)
    {
        if (id.Split('.') is not [var release, var kind, .. var rest] || rest.Length > 1
            || !int.TryParse(release.Split('-')[0], out var round))
        {
            return null;
        }

        var code = rest.Length == 1 ? rest[0] : null;
        var known = KindOf(kind);
        return known is null && kind != OtherKind || (known is GroupKind.Country) != (code is null)
            ? null
            : new AggregateId(round, release.Contains('-', StringComparison.Ordinal) ? release : null, known, code);
    }

    public override string ToString() => string.Join('.', new[]
    {
        Release ?? $"{Round}", Kind is { } kind ? EnumText.Of(kind) : OtherKind, Code,
    }.Where(part => part is not null));

    private static GroupKind? KindOf(string name) =>
        Enum.GetValues<GroupKind>().Where(k => EnumText.Of(k) == name).Select(k => (GroupKind?)k).FirstOrDefault();
}
