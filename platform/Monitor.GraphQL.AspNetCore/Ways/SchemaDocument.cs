using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Monitor.GraphQL.AspNetCore.Answers;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>Serves the schema's definitions as text, to tools and to people.</summary>
internal sealed class SchemaDocument(IGraphQLHandler handler, GraphQLOptions options)
{
    private readonly AnswerWriter answers = new(options);
    private volatile Printed? printed;

    public Task AnswerAsync(HttpContext context)
    {
        if (!options.Introspection)
        {
            return answers.WriteRefusalAsync(context, new RequestException(
                StatusCodes.Status403Forbidden, "INTROSPECTION_DISABLED", "The schema is not shown here."));
        }

        var (_, text, tag) = Printing();
        var headers = context.Response.Headers;
        headers.ETag = tag.ToString();
        headers.CacheControl = "no-cache";   // may be kept, if we are asked whether it still holds
        if (IsKnown(context.Request, tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        headers.XContentTypeOptions = "nosniff";
        return Compression.WriteAsync(context, text, options.CompressFromBytes);
    }

    /// <summary>Printed once for each schema: a gateway's may be replaced while it runs.</summary>
    private Printed Printing()
    {
        var schema = handler.Schema;
        return printed is { } known && ReferenceEquals(known.Schema, schema) ? known : printed = Print(schema);
    }

    /// <summary>The tag is weak, as it is the same for each packing.</summary>
    private static Printed Print(GraphQLSchema schema)
    {
        var text = Encoding.UTF8.GetBytes(SchemaPrinter.Print(schema));
        var digest = Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 16));
        return new(schema, text, new EntityTagHeaderValue($"\"{digest}\"", isWeak: true));
    }

    /// <summary>RFC 9110 §13.1.2</summary>
    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known =>
            known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));

    private sealed record Printed(GraphQLSchema Schema, byte[] Text, EntityTagHeaderValue Tag);
}
