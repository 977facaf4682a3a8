namespace Monitor.Benchmark.Domain;

/// <summary>
/// Where the total alone is told, a move is made up for in another part: by the one that moved or by one of the same
/// groups, while somebody else does both the other way round.
/// </summary>
internal sealed class Trades(Layer layer, Network network, Movers movers, Unused unused)
{
    /// <summary>Whether one of a bucket can go up in a part and down in another, or the reverse.</summary>
    public bool CanTradeWithItself(int bucket, int part) =>
        movers.Amounts(bucket, part).Any(by => CanGiveItself(bucket, part, by) || CanGiveItself(bucket, part, -by));

    /// <summary>
    /// Finds a trade and uses those in it. The answer is how often it moves the panel's sum, net; null: there is none.
    /// </summary>
    public int? Take(Move move)
    {
        for (var other = 0; other < Layer.Parts; other++)
        {
            if (other != move.Part && FindGiver(move, other) is { } giver
                && FindPartner(move, giver, other) is { } partner)
            {
                unused.UseFor(move, giver);
                unused.Use(partner);
                return layer.Panel(move.Bucket) - layer.Panel(giver);
            }
        }

        return null;
    }

    private bool CanGiveItself(int bucket, int part, int by) =>
        movers.CanMove(bucket, part, by)
        && Enumerable.Range(0, Layer.Parts).Any(other => other != part && movers.CanMove(bucket, other, -by));

    private int? FindGiver(Move move, int part)
    {
        if (movers.CanMove(move.Bucket, part, -move.By))
        {
            return move.Bucket;
        }

        var atom = layer.Buckets[move.Bucket].Atom;
        var down = movers.Of(part, -move.By);
        foreach (var near in network.Beside(atom))
        {
            if (layer.Atoms[near].Class == layer.Atoms[atom].Class && (near == atom || !network.IsAlone(near))
                && unused.First(down[near]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private int? FindPartner(Move move, int giver, int other)
    {
        var atom = layer.Buckets[move.Bucket].Atom;
        var down = movers.Of(move.Part, -move.By);
        for (var near = 0; near < down.Length; near++)
        {
            if (!network.MayTrade(atom, near))
            {
                continue;
            }

            foreach (var candidate in down[near])
            {
                var free = unused.Of(candidate) - (candidate == giver && giver != move.Bucket ? 1 : 0);
                if (free > 0 && movers.CanMove(candidate, other, move.By))
                {
                    return candidate;
                }
            }
        }

        return null;
    }
}
