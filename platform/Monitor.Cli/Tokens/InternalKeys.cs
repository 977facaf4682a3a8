using Monitor.Cli.Servers;
using Monitor.Hosting;

namespace Monitor.Cli.Tokens;

/// <summary>
/// The gateway's keys in a folder: <c>key.json</c> signs (private), <c>jwks.json</c> is what services believe (public).
/// One takes another's place in three steps, each of which may wait for as long as it takes to bring the files where
/// they are read: <see cref="PrepareNextAsync"/>, <see cref="TurnAsync"/>, <see cref="DropOldAsync"/>.
/// </summary>
/// <param name="folder">Made where it is not there.</param>
/// <param name="isForDevelopment">Production refuses such keys.</param>
public sealed class InternalKeys(string folder, bool isForDevelopment)
{
    private string Next => Path.Combine(folder, "next.json");

    private string Old => Path.Combine(folder, "old.json");

    /// <summary>The private key that signs now.</summary>
    public string KeyFile => Path.Combine(folder, "key.json");

    /// <summary>The public keys that tokens may be signed by.</summary>
    public string Jwks => Path.Combine(folder, "jwks.json");

    /// <summary>Makes a key where there is none.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        if (!File.Exists(KeyFile))
        {
            using var made = TokenSigningKey.Create(isForDevelopment);
            await PrivateFile.WriteAsync(KeyFile, made.PrivateJwk, cancellationToken);
        }

        await PublishAsync(cancellationToken);
    }

    /// <summary>Makes the next key, which services believe from now on and nobody signs with yet.</summary>
    /// <exception cref="CliException">There is one already, or none before it.</exception>
    public async Task PrepareNextAsync(CancellationToken cancellationToken)
    {
        Require(File.Exists(KeyFile), $"There is no {KeyFile}: make the first key before the next.");
        Require(!File.Exists(Next), $"There is a next key already: {Next}.");
        using var made = TokenSigningKey.Create(isForDevelopment);
        await PrivateFile.WriteAsync(Next, made.PrivateJwk, cancellationToken);
        await PublishAsync(cancellationToken);
    }

    /// <summary>Signs with the next key; tokens of the one before are still believed.</summary>
    /// <exception cref="CliException">There is no next key.</exception>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        Require(File.Exists(Next), $"There is no {Next}: prepare it, and let services read it first.");
        File.Move(KeyFile, Old, overwrite: true);
        File.Move(Next, KeyFile);
        await PublishAsync(cancellationToken);
    }

    /// <summary>Believes the old key no more: a minute after nobody signs with it.</summary>
    public async Task DropOldAsync(CancellationToken cancellationToken)
    {
        File.Delete(Old);
        await PublishAsync(cancellationToken);
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var keys = new List<TokenSigningKey>();
        try
        {
            foreach (var file in new[] { KeyFile, Next, Old }.Where(File.Exists))
            {
                keys.Add(TokenSigningKey.Read(await File.ReadAllTextAsync(file, cancellationToken)));
            }

            await File.WriteAllTextAsync($"{Jwks}.new", TokenSigningKey.JwksOf(keys), cancellationToken);
            File.Move($"{Jwks}.new", Jwks, overwrite: true);   // never half a file
        }
        finally
        {
            keys.ForEach(key => key.Dispose());
        }
    }

    private static void Require(bool isSo, string message)
    {
        if (!isSo)
        {
            throw new CliException(message);
        }
    }
}
