using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>Reads the group that a client asks for as a choice of municipalities, for lists and sums by name.</summary>
internal static class GroupFilters
{
    /// <summary>Which municipalities the group holds; that its region exists is not looked at.</summary>
    /// <param name="group">Any kind but SELECTION.</param>
    /// <param name="own">The municipality whose own group is meant without a code; null where there is none.</param>
    /// <exception cref="ClientException">What is wrong with the group.</exception>
    public static GroupFilter Filter(this GroupInput group, Municipality? own = null) => group.In(
        0, Components.All, own) switch
    {
        _ when group.Kind == GroupKind.Selection => throw new ClientException(
            "BAD_USER_INPUT", "A selection is compared with, by `Municipality.comparison`."),
        AggregateKey { Kind: GroupKind.SizeClass } key => new GroupFilter(SizeClass: key.Code),
        AggregateKey { Kind: GroupKind.VeiligThuis } key => new GroupFilter(Region: key.Code),
        AggregateKey { Kind: GroupKind.SizeClassInVeiligThuis } key when Group.ReadCrossing(key.Code!) is { } both =>
            new GroupFilter(both.SizeClass, both.Region),
        AggregateKey => new GroupFilter(),
        RegionOfOtherKind other => new GroupFilter(Region: other.Code),
        ClientException refused => throw refused,
        var other => throw new InvalidOperationException($"{other} is no group."),
    };

    /// <summary>The kind of region that the group's code is of.</summary>
    public static string RegionKind(this GroupInput group) => EnumText.Of(
        group.Kind == GroupKind.SizeClassInVeiligThuis ? GroupKind.VeiligThuis : group.Kind);
}
