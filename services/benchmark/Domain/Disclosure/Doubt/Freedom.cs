namespace Monitor.Benchmark.Domain;

/// <summary>
/// Tells whether somebody who knows every shown sum exactly, three municipalities pooling their own values among them,
/// would still be in doubt about each value of the others.
/// </summary>
/// <remarks>
/// <para>
/// Doubt is shown by example: another set of values, each of them one that occurs, that gives the same sums. When one
/// value goes up by an amount, another of its size class must go down by as much, then one of that other's region up,
/// and so on until the first one's region is balanced: a path (<see cref="PathSearch"/>) through a network with a node
/// for each class and region and an arc for each municipality. Four such paths that share no municipality are beyond
/// any three: who pools their values rules out three of them at most. So a part is in doubt when four disjoint paths
/// move it by a fifth of its range; the total, when what its parts can move comes to a fifth of its range. (Menger's
/// theorem, with the distance of reliability section 4 as the length of a step.)
/// </para>
/// <para>
/// Where a region tells the total alone, a path may come in by one part and leave by another. Classes that tell the
/// total alone are treated as if they told all, but for direct trades (<see cref="Trades"/>). What is not found is
/// taken as not there: the check errs towards hiding.
/// </para>
/// <para>
/// Where the total of a panel is told too, a way that moves it too far is completed by pairs that move it back
/// (<see cref="PanelBalance"/>). They belong to the way, so four ways share none of them either.
/// </para>
/// </remarks>
public sealed class Freedom
{
    /// <summary>One more than may pool what they know.</summary>
    public const int Enough = 4;

    /// <summary>The least that a total must be in doubt, in thousandths of points.</summary>
    public const int TotalNeeded = 20_000;

    private readonly Layer layer;
    private readonly Telling country;
    private readonly Network network;
    private readonly Movers movers;
    private readonly Unused unused;
    private readonly PathSearch paths;
    private readonly Trades trades;
    private readonly PanelBalance panel;

    /// <param name="layer">The values.</param>
    /// <param name="tellings">How much is told of each group.</param>
    /// <param name="panelSlack">
    /// By how much the sum of the panel's totals may go down and up, in thousandths of points, without its mean being
    /// shown as another.
    /// </param>
    public Freedom(Layer layer, Tellings tellings, (int Down, int Up) panelSlack = default)
    {
        this.layer = layer;
        country = tellings.Country;
        network = new Network(layer, tellings);
        movers = layer.Movers;
        unused = new Unused(layer);
        paths = new PathSearch(layer, network, movers, unused);
        trades = new Trades(layer, network, movers, unused);
        panel = new PanelBalance(layer, network, movers, unused, panelSlack);
    }

    /// <summary>The least that a part must be in doubt, in thousandths of points.</summary>
    public static int Needed(int part) => Movers.Needed(part);

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

    // Where the total alone is told of everyone, who goes up in one part may go down in another.
    private bool IsOpen(int bucket, int part) =>
        (country != Telling.Parts && trades.CanTradeWithItself(bucket, part))
        || SmallestOfEnough(bucket, part, mayMix: true) > 0;

    private bool IsTotalOpen(int bucket)
    {
        var doubt = 0;
        for (var part = 0; part < Layer.Parts && doubt < TotalNeeded; part++)
        {
            doubt += SmallestOfEnough(bucket, part, mayMix: false);
        }

        return doubt >= TotalNeeded || Exchanges(bucket) >= Enough;
    }

    // With others of the same groups, as far as groups are shown: everything of both. Counts to four.
    private int Exchanges(int bucket)
    {
        var (atom, profile, _) = layer.Buckets[bucket];
        var found = 0;
        foreach (var near in network.Beside(atom))
        {
            if (near != atom && (network.IsAlone(near) || network.ClassOf(near) != network.ClassOf(atom)))
            {
                continue;
            }

            foreach (var other in layer.BucketsOf(near))
            {
                var more = layer.Buckets[other].Profile.Total - profile.Total;
                if (Math.Abs(more) >= TotalNeeded
                    && panel.IsWithinSlack(more * (layer.Panel(bucket) - layer.Panel(other))))
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

    /// <summary>
    /// The amount by which four disjoint ways move this part at least, all sums as they were; 0 where there are not
    /// four. Large amounts are tried first.
    /// </summary>
    private int SmallestOfEnough(int bucket, int part, bool mayMix)
    {
        unused.Use(bucket);
        var found = 0;
        var smallest = 0;
        foreach (var amount in movers.Amounts(bucket, part))
        {
            smallest = amount;
            found += Ways(new Move(bucket, part, amount, mayMix), Enough - found);
            found += Ways(new Move(bucket, part, -amount, mayMix), Enough - found);
            if (found == Enough)
            {
                break;
            }
        }

        unused.PutAllBack();
        return found == Enough ? smallest : 0;
    }

    private int Ways(Move move, int most)
    {
        if (!movers.CanMove(move.Bucket, move.Part, move.By))
        {
            return 0;
        }

        var found = 0;
        while (found < most && (FindPath(move) || (move.MayMix && IsWay(trades.Take(move), move))))
        {
            found++;
        }

        return found;
    }

    private bool FindPath(Move move)
    {
        var atom = layer.Buckets[move.Bucket].Atom;
        if (unused.FirstFor(move, move.Part, movers.Of(move.Part, -move.By)[atom]) is { } neighbour)
        {
            unused.UseFor(move, neighbour); // of the same atom: the panel's sum stays
            return true;
        }

        return !network.IsAlone(atom)
            && ((panel.HasPairs && IsWay(paths.Take(move, layer.InPanel[atom]), move))
                || IsWay(paths.Take(move, panelSide: null), move));
    }

    private bool IsWay(int? net, Move move) => net is { } moved && panel.Restore(moved, move);
}
