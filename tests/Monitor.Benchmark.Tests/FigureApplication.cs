using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests;

/// <summary>The service with the figures of <c>seeds/</c>.</summary>
public sealed class FigureApplication : BenchmarkApplication
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await SeedAsync(Repository.Seeds);
    }

    /// <summary>What <c>seed FOLDER</c> does.</summary>
    public async Task SeedAsync(string folder)
    {
        foreach (var seeder in Services.GetServices<ISeeder>())
        {
            await seeder.SeedAsync(folder, CancellationToken.None);
        }
    }
}
