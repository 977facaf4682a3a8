using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Leads from a field to the HTTP request it belongs to.</summary>
public static class RequestOfField
{
    /// <summary>The HTTP request that asks for this field.</summary>
    public static HttpContext HttpContext(this FieldContext context) =>
        (HttpContext)context.Items[typeof(HttpContext)]!;
}
