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

    public static IReadOnlyList<Question> All { get; } =
    [
        new("country", "Round", $"benchmark {{ {Numbers} averageBands {{ band count }} }}", Round),
        new("size class", "Round", $"benchmark(group: {{ kind: SIZE_CLASS, code: $class }}) {{ {Numbers} }}", Round),
        new("Veilig Thuis region", "Region", $"aggregate(round: $round) {{ {Numbers} }}", (_, i) => new
        {
            __typename = "Region", code = Population.RegionOf(i),
        }),
        new("frequency tables", "Round",
            "frequencies { respondents inPolicy { percentage } questions { label options { label count } } }",
            Round),
        new("comparison with own", "Municipality",
            $"comparison(round: $round, group: {{ kind: SIZE_CLASS }}) {{ own {{ total }} group {{ {Numbers} }} }}",
            (_, i) => new { __typename = "Municipality", code = Population.Code(i) }, IsOwn: true),
    ];

    public string Document =>
        $"query ($keys: [_Any!]!{Variable("round", "Int!")}{Variable("class", "ID!")}) "
        + $"{{ _entities(representations: $keys) {{ ... on {Type} {{ {Selection} }} }} }}";

    public static int Year(Size size, int i) => Size.LastYear - (i % size.Rounds);

    private static object Round(Size size, int i) => new { __typename = "Round", year = Year(size, i) };

    private string Variable(string name, string type) =>
        Selection.Contains($"${name}", StringComparison.Ordinal) ? $", ${name}: {type}" : "";
}
