using System.Text.Json;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Scoring.Graph;

/// <summary>The scalar <c>JSON</c>: any value, given and received as a <see cref="JsonElement"/>.</summary>
public sealed class JsonScalar : ScalarCoercion
{
    // A rule set nests six deep.
    private static readonly JsonSerializerOptions form = new() { MaxDepth = 32 };

    public override object Serialize(object value) => value;

    public override object ParseValue(object value) => ElementOf(PassThrough.ParseValue(value));

    public override object ParseLiteral(Value literal) => ElementOf(PassThrough.ParseLiteral(literal));

    private static JsonElement ElementOf(object? value)
    {
        try
        {
            return JsonSerializer.SerializeToElement(value, form);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new FormatException(
                $"JSON nests at most {form.MaxDepth} deep here, and its numbers are finite.", fault);
        }
    }
}
