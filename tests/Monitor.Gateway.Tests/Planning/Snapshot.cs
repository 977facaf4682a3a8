using System.Runtime.CompilerServices;

namespace Monitor.Gateway.Tests.Planning;

/// <summary>
/// Compares with a file beside the test, named after it. MONITOR_ACCEPT=1 writes the files instead: read the diff
/// before committing it.
/// </summary>
internal static class Snapshot
{
    public static void Matches(
        string actual, [CallerMemberName] string name = "", [CallerFilePath] string test = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(test)!, Path.GetFileNameWithoutExtension(test));
        var file = Path.Combine(folder, $"{name}.txt");
        if (Environment.GetEnvironmentVariable("MONITOR_ACCEPT") == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(file, actual);
        }
        Assert.True(File.Exists(file), $"{file} does not exist; MONITOR_ACCEPT=1 writes it.");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
