using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Only lists are streamed. Not in the edition of 2025; it matters where a schema defines that directive.
/// </summary>
internal sealed class StreamDirectiveOnListField(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Directive directive, string location)
    {
        if (directive.DirectiveName == "stream"
            && Context is { Field: { Type.Nullable: not ListType } field, ParentType: { } parent })
        {
            Context.Report(
                $"Directive \"@stream\" cannot be used on non-list field \"{parent}.{field.Name}\".", directive);
        }
    }
}
