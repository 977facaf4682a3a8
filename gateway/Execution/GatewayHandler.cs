using Microsoft.Extensions.Options;
using Monitor.Gateway.Membership;
using Monitor.Gateway.Serving;
using Monitor.Gateway.Shedding;
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
    Callers callers,
    OperationRate rate,
    Subscriptions.Subscriptions subscriptions,
    IOptions<GatewayOptions> options,
    IHostEnvironment environment)
    : IGraphQLHandler
{
    public GraphQLSchema Schema => current.Now.Graph.Api;

    public async Task<GraphQLReply> HandleAsync(
        GraphQLRequest request, GraphQLCall call, CancellationToken cancellationToken)
    {
        rate.Count(call);
        try
        {
            var operation = operations.Check(current.Now, request, call.Allowed);
            var kind = operation.Definition.Operation;
            var caller = await callers.OfAsync(call.Http.User, kind == OperationType.Mutation, cancellationToken);
            if (kind == OperationType.Subscription)
            {
                return await subscriptions.OpenAsync(operation, call, caller, cancellationToken);
            }
            var run = await operations.RunAsync(
                operations.For(operation, caller),
                RequestHeaders.Of(call.Http.Request, caller, call.Place),
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
