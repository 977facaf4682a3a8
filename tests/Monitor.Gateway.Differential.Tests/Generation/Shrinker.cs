namespace Monitor.Gateway.Differential.Tests.Generation;

/// <summary>Makes an operation smaller as long as it still fails.</summary>
internal static class Shrinker
{
    private const int MostTries = 400;

    /// <param name="operation">One that fails.</param>
    /// <param name="failsAsync">Whether a smaller one still does.</param>
    public static async Task<Operation> ShrinkAsync(Operation operation, Func<Operation, Task<bool>> failsAsync)
    {
        var tries = 0;
        var isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            foreach (var smaller in Smaller(operation.Parts).Select(parts => operation with { Parts = parts }))
            {
                if (smaller.Parts.Count == 0)
                {
                    continue;
                }

                if (tries++ >= MostTries)
                {
                    return operation;
                }

                if (await failsAsync(smaller))
                {
                    operation = smaller;
                    isSmaller = true;
                    break;
                }
            }
        }

        return operation;
    }

    /// <summary>Every list of parts that has a little less: the largest pieces go first.</summary>
    private static IEnumerable<IReadOnlyList<Part>> Smaller(IReadOnlyList<Part> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            IReadOnlyList<Part> Without(params IReadOnlyList<Part> instead) =>
                [.. parts.Take(i), .. instead, .. parts.Skip(i + 1)];

            yield return Without();
            if (parts[i] is FragmentPart)
            {
                yield return Without(parts[i].Parts);
            }
        }

        for (var i = 0; i < parts.Count; i++)
        {
            foreach (var part in Simpler(parts[i]))
            {
                yield return [.. parts.Take(i), part, .. parts.Skip(i + 1)];
            }
        }
    }

    private static IEnumerable<Part> Simpler(Part part)
    {
        foreach (var below in Smaller(part.Parts).Where(below => below.Count > 0))
        {
            // A fragment of several places is no longer the same one.
            yield return part is FragmentPart fragment
                ? fragment with { Parts = below, Name = null }
                : part with { Parts = below };
        }

        if (part.Directives.Length > 0)
        {
            yield return part with { Directives = "" };
        }

        if (part is FragmentPart { Name: not null } spread)
        {
            yield return spread with { Name = null };
        }

        if (part is FieldPart { Arguments.Length: > 0 } argued)
        {
            yield return argued with { Arguments = "" };
        }

        if (part is FieldPart { Alias: not null } aliased)
        {
            yield return aliased with { Alias = null };
        }
    }
}
