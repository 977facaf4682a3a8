using System.Globalization;
using Monitor.Cli.Servers;
using Monitor.Cli.Tokens;

namespace Monitor.Cli.Running;

/// <summary>The settings that each process of the system gets, as environment variables.</summary>
public sealed class AppEnvironment(Workplace workplace, Secrets secrets, ServerAddresses servers)
{
    /// <summary>Of the gateway or a service.</summary>
    public Dictionary<string, string> Of(Part app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = workplace.UrlOf(app),
            ["APP_ID"] = app.Name,
            ["APP_PORT"] = Text(workplace.Ports + app.PortOffset),
            ["APP_API_TOKEN"] = secrets.AppApiToken,
            ["DAPR_HTTP_PORT"] = Text(workplace.Ports + app.PortOffset + Part.SidecarOffset),
            ["DAPR_API_TOKEN"] = secrets.DaprApiToken,

            // Six processes on one laptop: each may not take the memory of a whole server.
            ["DOTNET_gcServer"] = "0",
        };
        if (app == Part.Gateway)
        {
            environment["ConnectionStrings__Redis"] = servers.Cache!;
            environment["Authentication__Issuer"] = workplace.UrlOf(Part.Identity);
            environment["Authentication__Audience"] = DevelopmentKey.Audience;
            environment["Authentication__Authority"] = workplace.UrlOf(Part.Identity);
            environment["Membership__KeyFile"] = workplace.InternalKeys.KeyFile;
        }
        else
        {
            environment["Authentication__Issuer"] = "monitor-gateway";
            environment["Authentication__Audience"] = "monitor-services";
            environment["Authentication__LongestLife"] = "00:01:00";
            environment["Authentication__KeysFile"] = workplace.InternalKeys.Jwks;
            var database = DatabaseOf(app);
            environment["ConnectionStrings__Postgres"] = database.AppConnectionString(servers.Postgres!);
            environment["ConnectionStrings__PostgresOwner"] = database.OwnerConnectionString(servers.Postgres!);
        }

        if (app == Part.Questionnaire || app == Part.Community)
        {
            // Mails become files: nothing leaves a development machine.
            environment["Mail__Delivery"] = "Folder";
            environment["Mail__Folder"] = workplace.Mail;
        }

        if (app == Part.Community)
        {
            environment["Members__PersonaIssuer"] = workplace.UrlOf(Part.Identity);
            environment["Broker__Host"] = servers.BrokerHost;
            environment["Broker__Password"] = servers.BrokerPassword;
        }

        return environment;
    }

    /// <summary>Of the development identity provider; its clients stand in its own appsettings.json.</summary>
    public Dictionary<string, string> OfIdentity() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Identity__Issuer"] = workplace.UrlOf(Part.Identity),
        ["Identity__Audience"] = DevelopmentKey.Audience,
        ["Identity__KeysFolder"] = workplace.IdentityKeys,
        ["Identity__Seeds"] = workplace.Seeds,
        ["DOTNET_gcServer"] = "0",
    };

    /// <summary>Of the stand-in, or of one daprd.</summary>
    public Dictionary<string, string> OfSidecar() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["APP_API_TOKEN"] = secrets.AppApiToken,
        ["DAPR_API_TOKEN"] = secrets.DaprApiToken,
        ["MONITOR_BROKER_HOST"] = servers.BrokerHost,
        ["MONITOR_BROKER_PASSWORD"] = servers.BrokerPassword,
        ["DOTNET_gcServer"] = "0",
    };

    public ServiceDatabase DatabaseOf(Part service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return new ServiceDatabase
        {
            Service = service.Name,
            Name = service.Name,
            OwnerPassword = secrets.Roles[$"{service.Name}_owner"],
            AppPassword = secrets.Roles[$"{service.Name}_app"],
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
