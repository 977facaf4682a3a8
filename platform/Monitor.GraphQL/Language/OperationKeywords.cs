namespace Monitor.GraphQL.Language;

internal static class OperationKeywords
{
    /// <summary>As written in a document: <c>query</c>, <c>mutation</c>, <c>subscription</c>.</summary>
    public static string Keyword(this OperationType operation) => operation switch
    {
        OperationType.Mutation => "mutation",
        OperationType.Subscription => "subscription",
        _ => "query",
    };
}
