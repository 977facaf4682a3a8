namespace Monitor.Benchmark.Domain;

/// <summary>Decides of which groups the median, quartiles and distributions are shown.</summary>
/// <remarks>
/// Of the country and of size classes only, from <see cref="Disclosure.FewestForShape"/>: each member needs at least
/// <see cref="Freedom.Enough"/> others of the group that differ from it by a fifth of the range, in every part and in
/// the total. Whoever these are exchanged with, all answers at once, every figure of the group stays as it is, however
/// it is defined; three that pool their values rule out three of the four.
/// </remarks>
internal static class ShapeDecision
{
    public static HashSet<Group> Of(
        Layer layer, IReadOnlyList<Group> groups, Tellings tellings, Dictionary<Group, int> sizes) =>
        groups.Where(g => g.Kind == GroupKind.SizeClass).Prepend(Group.Country)
            .Where(g => sizes[g] >= Disclosure.FewestForShape
                && tellings.Of(g) == Telling.Parts && Differences.CanAllBeExchanged(layer, g))
            .ToHashSet();
}
