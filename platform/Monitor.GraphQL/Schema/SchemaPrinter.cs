using System.Text;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>
/// Writes a schema as definition language, in the layout of graphql-js' <c>printSchema()</c>: what introspection could
/// tell, so without built-in types and without applied directives other than deprecated, specifiedBy and oneOf.
/// </summary>
public static class SchemaPrinter
{
    public static string Print(GraphQLSchema schema)
    {
        var parts = new List<string>();
        if (PrintRoots(schema) is { } roots)
        {
            parts.Add(roots);
        }

        var builtIn = BuiltIns.Directives.Select(directive => directive.Name.Value).ToHashSet();
        parts.AddRange(schema.Directives.Values.Where(one => !builtIn.Contains(one.Name)).Select(PrintDirective));
        var types = BuiltIns.Types.Select(type => type.Name.Value).ToHashSet();
        parts.AddRange(schema.Types.Values.Where(type => !types.Contains(type.Name)).Select(PrintType));
        return string.Join("\n\n", parts);
    }

    /// <summary>Null where the root types have their default names, so that nothing need be said.</summary>
    private static string? PrintRoots(GraphQLSchema schema)
    {
        var isDefault = Enum.GetValues<OperationType>().All(operation =>
            schema.Types.GetValueOrDefault(operation.ToString()) == schema.Roots.GetValueOrDefault(operation));
        if (schema.Roots.Count == 0 || (schema.Description is null && isDefault))
        {
            return null;
        }

        var lines = schema.Roots.Select(root => $"  {root.Key.Keyword()}: {root.Value}");
        return PrintDescription(schema.Description) + "schema" + PrintBlock(lines);
    }

    private static string PrintDirective(DirectiveType directive) =>
        PrintDescription(directive.Description)
        + $"directive @{directive.Name}"
        + PrintArguments(directive.Arguments.Values, "")
        + (directive.IsRepeatable ? " repeatable" : "")
        + " on "
        + string.Join(" | ", directive.Locations);

    private static string PrintType(NamedType type) => PrintDescription(type.Description) + type switch
    {
        ScalarType scalar => $"scalar {scalar}" + PrintSpecifiedBy(scalar.SpecifiedByUrl),
        ObjectType complex => $"type {type}" + PrintInterfaces(complex) + PrintFields(complex),
        InterfaceType complex => $"interface {type}" + PrintInterfaces(complex) + PrintFields(complex),
        UnionType { NamedMembers.Count: 0 } => $"union {type}",
        UnionType union => $"union {type} = {string.Join(" | ", union.NamedMembers)}",
        EnumType members => $"enum {type}" + PrintBlock(members.Values.Values.Select(PrintEnumValue)),
        InputObjectType input => $"input {type}{(input.IsOneOf ? " @oneOf" : "")}"
            + PrintBlock(input.Fields.Values.Select(PrintInputField)),
        _ => throw new ArgumentException($"A {type.GetType().Name} cannot be printed.", nameof(type)),
    };

    private static string PrintInterfaces(ComplexType type) =>
        type.NamedInterfaces.Count == 0 ? "" : " implements " + string.Join(" & ", type.NamedInterfaces);

    private static string PrintFields(ComplexType type) =>
        PrintBlock(type.Fields.Values.Select((field, i) =>
            PrintDescription(field.Description, "  ", isFirst: i == 0)
            + $"  {field.Name}"
            + PrintArguments(field.Arguments.Values, "  ")
            + $": {field.Type}"
            + PrintDeprecated(field.DeprecationReason)));

    private static string PrintEnumValue(EnumMember value, int index) =>
        PrintDescription(value.Description, "  ", isFirst: index == 0)
        + $"  {value.Name}"
        + PrintDeprecated(value.DeprecationReason);

    private static string PrintInputField(InputValueType field, int index) =>
        PrintDescription(field.Description, "  ", isFirst: index == 0) + "  " + PrintInputValue(field);

    private static string PrintArguments(IEnumerable<InputValueType> arguments, string indentation)
    {
        var list = arguments.ToList();
        if (list.Count == 0)
        {
            return "";
        }

        if (list.All(argument => argument.Description is null))
        {
            return "(" + string.Join(", ", list.Select(PrintInputValue)) + ")";
        }

        var inner = indentation + "  ";
        var lines = list.Select((argument, i) =>
            PrintDescription(argument.Description, inner, isFirst: i == 0) + inner + PrintInputValue(argument));
        return "(\n" + string.Join('\n', lines) + "\n" + indentation + ")";
    }

    private static string PrintInputValue(InputValueType value) =>
        $"{value.Name}: {value.Type}"
        + (value.DefaultValue is null ? "" : " = " + Printer.Print(value.DefaultValue))
        + PrintDeprecated(value.DeprecationReason);

    private static string PrintDeprecated(string? reason) => reason switch
    {
        null => "",
        BuiltIns.DefaultDeprecationReason => " @deprecated",
        _ => $" @deprecated(reason: {Printer.Quote(reason)})",
    };

    private static string PrintSpecifiedBy(string? url) =>
        url is null ? "" : $" @specifiedBy(url: {Printer.Quote(url)})";

    private static string PrintBlock(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(text.Length == 0 ? " {\n" : "").Append(line).Append('\n');
        }

        return text.Length == 0 ? "" : text.Append('}').ToString();
    }

    private static string PrintDescription(string? description, string indentation = "", bool isFirst = true)
    {
        if (description is null)
        {
            return "";
        }

        var text = BlockString.CanHold(description) ? BlockString.Print(description) : Printer.Quote(description);
        var before = indentation.Length > 0 && !isFirst ? "\n" : "";
        return before + indentation + text.Replace("\n", "\n" + indentation, StringComparison.Ordinal) + "\n";
    }
}
