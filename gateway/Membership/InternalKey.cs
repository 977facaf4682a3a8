using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Monitor.Hosting;

namespace Monitor.Gateway.Membership;

/// <summary>
/// The key that signs internal tokens, from <see cref="MembershipOptions.KeyFile"/>; another takes its place when the
/// file changes. A file that cannot be read leaves the one that was.
/// </summary>
internal sealed class InternalKey : IDisposable
{
    private readonly MembershipOptions options;
    private readonly IHostEnvironment environment;
    private readonly ILogger<InternalKey> log;
    private readonly ITimer? watch;
    private TokenSigningKey? now;
    private byte[] hash = [];
    private byte[] refused = [];

    /// <exception cref="InvalidOperationException">The file holds no key that may be used.</exception>
    public InternalKey(
        IOptions<MembershipOptions> options, IHostEnvironment environment, TimeProvider clock, ILogger<InternalKey> log)
    {
        this.options = options.Value;
        this.environment = environment;
        this.log = log;
        if (this.options.KeyFile is { } file)
        {
            Take(Find(file) ?? throw Unusable("it cannot be read."));
            watch = clock.CreateTimer(_ => Look(file), null, this.options.WatchEvery, this.options.WatchEvery);
        }
    }

    /// <summary>Null where no key is set.</summary>
    public TokenSigningKey? Now => Volatile.Read(ref now);

    public void Dispose()
    {
        watch?.Dispose();
        now?.Dispose();
    }

    private void Look(string file)
    {
        var found = Find(file);
        if (found is null || SHA256.HashData(found) is not { } seen
            || seen.AsSpan().SequenceEqual(hash) || seen.AsSpan().SequenceEqual(refused))
        {
            return;
        }
        try
        {
            Take(found);
            log.InternalKeyReplaced(now!.Id);
        }
        catch (InvalidOperationException fault)
        {
            refused = seen;
            log.InternalKeyRefused(fault.Message, now!.Id);
        }
    }

    /// <summary>The one before is not disposed: a request may be signing with it.</summary>
    private void Take(byte[] json)
    {
        TokenSigningKey key;
        try
        {
            key = TokenSigningKey.Read(System.Text.Encoding.UTF8.GetString(json));
        }
        catch (FormatException fault)
        {
            throw Unusable(fault.Message);
        }
        if (environment.IsProduction() && key.IsForDevelopment)
        {
            throw Unusable("it holds a development key; Production refuses it.");
        }
        hash = SHA256.HashData(json);
        Volatile.Write(ref now, key);
    }

    private InvalidOperationException Unusable(string why) => new($"Membership:KeyFile {options.KeyFile}: {why}");

    private static byte[]? Find(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
