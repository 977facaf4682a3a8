using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// Fetches a table of OData v4 from its address (<c>…/odata/v1/CBS/84852NED</c>): the sets that describe it, the code
/// list and groups of each dimension, and Observations page by page, each page read before the next is asked for.
/// Another address is one file.
/// </summary>
internal sealed class TableFetch(PageFetch pages, AllowedAddress allowed, IOptions<FigureImportOptions> options)
{
    /// <exception cref="FetchException">It may not be fetched, is too large, or does not come.</exception>
    public IAsyncEnumerable<StatLinePart> FetchAsync(
        Uri address, FigureMapping mapping, CancellationToken cancellationToken)
    {
        allowed.Require(address);
        var root = new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + '/');
        return root.Segments[^1].TrimEnd('/').Equals(mapping.Table, StringComparison.OrdinalIgnoreCase)
            ? new Fetch(pages, allowed, options.Value, root).TableAsync(cancellationToken)
            : FileAsync(address, cancellationToken);
    }

    private async IAsyncEnumerable<StatLinePart> FileAsync(
        Uri address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bytes = await pages.GetAsync(address, mayLack: false, options.Value.LargestTable, cancellationToken);
        foreach (var part in StatLineFile.PartsOf(Path.GetFileName(address.AbsolutePath), bytes, options.Value))
        {
            yield return part;
        }
    }

    /// <summary>One fetch of a table: its limits are of all its pages together.</summary>
    private sealed class Fetch(PageFetch pages, AllowedAddress allowed, FigureImportOptions options, Uri root)
    {
        private readonly FigureFaults unread = new();
        private long bytes;
        private int count;

        public async IAsyncEnumerable<StatLinePart> TableAsync(
            [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var dimensions = new List<ODataSet>();
            foreach (var (set, mayLack) in new[]
            {
                (ODataSet.Properties, true), (ODataSet.Dimensions, false), (ODataSet.MeasureGroups, true),
                (ODataSet.MeasureCodes, false),
            })
            {
                await foreach (var part in SetAsync(set, mayLack, cancellationToken))
                {
                    if (set == ODataSet.Dimensions && ODataSet.Read(part, unread) is { } read)
                    {
                        dimensions.Add(read);
                    }

                    yield return part;
                }
            }

            var names = ODataRecords.Of<ODataRecords.Dimension>(dimensions, unread)
                .Select(d => d.Identifier).Where(name => name.All(char.IsAsciiLetterOrDigit));
            foreach (var (set, mayLack) in names
                .SelectMany(name => new[] { ($"{name}Groups", true), ($"{name}Codes", false) })
                .Append((ODataSet.Observations, false)))
            {
                await foreach (var part in SetAsync(set, mayLack, cancellationToken))
                {
                    yield return part;
                }
            }
        }

        private async IAsyncEnumerable<StatLinePart> SetAsync(
            string set, bool mayLack, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Uri? next = new Uri(root, set);
            for (var page = 1; next is not null; page++)
            {
                if (++count > options.MostPages)
                {
                    throw new FetchException(
                        FetchException.TooLarge, $"{root} has more than {options.MostPages} pages.");
                }

                if (await pages.GetAsync(next, mayLack, options.LargestTable - bytes, cancellationToken) is not { } got)
                {
                    yield break;
                }

                bytes += got.Length;
                var part = new StatLinePart(FormattableString.Invariant($"{set}-{page}.json"), got);
                next = ODataSet.Read(part, unread)?.NextLink is { } link ? allowed.Follow(next, link) : null;
                yield return part;
            }
        }
    }
}
