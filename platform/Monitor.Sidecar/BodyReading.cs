namespace Monitor.Sidecar;

/// <summary>Reads a whole body; Kestrel refuses what is larger than --max-body-size.</summary>
internal static class BodyReading
{
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? 1024, 4 * 1024 * 1024));
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }
}
