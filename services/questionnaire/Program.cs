using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire;

var builder = WebApplication.CreateBuilder(args);

builder.AddMonitorDefaults(QuestionnaireService.Name);
builder.AddPostgres(QuestionnaireService.Name);
builder.AddDapr();
builder.AddQuestionnaire();   // everything this service owns: QuestionnaireService.cs

var app = builder.Build();
if (await app.RunCommandAsync(args))   // `migrate`, `seed FOLDER`
{
    return;
}

app.MapMonitorDefaults();     // /health/live, /health/ready
app.MapQuestionnaire();       // /graphql, /internal, the events

await app.RunAsync();
