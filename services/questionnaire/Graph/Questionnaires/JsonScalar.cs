using System.Text.Json;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Questionnaire.Graph;

/// <summary>The scalar <c>JSON</c>: any value; resolvers receive and give a <see cref="JsonElement"/>.</summary>
public sealed class JsonScalar : ScalarCoercion
{
    // A questionnaire nests nine deep.
    private static readonly JsonSerializerOptions Form = new() { MaxDepth = 32 };

    public override object Serialize(object value) => value;

    public override object ParseValue(object value) => ElementOf(PassThrough.ParseValue(value));

    public override object ParseLiteral(Value literal) => ElementOf(PassThrough.ParseLiteral(literal));

    private static JsonElement ElementOf(object? value)
    {
        try
        {
            return JsonSerializer.SerializeToElement(value, Form);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new FormatException(
                $"JSON nests at most {Form.MaxDepth} deep here, and its numbers are finite.", fault);
        }
    }
}
