using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Planning.Search;

/// <summary>One way to answer the fields of a place that were looked at so far. Immutable.</summary>
internal sealed class SearchState
{
    private SearchState(IReadOnlyList<Source> sources, Node? last, Cost cost)
    {
        Sources = sources;
        this.last = last;
        Cost = cost;
    }

    private readonly Node? last;

    public IReadOnlyList<Source> Sources { get; }

    public Cost Cost { get; }

    public static SearchState Begin(Source? first, CallSet none) =>
        new(first is null ? [] : [first], null, Cost.None(none));

    public SearchState With(Source source, int subgraph) => new(
        [.. Sources, source], last, Cost with { Calls = Cost.Calls.With(source.Step, subgraph) });

    public SearchState With(Assigned assigned)
    {
        var step = Sources[assigned.Source].Step;
        var cost = assigned.Field is null
            ? Cost
            : Cost with { Fields = Cost.Fields + 1, Late = Cost.Late + step };
        if (assigned.Below is { } below)
        {
            cost = cost.Plus(below.Cost with { Left = 0 }, step);
        }
        return new SearchState(Sources, new Node(last, assigned, null), cost);
    }

    /// <summary>A field, or the part of one, that has no answer here.</summary>
    public SearchState Leave(WantedField field) =>
        new(Sources, new Node(last, null, field), Cost with { Left = Cost.Left + 1 });

    /// <summary>A part of a field that no subgraph has for values of the types that it can give.</summary>
    public SearchState Lose(int types) => new(Sources, last, Cost with { Lost = Cost.Lost + types });

    /// <summary>Without the fields that are left: they are asked in another way.</summary>
    public SearchState WithoutLeft()
    {
        var kept = Assigned().Aggregate((Node?)null, (node, assigned) => new Node(node, assigned, null));
        return new SearchState(Sources, kept, Cost with { Left = 0 });
    }

    /// <summary>The same, with some fields unanswered that are known elsewhere.</summary>
    public SearchState Lack(int fields) => new(Sources, last, Cost with { Left = Cost.Left + fields });

    /// <summary>A source of a subgraph that is asked by key alone, or brought the objects; -1 for none.</summary>
    public int IndexOf(Subgraph subgraph)
    {
        for (var index = 0; index < Sources.Count; index++)
        {
            if (Sources[index].Requires is null && !Sources[index].IsTyped && Sources[index].Subgraph == subgraph)
            {
                return index;
            }
        }
        return -1;
    }

    public List<Assigned> Assigned() => [.. Nodes().Select(node => node.Assigned).OfType<Assigned>().Reverse()];

    public List<WantedField> Left() => [.. Nodes().Select(node => node.Left).OfType<WantedField>().Reverse()];

    private IEnumerable<Node> Nodes()
    {
        for (var node = last; node is not null; node = node.Before)
        {
            yield return node;
        }
    }

    private sealed record Node(Node? Before, Assigned? Assigned, WantedField? Left);
}
