using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>
/// A limit that the specification does not know. Limits are judged before all rules and by the document alone, so that
/// what is too large costs no rule any time.
/// </summary>
/// <param name="options">Hold the limits; where they say so, messages name no number.</param>
/// <param name="code">What clients branch on.</param>
internal abstract class Limit(ValidationOptions options, string code)
{
    protected ValidationOptions Options { get; } = options;

    /// <summary>What is wrong with an operation or a fragment; null where nothing is.</summary>
    /// <param name="definition">A fragment is judged whether it is used or not.</param>
    /// <param name="size">Its size once its fragments are spread.</param>
    public abstract GraphQLError? Judge(Definition definition, DocumentSize size);

    /// <param name="node">The place to blame.</param>
    /// <param name="message">Names no number.</param>
    /// <param name="exact">The same with numbers.</param>
    protected GraphQLError Error(SyntaxNode node, string message, string exact) =>
        new(Options.ExposeLimits ? exact : message)
        {
            Locations = [node.Location],
            Extensions = GraphQLError.Code(code),
        };
}
