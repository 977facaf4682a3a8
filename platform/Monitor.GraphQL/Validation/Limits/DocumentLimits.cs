using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>Holds a document to all limits, before any rule looks at it.</summary>
internal static class DocumentLimits
{
    /// <summary>Reports what is exceeded; each limit once, however often.</summary>
    public static void Judge(ValidationContext context)
    {
        var sizes = new DocumentSizes(context.Fragments);
        var measured = new List<(Definition Definition, DocumentSize Size)>();
        foreach (var definition in context.Document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinition operation:
                    measured.Add((operation, sizes.Of(operation)));
                    break;
                case FragmentDefinition fragment:
                    measured.Add((fragment, sizes.Of(fragment)));
                    break;
            }
        }

        foreach (var limit in All(context.Options))
        {
            var exceeded = measured
                .Select(one => limit.Judge(one.Definition, one.Size))
                .FirstOrDefault(error => error is not null);
            if (exceeded is not null)
            {
                context.Report(exceeded);
            }
        }
    }

    private static Limit[] All(ValidationOptions options) =>
    [
        new NoIntrospection(options),
        new MaxDepth(options),
        new MaxFields(options),
        new MaxAliases(options),
        new MaxRootFields(options),
        new MaxDirectives(options),
        new MaxFragmentSpreads(options),
        new MaxListSize(options),
    ];
}
