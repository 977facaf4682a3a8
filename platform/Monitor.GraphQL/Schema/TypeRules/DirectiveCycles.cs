using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.TypeRules;

/// <summary>
/// Whether a directive is applied to its own arguments, to the types they use, or to what those lead to. §3.13
/// </summary>
internal sealed class DirectiveCycles
{
    private readonly DirectiveType directive;
    private readonly GraphQLSchema schema;
    private readonly HashSet<string> seenDirectives = [];
    private readonly HashSet<NamedType> seenTypes = [];

    private DirectiveCycles(DirectiveType directive, GraphQLSchema schema)
    {
        this.directive = directive;
        this.schema = schema;
    }

    public static bool IsIn(DirectiveType directive, GraphQLSchema schema) =>
        new DirectiveCycles(directive, schema).Reaches(directive.Arguments.Values);

    private bool Reaches(IEnumerable<InputValueType> inputs) =>
        inputs.Any(input => Applies(input.Directives) || Uses(input.Type.Named));

    private bool Applies(IReadOnlyList<Directive> applied) => applied.Any(candidate =>
        candidate.Name.Value == directive.Name
        || (seenDirectives.Add(candidate.Name.Value)
            && Reaches(schema.Directives[candidate.Name.Value].Arguments.Values)));

    private bool Uses(NamedType type) => seenTypes.Add(type) && (Applies(type.Directives) || type switch
    {
        InputObjectType input => Reaches(input.Fields.Values),
        EnumType members => members.Values.Values.Any(member => Applies(member.Directives)),
        _ => false,
    });
}
