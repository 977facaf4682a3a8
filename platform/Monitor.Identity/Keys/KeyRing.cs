using Microsoft.IdentityModel.Tokens;

namespace Monitor.Identity;

/// <summary>
/// The provider's keys in a folder: those that sign now, their successors, which are published ahead, and their
/// predecessors, which check what is still out. Access tokens are signed by ES256, ID tokens by RS256 or ES256.
/// </summary>
/// <remarks>
/// The command that rotates and the provider that signs are two processes: the folder is what they share, and
/// <c>jwks.json</c>, written last, says that a change is complete.
/// </remarks>
public sealed class KeyRing
{
    private const string Previous = "previous";
    private const string Current = "current";
    private const string Next = "next";
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(20);
    private static readonly string[] algorithms = [SigningKey.Es256, SigningKey.Rs256];
    private readonly Lock _gate = new();
    private readonly string _folder;
    private Keys _keys;

    /// <param name="Signing">By algorithm.</param>
    /// <param name="Jwks">All public parts.</param>
    private sealed record Keys(IReadOnlyDictionary<string, SigningKey> Signing, string Jwks);

    private KeyRing(string folder)
    {
        _folder = folder;
        _keys = Read();
    }

    private string JwksFile => JwksOf(_folder);

    /// <summary>Where the public parts stand: what a process reads that knows no discovery.</summary>
    public static string JwksOf(string folder) => Path.Combine(folder, "jwks.json");

    /// <summary>The keys of this folder, made where they are missing.</summary>
    public static KeyRing Open(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!IsWhole(folder))
        {
            using var alone = Alone(folder);
            foreach (var algorithm in algorithms)
            {
                Make(folder, Current, algorithm);
                Make(folder, Next, algorithm);
            }

            Publish(folder);
        }

        return new KeyRing(folder);
    }

    /// <summary>The public keys, those of another process's rotation included.</summary>
    public string Jwks => Now().Jwks;

    /// <summary>The key that signs by this algorithm now.</summary>
    public SigningKey Signing(string algorithm) => Now().Signing[algorithm];

    /// <summary>The public keys, to check with.</summary>
    public IReadOnlyList<SecurityKey> PublicKeys => [.. JsonWebKeySet.Create(Jwks).Keys];

    /// <summary>Successors sign from now on; those that signed check for one rotation more.</summary>
    public void Rotate()
    {
        using (Alone(_folder))
        {
            foreach (var algorithm in algorithms)
            {
                File.Move(FileOf(_folder, Current, algorithm), FileOf(_folder, Previous, algorithm), overwrite: true);
                File.Move(FileOf(_folder, Next, algorithm), FileOf(_folder, Current, algorithm));
                Make(_folder, Next, algorithm);
            }

            Publish(_folder);
        }
    }

    private Keys Now()
    {
        lock (_gate)
        {
            if (File.ReadAllText(JwksFile) != _keys.Jwks)
            {
                _keys = Read();
            }

            return _keys;
        }
    }

    private Keys Read()
    {
        using (Alone(_folder))
        {
            return new Keys(
                algorithms.ToDictionary(name => name, name => ReadKey(_folder, Current, name)),
                File.ReadAllText(JwksFile));
        }
    }

    /// <summary>Not on a first start, nor where a rotation was broken off.</summary>
    private static bool IsWhole(string folder) =>
        File.Exists(JwksOf(folder))
        && algorithms.All(name =>
            File.Exists(FileOf(folder, Current, name)) && File.Exists(FileOf(folder, Next, name)));

    private static void Publish(string folder)
    {
        var keys = ((string[])[Current, Next, Previous])
            .SelectMany(age => algorithms.Select(algorithm => (Age: age, Algorithm: algorithm)))
            .Where(key => File.Exists(FileOf(folder, key.Age, key.Algorithm)))
            .Select(key => ReadKey(folder, key.Age, key.Algorithm))
            .ToArray();
        var beside = $"{JwksOf(folder)}.new";
        File.WriteAllText(beside, SigningKey.Jwks(keys));
        File.Move(beside, JwksOf(folder), overwrite: true);
        Array.ForEach(keys, key => key.Dispose());
    }

    private static void Make(string folder, string age, string algorithm)
    {
        var file = FileOf(folder, age, algorithm);
        if (File.Exists(file))
        {
            return;
        }

        using var key = SigningKey.Create(algorithm);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(key.Pem());
    }

    private static SigningKey ReadKey(string folder, string age, string algorithm) =>
        SigningKey.Read(algorithm, File.ReadAllText(FileOf(folder, age, algorithm)));

    private static string FileOf(string folder, string age, string algorithm) =>
        Path.Combine(folder, $"{age}-{algorithm.ToLowerInvariant()}.pem");

    /// <summary>One process at a time reads or changes the folder.</summary>
    private static FileStream Alone(string folder)
    {
        using var never = new ManualResetEventSlim();
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(
                    Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(begin) < patience)
            {
                never.Wait(pause);
            }
        }
    }
}
