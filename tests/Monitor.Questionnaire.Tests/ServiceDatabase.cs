using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire.Seeding;
using Monitor.Questionnaire.Storage;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Questionnaire.Tests;

/// <summary>A migrated database of the service, opened as the application role.</summary>
public sealed class ServiceDatabase : IAsyncDisposable
{
    private readonly IHost host;

    private ServiceDatabase(TestDatabase database, IHost host)
    {
        Test = database;
        this.host = host;
        Source = host.Services.GetRequiredService<NpgsqlDataSource>();
        Outbox = host.Services.GetRequiredService<Outbox>();
    }

    public TestDatabase Test { get; }

    public NpgsqlDataSource Source { get; }

    public Outbox Outbox { get; }

    public static async Task<ServiceDatabase> CreateAsync(bool isSeeded)
    {
        var test = await TestPostgres.CreateDatabaseAsync(QuestionnaireService.Name);
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(test.Settings);
        builder.AddPostgres(QuestionnaireService.Name, typeof(QuestionnaireService).Assembly);
        builder.AddDapr();
        var host = builder.Build();
        await host.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        var database = new ServiceDatabase(test, host);
        if (isSeeded)
        {
            await database.SeedAsync(Seeds.Folder);
        }

        return database;
    }

    public async Task SeedAsync(string folder)
    {
        ISeeder[] seeders =
        [
            new AreaSeeder(Source, Outbox, NullLogger<AreaSeeder>.Instance),
            new QuestionnaireSeeder(Source, Outbox, NullLogger<QuestionnaireSeeder>.Instance),
            new RoundSeeder(
                Source, new QuestionnaireStore(Source), Outbox, NullLogger<RoundSeeder>.Instance),
        ];
        foreach (var seeder in seeders)
        {
            await seeder.SeedAsync(folder, CancellationToken.None);
        }
    }

    /// <summary>One value, read as a superuser would: without row security.</summary>
    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(await SuperuserAsync());
#pragma warning disable CA2100 // The test's own text.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        // At once, not when the process ends: many databases take long to delete.
        await using var source = NpgsqlDataSource.Create(await TestPostgres.ConnectionStringAsync());
#pragma warning disable CA2100 // The name is made by TestPostgres.
        await using var drop = source.CreateCommand($"DROP DATABASE \"{Test.Name}\" WITH (FORCE)");
#pragma warning restore CA2100
        await drop.ExecuteNonQueryAsync();
    }

    private async Task<string> SuperuserAsync() =>
        new NpgsqlConnectionStringBuilder(await TestPostgres.ConnectionStringAsync())
        {
            Database = Test.Name,
            Pooling = false,
        }.ConnectionString;
}

/// <summary>The seeded database that reading tests share.</summary>
public sealed class SeededDatabase : IAsyncLifetime
{
    public ServiceDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await ServiceDatabase.CreateAsync(isSeeded: true);

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
