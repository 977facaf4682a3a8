using System.Text.Json;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Scoring.Graph;

/// <summary>The scalar <c>JSON</c>: any value, given and received as a <see cref="JsonElement"/>.</summary>
public sealed class JsonScalar : ScalarCoercion
{
    public override object Serialize(object value) => value;

    public override object ParseValue(object value) => JsonSerializer.SerializeToElement(PassThrough.ParseValue(value));

    public override object ParseLiteral(Value literal) =>
        JsonSerializer.SerializeToElement(PassThrough.ParseLiteral(literal));
}
