namespace Monitor.Benchmark.Domain;

/// <summary>
/// Where the total of a panel is told too, moves its sum back until its mean is shown as the same whole number: by
/// pairs of two that are in the same groups, one in the panel and one not, of which one goes up and the other down.
/// </summary>
internal sealed class PanelBalance
{
    private readonly Movers movers;
    private readonly Unused unused;
    private readonly (int Down, int Up) slack;
    private readonly (int Inside, int Outside)[] pairs;

    /// <param name="layer">The values.</param>
    /// <param name="network">What tells atoms apart.</param>
    /// <param name="movers">Who can move.</param>
    /// <param name="unused">Those that no way has used.</param>
    /// <param name="slack">
    /// By how much the sum may go down and up, in thousandths of points, without its mean being shown as another.
    /// </param>
    public PanelBalance(Layer layer, Network network, Movers movers, Unused unused, (int Down, int Up) slack)
    {
        this.movers = movers;
        this.unused = unused;
        this.slack = slack;
        pairs =
        [
            .. layer.InPanel.Index().Where(a => a.Item).SelectMany(one => layer.InPanel.Index()
                .Where(other => !other.Item && network.IsAlike(one.Index, other.Index))
                .Select(other => (one.Index, other.Index))),
        ];
    }

    /// <summary>Whether there are two atoms that only the panel tells apart.</summary>
    public bool HasPairs => pairs.Length > 0;

    /// <summary>
    /// Moves the sum back where a way moved it, net so often by the move's amount: false where there are no pairs for
    /// it, and the way is none.
    /// </summary>
    public bool Restore(int net, Move move)
    {
        for (var by = net > 0 ? -move.By : move.By; net != 0; net -= Math.Sign(net))
        {
            if (IsWithinSlack(net * move.By, move.MayMix ? 1 : Layer.Parts))
            {
                return true;
            }

            if (!UsePair(move.Part, by)
                && !(move.MayMix && Enumerable.Range(0, Layer.Parts).Any(part => UsePair(part, by))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the mean is shown as the same after the sum moved so far, in thousandths of points.</summary>
    /// <param name="moved">Up, or down where it is negative.</param>
    /// <param name="shares">How many may move it so together, each with as much of what the rounding leaves.</param>
    public bool IsWithinSlack(int moved, int shares = 1) =>
        moved <= slack.Up / shares && -moved <= slack.Down / shares;

    private bool UsePair(int part, int by)
    {
        var (inside, outside) = (movers.Of(part, by), movers.Of(part, -by));
        foreach (var (one, other) in pairs)
        {
            if (unused.First(inside[one]) is { } first && unused.First(outside[other]) is { } second)
            {
                unused.Use(first);
                unused.Use(second);
                return true;
            }
        }

        return false;
    }
}
