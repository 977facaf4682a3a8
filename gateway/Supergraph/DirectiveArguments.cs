using System.Globalization;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Supergraph;

/// <summary>Reads literal arguments of a directive; null where the argument is absent or null.</summary>
internal static class DirectiveArguments
{
    public static string? Text(this Directive directive, string argument) =>
        (Find(directive, argument) as StringValue)?.Text;

    public static string? Enum(this Directive directive, string argument) =>
        (Find(directive, argument) as EnumValue)?.Name;

    public static bool? Boolean(this Directive directive, string argument) =>
        (Find(directive, argument) as BooleanValue)?.Value;

    public static int? Integer(this Directive directive, string argument) =>
        Find(directive, argument) is IntValue value
            ? int.Parse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : null;

    private static Value? Find(Directive directive, string argument) =>
        directive.Arguments.FirstOrDefault(a => a.Name.Value == argument)?.Value;
}
