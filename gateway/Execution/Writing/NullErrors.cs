using Monitor.GraphQL;

namespace Monitor.Gateway.Execution.Writing;

/// <summary>Sees to it that each null that should not be has an error: its own, or that of a fetch.</summary>
internal sealed class NullErrors(List<GraphQLError> errors)
{
    private HashSet<string>? exact;      // paths that have an error
    private HashSet<string>? explained;  // those, and all above them

    /// <summary>Adds an error unless one at, above or below this place explains the null already.</summary>
    public void Explain(AnswerPath path, string message)
    {
        Begin();
        var here = path.ToList();
        var prefixes = Prefixes(here).ToList();
        if (!explained!.Contains(prefixes[^1]) && !prefixes.Any(exact!.Contains))
        {
            Add(new GraphQLError(message) { Path = here, Extensions = GraphQLError.Code("INTERNAL_ERROR") });
        }
    }

    /// <summary>Adds an error of a null that is as it should be.</summary>
    public void Add(GraphQLError error)
    {
        Begin();
        errors.Add(error);
        Remember(error.Path!);
    }

    /// <summary>Most answers have no such null: then nothing is kept of what the fetches said.</summary>
    private void Begin()
    {
        if (exact is not null)
        {
            return;
        }
        exact = [];
        explained = [];
        foreach (var error in errors.Where(error => error.Path is { Count: > 0 }))
        {
            Remember(error.Path!);
        }
    }

    private void Remember(IReadOnlyList<object> path)
    {
        var prefixes = Prefixes(path).ToList();
        exact!.Add(prefixes[^1]);
        explained!.UnionWith(prefixes);
    }

    private static IEnumerable<string> Prefixes(IReadOnlyList<object> steps)
    {
        var prefix = "";
        foreach (var step in steps)
        {
            yield return prefix = $"{prefix}\n{step}";
        }
    }
}
