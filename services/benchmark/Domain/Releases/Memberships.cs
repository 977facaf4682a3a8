namespace Monitor.Benchmark.Domain;

/// <summary>Which groups each participant is in, by the numbers of both; the country is group 0.</summary>
internal sealed class Memberships
{
    // The country, a size class, a region, and where these two cross.
    private const int PerRow = 4;
    private static readonly GroupKind[] Kinds =
        [GroupKind.SizeClass, GroupKind.VeiligThuis, GroupKind.SizeClassInVeiligThuis];

    private readonly int[] groupsOfRows;

    public Memberships(IReadOnlyList<Participant> participants, IReadOnlyList<Group> groups)
    {
        Groups = [Group.Country, .. groups];
        var numbers = Groups.Index()
            .Where(g => g.Item.Code is not null)
            .ToDictionary(g => (g.Item.Kind, g.Item.Code!), g => g.Index);
        groupsOfRows = new int[participants.Count * PerRow];
        for (var row = 0; row < participants.Count; row++)
        {
            for (var k = 0; k < Kinds.Length; k++)
            {
                groupsOfRows[(row * PerRow) + k + 1] = participants[row].CodeIn(Kinds[k]) is { } code
                    ? numbers.GetValueOrDefault((Kinds[k], code), -1)
                    : -1;
            }
        }
    }

    public IReadOnlyList<Group> Groups { get; }

    /// <summary>How many participants are in each group, by its number.</summary>
    public int[] Sizes()
    {
        var sizes = new int[Groups.Count];
        foreach (var group in groupsOfRows)
        {
            if (group >= 0)
            {
                sizes[group]++;
            }
        }

        return sizes;
    }

    /// <summary>The numbers of a participant's groups; -1 where it is in none of a kind.</summary>
    public ReadOnlySpan<int> Of(int row) => groupsOfRows.AsSpan(row * PerRow, PerRow);
}
