using System.Text.Json;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>
/// A scalar <c>JSON</c>: any value, which resolvers receive and give as a <see cref="JsonElement"/>. Nests at most
/// 32 deep.
/// </summary>
public sealed class JsonScalar : ScalarCoercion
{
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
