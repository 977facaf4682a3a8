using Monitor.Gateway.Access;
using Monitor.Gateway.Planning;
using Monitor.GraphQL;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Execution;

/// <summary>
/// Holds the merged data to the clients' schema. GraphQL 2025 §6.4.4: a null, or nothing, in a non-null field moves to
/// its parent; what has the wrong shape counts as null. Each such null has an error, its own or that of a fetch.
/// </summary>
internal sealed class AnswerCompletion(GraphQLSchema schema, List<GraphQLError> errors)
{
    private readonly Stack<object> path = new();
    private HashSet<string>? explained;

    /// <summary>Completes the root; null where a null reached it.</summary>
    public ResultObject? Complete(ResultObject root, SelectedSet selection) =>
        CompleteObject(root, selection, selection.Type.Name) ? root : null;

    private bool CompleteObject(ResultObject value, SelectedSet selection, string type)
    {
        foreach (var field in selection.For(type))
        {
            if (field.Definition is null)
            {
                continue;   // __typename and introspection
            }
            path.Push(field.ResponseKey);
            if (field.IsRefused)
            {
                errors.Add(Refusals.Error([.. path.Reverse()]));
                value.Set(field.ResponseKey, null);
                path.Pop();
                if (field.Definition.Type.IsNonNull)
                {
                    return false;
                }
                continue;
            }
            var index = value.IndexOf(field.ResponseKey);
            var found = index < 0 ? null : value.ValueAt(index);
            var completed = CompleteValue(found, field.Definition.Type, field);
            if (completed is null && found is not null && !field.Definition.Type.Nullable.Named.IsLeaf)
            {
                // Nothing that was there disappears without a word; where a null below is why, that has its error.
                Explain($"The value given for {type}.{field.Name} is not of its type.");
            }
            if (completed is null && field.Definition.Type.IsNonNull)
            {
                Explain($"Cannot return null for non-nullable field {type}.{field.Name}.");
                path.Pop();
                return false;
            }
            if (!ReferenceEquals(completed, found) || index < 0)
            {
                value.Set(field.ResponseKey, completed);
            }
            path.Pop();
        }
        return true;
    }

    private object? CompleteValue(object? value, GraphQLType type, SelectedField field)
    {
        if (value is null)
        {
            return null;
        }
        return type.Nullable switch
        {
            ListType list => CompleteList(value, list.Item, field),
            NamedType { IsComposite: true } => CompleteComposite(value, field),
            _ => value,
        };
    }

    private ResultList? CompleteList(object value, GraphQLType item, SelectedField field)
    {
        if (value is not ResultList list)
        {
            return null;
        }
        for (var index = 0; index < list.Count; index++)
        {
            path.Push(index);
            list[index] = CompleteValue(list[index], item, field);
            if (list[index] is null && item.IsNonNull)
            {
                Explain($"Cannot return null for non-nullable field {field.Name}.");
                path.Pop();
                return null;
            }
            path.Pop();
        }
        return list;
    }

    private ResultObject? CompleteComposite(object value, SelectedField field)
    {
        var selection = field.Selection!;
        if (value is not ResultObject found || RuntimeType(found, selection.Type) is not { } type)
        {
            return null;
        }
        return CompleteObject(found, selection, type) ? found : null;
    }

    /// <summary>Null where the value's type is none that a client may see here.</summary>
    private string? RuntimeType(ResultObject value, NamedType declared)
    {
        if (!declared.IsAbstract)
        {
            return declared.Name;
        }
        return TypeName.Of(value) is { } name && schema.Types.TryGetValue(name, out var type) && type is ObjectType
            ? name
            : null;
    }

    /// <summary>Adds an error unless one at, above or below this place explains the null already.</summary>
    private void Explain(string message)
    {
        explained ??= [.. errors.Where(error => error.Path is not null).SelectMany(error => Prefixes(error.Path!))];
        var here = path.Reverse().ToList();
        if (explained.Contains(Key(here)) || errors.Any(error => IsAbove(error.Path, here)))
        {
            return;
        }
        errors.Add(new GraphQLError(message) { Path = here, Extensions = GraphQLError.Code("INTERNAL_ERROR") });
        explained.UnionWith(Prefixes(here));
    }

    private static bool IsAbove(IReadOnlyList<object>? above, List<object> path) =>
        above is { Count: > 0 } && above.Count <= path.Count && above.SequenceEqual(path.Take(above.Count));

    private static IEnumerable<string> Prefixes(IReadOnlyList<object> steps) =>
        Enumerable.Range(1, steps.Count).Select(count => Key(steps.Take(count)));

    private static string Key(IEnumerable<object> steps) => string.Join('\n', steps);
}
