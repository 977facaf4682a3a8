using System.Net;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using Monitor.Hosting;

namespace Monitor.Identity;

/// <summary>The parts of the provider, and its addresses.</summary>
internal static class IdentityProvider
{
    /// <summary>
    /// Why it will not run here; null where it may: in Development, on this machine's own address only.
    /// </summary>
    public static string? RefusalToRun(IHostEnvironment environment, IConfiguration settings)
    {
        if (!environment.IsDevelopment())
        {
            return $"This identity provider lets anybody be anybody: it runs in Development, not in "
                + $"{environment.EnvironmentName}.";
        }

        var issuer = settings[$"{IdentityOptions.Section}:{nameof(IdentityOptions.Issuer)}"];
        return Uri.TryCreate(issuer, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(address.Host, out var host)
            && IPAddress.IsLoopback(host) && address.GetLeftPart(UriPartial.Authority) == issuer
            ? null
            : $"Identity:Issuer is '{issuer}'; it must be an address of this machine alone: http://127.0.0.1:5205.";
    }

    public static void AddIdentityProvider(this WebApplicationBuilder builder)
    {
        builder.AddMonitorDefaults("identity");
        builder.WebHost.UseUrls(builder.Configuration["Identity:Issuer"]!);
        builder.Services.AddOptions<IdentityOptions>()
            .BindConfiguration(IdentityOptions.Section).ValidateDataAnnotations()
            .Validate(
                options => ClientFaults.First(options.Clients) is null,
                ClientFaults.First(builder.Configuration.GetSection("Identity:Clients").Get<ClientOptions[]>()) ?? "")
            .ValidateOnStart();

        // Another name for this address is a web page that had its own name point here (DNS rebinding).
        builder.Services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = ["127.0.0.1", "[::1]"]);
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<ClientBook>((cors, clients) =>
            cors.AddDefaultPolicy(policy =>
                policy.WithOrigins(OriginsOf(clients)).AllowAnyHeader().WithMethods("GET", "POST")));
        builder.Services.AddSingleton(services =>
            KeyRing.Open(services.GetRequiredService<IOptions<IdentityOptions>>().Value.KeysFolder));
        builder.Services.AddSingleton<Places>();
        builder.Services.AddSingleton<PersonaBook>();
        builder.Services.AddSingleton<ClientBook>();
        builder.Services.AddSingleton<ClientAuthentication>();
        builder.Services.AddSingleton<Discovery>();
        builder.Services.AddSingleton<BrowserSessions>();
        builder.Services.AddSingleton<AuthorizationReader>();
        builder.Services.AddSingleton<AuthorizeEndpoint>();
        builder.Services.AddSingleton<EndSessionEndpoint>();
        builder.Services.AddSingleton<Codes>();
        builder.Services.AddSingleton<RefreshFamilies>();
        builder.Services.AddSingleton<TokenWriter>();
        builder.Services.AddSingleton<TokenReader>();
        builder.Services.AddSingleton<TokenEndpoint>();
        builder.Services.AddSingleton<RevocationEndpoint>();
        builder.Services.AddSingleton<UserInfoEndpoint>();
    }

    public static void MapIdentityProvider(this WebApplication app)
    {
        app.Services.GetRequiredService<KeyRing>();   // made before the first request waits for them
        app.Use((context, next) =>
        {
            SetHeaders(context.Response.Headers);
            return next(context);
        });
        app.UseCors();
        app.MapHealth();
        app.MapGet("/.well-known/openid-configuration", (Discovery discovery) => discovery.Document());
        app.MapGet("/.well-known/oauth-authorization-server", (Discovery discovery) => discovery.Document());
        app.MapGet("/jwks", (KeyRing keys) => Results.Text(keys.Jwks, "application/jwk-set+json"));
        app.MapMethods("/authorize", ["GET", "POST"], (HttpContext context, AuthorizeEndpoint endpoint) =>
            endpoint.AuthorizeAsync(context));
        app.MapGet("/sign-in", (HttpContext context, AuthorizeEndpoint endpoint) => endpoint.Choose(context));
        app.MapPost("/sign-in", (HttpContext context, AuthorizeEndpoint endpoint) => endpoint.ChosenAsync(context));
        app.MapPost("/token", (HttpContext context, TokenEndpoint endpoint) => endpoint.AnswerAsync(context));
        app.MapPost("/revoke", (HttpContext context, RevocationEndpoint endpoint) => endpoint.AnswerAsync(context));
        app.MapMethods("/userinfo", ["GET", "POST"], (HttpContext context, UserInfoEndpoint endpoint) =>
            endpoint.AnswerAsync(context));
        app.MapMethods("/end-session", ["GET", "POST"], (HttpContext context, EndSessionEndpoint endpoint) =>
            endpoint.AnswerAsync(context));
        app.MapGet("/style.css", () => Results.Stream(
            typeof(IdentityProvider).Assembly.GetManifestResourceStream("style.css")!, "text/css; charset=utf-8"));
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
    }

    // Programs in a browser call /token and /userinfo themselves; they live where codes are sent to.
    private static string[] OriginsOf(ClientBook clients) =>
    [
        .. clients.All.Where(client => client.IsPublic).SelectMany(client => client.Redirects)
            .Select(address => new Uri(address).GetLeftPart(UriPartial.Authority)).Distinct(),
    ];
}
