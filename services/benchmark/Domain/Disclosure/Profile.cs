namespace Monitor.Benchmark.Domain;

/// <summary>How many of an atom have these points.</summary>
public sealed record Bucket(int Atom, Profile Profile, int Count);

/// <summary>Points per part, in thousandths.</summary>
public readonly record struct Profile(int Anchoring, int Content, int Reach)
{
    public int Total => Anchoring + Content + Reach;

    public int this[int part] => part switch
    {
        0 => Anchoring,
        1 => Content,
        2 => Reach,
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
