namespace Monitor.Benchmark.Benchmarks;

/// <summary>One kind of query, asked of benchmark as the gateway asks it: for an entity by its key.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Type">The entity's type.</param>
/// <param name="Selection">What is asked of it; <c>$round</c>, <c>$region</c> and <c>$class</c> may be used.</param>
/// <param name="Key">Its key in round and group number <c>i</c>.</param>
/// <param name="IsOwn">Whether a municipality asks it of itself.</param>
internal sealed record Question(
    string Name, string Type, string Selection, Func<Size, int, object> Key, bool IsOwn = false)
{
    private const string Numbers =
        "n reason objectives { objective { id } n reason mean { anchoring content reach total } band }";

    private const string Everything =
        "n reason average { n mean { total } shape { median lowerQuartile upperQuartile bands { band count } } } "
        + "objectives { objective { id } n reason mean { anchoring content reach total } band "
        + "shape { reason median lowerQuartile upperQuartile bands { band count } tenths { count } } "
        + "inPolicy { count percentage } measures { measures { label count } } }";

    private const string Table =
        "respondents reason inPolicy { percentage } questions { label options { label count percentage } }";

    public static IReadOnlyList<Question> All { get; } =
    [
        new("country", "Round", $"benchmark {{ {Numbers} averageBands {{ band count }} }}", Round),
        new("country, all that is told", "Round", $"benchmark {{ {Everything} }}", Round),
        new("two parts only", "Round", $"benchmark(components: [ANCHORING, CONTENT]) {{ {Numbers} }}", Round),
        new("size class", "Round", $"benchmark(group: {{ kind: SIZE_CLASS, code: $class }}) {{ {Numbers} }}", Round),
        new("Veilig Thuis region", "Region", $"aggregate(round: $round) {{ {Numbers} }}", Region),
        new("change since a round", "Round",
            "benchmark { objectives { change(since: $since) { onSame { reason n } onAll { reason n } } } }",
            (size, i) => new { __typename = "Round", year = Size.LastYear - (i % (size.Rounds - 1)) }),
        new("frequency tables", "Round", $"frequencies {{ {Table} }}", Round),
        new("frequency tables of a size class", "Round",
            $"frequencies(group: {{ kind: SIZE_CLASS, code: $class }}) {{ {Table} }}", Round),
        new("policy coverage", "Round",
            "policyCoverage { objectives { inPolicy { count } laidDown { count } } byNumber { count } }", Round),
        new("comparison with own", "Municipality",
            $"comparison(round: $round, group: {{ kind: SIZE_CLASS }}) {{ own {{ total }} group {{ {Numbers} }} }}",
            Municipality, IsOwn: true),
        new("own place", "Municipality",
            "comparison(round: $round, group: { kind: SIZE_CLASS }) { place { objectives { objective { id } } } }",
            Municipality, IsOwn: true),
        new("figures of a municipality", "Municipality",
            "figures { indicator { id } value status reason }", (_, i) => new
            {
                __typename = "Municipality", code = i % 2 == 0 ? "GM0153" : "GM0363",
            }),
    ];

    public string Document =>
        $"query ($keys: [_Any!]!{Variable("round", "Int!")}{Variable("since", "Int!")}{Variable("class", "ID!")}) "
        + $"{{ _entities(representations: $keys) {{ ... on {Type} {{ {Selection} }} }} }}";

    public static int Year(Size size, int i) => Size.LastYear - (i % size.Rounds);

    private static object Region(Size size, int i) => new { __typename = "Region", code = Population.RegionOf(i) };

    private static object Municipality(Size size, int i) =>
        new { __typename = "Municipality", code = Population.Code(i) };

    private static object Round(Size size, int i) => new { __typename = "Round", year = Year(size, i) };

    private string Variable(string name, string type) =>
        Selection.Contains($"${name}", StringComparison.Ordinal) ? $", ${name}: {type}" : "";
}
