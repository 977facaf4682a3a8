namespace Monitor.Benchmark.Domain;

/// <summary>
/// Tells whether somebody who knows every shown sum exactly, three municipalities pooling their own values among them,
/// would still be in doubt about each value of the others.
/// </summary>
/// <remarks>
/// <para>
/// Doubt is shown by example: another set of values, each of them one that occurs, that gives the same sums. When one
/// value goes up by an amount, another of its size class must go down by as much, then one of that other's region up,
/// and so on until the first one's region is balanced: a path through a network with a node for each class and region
/// and an arc for each municipality. Four such paths that share no municipality are beyond any three: who pools their
/// values rules out three of them at most. So a part is in doubt when four disjoint paths move it by a fifth of its
/// range; the total, when what its parts can move comes to a fifth of its range. (Menger's theorem, with the distance
/// of reliability section 4 as the length of a step.)
/// </para>
/// <para>
/// Where a region tells the total alone, a path may come in by one part and leave by another. Classes that tell the
/// total alone are treated as if they told all, but for direct trades: one goes up in one part and down in another,
/// somebody else the other way round. What is not found is taken as not there: the check errs towards hiding.
/// </para>
/// <para>
/// Where the total of a panel is told too, its mean must be shown as the same whole number. A way that moves it further
/// is completed by pairs that move it back: of two that are in the same groups, one in the panel and one not, the one
/// goes up and the other down. They belong to the way, so four ways share none of them either.
/// </para>
/// </remarks>
public sealed class Freedom
{
    /// <summary>One more than may pool what they know.</summary>
    public const int Enough = 4;

    /// <summary>The least that a total must be in doubt, in thousandths of points.</summary>
    public const int TotalNeeded = 20_000;

    private const int MostAmounts = 12;
    private const int Unreached = -2;
    private const int Start = -1;
    private static readonly int[] halvesOfNeeded = [8, 6, 4, 3, 2];
    private static readonly int[] ranges = [25_000, 50_000, 25_000];

    private readonly Layer layer;
    private readonly Tellings tellings;
    private readonly int[] classNode;
    private readonly int[] regionNode;
    private readonly bool[] isAlone;
    private readonly (bool OfClass, bool OfRegion)[] hidesParts;
    private readonly List<int>[] bucketsOfAtom;
    private readonly (int Inside, int Outside)[] panelPairs;
    private readonly (int Down, int Up) panelSlack;
    private readonly bool[] mixes;
    private readonly List<int>[] atomsOfClass;
    private readonly List<int>[] atomsOfRegion;
    private readonly Dictionary<int, List<int>[][]> movers = [];
    private readonly HashSet<int>[] values;
    private readonly int[][] amounts;
    private readonly int[] left;
    private readonly int[] cameFrom;
    private readonly int[] cameBy;
    private readonly Queue<int> waiting = new();

    /// <param name="layer">The values.</param>
    /// <param name="tellings">How much is told of each group.</param>
    /// <param name="panelSlack">
    /// By how much the sum of the panel's totals may go down and up, in thousandths of points, without its mean being
    /// shown as another.
    /// </param>
    public Freedom(Layer layer, Tellings tellings, (int Down, int Up) panelSlack = default)
    {
        this.panelSlack = panelSlack;
        this.layer = layer;
        this.tellings = tellings;
        var atoms = layer.Atoms;
        (classNode, atomsOfClass, _) = Nodes([.. atoms.Select(a => a.Class)], tellings.Classes);
        (regionNode, atomsOfRegion, mixes) = Nodes([.. atoms.Select(a => a.Region)], tellings.Regions);
        isAlone = [.. atoms.Select(a => tellings.Crossings.GetValueOrDefault(a) != Telling.Nothing)];
        panelPairs = PanelPairs();
        hidesParts =
        [
            .. atoms.Select(a => (
                tellings.Classes.GetValueOrDefault(a.Class) != Telling.Parts,
                tellings.Regions.GetValueOrDefault(a.Region) != Telling.Parts)),
        ];
        bucketsOfAtom = [.. atoms.Select(_ => new List<int>())];
        foreach (var (index, bucket) in layer.Buckets.Index())
        {
            bucketsOfAtom[bucket.Atom].Add(index);
        }

        values = [.. Enumerable.Range(0, Layer.Parts).Select(p => layer.Buckets.Select(b => b.Profile[p]).ToHashSet())];
        amounts = [.. Enumerable.Range(0, Layer.Parts).Select(AmountsOf)];
        left = [.. layer.Buckets.Select(b => b.Count)];
        cameFrom = new int[(atomsOfClass.Length + atomsOfRegion.Length) * Layer.Parts];
        cameBy = new int[cameFrom.Length];
    }

    /// <summary>The least that a part must be in doubt, in thousandths of points.</summary>
    public static int Needed(int part) => ranges[part] / 5;

    /// <summary>Whether every part, and the total, of those in this bucket stay in doubt.</summary>
    public bool IsOpen(int bucket)
    {
        if (layer.Buckets[bucket].Count == 0)
        {
            return true;
        }

        for (var part = 0; part < Layer.Parts; part++)
        {
            if (!IsOpen(bucket, part))
            {
                return false;
            }
        }

        return IsTotalOpen(bucket);
    }

    private bool IsOpen(int bucket, int part) =>
        CanTradeWithItself(bucket, part) || SmallestOfEnough(bucket, part, mixed: true) > 0;

    private bool IsTotalOpen(int bucket)
    {
        var doubt = 0;
        for (var part = 0; part < Layer.Parts && doubt < TotalNeeded; part++)
        {
            doubt += SmallestOfEnough(bucket, part, mixed: false);
        }

        return doubt >= TotalNeeded || Exchanges(bucket) >= Enough;
    }

    // With others of the same groups, as far as groups are shown: everything of both. Counts to four.
    private int Exchanges(int bucket)
    {
        var (atom, profile, _) = layer.Buckets[bucket];
        var found = 0;
        foreach (var near in isAlone[atom] ? [atom] : atomsOfRegion[regionNode[atom]])
        {
            if (near != atom && (isAlone[near] || classNode[near] != classNode[atom]))
            {
                continue;
            }

            foreach (var other in bucketsOfAtom[near])
            {
                var more = layer.Buckets[other].Profile.Total - profile.Total;
                if (Math.Abs(more) >= TotalNeeded
                    && IsWithinSlack(more * (InPanel(bucket) - InPanel(other)), 1))
                {
                    found += layer.Buckets[other].Count;
                }
            }

            if (found >= Enough)
            {
                break;
            }
        }

        return found;
    }

    // Where the total alone is told of everyone, who goes up in one part may go down in another.
    private bool CanTradeWithItself(int bucket, int part)
    {
        if (tellings.Country == Telling.Parts)
        {
            return false;
        }

        return amounts[part].Any(by => CanGiveItself(bucket, part, by) || CanGiveItself(bucket, part, -by));
    }

    private bool CanGiveItself(int bucket, int part, int by) =>
        CanMove(bucket, part, by)
        && Enumerable.Range(0, Layer.Parts).Any(other => other != part && CanMove(bucket, other, -by));

    /// <summary>
    /// The amount by which four disjoint ways move this part at least, all sums as they were; 0 where there are not
    /// four. Large amounts are tried first.
    /// </summary>
    private int SmallestOfEnough(int bucket, int part, bool mixed)
    {
        var used = new List<int> { bucket };
        left[bucket]--;
        var found = 0;
        var smallest = 0;
        foreach (var amount in amounts[part])
        {
            smallest = amount;
            found += Ways(bucket, part, amount, mixed, used, Enough - found);
            found += Ways(bucket, part, -amount, mixed, used, Enough - found);
            if (found == Enough)
            {
                break;
            }
        }

        foreach (var one in used)
        {
            left[one]++;
        }

        return found == Enough ? smallest : 0;
    }

    private int Ways(int bucket, int part, int move, bool mixed, List<int> used, int most)
    {
        if (!CanMove(bucket, part, move))
        {
            return 0;
        }

        var found = 0;
        while (found < most
            && (FindPath(bucket, part, move, mixed, used) || (mixed && FindTrade(bucket, part, move, used))))
        {
            found++;
        }

        return found;
    }

    // Up in one part and down in another, by the one that moved or by one of the same groups; somebody else the other
    // way round.
    private bool FindTrade(int bucket, int part, int move, List<int> used)
    {
        var atom = layer.Buckets[bucket].Atom;
        for (var other = 0; other < Layer.Parts; other++)
        {
            if (other != part && FindGiver(bucket, atom, other, -move) is { } giver
                && FindPartner(bucket, giver, atom, part, other, move) is { } partner)
            {
                Use(giver, bucket, used);
                left[partner]--;
                used.Add(partner);
                return Balance(InPanel(bucket) - InPanel(giver), part, move, mixed: true, used);
            }
        }

        return false;
    }

    private int? FindGiver(int bucket, int atom, int part, int move)
    {
        if (CanMove(bucket, part, move))
        {
            return bucket;
        }

        var movers = Movers(part, move);
        foreach (var near in isAlone[atom] ? [atom] : atomsOfRegion[regionNode[atom]])
        {
            if (layer.Atoms[near].Class == layer.Atoms[atom].Class && (near == atom || !isAlone[near])
                && FindUnused(movers[near]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private int? FindPartner(int bucket, int giver, int atom, int part, int other, int move)
    {
        var down = Movers(part, -move);
        for (var near = isAlone[atom] ? atom : 0; near < (isAlone[atom] ? atom + 1 : down.Length); near++)
        {
            if (!MayTrade(atom, near))
            {
                continue;
            }

            foreach (var candidate in down[near])
            {
                var free = left[candidate] - (candidate == giver && giver != bucket ? 1 : 0);
                if (free > 0 && CanMove(candidate, other, move))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private int? FindUnused(List<int> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (left[candidate] > 0)
            {
                return candidate;
            }
        }

        return null;
    }

    private bool MayTrade(int one, int other) =>
        one == other
        || (!isAlone[one] && !isAlone[other]
            && (classNode[one] == classNode[other] || (hidesParts[one].OfClass && hidesParts[other].OfClass))
            && (regionNode[one] == regionNode[other] || (hidesParts[one].OfRegion && hidesParts[other].OfRegion)));

    /// <summary>
    /// Breadth first from the class of the one that moved: down in the class, up in the region, until its own region.
    /// </summary>
    private bool FindPath(int bucket, int part, int move, bool mixed, List<int> used)
    {
        var atom = layer.Buckets[bucket].Atom;
        if (FindMover(Movers(part, -move)[atom], part, bucket, part) is { } neighbour)
        {
            Use(neighbour, bucket, used); // of the same atom: the panel's sum stays
            return true;
        }

        return !isAlone[atom]
            && ((panelPairs.Length > 0 && new Search(this, bucket, part, move, mixed, layer.InPanel[atom]).Run(used))
                || new Search(this, bucket, part, move, mixed, side: null).Run(used));
    }

    /// <summary>
    /// Moves the panel's sum back where a way moved it, net so often by an amount, until its mean is shown as the same:
    /// false where there are no pairs for it, and the way is none.
    /// </summary>
    private bool Balance(int net, int part, int move, bool mixed, List<int> used)
    {
        for (var by = net > 0 ? -move : move; net != 0; net -= Math.Sign(net))
        {
            if (IsWithinSlack(net * move, mixed ? 1 : Layer.Parts))
            {
                return true;
            }

            if (!UsePair(part, by, used) && !(mixed && Enumerable.Range(0, Layer.Parts).Any(p => UsePair(p, by, used))))
            {
                return false;
            }
        }

        return true;
    }

    // Of a total the parts move together: each has a third of what the rounding leaves.
    private bool IsWithinSlack(int moved, int shares) =>
        moved <= panelSlack.Up / shares && -moved <= panelSlack.Down / shares;

    private bool UsePair(int part, int by, List<int> used) => UsePair(Movers(part, by), Movers(part, -by), used);

    private bool UsePair(List<int>[] inside, List<int>[] outside, List<int> used)
    {
        foreach (var (one, other) in panelPairs)
        {
            if (FindUnused(inside[one]) is { } first && FindUnused(outside[other]) is { } second)
            {
                left[first]--;
                left[second]--;
                used.AddRange([first, second]);
                return true;
            }
        }

        return false;
    }

    private int InPanel(int bucket) => layer.InPanel[layer.Buckets[bucket].Atom] ? 1 : 0;

    // Atoms that no shown group tells apart, of which one is in the panel and the other is not.
    private (int Inside, int Outside)[] PanelPairs() =>
    [
        .. layer.InPanel.Index().Where(a => a.Item).SelectMany(one => layer.InPanel.Index()
            .Where(other => !other.Item && IsAlike(one.Index, other.Index))
            .Select(other => (one.Index, other.Index))),
    ];

    private bool IsAlike(int one, int other) =>
        layer.Atoms[one] == layer.Atoms[other]
        || (!isAlone[one] && !isAlone[other]
            && classNode[one] == classNode[other] && regionNode[one] == regionNode[other]);

    private void Use(int mover, int bucket, List<int> used)
    {
        if (mover == bucket)
        {
            return; // the one that moved itself, in another part: it is in every way
        }

        left[mover]--;
        used.Add(mover);
    }

    /// <summary>One of these that is not used yet; or the one that moved itself, in another part.</summary>
    private int? FindMover(List<int> candidates, int part, int bucket, int bucketPart)
    {
        foreach (var candidate in candidates)
        {
            if (left[candidate] > 0 || (candidate == bucket && part != bucketPart))
            {
                return candidate;
            }
        }

        return null;
    }

    private List<int>[][] MoversOfAllParts(int move)
    {
        if (!movers.TryGetValue(move, out var found))
        {
            found = [.. Enumerable.Range(0, Layer.Parts).Select(part =>
            {
                var ofPart = layer.Atoms.Select(_ => new List<int>()).ToArray();
                foreach (var (index, bucket) in layer.Buckets.Index())
                {
                    if (CanMove(index, part, move))
                    {
                        ofPart[bucket.Atom].Add(index);
                    }
                }

                return ofPart;
            })];
            movers.Add(move, found);
        }

        return found;
    }

    private List<int>[] Movers(int part, int move) => MoversOfAllParts(move)[part];

    private bool CanMove(int bucket, int part, int move)
    {
        var to = layer.Buckets[bucket].Profile[part] + move;
        return layer.IsContinuous ? to >= 0 && to <= ranges[part] : values[part].Contains(to);
    }

    // From the largest to the smallest; of many those that most pairs of values differ by.
    private int[] AmountsOf(int part)
    {
        var least = Needed(part);
        if (layer.IsContinuous)
        {
            return [.. halvesOfNeeded.Select(halves => least * halves / 2).Where(a => a <= ranges[part])];
        }

        var counts = layer.Buckets.GroupBy(b => b.Profile[part])
            .Select(g => (Value: g.Key, Count: (long)g.Sum(b => b.Count))).ToList();
        return
        [
            .. counts.SelectMany(a => counts.Select(b => (By: b.Value - a.Value, Pairs: a.Count * b.Count)))
                .Where(d => d.By >= least)
                .GroupBy(d => d.By)
                .OrderByDescending(g => g.Sum(d => d.Pairs)).ThenBy(g => g.Key)
                .Take(MostAmounts)
                .Select(g => g.Key)
                .OrderDescending(),
        ];
    }

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

    /// <summary>One search for a path. States: class node and part, region node and part.</summary>
    private sealed class Search(Freedom freedom, int bucket, int part, int move, bool mixed, bool? side)
    {
        private readonly int[] cameFrom = freedom.cameFrom;
        private readonly int[] cameBy = freedom.cameBy;
        private readonly Queue<int> waiting = freedom.waiting;
        private readonly List<int>[][] up = freedom.MoversOfAllParts(move);
        private readonly List<int>[][] down = freedom.MoversOfAllParts(-move);

        private int Classes => freedom.atomsOfClass.Length * Layer.Parts;

        public bool Run(List<int> used)
        {
            Array.Fill(cameFrom, Unreached);
            waiting.Clear();
            var atom = freedom.layer.Buckets[bucket].Atom;
            var start = (freedom.classNode[atom] * Layer.Parts) + part;
            var goal = RegionState(freedom.regionNode[atom], part);
            cameFrom[start] = Start;
            waiting.Enqueue(start);
            while (waiting.TryDequeue(out var state))
            {
                Step(state);
                if (cameFrom[goal] != Unreached)
                {
                    return freedom.Balance(Take(goal, used), part, move, mixed, used);
                }
            }

            return false;
        }

        private void Step(int state)
        {
            if (state < Classes)
            {
                var thisPart = state % Layer.Parts;
                foreach (var atom in freedom.atomsOfClass[state / Layer.Parts])
                {
                    Reach(
                        state, atom, thisPart, down[thisPart], RegionState(freedom.regionNode[atom], thisPart));
                }

                return;
            }

            var region = (state - Classes) / Layer.Parts;
            var mixes = Mixes(region);
            foreach (var atom in freedom.atomsOfRegion[region])
            {
                for (var other = 0; other < Layer.Parts; other++)
                {
                    if (mixes || other == (state - Classes) % Layer.Parts)
                    {
                        Reach(state, atom, other, up[other], (freedom.classNode[atom] * Layer.Parts) + other);
                    }
                }
            }
        }

        private void Reach(int from, int atom, int movedPart, List<int>[] movers, int to)
        {
            if (cameFrom[to] == Unreached && !freedom.isAlone[atom]
                && (side is null || freedom.layer.InPanel[atom] == side)
                && freedom.FindMover(movers[atom], movedPart, bucket, part) is { } mover)
            {
                cameFrom[to] = from;
                cameBy[to] = mover;
                waiting.Enqueue(to);
            }
        }

        // How often it moves the panel's sum: who takes it to a region goes the other way.
        private int Take(int state, List<int> used)
        {
            var movers = new HashSet<int>();
            var net = freedom.InPanel(bucket);
            for (; cameFrom[state] != Start; state = cameFrom[state])
            {
                movers.Add(cameBy[state]);
                net += freedom.InPanel(cameBy[state]) * (state < Classes ? 1 : -1);
            }

            foreach (var mover in movers)
            {
                freedom.Use(mover, bucket, used);
            }

            return net;
        }

        private bool Mixes(int region) => mixed && freedom.mixes[region];

        private int RegionState(int region, int thisPart) =>
            Classes + (region * Layer.Parts) + (Mixes(region) ? 0 : thisPart);
    }
}
