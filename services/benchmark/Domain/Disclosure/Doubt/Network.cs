namespace Monitor.Benchmark.Domain;

/// <summary>
/// Which atoms shown sums tell apart: a node for each shown class and each shown region, one for all hidden ones of
/// each kind, and an atom as an arc from its class to its region. Where class and region cross and that is shown by
/// itself, the atom stands alone.
/// </summary>
internal sealed class Network
{
    private readonly Layer layer;
    private readonly int[] classNode;
    private readonly int[] regionNode;
    private readonly bool[] mixes;
    private readonly List<int>[] atomsOfClass;
    private readonly List<int>[] atomsOfRegion;
    private readonly bool[] isAlone;
    private readonly (bool OfClass, bool OfRegion)[] hidesParts;

    public Network(Layer layer, Tellings tellings)
    {
        this.layer = layer;
        var atoms = layer.Atoms;
        (classNode, atomsOfClass, _) = Nodes([.. atoms.Select(a => a.Class)], tellings.Classes);
        (regionNode, atomsOfRegion, mixes) = Nodes([.. atoms.Select(a => a.Region)], tellings.Regions);
        isAlone = [.. atoms.Select(a => tellings.Crossings.GetValueOrDefault(a) != Telling.Nothing)];
        hidesParts =
        [
            .. atoms.Select(a => (
                tellings.Classes.GetValueOrDefault(a.Class) != Telling.Parts,
                tellings.Regions.GetValueOrDefault(a.Region) != Telling.Parts)),
        ];
    }

    /// <summary>How many nodes there are for classes; their numbers run from 0.</summary>
    public int Classes => atomsOfClass.Length;

    /// <summary>How many nodes there are for regions; their numbers run from 0.</summary>
    public int Regions => atomsOfRegion.Length;

    public int ClassOf(int atom) => classNode[atom];

    public int RegionOf(int atom) => regionNode[atom];

    public IReadOnlyList<int> AtomsOfClass(int node) => atomsOfClass[node];

    public IReadOnlyList<int> AtomsOfRegion(int node) => atomsOfRegion[node];

    /// <summary>Whether the total alone is told of a region, or nothing: parts may make up for one another.</summary>
    public bool Mixes(int region) => mixes[region];

    public bool IsAlone(int atom) => isAlone[atom];

    /// <summary>Those of the same region, as far as regions are shown; an atom that stands alone is its own.</summary>
    public IReadOnlyList<int> Beside(int atom) => isAlone[atom] ? [atom] : atomsOfRegion[regionNode[atom]];

    /// <summary>Whether no shown group tells two atoms apart.</summary>
    public bool IsAlike(int one, int other) =>
        layer.Atoms[one] == layer.Atoms[other]
        || (!isAlone[one] && !isAlone[other]
            && classNode[one] == classNode[other] && regionNode[one] == regionNode[other]);

    /// <summary>
    /// Whether one of each may trade parts: groups that tell them apart tell no parts.
    /// </summary>
    public bool MayTrade(int one, int other) =>
        one == other
        || (!isAlone[one] && !isAlone[other]
            && (classNode[one] == classNode[other] || (hidesParts[one].OfClass && hidesParts[other].OfClass))
            && (regionNode[one] == regionNode[other] || (hidesParts[one].OfRegion && hidesParts[other].OfRegion)));

    // Node 0 holds all that is hidden together; a path may change part there, and where the total alone is told.
    private static (int[] NodeOf, List<int>[] Atoms, bool[] Mixes) Nodes(
        IReadOnlyList<string> codes, Dictionary<string, Telling> told)
    {
        var shown = told.Where(t => t.Value != Telling.Nothing)
            .Select(t => t.Key).Order(StringComparer.Ordinal).ToList();
        int[] nodeOf = [.. codes.Select(c => shown.IndexOf(c) + 1)];
        var atoms = Enumerable.Range(0, shown.Count + 1).Select(_ => new List<int>()).ToArray();
        foreach (var (atom, node) in nodeOf.Index())
        {
            atoms[node].Add(atom);
        }

        return (nodeOf, atoms, [true, .. shown.Select(c => told[c] == Telling.Total)]);
    }
}
