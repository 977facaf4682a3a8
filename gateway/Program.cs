using Monitor.Gateway;

if (CommandLine.FaultOf(args) is { } fault)
{
    await Console.Error.WriteLineAsync(fault);
    return CommandLine.Misused;
}

SharedBuffers.KeepForManyRequests();   // before anything lends an array

try
{
    var builder = WebApplication.CreateBuilder(args);

    builder.AddGateway(args);   // supergraph, planner, transport, cache: GatewayService.cs

    var app = builder.Build();

    app.MapGateway();           // /graphql, /exports, /imports, /health, and the events that drop cached aggregates

    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (CommandLine.SentenceOf(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return CommandLine.Failed;
}
