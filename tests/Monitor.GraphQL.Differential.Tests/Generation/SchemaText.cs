using System.Text;

namespace Monitor.GraphQL.Differential.Tests.Generation;

/// <summary>Writes a schema as definition language, with what a model does not hold: descriptions, deprecations,
/// directives, extensions.</summary>
internal sealed class SchemaText(Chance chance, Texts texts, SchemaModel schema)
{
    private readonly StringBuilder text = new();
    private readonly List<string> extensions = [];
    private readonly Inputs inputs = new(chance, texts, slips: 0);

    public string Write()
    {
        var parts = schema.Types.Where(type => !BuiltInTypes.Scalars.Contains(type)).Select(Definition).ToList();
        parts.AddRange(schema.Directives.Select(Directive));
        if (schema.Query.Name != "Query" || chance.In100(10))
        {
            parts.Add(Roots());
        }

        parts.AddRange(extensions);
        parts.AddRange(schema.Types.Where(_ => chance.In100(4)).Select(Extension).OfType<string>());
        foreach (var part in parts.OrderBy(_ => chance.Below(1000)))
        {
            text.Append(part).Append(chance.In100(90) ? "\n" : "\n\n# a comment, \"quoted\" {\n");
        }

        return text.ToString();
    }

    /// <summary>An extension that only applies directives; null where there are none for it.</summary>
    private string? Extension(TypeModel type)
    {
        var (keyword, location) = type.Kind switch
        {
            TypeKind.Object => ("type", "OBJECT"),
            TypeKind.Input => ("input", "INPUT_OBJECT"),
            var kind => (kind.ToString().ToLowerInvariant(), kind.ToString().ToUpperInvariant()),
        };
        var directives = Applied(location);
        return directives.Length == 0 || BuiltInTypes.Scalars.Contains(type)
            ? null
            : $"extend {keyword} {type}{directives}";
    }

    private string Roots()
    {
        var roots = new (string Operation, TypeModel? Type)[]
        {
            ("query", schema.Query), ("mutation", schema.Mutation), ("subscription", schema.Subscription),
        };
        var lines = roots.Where(root => root.Type is not null).Select(root => $"  {root.Operation}: {root.Type}\n");
        return $"{Description()}schema{Applied("SCHEMA")} {{\n{string.Concat(lines)}}}";
    }

    private string Definition(TypeModel type) => Description() + type.Kind switch
    {
        TypeKind.Scalar => $"scalar {type}{SpecifiedBy()}{Applied("SCALAR")}",
        TypeKind.Enum => $"enum {type}{Applied("ENUM")}{Block(type, type.Values.Select(Value).ToList())}",
        TypeKind.Input => $"input {type}{(type.IsOneOf ? " @oneOf" : "")}{Applied("INPUT_OBJECT")}"
            + Block(type, type.Fields.Select(field => Input(field, "INPUT_FIELD_DEFINITION")).ToList()),
        TypeKind.Union => Union(type),
        TypeKind.Interface => $"interface {type}{Implements(type)}{Applied("INTERFACE")}{Fields(type)}",
        _ => $"type {type}{Implements(type)}{Applied("OBJECT")}{Fields(type)}",
    };

    private string Union(TypeModel type)
    {
        var members = type.Members.Select(member => member.Name).ToList();
        if (members.Count > 1 && chance.In100(20))
        {
            extensions.Add($"extend union {type} = {members[^1]}");
            members.RemoveAt(members.Count - 1);
        }

        return $"union {type}{Applied("UNION")} ={(chance.In100(20) ? " | " : " ")}{string.Join(" | ", members)}";
    }

    private string Implements(TypeModel type) => type.Interfaces.Count == 0
        ? ""
        : $" implements {(chance.In100(10) ? "& " : "")}{string.Join(" & ", type.Interfaces)}";

    private string Fields(TypeModel type) => Block(type, type.Fields.Select(field =>
        Description()
        + field.Name
        + Arguments(field.Arguments)
        + $": {field.Type}"
        + (type.Interfaces.Count == 0 && type.Kind == TypeKind.Object ? Deprecated() : "")
        + Applied("FIELD_DEFINITION")).ToList());

    private string Arguments(IReadOnlyList<FieldModel> arguments) => arguments.Count == 0
        ? ""
        : "(" + string.Join(
            chance.In100(80) ? ", " : "\n", arguments.Select(one => Input(one, "ARGUMENT_DEFINITION"))) + ")";

    private string Input(FieldModel field, string location) =>
        (chance.In100(70) ? "" : Description())
        + $"{field.Name}: {field.Type}"
        + (field.Default is null ? "" : $" = {field.Default}")
        + (field.IsRequired ? "" : Deprecated())
        + Applied(location);

    private string Value(string name) => Description() + name + Deprecated() + Applied("ENUM_VALUE");

    /// <summary>At times the last lines stand in an extension.</summary>
    private string Block(TypeModel type, List<string> lines)
    {
        if (lines.Count > 1 && chance.In100(10))
        {
            var keyword = type.Kind == TypeKind.Object ? "type" : type.Kind.ToString().ToLowerInvariant();
            extensions.Add($"extend {keyword} {type} {{\n{lines[^1]}\n}}");
            lines.RemoveAt(lines.Count - 1);
        }

        return " {\n" + string.Concat(lines.Select(line => $"  {line}\n")) + "}";
    }

    private string Directive(DirectiveModel directive) =>
        Description()
        + $"directive @{directive.Name}"
        + Arguments(directive.Arguments)
        + (directive.IsRepeatable ? " repeatable" : "")
        + $" on {string.Join(" | ", directive.Locations.Distinct())}";

    private string Description() => chance.In100(80) ? "" : texts.Literal(texts.Any()) + "\n";

    private string Deprecated() => chance.Below(12) switch
    {
        0 => " @deprecated",
        1 => $" @deprecated(reason: {texts.Literal(texts.Any())})",
        _ => "",
    };

    private string SpecifiedBy() =>
        chance.In100(30) ? $" @specifiedBy(url: {texts.Quoted("https://example.org/" + texts.Plain())})" : "";

    private string Applied(string location)
    {
        // A directive may not reference itself by way of the types of its arguments. §3.13
        var isInput = location is "ARGUMENT_DEFINITION" or "INPUT_FIELD_DEFINITION" or "INPUT_OBJECT" or "ENUM"
            or "ENUM_VALUE" or "SCALAR";
        var fitting = schema.Directives
            .Where(directive => directive.Locations.Contains(location))
            .Where(directive => !isInput || directive.Arguments.Count == 0)
            .ToList();
        if (fitting.Count == 0 || chance.In100(70))
        {
            return "";
        }

        var directive = chance.Of(fitting);
        var times = directive.IsRepeatable ? chance.Between(1, 3) : 1;
        return string.Concat(Enumerable.Range(0, times).Select(_ => " " + Use(directive)));
    }

    private string Use(DirectiveModel directive)
    {
        var given = directive.Arguments.Where(argument => argument.IsRequired || chance.In100(50))
            .Select(argument => $"{argument.Name}: {inputs.Literal(argument.Type)}").ToList();
        return $"@{directive.Name}" + (given.Count == 0 ? "" : $"({string.Join(", ", given)})");
    }
}
