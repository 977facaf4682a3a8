using Monitor.Community;
using Monitor.Dapr;
using Monitor.Hosting;

var builder = WebApplication.CreateBuilder(args);

builder.AddMonitorDefaults(CommunityService.Name);
builder.AddPostgres(CommunityService.Name);
builder.AddDapr();
builder.AddCommunity();       // everything this service owns: CommunityService.cs

var app = builder.Build();
if (await app.RunCommandAsync(args))   // `migrate`, `seed FOLDER`, `grant-administrator …`
{
    return;
}

app.MapMonitorDefaults();     // /health/live, /health/ready
app.MapCommunity();           // /graphql and the events

await app.RunAsync();
