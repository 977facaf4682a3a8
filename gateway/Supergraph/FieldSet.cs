using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Supergraph;

/// <summary>
/// A selection without fragments' names: what keys, requires and provides hold (<c>id objective { id }</c>).
/// </summary>
/// <param name="Fields">In the order written.</param>
public sealed record FieldSet(IReadOnlyList<FieldSetField> Fields)
{
    public static FieldSet Empty { get; } = new([]);

    /// <summary>The field with this name that applies to every type; null where it is not in the set.</summary>
    public FieldSetField? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);

    /// <summary>What either holds; null for nothing.</summary>
    public static FieldSet? Union(FieldSet? one, FieldSet? other) => (one, other) switch
    {
        (null, _) => other,
        (_, null) => one,
        _ => new FieldSet([.. one.Fields, .. other.Fields]),
    };

    /// <exception cref="SupergraphException">The text is not a selection.</exception>
    public static FieldSet Parse(string text)
    {
        try
        {
            var document = Parser.Parse($"{{ {text} }}");
            return Of(((OperationDefinition)document.Definitions[0]).SelectionSet, onType: null);
        }
        catch (SyntaxException wrong)
        {
            throw new SupergraphException($"The field set \"{text}\" does not parse: {wrong.Message}");
        }
    }

    public override string ToString() => string.Join(' ', Fields);

    private static FieldSet Of(SelectionSet set, string? onType) =>
        new([.. set.Selections.SelectMany(selection => Of(selection, onType))]);

    private static IEnumerable<FieldSetField> Of(Selection selection, string? onType) => selection switch
    {
        Field field =>
            [new(
                field.Name.Value,
                field.Arguments,
                field.SelectionSet is null ? null : Of(field.SelectionSet, onType: null),
                onType)],
        InlineFragment fragment => Of(fragment.SelectionSet, fragment.TypeCondition?.Name ?? onType).Fields,
        _ => throw new SupergraphException("A field set holds no named fragments."),
    };
}

/// <summary>One field of a <see cref="FieldSet"/>.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Arguments">Literals, as <c>@requires</c> may give.</param>
/// <param name="Selection">Null for a leaf.</param>
/// <param name="OnType">The type condition it stands under; null where it applies to every type.</param>
public sealed record FieldSetField(
    string Name, IReadOnlyList<Argument> Arguments, FieldSet? Selection, string? OnType)
{
    public override string ToString() =>
        (OnType is null ? "" : $"... on {OnType} ") + (Selection is null ? Name : $"{Name} {{ {Selection} }}");
}
