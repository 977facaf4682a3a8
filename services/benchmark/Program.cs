using Monitor.Benchmark;
using Monitor.Dapr;
using Monitor.Hosting;

var builder = WebApplication.CreateBuilder(args);

builder.AddMonitorDefaults("benchmark");
builder.AddPostgres("benchmark");
builder.AddDapr();
builder.AddBenchmark();

var app = builder.Build();
if (await app.RunCommandAsync(args))
{
    return;
}

app.MapMonitorDefaults();
app.MapBenchmark();

await app.RunAsync();
