using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore.Documents;

/// <summary>
/// Finds the document that a request names instead of holding it, whichever way it came in, and refuses others to
/// clients who may ask only for known ones.
/// </summary>
internal sealed class NamedDocuments(IGraphQLHandler handler, TrustedDocuments trusted, AutomaticDocuments automatic)
    : IGraphQLHandler
{
    public GraphQLSchema Schema => handler.Schema;

    public Task<GraphQLReply> HandleAsync(
        GraphQLRequest request, GraphQLCall call, CancellationToken cancellationToken)
    {
        var name = DocumentName.Of(request);
        if (name is not null && trusted.Find(name) is { } text)
        {
            return HandleTrustedAsync(request, text, call, cancellationToken);
        }

        if (trusted.AreRequiredFor(call.Http.User))
        {
            return Refused("TRUSTED_DOCUMENT_REQUIRED", name is null
                ? "Name a document of the manifest by its \"documentId\": others are not answered here."
                : "The manifest has no document of this id, and others are not answered here.");
        }

        return name switch
        {
            null => handler.HandleAsync(request, call, cancellationToken),
            { Hash: { } hash } when automatic.IsEnabled => request.Query.Length == 0
                ? FindAsync(request, hash, call, cancellationToken)
                : SaveAsync(request, hash, call, cancellationToken),
            { IsAutomatic: true } => HandleWithoutNameAsync(request, call, cancellationToken),
            _ => Refused(
                trusted.AreServed ? "PERSISTED_QUERY_NOT_FOUND" : "PERSISTED_QUERY_NOT_SUPPORTED",
                trusted.AreServed ? "There is no document of this id." : "Send the document itself, not an id."),
        };
    }

    private Task<GraphQLReply> HandleTrustedAsync(
        GraphQLRequest request, string text, GraphQLCall call, CancellationToken cancellationToken) =>
        request.Query.Length == 0 || request.Query == text
            ? handler.HandleAsync(request with { Query = text }, call, cancellationToken)
            : throw Mismatch("The document is not the one that the manifest has of this id: send the id alone.");

    /// <summary>Apollo's protocol: who sends a hash that is not known sends it again with the text.</summary>
    private async Task<GraphQLReply> FindAsync(
        GraphQLRequest request, string hash, GraphQLCall call, CancellationToken cancellationToken) =>
        await automatic.FindAsync(hash, cancellationToken) is { } text
            ? await handler.HandleAsync(request with { Query = text }, call, cancellationToken)
            : await Refused("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");

    /// <summary>Only what is executed is kept: a text that is not valid would only take room.</summary>
    private async Task<GraphQLReply> SaveAsync(
        GraphQLRequest request, string hash, GraphQLCall call, CancellationToken cancellationToken)
    {
        if (DocumentName.HashOf(request.Query) != hash)
        {
            throw Mismatch("provided sha does not match query");
        }

        var reply = await handler.HandleAsync(request, call, cancellationToken);
        if (reply is GraphQLReply.Many or GraphQLReply.One { Answer.IsExecuted: true })
        {
            await automatic.SaveAsync(hash, request.Query, cancellationToken);
        }

        return reply;
    }

    private Task<GraphQLReply> HandleWithoutNameAsync(
        GraphQLRequest request, GraphQLCall call, CancellationToken cancellationToken) =>
        request.Query.Length > 0
            ? handler.HandleAsync(request, call, cancellationToken)
            : Refused("PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported");

    private static Task<GraphQLReply> Refused(string code, string message) => Task.FromResult<GraphQLReply>(
        new GraphQLReply.One(GraphQLAnswer.Refused(GraphQLError.Of(code, message))));

    private static RequestException Mismatch(string message) =>
        new(StatusCodes.Status400BadRequest, "PERSISTED_QUERY_HASH_MISMATCH", message);
}
