using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>
/// How long lists may be that stand in the document. Those in variables are judged with each request, by whoever
/// takes it in.
/// </summary>
internal sealed class MaxListSize(ValidationOptions options) : Limit(options, "LIST_TOO_LONG")
{
    public override GraphQLError? Judge(Definition definition, DocumentSize size) =>
        size.LongestList is { } list && list.Items.Count > Options.MaxListSize
            ? Error(
                list,
                "A list is too long.",
                $"A list may have at most {Options.MaxListSize} items; here it has {list.Items.Count}.")
            : null;
}
