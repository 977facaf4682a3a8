namespace Monitor.Benchmark.Domain;

/// <summary>A combination of parts that counts in a comparison: one at least.</summary>
/// <param name="Mask">A bit for each part, by its number: 1 anchoring, 2 content, 4 reach. From 1 to 7.</param>
public readonly record struct Components(int Mask)
{
    public static Components All { get; } = new(7);

    /// <summary>Every combination there is: seven, by <c>Mask</c>.</summary>
    public static IReadOnlyList<Components> Every { get; } = [.. Enumerable.Range(1, 7).Select(m => new Components(m))];

    /// <summary>A letter for each part, A, C and R, in their order: <c>ACR</c> for all.</summary>
    public string Code => string.Concat(Parts.Select(part => $"{part}"[0]));

    /// <summary>The combination with this <see cref="Code"/>; null for another text.</summary>
    public static Components? Read(string code) =>
        Every.Where(c => c.Code == code).Select(c => (Components?)c).FirstOrDefault();

    /// <summary>The parts, in their order.</summary>
    public IReadOnlyList<Component> Parts
    {
        get
        {
            var mask = Mask;
            return [.. Enum.GetValues<Component>().Where(part => (mask & (1 << (int)part)) != 0)];
        }
    }

    /// <summary>The most points that there are to have, 25 to 100.</summary>
    public int Maximum => Parts.Sum(part => part == Component.Content ? 50 : 25);

    /// <summary>The combination that is asked for; all parts where nothing is.</summary>
    /// <exception cref="ClientException">BAD_USER_INPUT: an empty list.</exception>
    public static Components Of(IReadOnlyCollection<Component>? parts) => parts switch
    {
        null => All,
        { Count: 0 } => throw new ClientException("BAD_USER_INPUT", "`components` names one part at least."),
        _ => new Components(parts.Aggregate(0, (mask, part) => mask | (1 << (int)part))),
    };

    public bool Contains(Component part) => (Mask & (1 << (int)part)) != 0;

    /// <summary>The points of the parts that count, together.</summary>
    public decimal PointsOf(decimal anchoring, decimal content, decimal reach) =>
        (Contains(Component.Anchoring) ? anchoring : 0)
        + (Contains(Component.Content) ? content : 0)
        + (Contains(Component.Reach) ? reach : 0);
}
