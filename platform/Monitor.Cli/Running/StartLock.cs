namespace Monitor.Cli.Running;

/// <summary>One start at a time in one home.</summary>
internal static class StartLock
{
    /// <exception cref="CliException">Another start is under way.</exception>
    public static IDisposable Take(Workplace workplace)
    {
        try
        {
            return new FileStream(
                Path.Combine(workplace.Home, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new CliException(
                $"Another ./monitor up of {workplace.Home} is under way. Wait for it, or stop it with Ctrl-C.");
        }
    }
}
