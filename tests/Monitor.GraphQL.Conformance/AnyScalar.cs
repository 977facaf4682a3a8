using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Conformance;

/// <summary>A scalar of the schema's own: values pass through as JSON carries them.</summary>
internal sealed class AnyScalar : ScalarCoercion
{
    public static AnyScalar Instance { get; } = new();

    /// <summary>All scalars that a document defines, also those that the engine ships a coercion for.</summary>
    public static IReadOnlyDictionary<string, ScalarCoercion> AllOf(Document document) => document.Definitions
        .OfType<ScalarTypeDefinition>()
        .Select(scalar => scalar.Name.Value)
        .Where(name => name is not ("Int" or "Float" or "String" or "Boolean" or "ID"))   // listed, not of its own
        .Distinct()
        .ToDictionary(name => name, _ => (ScalarCoercion)Instance);

    public override object? Serialize(object value) => PlainValue.Of(value);

    public override object? ParseValue(object value) => value;

    public override object? ParseLiteral(Value literal) => PlainValue.Of(PassThrough.ParseLiteral(literal));
}
