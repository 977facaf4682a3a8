namespace Monitor.Benchmark.Domain;

/// <summary>
/// The values that one kind of figure is made of: everybody's points on one objective, or their averages over
/// objectives. Who is in the same groups and has the same points is one bucket, so that the cost of a check grows with
/// groups and values and not with municipalities.
/// </summary>
/// <remarks>Points are whole thousandths. Those whose values are known to all are left out: they hide nobody.</remarks>
public sealed class Layer
{
    /// <summary>Anchoring, content and reach.</summary>
    public const int Parts = 3;

    private readonly Dictionary<(string Class, string Region, bool InPanel), int> atoms = [];
    private readonly Dictionary<(int Atom, Profile Profile), int> found = [];
    private readonly List<(string Class, string Region)> atomNames = [];
    private readonly List<bool> inPanel = [];
    private readonly List<int> sizes = [];
    private readonly List<Bucket> buckets = [];
    private Movers? movers;
    private List<int>[]? bucketsOfAtom;

    /// <summary>Stands for no size class or region of today: an ended municipality.</summary>
    public const string None = "";

    /// <summary>Size class and region of each atom: those that no group tells apart.</summary>
    public IReadOnlyList<(string Class, string Region)> Atoms => atomNames;

    /// <summary>
    /// Whether those of each atom are in the panel whose sum is told too: such a place is two atoms, one of each.
    /// </summary>
    public IReadOnlyList<bool> InPanel => inPanel;

    public IReadOnlyList<Bucket> Buckets => buckets;

    /// <summary>Whether any value from 0 to the maximum can occur, as of averages; else those that do occur.</summary>
    public required bool IsContinuous { get; init; }

    /// <summary>How many of these are in each size class and region.</summary>
    public static Dictionary<(string Class, string Region), int> AtomsOf(IEnumerable<Participant> participants) =>
        participants.GroupBy(PlaceOf).ToDictionary(g => g.Key, g => g.Count());

    /// <summary>The size class and region of a participant.</summary>
    public static (string Class, string Region) PlaceOf(Participant participant) =>
        (participant.SizeClass ?? None, participant.VeiligThuis ?? None);

    /// <summary>The layer of one objective: those that answered it.</summary>
    /// <param name="objective">Id.</param>
    /// <param name="unknown">Those whose values are not known to all.</param>
    /// <param name="panel">Codes of those of whom the sum is told too; null: no such sum is told.</param>
    public static Layer OfObjective(
        string objective, IEnumerable<Participant> unknown, IReadOnlySet<string>? panel = null)
    {
        var layer = new Layer { IsContinuous = false };
        foreach (var participant in unknown)
        {
            if (participant.Scores.TryGetValue(objective, out var score))
            {
                layer.Add(participant, panel, score.Anchoring, score.Content, score.Reach);
            }
        }

        return layer;
    }

    /// <summary>The layer of averages: those that answered any objective.</summary>
    /// <param name="unknown">Those whose values are not known to all.</param>
    /// <param name="panel">Codes of those of whom the sum is told too; null: no such sum is told.</param>
    public static Layer OfAverages(IEnumerable<Participant> unknown, IReadOnlySet<string>? panel = null)
    {
        var layer = new Layer { IsContinuous = true };
        foreach (var participant in unknown.Where(p => p.Scores.Count > 0))
        {
            var scores = participant.Scores.Values;
            layer.Add(
                participant,
                panel,
                scores.Average(s => s.Anchoring),
                scores.Average(s => s.Content),
                scores.Average(s => s.Reach));
        }

        return layer;
    }

    public bool IsIn(Group group, int atom)
    {
        var (sizeClass, region) = Atoms[atom];
        return group.Kind switch
        {
            GroupKind.Country => true,
            GroupKind.SizeClass => group.Code == sizeClass,
            GroupKind.VeiligThuis => group.Code == region,
            _ => group.Crossed is { } both && both.SizeClass == sizeClass && both.Region == region,
        };
    }

    /// <summary>Who can move by how much: the same whatever is told, so found once for all checks.</summary>
    internal Movers Movers => movers ??= new Movers(this);

    /// <summary>The buckets of an atom.</summary>
    internal IReadOnlyList<int> BucketsOf(int atom) => (bucketsOfAtom ??= FindBuckets())[atom];

    /// <summary>1 for a bucket of municipalities in the panel, 0 for others.</summary>
    public int Panel(int bucket) => inPanel[buckets[bucket].Atom] ? 1 : 0;

    public Dictionary<(string Class, string Region), int> AtomSizes() =>
        Atoms.Zip(sizes).GroupBy(a => a.First).ToDictionary(g => g.Key, g => g.Sum(a => a.Second));

    /// <summary>How many of each size class and region are in the panel, and how many are not.</summary>
    public IEnumerable<(int Inside, int Outside)> PanelSizes() => Atoms.Index()
        .GroupBy(a => a.Item, a => a.Index)
        .Select(g => (g.Where(a => inPanel[a]).Sum(a => sizes[a]), g.Where(a => !inPanel[a]).Sum(a => sizes[a])));

    private List<int>[] FindBuckets()
    {
        var found = Atoms.Select(_ => new List<int>()).ToArray();
        foreach (var (index, bucket) in buckets.Index())
        {
            found[bucket.Atom].Add(index);
        }

        return found;
    }

    private void Add(
        Participant participant, IReadOnlySet<string>? panel, decimal anchoring, decimal content, decimal reach)
    {
        var groups = (participant.SizeClass ?? None, participant.VeiligThuis ?? None);
        var isInside = panel?.Contains(participant.Municipality) == true;
        if (!atoms.TryGetValue((groups.Item1, groups.Item2, isInside), out var atom))
        {
            atom = atoms.Count;
            atoms.Add((groups.Item1, groups.Item2, isInside), atom);
            atomNames.Add(groups);
            inPanel.Add(isInside);
            sizes.Add(0);
        }

        sizes[atom]++;

        var profile = new Profile(Thousandths(anchoring), Thousandths(content), Thousandths(reach));
        if (!found.TryGetValue((atom, profile), out var index))
        {
            index = buckets.Count;
            found.Add((atom, profile), index);
            buckets.Add(new Bucket(atom, profile, 0));
        }

        buckets[index] = buckets[index] with { Count = buckets[index].Count + 1 };
    }

    private static int Thousandths(decimal points) => (int)Math.Round(points * 1000m);
}
