namespace Monitor.GraphQL.Validation.Rules.Overlapping;

/// <summary>What is known of two selections from comparing them before.</summary>
internal struct Compared
{
    /// <summary>How the fields of the first were compared with the second, a fragment, and all within it.</summary>
    public Strictness WithFragment;

    /// <summary>How both, as fragments, were compared with all within them.</summary>
    public Strictness Fragments;

    /// <summary>Where the response names that both have begin in the list of them; 0 where not known yet.</summary>
    public int SharedNames;
}

/// <summary>How strictly a pair was compared, if at all.</summary>
internal struct Strictness
{
    private const byte Shapes = 1;
    private const byte Everything = 2;

    private byte done;

    /// <summary>Remembers a comparison; false where it was made before, as strictly or more so.</summary>
    /// <param name="areExclusive">Whether only shapes must agree.</param>
    public bool Add(bool areExclusive)
    {
        var wanted = areExclusive ? Shapes : Everything;
        if (done >= wanted)
        {
            return false;
        }

        done = wanted;
        return true;
    }
}
