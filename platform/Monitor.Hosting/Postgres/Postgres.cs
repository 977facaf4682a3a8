using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitor.GraphQL.AspNetCore;
using Npgsql;

namespace Monitor.Hosting;

/// <summary>Gives a service its database.</summary>
public static class Postgres
{
    /// <summary>
    /// Adds the <see cref="NpgsqlDataSource"/> of the service's own database (setting ConnectionStrings:Postgres, the
    /// application role), its migrations at start (ConnectionStrings:PostgresOwner), a health check, and
    /// <see cref="Idempotency"/>.
    /// </summary>
    /// <param name="builder">The process to be.</param>
    /// <param name="service">The service's name: its roles are <c>name_owner</c> and <c>name_app</c>.</param>
    /// <param name="migrations">Holds <c>migrations/NNNN_name.sql</c>; default the calling assembly.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IHostApplicationBuilder AddPostgres(
        this IHostApplicationBuilder builder, string service, Assembly? migrations = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(service);
        var owner = migrations ?? Assembly.GetCallingAssembly();
        var services = builder.Services;

        services.AddOptions<PostgresOptions>()
            .BindConfiguration(PostgresOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => CreateDataSource(provider, service));
        services.AddMigrations(typeof(Postgres).Assembly, "hosting");
        services.AddSingleton(new MigrationSet(owner, service, IsOfService: true));
        services.AddSingleton(provider => new Migrator(
            service,
            provider.GetServices<MigrationSet>(),
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<IOptions<PostgresOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Migrator>>()));
        services.AddHostedService<MigrationAtStart>();
        services.AddSingleton<Idempotency>();
        services.AddHttpContextAccessor();
        services.AddSingleton<AuditLog>();
        services.AddPersonalTables(OwnPersonalTables.All);
        services.AddRetention(OwnPersonalTables.Rules);
        services.AddSingleton<PersonalRecords>();
        services.AddSingleton<RetentionClock>();
        services.AddHostedService(provider => provider.GetRequiredService<RetentionClock>());
        services.AddSingleton<IFailureExplanation, PostgresFailures>();
        services.AddHealthChecks().AddCheck<PostgresHealth>("postgres", tags: [Health.Ready]);
        return builder;
    }

    /// <summary>
    /// Adds the migrations of a platform part that keeps tables in the service's database. In their text
    /// <c>:app_role</c> stands for the service's application role.
    /// </summary>
    public static IServiceCollection AddMigrations(this IServiceCollection services, Assembly assembly, string set) =>
        services.AddSingleton(new MigrationSet(assembly, set, IsOfService: false));

    private static NpgsqlDataSource CreateDataSource(IServiceProvider provider, string service)
    {
        var options = provider.GetRequiredService<IOptions<PostgresOptions>>().Value;
        var connectionString = provider.GetRequiredService<IConfiguration>().GetConnectionString("Postgres");
        if (string.IsNullOrEmpty(connectionString))
        {
            throw new InvalidOperationException(
                "The setting ConnectionStrings:Postgres is missing: the connection string of the application role.");
        }

        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = service,
            MaxPoolSize = options.MaximumPoolSize,
            MinPoolSize = Math.Min(options.MinimumPoolSize, options.MaximumPoolSize),
            Timeout = (int)options.ConnectTimeout.TotalSeconds,
            CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
        };

        // The client's limit alone would leave the statement running in the server.
        var limit = ((int)options.CommandTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        settings.Options =
            $"{settings.Options} -c statement_timeout={limit} -c idle_in_transaction_session_timeout={limit}".Trim();

        return new NpgsqlDataSourceBuilder(settings.ConnectionString)
            .UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>())
            .Build();
    }
}

/// <summary>Ready while the database answers.</summary>
internal sealed class PostgresHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException failure)
        {
            return HealthCheckResult.Unhealthy(exception: failure);
        }
    }
}
