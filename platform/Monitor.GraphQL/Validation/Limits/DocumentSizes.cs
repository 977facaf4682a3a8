using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>Measures operations and fragments; each fragment once, however often it is spread.</summary>
internal sealed class DocumentSizes(IReadOnlyDictionary<string, FragmentDefinition> fragments)
{
    private readonly Dictionary<string, DocumentSize> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);

    public DocumentSize Of(OperationDefinition operation)
    {
        var size = Of(operation.SelectionSet).With(operation.Directives);
        foreach (var variable in operation.Variables)
        {
            size = size.With(variable.Directives).With(variable.DefaultValue);
        }

        return size;
    }

    public DocumentSize Of(FragmentDefinition fragment) => Of(fragment.Name.Value);

    private DocumentSize Of(SelectionSet selections)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return DocumentSize.Bottomless;
        }

        var size = default(DocumentSize);
        foreach (var selection in selections.Selections)
        {
            var one = selection switch
            {
                Field { SelectionSet: { } inner } field => Of(inner).Within(field).With(field.Arguments),
                Field field => default(DocumentSize).Within(field).With(field.Arguments),
                InlineFragment inline => Of(inline.SelectionSet),
                FragmentSpread spread => Of(spread.FragmentName).Spread(),
                _ => default,
            };
            size = size.Beside(one.With(selection.Directives));
        }

        return size;
    }

    private DocumentSize Of(string fragmentName)
    {
        if (known.TryGetValue(fragmentName, out var size))
        {
            return size;
        }

        // A fragment within itself has no size; NoFragmentCycles reports it.
        if (!fragments.TryGetValue(fragmentName, out var fragment) || !open.Add(fragmentName))
        {
            return default;
        }

        size = Of(fragment.SelectionSet).With(fragment.Directives);
        open.Remove(fragmentName);
        return known[fragmentName] = size;
    }
}
