using Monitor.GraphQL.Differential.Tests.Comparison;

namespace Monitor.GraphQL.Differential.Tests.Running;

/// <summary>Holds two answers to each other and says how to see them again.</summary>
internal static class Judge
{
    /// <summary>Null where the answers agree, or the specification allows both.</summary>
    public static string? DifferenceOf(Exchange exchange)
    {
        var difference = Comparer.Difference(exchange.Ours, exchange.Theirs);
        return difference is null || Exceptions.SectionFor(exchange.Ours, exchange.Theirs) is not null
            ? null
            : $"""
                {difference}
                line:   {exchange.Line}
                ours:   {exchange.Ours}
                theirs: {exchange.Theirs}
                again:  save the line as case.jsonl, then MONITOR_CASE=case.jsonl ./monitor test differential
                """;
    }

    /// <summary>What was asked and how it came out: a run that only met refusals has tested little.</summary>
    public static string KindOf(Exchange exchange)
    {
        if (Comparer.Difference(exchange.Ours, exchange.Theirs) is not null
            && Exceptions.SectionFor(exchange.Ours, exchange.Theirs) is { } section)
        {
            return $"different, as {section} allows";
        }

        using var line = DeepJson.Parse(exchange.Line);
        using var theirs = DeepJson.Parse(exchange.Theirs);
        var mode = line.RootElement.TryGetProperty("mode", out var named) ? named.GetString()! : "execute";
        var answer = theirs.RootElement;
        var end = answer.TryGetProperty("data", out _) || answer.TryGetProperty("events", out _)
            ? (exchange.Theirs.Contains("\"errors\":", StringComparison.Ordinal) ? "with errors" : "without errors")
            : answer.TryGetProperty("errors", out _) ? "refused"
            : answer.TryGetProperty("schemaErrors", out var faults) && faults.GetArrayLength() > 0 ? "faulty" : "fine";
        return $"{mode} {end}";
    }
}
