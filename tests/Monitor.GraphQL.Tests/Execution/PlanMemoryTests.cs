using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Tests.Execution;

/// <summary>What is kept of documents: alone, as it counts the memory of the whole process.</summary>
[Collection(nameof(PlanMemoryTests))]
[CollectionDefinition(nameof(PlanMemoryTests), DisableParallelization = true)]
public sealed class PlanMemoryTests
{
    private static readonly ExecutableSchema Schema = Run.Bind(
        "type Query { row: Row } type Row { id: Int self: Row }",
        binder => binder
            .Type<Row>("Row")
            .Root<Row?>("Query.row", (_, _) => new(new Row(1)))
            .Field<Row, Row?>("Row.self", (rows, _, _) => new(rows)));

    [Fact]
    public async Task A_short_text_of_very_many_fields_leaves_nothing_behind()
    {
        // 5,461 fields in a few hundred characters: each level of fragments asks for the next one four times.
        var fragments = Enumerable.Range(0, 6).Select(i =>
            $"fragment F{i} on Row {{ {string.Concat("abcd".Select(name => $"{name}: self {{ ...F{i + 1} }} "))} }}");
        var large = Parser.Parse($"{{ row {{ ...F0 }} }} {string.Concat(fragments)} fragment F6 on Row {{ id }}");
        await ExecuteAsync(Parser.Parse("{ row { self { id } } }"));   // what is made once, is made

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ExecuteAsync(large);
        var left = GC.GetTotalMemory(forceFullCollection: true) - before;

        Assert.InRange(left, long.MinValue, 500_000);   // kept, the plan would be more than two million bytes
        GC.KeepAlive(large);
    }

    private static async Task ExecuteAsync(Document document)
    {
        var request = new ExecutionRequest { Document = document, Services = Run.NoServices.Instance };
        var result = await new Executor(Schema).ExecuteAsync(request, CancellationToken.None);
        Assert.Empty(result.Errors);
    }

    private sealed record Row(int Id);
}
