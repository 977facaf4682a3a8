using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Limits how deep an operation goes and how many fields it selects once its fragments are spread, introspection
/// apart. Not in the specification: it stops documents that are small to send and enormous to answer.
/// </summary>
internal sealed class QuerySize(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, Size> fragments = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);

    public override void Enter(Document document)
    {
        foreach (var operation in document.Definitions.OfType<OperationDefinition>())
        {
            Judge(operation, SizeOf(operation.SelectionSet));
        }
    }

    private void Judge(OperationDefinition operation, Size size)
    {
        if (size.Depth > Context.Options.MaxDepth)
        {
            Report(
                operation,
                $"Fields may be nested at most {Context.Options.MaxDepth} deep; here they are {size.Depth}.");
        }

        if (size.Fields > Context.Options.MaxFields)
        {
            Report(
                operation,
                $"An operation may select at most {Context.Options.MaxFields} fields once its fragments are spread.");
        }
    }

    private void Report(OperationDefinition operation, string message) => Context.Report(new GraphQLError(message)
    {
        Locations = [operation.Location],
        Extensions = GraphQLError.Code("QUERY_TOO_LARGE"),
    });

    private Size SizeOf(SelectionSet? selections)
    {
        var size = new Size(0, 0);
        foreach (var selection in selections?.Selections ?? [])
        {
            size = size.Beside(selection switch
            {
                Field { Name.Value: "__schema" or "__type" } => new Size(1, 1),
                Field field => SizeOf(field.SelectionSet).Below(),
                InlineFragment inline => SizeOf(inline.SelectionSet),
                FragmentSpread spread => SizeOf(spread.Name.Value),
                _ => new Size(0, 0),
            });
        }

        return size;
    }

    private Size SizeOf(string fragmentName)
    {
        if (fragments.TryGetValue(fragmentName, out var known))
        {
            return known;
        }

        // A fragment within itself has no size; NoFragmentCycles reports it.
        if (!Context.Fragments.TryGetValue(fragmentName, out var fragment) || !open.Add(fragmentName))
        {
            return new Size(0, 0);
        }

        var size = SizeOf(fragment.SelectionSet);
        open.Remove(fragmentName);
        return fragments[fragmentName] = size;
    }

    /// <param name="Depth">Fields within one another.</param>
    /// <param name="Fields">Fields in all; stops at a number beyond any limit.</param>
    private readonly record struct Size(int Depth, int Fields)
    {
        private const int Enough = 1_000_000_000;

        public Size Beside(Size other) => new(
            Math.Max(Depth, other.Depth), Math.Min(Fields + other.Fields, Enough));

        public Size Below() => new(Depth + 1, Math.Min(Fields + 1, Enough));
    }
}
