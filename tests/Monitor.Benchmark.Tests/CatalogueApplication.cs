using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests;

/// <summary>The service with the rounds 2014 and 2017 released and the figures of <c>seeds/</c>.</summary>
public sealed class CatalogueApplication : ReleasedApplication
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var seeder in Services.GetServices<ISeeder>())
        {
            await seeder.SeedAsync(Repository.Seeds, CancellationToken.None);
        }
    }
}
