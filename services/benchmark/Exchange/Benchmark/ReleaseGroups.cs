using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Exchange;

/// <summary>Which groups of a release a request asks for.</summary>
internal sealed class ReleaseGroups(ReleaseContents contents)
{
    /// <summary>Kinds of groups that releases hold; the others are of members who consented, by name.</summary>
    public static IReadOnlyList<GroupKind> Kinds { get; } =
        [GroupKind.Country, GroupKind.SizeClass, GroupKind.VeiligThuis, GroupKind.SizeClassInVeiligThuis];

    /// <summary>Those that the parameter <c>group</c> names, by kind or one by one; without it all.</summary>
    /// <exception cref="ClientException">BAD_PARAMETER: a group that the release does not have.</exception>
    public async Task<IReadOnlyList<Group>> WantedAsync(
        ReleaseSummary release, ExportQuery query, CancellationToken cancellationToken)
    {
        var all = await contents.GroupsAsync(release.Id, cancellationToken);
        var kinds = Kinds.Select(EnumText.Of);
        var wanted = query.OneOf("group", [.. kinds, .. all.Select(NameOf)]);
        bool IsWanted(string name) => wanted?.Contains(name) != false;
        return [.. all.Where(g => IsWanted(EnumText.Of(g.Kind)) || IsWanted(NameOf(g)))];
    }

    /// <summary>As filters write it: a plus in an address is a space.</summary>
    public static string NameOf(Group group) =>
        group.Code is { } code ? $"{EnumText.Of(group.Kind)}:{code.Replace('+', '.')}" : EnumText.Of(group.Kind);
}
