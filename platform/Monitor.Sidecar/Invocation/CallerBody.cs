using System.IO.Pipelines;
using System.Net;

namespace Monitor.Sidecar;

/// <summary>The caller's body on its way to the callee, unread and uncopied.</summary>
internal sealed class CallerBody(PipeReader body, long? length) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        body.CopyToAsync(stream);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        body.CopyToAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long computed)
    {
        computed = length ?? 0;
        return length is not null;
    }
}
