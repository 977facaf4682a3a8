using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>A GET with parameters in the address: queries only. HEAD gets the headers of the same answer.</summary>
internal sealed class GetWay(IGraphQLHandler handler, AnswerWriter answers) : IWayIn
{
    public bool Takes(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    public async Task AnswerAsync(HttpContext context)
    {
        var type = AnswerType.Of(context.Request);
        var request = RequestParameters.Read(context.Request.QueryString);
        var call = new GraphQLCall(context, OperationKinds.Query);
        var reply = await handler.HandleAsync(request, call, context.RequestAborted);
        await answers.WriteAsync(context, type, reply.Single());
    }
}
