using Monitor.Identity;

var builder = WebApplication.CreateBuilder(args);
if (IdentityProvider.RefusalToRun(builder.Environment, builder.Configuration) is { } refusal)
{
    await Console.Error.WriteLineAsync(refusal);
    return 2;
}

builder.AddIdentityProvider();   // personas, clients, keys, sessions, tokens: IdentityProvider.cs

var app = builder.Build();

app.MapIdentityProvider();       // discovery, /authorize, /sign-in, /token, /userinfo, /revoke, /end-session

await app.RunAsync();
return 0;
