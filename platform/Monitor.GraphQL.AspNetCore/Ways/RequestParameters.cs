using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>Reads a request from the parameters of an address. GraphQL over HTTP, "GET"</summary>
internal static class RequestParameters
{
    private static readonly string[] Known = ["query", "operationName", "variables", "extensions", "documentId"];

    /// <exception cref="RequestException">It is no GraphQL request.</exception>
    public static GraphQLRequest Read(QueryString address)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in new QueryStringEnumerable(address.Value))
        {
            var name = parameter.DecodeName().ToString();
            if (Known.Contains(name) && !values.TryAdd(name, parameter.DecodeValue().ToString()))
            {
                throw RequestException.BadRequest($"Send the parameter \"{name}\" once.");
            }
        }

        return GraphQLRequest.Of(
            values.GetValueOrDefault("query"),
            values.GetValueOrDefault("operationName") is { Length: > 0 } operation ? operation : null,
            RequestJson.ReadParameter("variables", values.GetValueOrDefault("variables")),
            RequestJson.ReadParameter("extensions", values.GetValueOrDefault("extensions")),
            values.GetValueOrDefault("documentId"));
    }
}
