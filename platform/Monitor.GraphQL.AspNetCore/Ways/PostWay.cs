using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>A POST of JSON: a query, a mutation, or a batch of them.</summary>
internal sealed class PostWay(IGraphQLHandler handler, GraphQLOptions options, Batch batch, AnswerWriter answers)
    : IWayIn
{
    public const OperationKinds Allowed = OperationKinds.Query | OperationKinds.Mutation;

    public bool Takes(HttpRequest request) => HttpMethods.IsPost(request.Method);

    public async Task AnswerAsync(HttpContext context)
    {
        var type = AnswerType.Of(context.Request);
        var posted = await RequestBody.ReadAsync(context.Request, options, context.RequestAborted);
        if (posted.Single is not { } request)
        {
            await answers.WriteAsync(context, type, await batch.AnswerAsync(context, posted.Batch));
            return;
        }

        var reply = await handler.HandleAsync(request, new GraphQLCall(context, Allowed), context.RequestAborted);
        await answers.WriteAsync(context, type, reply.Single());
    }
}
