using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests;

/// <summary>The service with the figures of <c>seeds/</c>; of the generated ones those of two municipalities.</summary>
public sealed class FigureApplication : BenchmarkApplication
{
    private const string Generated = "generated-municipal.csv";

    // A header row, and eight half-years of two municipalities: all 388 would take every fixture some seconds.
    private const int GeneratedLines = 1 + (2 * 8);

    /// <summary>The folder that was seeded from: a copy that a test may change.</summary>
    public string Seeds { get; } = Directory.CreateTempSubdirectory("monitor-figures-").FullName;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Copy("areas");
        Copy("figures");
        var generated = Path.Combine(Seeds, "figures", Generated);
        await File.WriteAllLinesAsync(generated, (await File.ReadAllLinesAsync(generated)).Take(GeneratedLines));
        await SeedAsync();
    }

    /// <summary>What <c>seed FOLDER</c> does.</summary>
    public async Task SeedAsync()
    {
        foreach (var seeder in Services.GetServices<ISeeder>())
        {
            await seeder.SeedAsync(Seeds, CancellationToken.None);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Seeds, recursive: true);
    }

    private void Copy(string folder)
    {
        var from = Path.Combine(Repository.Seeds, folder);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(Seeds, folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }
}
