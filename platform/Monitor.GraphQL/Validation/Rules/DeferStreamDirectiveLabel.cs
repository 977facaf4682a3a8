using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Labels of <c>@defer</c> and <c>@stream</c> are written out, and each stands once. Not in the edition of 2025; it
/// matters where a schema defines these directives.
/// </summary>
internal sealed class DeferStreamDirectiveLabel(ValidationContext context) : ValidationRule(context)
{
    private Dictionary<string, Directive>? known;

    public override void Enter(Directive directive, string location)
    {
        if (directive.DirectiveName is not ("defer" or "stream")
            || directive.Find("label") is not { } label
            || label is NullValue)
        {
            return;
        }

        known ??= new Dictionary<string, Directive>(StringComparer.Ordinal);
        if (label is not StringValue text)
        {
            Context.Report($"Argument \"@{directive.Name}(label:)\" must be a static string.", directive);
        }
        else if (!known.TryAdd(text.Text, directive))
        {
            Context.Report(
                "Value for arguments \"defer(label:)\" and \"stream(label:)\" must be unique across all Defer/Stream"
                + " directive usages.",
                known[text.Text],
                directive);
        }
    }
}
