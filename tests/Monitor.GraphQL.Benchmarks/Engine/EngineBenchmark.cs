using System.Globalization;
using Monitor.Cli;
using Monitor.Testing;

namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>Measures the engine beside graphql-js: first that both do the same, then how fast.</summary>
internal sealed class EngineBenchmark(Settings settings, TextWriter output)
{
    /// <summary>Writes progress and the table, and the table to <c>artifacts/benchmarks/engine.md</c>.</summary>
    /// <exception cref="UnequalResultsException">The two sides do not agree on a result.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var graphqlJs = await GraphqlJs.StartAsync(cancellationToken);
        var works = new Works();
        graphqlJs.Load(works.Load);
        var chosen = works.All.Where(IsChosen).ToArray();
        if (chosen.Length == 0)
        {
            throw new CliException($"No work is named '{settings.Only}'.");
        }

        await CompareAsync(chosen, graphqlJs);
        output.WriteLine($"Both sides give the same results for {chosen.Length} works.");

        output.WriteLine("Warming up…");
        await new WarmUp(settings, graphqlJs).RunAsync(chosen, cancellationToken);

        var folder = Path.Combine(Repository.Root, "artifacts", "benchmarks");
        Directory.CreateDirectory(folder);
        var measurement = new Measurement(settings, graphqlJs, folder);
        var figures = new List<Figures>();
        foreach (var work in chosen)
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.Write(string.Create(
                CultureInfo.InvariantCulture, $"{figures.Count + 1,3} of {chosen.Length}  {work.Name,-38}"));
            figures.Add(await measurement.RunAsync(work));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures[^1].Ratio,7:0.0} times"));
        }

        var table = Table.Of(figures);
        var file = Path.Combine(folder, "engine.md");
        await File.WriteAllTextAsync(file, table, cancellationToken);
        output.WriteLine();
        output.Write(table);
        output.WriteLine();
        output.WriteLine($"Also in {Path.GetRelativePath(Repository.Root, file)}.");
    }

    /// <exception cref="UnequalResultsException">The two sides do not agree on a result.</exception>
    public static async Task CompareAsync(IEnumerable<Work> works, GraphqlJs graphqlJs)
    {
        foreach (var work in works)
        {
            graphqlJs.Compare(work, await work.ResultAsync());
        }
    }

    private bool IsChosen(Work work) =>
        settings.Only is null || work.Name.Contains(settings.Only, StringComparison.OrdinalIgnoreCase);
}
