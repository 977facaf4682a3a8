using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Cost;

/// <summary>How long the list of a field may be: GraphQL Cost Directives §8.</summary>
internal sealed class ListLength(CostSchema costs, CostOptions options, GivenInput input)
{
    private const string RepresentationsArgument = "representations";

    private readonly HashSet<SyntaxNode> reported = new(ReferenceEqualityComparer.Instance);

    public List<GraphQLError> Errors { get; } = [];

    /// <summary>The size that a field's slicing arguments or its directive tell; null where neither does.</summary>
    public double? Of(FieldType field, Field node, out IReadOnlyList<string> sizedFields)
    {
        sizedFields = [];
        if (costs.SizeOf(field) is not { } size)
        {
            // The list of a federation subgraph's entities is as long as the one of their representations.
            return field.Name == "_entities" && Given(node, RepresentationsArgument) is { } representations
                ? GivenInput.Length(input.Of(representations.Value))
                : null;
        }

        sizedFields = size.SizedFields;
        if (size.RequiresOne)
        {
            RequireOne(field, node, size.SlicingArguments);
        }

        return Sliced(field, node, size.SlicingArguments) ?? size.AssumedSize;
    }

    private double? Sliced(FieldType field, Field node, IReadOnlyList<string> arguments)
    {
        double? largest = null;
        foreach (var name in arguments)
        {
            if (!field.Arguments.TryGetValue(name, out var argument))
            {
                continue;
            }

            var written = Given(node, name);
            var given = written is null ? null : input.Of(written.Value);

            // §8.2: what is not given counts by its default.
            var number = GivenInput.Number(given ?? argument.DefaultValue);
            if (given is not null && number is { } asked)
            {
                Judge(asked, name, written!);
            }

            largest = number is null || number < largest ? largest : number;
        }

        return largest;
    }

    private void Judge(double asked, string name, Argument node)
    {
        if (asked < 0 && reported.Add(node))
        {
            Report("BAD_USER_INPUT", $"The argument \"{name}\" cannot be negative.", node);
        }
        else if (asked > options.MaxListSize && reported.Add(node))
        {
            Report(
                "LIST_TOO_LONG",
                options.ExposeLimits
                    ? $"The argument \"{name}\" may ask for at most {options.MaxListSize} items."
                    : $"The argument \"{name}\" asks for too many items.",
                node);
        }
    }

    /// <summary>§8.4: an argument with a default is there where no other is.</summary>
    private void RequireOne(FieldType field, Field node, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        var given = names.Count(name => Given(node, name) is { } argument
            && input.Of(argument.Value) is not (null or NullValue));
        var defaults = names.Count(name => field.Arguments.GetValueOrDefault(name)?.DefaultValue is not null);
        if (given != 1 && (given > 1 || defaults != 1) && reported.Add(node))
        {
            Report(
                "GRAPHQL_VALIDATION_FAILED",
                $"Field \"{field.Name}\" needs exactly one of the arguments"
                + $" {string.Join(", ", names.Select(name => $"\"{name}\""))}.",
                node);
        }
    }

    private void Report(string code, string message, SyntaxNode node) =>
        Errors.Add(GraphQLError.Of(code, message) with { Locations = [node.Location] });

    private static Argument? Given(Field node, string name) =>
        node.Arguments.FirstOrDefault(argument => argument.ArgumentName == name);
}
