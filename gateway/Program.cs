using Monitor.Gateway;

var builder = WebApplication.CreateBuilder(args);

builder.AddGateway(args);   // supergraph, planner, transport, cache: GatewayService.cs

var app = builder.Build();

app.MapGateway();           // /graphql, /exports, /imports, /health, and the events that drop cached aggregates

await app.RunAsync();
