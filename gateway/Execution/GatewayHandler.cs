using Microsoft.Extensions.Options;
using Monitor.Gateway.Serving;
using Monitor.Gateway.Subgraphs;
using Monitor.Gateway.Telemetry;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Execution;

/// <summary>Answers operations over the subgraphs.</summary>
internal sealed class GatewayHandler(
    CurrentGraph current,
    Operations operations,
    Subscriptions.Subscriptions subscriptions,
    IOptions<GatewayOptions> options,
    IHostEnvironment environment)
    : IGraphQLHandler
{
    public GraphQLSchema Schema => current.Now.Graph.Api;

    public async Task<GraphQLReply> HandleAsync(
        GraphQLRequest request, GraphQLCall call, CancellationToken cancellationToken)
    {
        try
        {
            var operation = operations.Check(current.Now, request, call.Http.User, call.Allowed);
            if (operation.Definition.Operation == OperationType.Subscription)
            {
                return await subscriptions.OpenAsync(operation, call, cancellationToken);
            }
            var run = await operations.RunAsync(
                operation,
                RequestHeaders.Of(call.Http.Request, call.Place),
                call.Http.RequestServices,
                cancellationToken);
            var answer = IsExplained(call.Http.Request)
                ? Explanation.AddTo(run.Answer, run.Plan, run.Reports)
                : run.Answer;
            return new GraphQLReply.One(operation.Limited.Explain(answer, call.Http.Request));
        }
        catch (RefusedException refused)
        {
            OperationMetrics.WasRefused(refused.Errors);
            var answer = GraphQLAnswer.Refused(refused.Errors);
            return new GraphQLReply.One(refused.Limited?.Explain(answer, call.Http.Request) ?? answer);
        }
    }

    private bool IsExplained(HttpRequest request) =>
        (options.Value.Explains ?? environment.IsDevelopment())
        && string.Equals(request.Headers["monitor-explain"], "true", StringComparison.OrdinalIgnoreCase);
}
