using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Scoring;

var builder = WebApplication.CreateBuilder(args);

builder.AddMonitorDefaults("scoring");
builder.AddPostgres("scoring");
builder.AddDapr();
builder.AddScoring();

var app = builder.Build();
if (await app.RunCommandAsync(args))
{
    return;
}

app.MapMonitorDefaults();
app.MapScoring();

await app.RunAsync();
