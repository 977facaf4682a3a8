using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Names an aggregate: <c>2017-1.SIZE_CLASS.UNDER_25K</c>, and with <c>.AC</c> behind it that of anchoring and content
/// only. With the release in it, what is cached under an id stays true for ever; an unreleased one has the year alone:
/// <c>2018.COUNTRY</c>.
/// </summary>
/// <remarks>
/// <c>Release</c> is null where there is none, <c>Kind</c> for a region of a kind that is never released.
/// </remarks>
public sealed record AggregateId(int Round, string? Release, GroupKind? Kind, string? Code, Components Components)
{
    private const string OtherKind = "REGION";

    /// <summary>Of an aggregate; without a release it is not released.</summary>
    public static AggregateId Of(AggregateKey key, string? release) =>
        new(key.Round, release, key.Kind, key.Code, key.Components);

    /// <summary>Null for a text that is not an id of ours.</summary>
    public static AggregateId? Read(string id)
    {
        if (id.Split('.') is not [var release, var kind, .. var rest]
            || !int.TryParse(release.Split('-')[0], out var round)
            || KindOf(kind) is var known && known is null && kind != OtherKind)
        {
            return null;
        }

        var codes = known == GroupKind.Country ? 0 : 1;
        var components = rest.Length == codes + 1 ? Components.Read(rest[codes]) : Components.All;
        var isWritten = rest.Length == codes || (rest.Length == codes + 1 && components != Components.All);
        return isWritten && components is { } parts
            ? new AggregateId(
                round,
                release.Contains('-', StringComparison.Ordinal) ? release : null,
                known,
                codes == 1 ? rest[0] : null,
                parts)
            : null;
    }

    public override string ToString() => string.Join('.', new[]
    {
        Release ?? $"{Round}",
        Kind is { } kind ? EnumText.Of(kind) : OtherKind,
        Code,
        Components == Components.All ? null : Components.Code,
    }.Where(part => part is not null));

    private static GroupKind? KindOf(string name) =>
        Enum.GetValues<GroupKind>().Where(k => EnumText.Of(k) == name).Select(k => (GroupKind?)k).FirstOrDefault();
}
