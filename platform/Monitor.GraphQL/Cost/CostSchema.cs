using System.Globalization;
using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Cost;

/// <summary>The weights and list sizes of a schema. GraphQL Cost Directives §7, §8</summary>
/// <remarks>
/// A directive that makes no sense says nothing here: a supergraph of others is still served.
/// <see cref="CostDirectiveRules"/> finds the faults in one's own schema.
/// </remarks>
internal sealed class CostSchema
{
    private static readonly ConditionalWeakTable<GraphQLSchema, CostSchema> BySchema = [];

    private readonly Dictionary<object, double> weights = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FieldType, ListSize> sizes = new(ReferenceEqualityComparer.Instance);
    private readonly CostDirectiveNames names;

    private CostSchema(GraphQLSchema schema)
    {
        Schema = schema;
        names = CostDirectiveNames.Of(schema.Definitions, schema.Directives.ContainsKey);
        foreach (var type in schema.Types.Values)
        {
            Read(type);
        }

        foreach (var argument in schema.Directives.Values.SelectMany(directive => directive.Arguments.Values))
        {
            ReadInput(argument);
        }
    }

    public GraphQLSchema Schema { get; }

    public static CostSchema Of(GraphQLSchema schema) =>
        BySchema.GetValue(schema, static key => new CostSchema(key));

    /// <summary>The weight of a leaf or an object.</summary>
    public double WeightOf(NamedType type) => weights[type];

    /// <summary>The weight of a field of an object.</summary>
    public double WeightOf(FieldType field) => weights[field];

    /// <summary>The weight of an argument or a field of an input object.</summary>
    public double WeightOf(InputValueType input) => weights[input];

    /// <summary>Null where nothing is said of a field.</summary>
    public ListSize? SizeOf(FieldType field) => sizes.GetValueOrDefault(field);

    /// <summary>Whether an argument of this name slices any field.</summary>
    public bool IsSlicing(string argument) => SlicingArguments.Contains(argument);

    private HashSet<string> SlicingArguments { get; } = new(StringComparer.Ordinal);

    private void Read(NamedType type)
    {
        weights[type] = Weight(type.Directives) ?? DefaultOf(type);
        switch (type)
        {
            case ComplexType complex:
                foreach (var field in complex.Fields.Values)
                {
                    Read(complex, field);
                }

                break;
            case InputObjectType input:
                foreach (var field in input.Fields.Values)
                {
                    ReadInput(field);
                }

                break;
        }
    }

    private void Read(ComplexType parent, FieldType field)
    {
        weights[field] = Weight(field.Directives) ?? DefaultOf(field.Type.Named);
        foreach (var argument in field.Arguments.Values)
        {
            ReadInput(argument);
        }

        // A field is as long as the interface promises, unless it says otherwise itself.
        var size = Size(field.Directives) ?? parent.Interfaces
            .Select(type => type.Fields.GetValueOrDefault(field.Name))
            .Select(promised => promised is null ? null : Size(promised.Directives))
            .FirstOrDefault(promised => promised is not null);
        if (size is not null)
        {
            sizes[field] = size;
            SlicingArguments.UnionWith(size.SlicingArguments);
        }
    }

    private void ReadInput(InputValueType input) =>
        weights[input] = Weight(input.Directives) ?? DefaultOf(input.Type.Named);

    /// <summary>§7.1: leaves come with the object that holds them.</summary>
    private static double DefaultOf(NamedType type) => type.IsLeaf ? 0 : 1;

    /// <summary>IBM writes the weight as a string, federation as a whole number.</summary>
    private double? Weight(IReadOnlyList<Directive> directives) =>
        Find(directives, names.Cost) is { } cost && TryRead(Argument(cost, "weight"), out var weight) ? weight : null;

    private ListSize? Size(IReadOnlyList<Directive> directives) =>
        Find(directives, names.ListSize) is not { } size
            ? null
            : new ListSize(
                Argument(size, "assumedSize") is IntValue assumed && int.TryParse(assumed.Text, out var number)
                    ? number
                    : null,
                Texts(Argument(size, "slicingArguments")),
                Texts(Argument(size, "sizedFields")),
                Argument(size, "requireOneSlicingArgument") is not BooleanValue { Value: false });

    /// <summary>The number that a weight is.</summary>
    internal static bool TryRead(Value? value, out double weight)
    {
        var text = value switch
        {
            IntValue whole => whole.Text,
            FloatValue number => number.Text,
            StringValue written => written.Text,
            _ => null,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out weight)
            && double.IsFinite(weight);
    }

    internal static Directive? Find(IReadOnlyList<Directive> directives, string name) =>
        directives.FirstOrDefault(directive => directive.DirectiveName == name);

    internal static Value? Argument(Directive directive, string name) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name.Value == name)?.Value;

    internal static IReadOnlyList<string> Texts(Value? value) => value switch
    {
        ListValue list => [.. list.Items.OfType<StringValue>().Select(item => item.Text)],
        StringValue one => [one.Text],
        _ => [],
    };
}
