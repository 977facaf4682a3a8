namespace Monitor.Cli.Servers;

/// <summary>A file that only its owner reads (0600), from its first byte on.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes beside it and moves over it: a reader sees the old text or the new one, never half.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var beside = $"{path}.new";
        File.Delete(beside);
        await using (var stream = new FileStream(beside, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        }))
        await using (var writer = new StreamWriter(stream))
        {
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
        }

        File.Move(beside, path, overwrite: true);
    }
}
