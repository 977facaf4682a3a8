using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>A POST of JSON: queries and mutations.</summary>
internal sealed class PostWay(IGraphQLHandler handler, GraphQLOptions options) : IWayIn
{
    private const OperationKinds Allowed = OperationKinds.Query | OperationKinds.Mutation;

    public bool Takes(HttpRequest request) => HttpMethods.IsPost(request.Method);

    public async Task AnswerAsync(HttpContext context)
    {
        var type = AnswerType.Of(context.Request);
        var request = await RequestBody.ReadAsync(context.Request, options.MaxRequestBytes, context.RequestAborted);
        var reply = await handler.HandleAsync(request, new GraphQLCall(context, Allowed), context.RequestAborted);
        await AnswerWriter.WriteAsync(context, type, reply.Single());
    }
}
