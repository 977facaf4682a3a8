namespace Monitor.Benchmark.Domain;

/// <summary>
/// Searches a path that makes up for a move, breadth first from the class of the one that moved: down in the class, up
/// in the region, until its own region is balanced.
/// </summary>
/// <remarks>States are class nodes and region nodes, each with a part.</remarks>
internal sealed class PathSearch
{
    private const int Unreached = -2;
    private const int Start = -1;

    private readonly Layer layer;
    private readonly Network network;
    private readonly Movers movers;
    private readonly Unused unused;
    private readonly int[] cameFrom;
    private readonly int[] cameBy;
    private readonly Queue<int> waiting = new();
    private Move move;
    private bool? side;
    private List<int>[][] up = [];
    private List<int>[][] down = [];

    public PathSearch(Layer layer, Network network, Movers movers, Unused unused)
    {
        this.layer = layer;
        this.network = network;
        this.movers = movers;
        this.unused = unused;
        cameFrom = new int[(network.Classes + network.Regions) * Layer.Parts];
        cameBy = new int[cameFrom.Length];
    }

    private int ClassStates => network.Classes * Layer.Parts;

    /// <summary>
    /// Finds a path and uses those on it. The answer is how often it moves the panel's sum, net; null: there is none.
    /// </summary>
    /// <param name="wanted">What is to be made up for.</param>
    /// <param name="panelSide">Only by those in the panel, or only by those that are not; null: by all.</param>
    public int? Take(Move wanted, bool? panelSide)
    {
        (move, side) = (wanted, panelSide);
        (up, down) = (movers.OfAllParts(move.By), movers.OfAllParts(-move.By));
        Array.Fill(cameFrom, Unreached);
        waiting.Clear();
        var atom = layer.Buckets[move.Bucket].Atom;
        var start = (network.ClassOf(atom) * Layer.Parts) + move.Part;
        var goal = RegionState(network.RegionOf(atom), move.Part);
        cameFrom[start] = Start;
        waiting.Enqueue(start);
        while (waiting.TryDequeue(out var state))
        {
            Step(state);
            if (cameFrom[goal] != Unreached)
            {
                return Use(goal);
            }
        }

        return null;
    }

    private void Step(int state)
    {
        if (state < ClassStates)
        {
            var part = state % Layer.Parts;
            foreach (var atom in network.AtomsOfClass(state / Layer.Parts))
            {
                Reach(state, atom, part, down[part], RegionState(network.RegionOf(atom), part));
            }

            return;
        }

        var region = (state - ClassStates) / Layer.Parts;
        var mixes = Mixes(region);
        foreach (var atom in network.AtomsOfRegion(region))
        {
            for (var part = 0; part < Layer.Parts; part++)
            {
                if (mixes || part == (state - ClassStates) % Layer.Parts)
                {
                    Reach(state, atom, part, up[part], (network.ClassOf(atom) * Layer.Parts) + part);
                }
            }
        }
    }

    private void Reach(int from, int atom, int part, List<int>[] candidates, int to)
    {
        if (cameFrom[to] == Unreached && !network.IsAlone(atom)
            && (side is null || layer.InPanel[atom] == side)
            && unused.FirstFor(move, part, candidates[atom]) is { } mover)
        {
            cameFrom[to] = from;
            cameBy[to] = mover;
            waiting.Enqueue(to);
        }
    }

    // Who takes it to a region goes the other way.
    private int Use(int state)
    {
        var path = new HashSet<int>();
        var net = layer.Panel(move.Bucket);
        for (; cameFrom[state] != Start; state = cameFrom[state])
        {
            path.Add(cameBy[state]);
            net += layer.Panel(cameBy[state]) * (state < ClassStates ? 1 : -1);
        }

        foreach (var mover in path)
        {
            unused.UseFor(move, mover);
        }

        return net;
    }

    private bool Mixes(int region) => move.MayMix && network.Mixes(region);

    private int RegionState(int region, int part) =>
        ClassStates + (region * Layer.Parts) + (Mixes(region) ? 0 : part);
}
