using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Monitor.Hosting;

/// <summary>What a request with the header <c>Idempotency-Key</c> promises: this key, this payload, once.</summary>
/// <param name="key">The header's value: 1 to 200 visible ASCII characters.</param>
/// <param name="payloadHash">SHA-256 of the request's body, in hexadecimal.</param>
internal sealed class IdempotencyKey(string key, string payloadHash)
{
    public const string Header = "Idempotency-Key";
    private const int MaximumLength = 200;
    private int _runs;

    public string Key { get; } = key;

    public string PayloadHash { get; } = payloadHash;

    /// <summary>Names the mutation within its request: mutations run in order, so a repeat counts alike.</summary>
    public string NextField(string fieldName) => $"{fieldName}#{Interlocked.Increment(ref _runs)}";

    public static bool IsWellFormed(string key) =>
        key.Length is >= 1 and <= MaximumLength && key.All(character => character is > ' ' and <= '~');

    /// <summary>The key of the request, null where it has none.</summary>
    public static IdempotencyKey? Of(HttpContext context) =>
        context.Items.TryGetValue(typeof(IdempotencyKey), out var found) ? (IdempotencyKey?)found : null;

    /// <summary>Notes key and payload before anyone else reads the body.</summary>
    public static async Task NoteAsync(HttpContext context, string key)
    {
        context.Request.EnableBuffering();
        var hash = await SHA256.HashDataAsync(context.Request.Body, context.RequestAborted);
        context.Request.Body.Position = 0;
        context.Items[typeof(IdempotencyKey)] = new IdempotencyKey(key, Convert.ToHexStringLower(hash));
    }
}

/// <summary>Reads the header <c>Idempotency-Key</c>; a malformed one is refused.</summary>
internal sealed class IdempotencyHeader(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var header = context.Request.Headers[IdempotencyKey.Header];
        if (header.Count == 0)
        {
            await next(context);
            return;
        }

        if (header is not [{ } key] || !IdempotencyKey.IsWellFormed(key))
        {
            await Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, "BAD_REQUEST",
                "The header Idempotency-Key takes one value of 1 to 200 visible ASCII characters.");
            return;
        }

        await IdempotencyKey.NoteAsync(context, key);
        await next(context);
    }
}
