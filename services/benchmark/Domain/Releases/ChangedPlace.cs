namespace Monitor.Benchmark.Domain;

/// <summary>How those of one place, a size class and a region, differ between two editions.</summary>
/// <param name="Stayed">In both, with the same points.</param>
/// <param name="Left">In the earlier one only.</param>
/// <param name="Renewed">With points in the later one that the earlier one does not have: other ones, or the
/// first.</param>
/// <param name="Moved">In both, but here in one of them only.</param>
public readonly record struct ChangedPlace(int Stayed, int Left, int Renewed, int Moved)
{
    public bool IsChanged => Left + Renewed + Moved > 0;

    /// <summary>
    /// The fewest that any sum or difference of both editions is about here, if it gives the later edition's sum of
    /// this place a weight: whoever has new points; and either those that stayed or those that left, as the later
    /// edition adds the weight to the first alone.
    /// </summary>
    public int Across => Renewed + Math.Min(Stayed, Left);

    internal ChangedPlace With(bool then, bool now, bool differs, bool moved) =>
        moved ? this with { Moved = Moved + 1 }
        : now ? differs || !then ? this with { Renewed = Renewed + 1 } : this with { Stayed = Stayed + 1 }
        : this with { Left = Left + 1 };
}
