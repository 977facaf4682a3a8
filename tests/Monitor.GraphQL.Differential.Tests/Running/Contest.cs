using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.GraphQL.Differential.Tests.Running;

/// <summary>One question and both answers to it.</summary>
internal sealed record Exchange(string Line, string Ours, string Theirs);

/// <summary>Asks the engine and graphql-js the same lines, both at the same time.</summary>
internal sealed class Contest : IAsyncDisposable
{
    /// <summary>Lines under way: enough that neither waits for the other, few enough for memory.</summary>
    private const int UnderWay = 512;

    private readonly LineProcess ours;
    private readonly LineProcess theirs;

    private Contest(LineProcess ours, LineProcess theirs)
    {
        this.ours = ours;
        this.theirs = theirs;
    }

    public static async Task<Contest> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(
            Repository.Root, "tests", "Monitor.GraphQL.Differential.Tests", "reference");
        var node = await new NodeTool(folder).PrepareAsync(cancellationToken);
        return new Contest(
            LineProcess.Start("dotnet", Runner()),
            LineProcess.Start(node, "--stack-size=4000", Path.Combine(folder, "reference.mjs")));
    }

    /// <summary>Each line with both answers, in the order of the lines.</summary>
    public async IAsyncEnumerable<Exchange> AskAsync(
        IEnumerable<string> lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = Channel.CreateBounded<string>(UnderWay);
        var writing = WriteAsync(lines, asked.Writer, cancellationToken);
        await foreach (var line in asked.Reader.ReadAllAsync(cancellationToken))
        {
            var our = ours.ReadAsync(cancellationToken);
            var their = theirs.ReadAsync(cancellationToken);
            yield return new Exchange(line, await our, await their);
        }

        await writing;
    }

    public async ValueTask DisposeAsync()
    {
        await ours.DisposeAsync();
        await theirs.DisposeAsync();
    }

    private async Task WriteAsync(
        IEnumerable<string> lines, ChannelWriter<string> asked, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var line in lines)
            {
                await asked.WriteAsync(line, cancellationToken);
                await Task.WhenAll(
                    SendAsync(ours, line, cancellationToken), SendAsync(theirs, line, cancellationToken));
            }

            asked.Complete();
        }
        catch (Exception fault)
        {
            asked.Complete(fault);
        }
    }

    private static async Task SendAsync(LineProcess process, string line, CancellationToken cancellationToken)
    {
        await process.WriteAsync(line, cancellationToken);
        await process.FlushAsync(cancellationToken);
    }

    /// <summary>The runner that was built with these tests.</summary>
    private static string Runner()
    {
        const string Name = "Monitor.GraphQL.Conformance";
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return Path.Combine(Repository.Root, "artifacts", "bin", Name, configuration, $"{Name}.dll");
    }
}
