using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Benchmark;
using Monitor.Community;
using Monitor.Dapr;
using Monitor.Gateway;
using Monitor.Hosting;
using Monitor.Questionnaire;
using Monitor.Scoring;
using Monitor.Testing;

namespace Monitor.Routes.Tests;

/// <summary>One route of a process, as it was mapped.</summary>
/// <param name="Pattern">Such as <c>/internal/consents/{kind}</c>.</param>
/// <param name="Method">One that it takes.</param>
/// <param name="Allowed">Null where anyone may call; else Dapr app ids, none of them being the own sidecar.</param>
/// <param name="Query">The parameters of its query, as far as its method names them.</param>
public sealed partial record Route(
    string Pattern, string Method, IReadOnlyList<string>? Allowed, IReadOnlyList<string> Query)
{
    /// <summary>As docs/access.md names it: <c>GET /exports/plan/{municipality}.csv?plan</c>.</summary>
    public string Name => $"{Method} {Constraint().Replace(Pattern, "{$1}")}"
        + (Query.Count == 0 ? "" : $"?{string.Join('&', Query)}");

    /// <summary>An address of it.</summary>
    public string Address => Parameter().Replace(Pattern, parameter => parameter.Value switch
    {
        var id when id.Contains(":guid", StringComparison.Ordinal) => "7b5f5e1c-3c0e-4c6e-9d0e-0f4a8c2b1d3e",
        var form when form.Contains("csv|", StringComparison.Ordinal) => "csv",
        _ => "1",
    });

    public override string ToString() => $"{Method} {Pattern}";

    /// <param name="endpoint">One that was mapped.</param>
    internal static Route Of(RouteEndpoint endpoint) => new(
        $"/{endpoint.RoutePattern.RawText?.Trim('/')}",
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var method, ..] ? method : "POST",
        endpoint.Metadata.GetMetadata<AllowedCallers>()?.Apps,
        [
            .. (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
                .Where(parameter => IsText(parameter.ParameterType)
                    && endpoint.RoutePattern.GetParameter(parameter.Name!) is null)
                .Select(parameter => parameter.Name!),
        ]);

    private static bool IsText(Type type) => type == typeof(string)
        || (Nullable.GetUnderlyingType(type) ?? type) is { IsValueType: true } value
            && value.GetInterfaces().Any(each =>
                each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IParsable<>));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Constraint();
}

/// <summary>
/// The gateway or a service with all its routes on a port, and nothing behind them: no database, no sidecar, no work of
/// its own. Who may call a route is decided before any of that is needed.
/// </summary>
internal sealed class RunningProcess : IAsyncDisposable
{
    /// <summary>What the own sidecar shows.</summary>
    public const string AppApiToken = "of-the-own-sidecar";

    private readonly WebApplication app;
    private readonly TestIssuer issuer;

    private RunningProcess(WebApplication app, TestIssuer issuer)
    {
        this.app = app;
        this.issuer = issuer;
    }

    public static IReadOnlyList<string> All { get; } =
        ["gateway", "questionnaire", "scoring", "benchmark", "community"];

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    public IReadOnlyList<Route> Routes =>
    [
        .. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(Route.Of),
    ];

    /// <summary>A token that the process believes: of someone who may much.</summary>
    public string Token => issuer.Token("GM0153", Role.Coordinator, Role.Institute);

    public static async Task<RunningProcess> StartAsync(string name)
    {
        var issuer = name == "gateway" ? TestIssuer.Outer() : new TestIssuer();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(issuer.Settings);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["APP_API_TOKEN"] = AppApiToken,
            ["DAPR_HTTP_PORT"] = "1",
            ["ConnectionStrings:Postgres"] = "Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=1",
            ["Membership:Source"] = "Token",
        });
        Add(builder, name);
        foreach (var work in builder.Services.Where(IsOwnWork).ToList())
        {
            builder.Services.Remove(work);
        }
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        Map(app, name);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var process = new RunningProcess(app, issuer);
        process.Http.BaseAddress = new Uri(app.Urls.Single());
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        issuer.Dispose();
    }

    private static bool IsOwnWork(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType?.Assembly.GetName().Name?.StartsWith("Microsoft.", StringComparison.Ordinal)
            != true;

    private static void Add(WebApplicationBuilder builder, string name)
    {
        if (name == "gateway")
        {
            builder.AddGateway(["--supergraph", Path.Combine(Repository.Root, "gateway", "supergraph.graphql")]);
            return;
        }
        builder.AddMonitorDefaults(name);
        builder.AddPostgres(name);
        builder.AddDapr();
        _ = name switch
        {
            "questionnaire" => builder.AddQuestionnaire(),
            "scoring" => builder.AddScoring(),
            "benchmark" => builder.AddBenchmark(),
            _ => builder.AddCommunity(),
        };
    }

    private static void Map(WebApplication app, string name)
    {
        if (name == "gateway")
        {
            app.MapGateway();
            return;
        }
        app.MapMonitorDefaults();
        _ = name switch
        {
            "questionnaire" => app.MapQuestionnaire(),
            "scoring" => app.MapScoring(),
            "benchmark" => app.MapBenchmark(),
            _ => app.MapCommunity(),
        };
    }
}
