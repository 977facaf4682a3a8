using System.Diagnostics;
using System.Runtime;

namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>Lets both sides do the works until their compilers have made of them what they can.</summary>
internal sealed class WarmUp(Settings settings, GraphqlJs graphqlJs)
{
    private const int MostPasses = 5;
    private const int FewMethods = 10;

    /// <summary>
    /// Passes over all works until .NET's compiler brings next to nothing new: on a busy machine it is late. What one
    /// work's code is made of depends on the others', on both sides, as it does in a server.
    /// </summary>
    public async Task RunAsync(IReadOnlyList<Work> works, CancellationToken cancellationToken)
    {
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var before = JitInfo.GetCompiledMethodCount();
            foreach (var work in works)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await TimesOfATurnAsync(work);
            }

            if (JitInfo.GetCompiledMethodCount() - before < FewMethods)
            {
                return;
            }
        }
    }

    /// <summary>How often each side does a work in one turn.</summary>
    public async Task<(int GraphqlJs, int Monitor)> TimesOfATurnAsync(Work work) => (
        await TimesAsync(times => new(graphqlJs.Run(work, times))),
        await TimesAsync(times => RunAsync(work, times)));

    private async Task<int> TimesAsync(Func<int, ValueTask<TimeSpan>> run)
    {
        var begin = Stopwatch.GetTimestamp();
        var fastest = TimeSpan.MaxValue;
        var times = 1;
        while (Stopwatch.GetElapsedTime(begin) < settings.WarmUp)
        {
            var took = await run(times);
            fastest = took / times < fastest ? took / times : fastest;
            times = took < settings.Turn / 2 ? times * 2 : times;
            await Task.Delay(TimeSpan.FromMilliseconds(5));   // a pause lets the compiler bring better code in
        }

        return Math.Max(1, (int)(settings.Turn / fastest));
    }

    private static async ValueTask<TimeSpan> RunAsync(Work work, int times)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            await work.RunAsync();
        }

        return Stopwatch.GetElapsedTime(begin);
    }
}
