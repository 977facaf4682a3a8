using Microsoft.Extensions.Options;
using Monitor.Hosting;

namespace Monitor.Gateway.Serving;

/// <summary>
/// Looks whether the supergraph's file has changed: when the system says so, and every few seconds besides, as mounted
/// files may change without a word. What can be served takes the place of what is; what can not is refused, and said
/// once.
/// </summary>
internal sealed class SupergraphWatch(
    CurrentGraph current, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<SupergraphWatch> log)
    : BackgroundService
{
    /// <summary>A file that changes within this time is still being written.</summary>
    private static readonly TimeSpan settled = TimeSpan.FromMilliseconds(200);

    private readonly WakeSignal wake = new(clock);
    private string? refused;
    private bool isMissing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = options.Value.WatchEvery;
        if (every == TimeSpan.Zero)
        {
            return;
        }
        using var watcher = Watch();
        while (!stoppingToken.IsCancellationRequested)
        {
            await wake.WaitAsync(every, stoppingToken);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var found = current.File.Find();
        while (found is not null && found.Hash != current.Now.Hash && found.Hash != refused)
        {
            await Task.Delay(settled, clock, cancellationToken);
            var again = current.File.Find();
            if (again?.Hash == found.Hash)
            {
                Take(found);
                break;
            }
            found = again;
        }
        NoteMissing(found is null);
    }

    private void Take(SupergraphText text)
    {
        var before = current.Now.Hash;
        try
        {
            current.Replace(text);
        }
        catch (Exception fault)
        {
            // Whatever is wrong with it: the one that is served is not.
            refused = text.Hash;
            ServingMetrics.Refused();
            log.SupergraphRefused(current.File.Path, text.Hash, before, fault.Message);
            return;
        }
        refused = null;
        ServingMetrics.Loaded();
        log.SupergraphReplaced(text.Hash, before, string.Join(", ", current.Now.Graph.Subgraphs));
    }

    private void NoteMissing(bool missing)
    {
        if (missing && !isMissing)
        {
            log.SupergraphMissing(current.File.Path, current.Now.Hash);
        }
        isMissing = missing;
    }

    /// <summary>Null where the system cannot watch: too many watches, or a file system without them.</summary>
    private FileSystemWatcher? Watch()
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(Path.GetDirectoryName(current.File.Path)!)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite
                    | NotifyFilters.CreationTime | NotifyFilters.Size,
                Filters = { Path.GetFileName(current.File.Path), "..data" },   // Kubernetes turns the link ..data
            };
            watcher.Changed += (_, _) => wake.Wake();
            watcher.Created += (_, _) => wake.Wake();
            watcher.Renamed += (_, _) => wake.Wake();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or UnauthorizedAccessException)
        {
            watcher?.Dispose();
            log.SupergraphNotWatched(current.File.Path, fault.Message);
            return null;
        }
    }
}
